/** Stories -> Digest: the top stories, a line each, over one Briefing that carries their points. Pure. */
import type { Analysis, BriefingDifference, Digest, DigestEntry, Mark } from '../model.ts';
import type { Section } from './assemble.ts';
import { assemble } from './assemble.ts';
import type { Candidate, Scope } from './candidates.ts';
import { findCandidates, isWithin } from './candidates.ts';
import { selectPoints } from './select.ts';

export interface DigestRequest {
  readonly title: string;
  readonly scope: Scope;
  /** ISO instants, shown with the digest. */
  readonly from: string | null;
  readonly to: string | null;
  readonly next: string | null;
  /** IANA name of the zone in which they are shown. */
  readonly zone: string;
}

/** A parent card is read in a minute. */
const mostStories = 7;

/** The fewer stories, the more of each is told. */
const pointsOf = (stories: number): number => (stories === 1 ? 8 : stories <= 3 ? 5 : 3);

/** The candidates of each story, most reported story first. */
const byStory = (candidates: readonly Candidate[]): (readonly Candidate[])[] => {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const held = groups.get(candidate.story.id);
    if (held === undefined) groups.set(candidate.story.id, [candidate]);
    else held.push(candidate);
  }
  return [...groups.values()];
};

const changeOf = ({ about, positions }: BriefingDifference): string =>
  `${about}: ${positions[0]?.value ?? ''} → ${positions.at(-1)?.value ?? ''}`;

const markOf = ({ updates, differences }: Section): { mark: Mark; change?: string } => {
  const update = updates[0];
  if (update !== undefined) return { mark: 'updated', change: changeOf(update) };
  return { mark: differences.length > 0 ? 'disputed' : 'new' };
};

/** Composes the Digest of a request; one without entries is a quiet day. */
export const digest = (analysis: Analysis, request: DigestRequest): Digest => {
  const stories = byStory(findCandidates(analysis, request.scope)).slice(0, mostStories);
  const budget = { points: pointsOf(stories.length) };
  const about = isWithin(request.scope);
  const groups = stories.map((candidates) => ({ candidates, chosen: selectPoints(candidates, budget), about }));
  const { briefing, sections } = assemble(analysis, { title: request.title }, groups);
  const entries = sections.flatMap((section, index): DigestEntry[] => {
    const story = stories[index]?.[0]?.story;
    if (story === undefined || section.points.length === 0) return [];
    const cited = section.points.flatMap((point) => point.citations.map((citation) => citation.source));
    const sources = [...new Set(cited)].sort((a, b) => a - b);
    return [{ story: story.id, title: story.title, ...markOf(section), sources }];
  });
  return { from: request.from, to: request.to, next: request.next, zone: request.zone, entries, briefing };
};
