/** Step 5: what happened when, and what is ahead, from dates that the articles themselves settle. */
import type { AheadEntry, DateMention, Statement, TimelineEntry } from '../model.ts';
import type { Candidate } from './candidates.ts';
import type { SourceList } from './sources.ts';

const mostEntries = 8;

const pad = (n: number): string => String(n).padStart(2, '0');

/** YYYY-MM-DD, unknown parts as the first; undefined where the year is not settled. */
const isoOf = (date: DateMention): string | undefined =>
  date.year === null
    ? undefined
    : `${String(date.year).padStart(4, '0')}-${pad(date.month ?? 1)}-${pad(date.day ?? 1)}`;

/** A statement is told under a date only when it names just one: which of two it happened on would be a guess. */
const onlyDate = (statement: Statement): { iso: string; date: DateMention } | undefined => {
  const [date, second] = statement.dates;
  if (date === undefined || second !== undefined) return undefined;
  const iso = isoOf(date);
  return iso === undefined ? undefined : { iso, date };
};

/** One entry a date and precision: the best-supported statement. Oldest first. */
export const buildTimeline = (candidates: readonly Candidate[], sources: SourceList): TimelineEntry[] => {
  const best = new Map<string, { candidate: Candidate; iso: string; date: DateMention }>();
  for (const candidate of candidates) {
    if (candidate.statement.tense !== 'happened' || candidate.statement.stance !== 'asserts') continue;
    const when = onlyDate(candidate.statement);
    if (when === undefined || when.date.relation !== 'on') continue;
    const key = `${when.iso} ${when.date.precision}`;
    const held = best.get(key);
    if (held === undefined || candidate.claim.voices.length > held.candidate.claim.voices.length)
      best.set(key, { candidate, ...when });
  }
  return [...best.values()]
    .sort((a, b) => (a.iso < b.iso ? -1 : a.iso > b.iso ? 1 : 0))
    .slice(-mostEntries)
    .map(({ candidate, iso, date }) => ({
      date: iso,
      precision: date.precision,
      text: candidate.statement.text,
      citations: [sources.number(candidate.statement.citation)],
    }));
};

/** What the articles say is still to come, best supported first. */
export const lookAhead = (candidates: readonly Candidate[], sources: SourceList): AheadEntry[] =>
  candidates
    .filter(({ statement }) => statement.tense === 'ahead')
    .sort((a, b) => b.claim.voices.length - a.claim.voices.length || b.relevance - a.relevance)
    .slice(0, mostEntries)
    .map(({ statement }) => {
      const when = onlyDate(statement);
      return {
        ...(when !== undefined && when.date.precision === 'day' && { date: when.iso }),
        text: statement.text,
        citations: [sources.number(statement.citation)],
      };
    });
