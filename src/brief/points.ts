/** Step 3: a chosen candidate as a point with its numbered citations, the posted statement's own first. */
import type { Point } from '../model.ts';
import type { Candidate } from './candidates.ts';
import type { SourceList } from './sources.ts';

/** One citation an article: the thread stays readable where thirty outlets say the same. */
const mostCitations = 8;

export const toPoint = ({ claim, statement }: Candidate, sources: SourceList): Point => {
  const cited = new Map([[statement.article, statement]]);
  for (const other of claim.statements) if (!cited.has(other.article)) cited.set(other.article, other);
  return {
    text: statement.text,
    support: claim.support,
    ...(statement.speaker !== null && { speaker: statement.speaker.name }),
    citations: [...cited.values()].slice(0, mostCitations).map((each) => sources.number(each.citation)),
  };
};
