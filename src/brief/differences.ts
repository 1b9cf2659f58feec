/** Step 4: the differences and updates that belong to what is briefed. */
import type { BriefingDifference, Citation, Difference, Story } from '../model.ts';
import type { Candidate } from './candidates.ts';
import type { SourceList } from './sources.ts';

const cites = (difference: Difference): Citation[] =>
  difference.positions.flatMap((position) => [...position.citations]);

/** Two citations meet when their passages overlap. */
const key = (citation: Citation): string => `${citation.article}#${citation.start}`;

/**
 * Those of `pick(story)` that rest on at least one statement of the candidates; all of them when the story is briefed whole.
 */
export const relevantDifferences = (
  candidates: readonly Candidate[],
  pick: (story: Story) => readonly Difference[],
): Difference[] => {
  const passages = new Set<string>();
  const stories = new Map<string, Story>();
  for (const { claim, story } of candidates) {
    stories.set(story.id, story);
    for (const statement of claim.statements) passages.add(key(statement.citation));
  }
  return [...stories.values()].flatMap((story) =>
    pick(story).filter((difference) => cites(difference).some((citation) => passages.has(key(citation)))),
  );
};

export const toBriefingDifference = (difference: Difference, sources: SourceList): BriefingDifference => ({
  about: difference.about,
  kind: difference.kind,
  positions: difference.positions.map((position) => ({
    value: position.value,
    citations: position.citations.map((citation) => sources.number(citation)),
  })),
});
