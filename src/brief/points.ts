/** Step 3: a chosen candidate as a point with its numbered citations, the posted passage's own first. */
import type { Citation, Point } from '../model.ts';
import type { Candidate } from './candidates.ts';
import { citationsOf } from './passages.ts';
import type { SourceList } from './sources.ts';

/** What a point is made of; the citation holds the whole passage, however it is worded. */
type Pointed = Pick<Candidate, 'claim' | 'statement' | 'passage' | 'wording'>;

/** One citation an article: the thread stays readable where thirty outlets say the same. */
const mostCitations = 8;

export const toPoint = ({ claim, statement, passage, wording }: Pointed, sources: SourceList): Point => {
  const own = citationsOf(passage, sources.article(statement.article));
  const cited = new Map<string, Citation>();
  for (const other of claim.statements)
    if (other.article !== statement.article && !cited.has(other.article) && cited.size < mostCitations - 1)
      cited.set(other.article, other.citation);
  return {
    text: wording,
    support: claim.support,
    ...(statement.speaker !== null && { speaker: statement.speaker.name }),
    citations: [...own, ...cited.values()].map((citation) => sources.number(citation)),
  };
};
