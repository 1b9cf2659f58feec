/** Step 4: the differences and updates that belong to what is briefed. */
import type { Analysis, BriefingDifference, Citation, Difference, Position, Statement, Story } from '../model.ts';
import type { Candidate } from './candidates.ts';
import { disputesOf } from './disputes.ts';
import type { SourceList } from './sources.ts';

const cites = (difference: Difference): Citation[] =>
  difference.positions.flatMap((position) => [...position.citations]);

const key = (citation: Citation): string => `${citation.article}#${citation.start}`;

/** Whether a Statement is about what is asked for. */
export type About = (statement: Statement) => boolean;

/** Where a position's passage is no statement's own, nothing speaks against it. */
const isAbout = ({ statements }: Analysis, position: Position, about: About): boolean =>
  position.citations.some(({ article, start }) => {
    const statement = statements.get(article)?.find(({ citation }) => citation.start === start);
    return statement === undefined || about(statement);
  });

/**
 * Those of `pick(story)` that rest on at least one statement of the candidates, and two of whose positions are about it;
 * and those of which a point tells, whatever they are about: it is not called disputed without saying what is.
 */
export const relevantDifferences = (
  analysis: Analysis,
  candidates: readonly Candidate[],
  about: About,
  pick: (story: Story) => readonly Difference[],
  points: readonly Candidate[] = [],
): Difference[] => {
  const disputed = new Set(points.flatMap(disputesOf));
  const passages = new Set<string>();
  const picked = new Map<Story, readonly Difference[]>();
  for (const { claim, story } of candidates) {
    const held = picked.get(story) ?? pick(story);
    picked.set(story, held);
    if (held.length > 0) for (const statement of claim.statements) passages.add(key(statement.citation));
  }
  return [...picked.values()].flatMap((held) =>
    held.filter(
      (difference) =>
        disputed.has(difference) ||
        (cites(difference).some((citation) => passages.has(key(citation))) &&
          difference.positions.filter((position) => isAbout(analysis, position, about)).length > 1),
    ),
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
