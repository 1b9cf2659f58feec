/** Step 5: what happened when, from dates that the articles themselves settle. */
import type { DateMention, Statement, TimelineEntry } from '../model.ts';
import type { Candidate } from './candidates.ts';
import { voicesIn } from './candidates.ts';
import { once } from './once.ts';
import { alone, readsAlone, wordingOf } from './passages.ts';
import type { SourceList } from './sources.ts';
import { isMostlyQuoted } from './worth.ts';

const mostEntries = 8;
/** Fewer dates than these make no timeline of what the points tell already. */
const ownRight = 3;

const pad = (n: number): string => String(n).padStart(2, '0');

/** YYYY-MM-DD, unknown parts as the first; undefined where the year is not settled, or there is no such day. */
const isoOf = ({ year, month, day }: DateMention): string | undefined => {
  if (year === null || year < 1 || year > 9999) return undefined;
  const iso = `${String(year).padStart(4, '0')}-${pad(month ?? 1)}-${pad(day ?? 1)}`;
  const instant = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== iso ? undefined : iso;
};

/** "The five had been arrested": who, other sentences tell. */
const numberAlone =
  /^(?:The|All) (?:two|three|four|five|six|seven|eight|nine|ten|dozen|pair|trio) (?:is|was|are|were|has|have|had|will|would)\b/u;

/** "regions it annexed in …", "the day after …": what stands between binds the date to another event. */
const subordinate =
  /\b(?:which|who|whose|whom|where|when|while|after|before|since|until|following|than|it|they|he|she|if|than|from)\b/iu;
/** "the bombers that attacked on …", not "said that …". */
const relative =
  /(?<!\b(?:said|says|say|announced|confirmed|reported|added|claimed|found|ruled|stated|denied|warned|told|agreed|showed|it) )\bthat\b/iu;
/** "the July 7 bombings", "Monday's talks": the date is part of a name for something. */
const modifies = /\b(?:the|a|an|this|that|its|their|his|her|our|of)\s+$/iu;

/** Whether the statement tells of what happened on the date, and not of something else that the date only places. */
const happensOn = ({ text }: Statement, { start, end }: DateMention): boolean => {
  const clause = text.slice(Math.max(0, text.lastIndexOf(',', start - 2) + 1), start);
  return (
    !subordinate.test(clause) &&
    !relative.test(clause) &&
    !modifies.test(text.slice(0, start)) &&
    !/^['’]s?\b/u.test(text.slice(end))
  );
};

interface When {
  readonly iso: string;
  readonly date: DateMention;
}

/** A statement is told under a date only when it names just one: which of two it happened on would be a guess. */
export const onlyDate = (statement: Statement): When | undefined => {
  const [date, second] = statement.dates;
  if (date === undefined || second !== undefined) return undefined;
  const iso = isoOf(date);
  return iso === undefined ? undefined : { iso, date };
};

interface Dated extends When {
  readonly candidate: Candidate;
}

/** When that happened of which a statement tells by itself; null where it tells of nothing, or of no one day. */
const happeningOf = once((statement: Statement): When | null => {
  if (
    !readsAlone(statement) ||
    numberAlone.test(statement.text) ||
    statement.tense !== 'happened' ||
    statement.stance !== 'asserts'
  )
    return null;
  const when = onlyDate(statement);
  if (when === undefined || when.date.relation !== 'on' || isMostlyQuoted(statement)) return null;
  return happensOn(statement, when.date) ? when : null;
});

/** The better supported, then the shorter; of equals the lesser id, so that the order of articles does not count. */
const better = (a: Dated, b: Dated): boolean => {
  const [x, y] = [a.candidate, b.candidate];
  const [v, w] = [voicesIn(x.claim), voicesIn(y.claim)];
  if (v !== w) return v > w;
  const [m, n] = [x.statement.text.length, y.statement.text.length];
  return m === n ? x.statement.id < y.statement.id : m < n;
};

/** One entry a date and precision: the best-supported statement. Oldest first. */
export const buildTimeline = (
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  sources: SourceList,
): TimelineEntry[] => {
  const best = new Map<string, Dated>();
  for (const candidate of candidates) {
    const when = happeningOf(candidate.statement);
    if (when === null) continue;
    const key = `${when.iso} ${when.date.precision}`;
    const held = best.get(key);
    const dated = { candidate, ...when };
    if (held === undefined || better(dated, held)) best.set(key, dated);
  }
  const posted = new Set(chosen.map(({ statement }) => statement.id));
  const entries = [...best.values()].filter(
    ({ candidate }) => best.size >= ownRight || !posted.has(candidate.statement.id),
  );
  return entries
    .sort((a, b) => (a.iso < b.iso ? -1 : a.iso > b.iso ? 1 : a.date.precision < b.date.precision ? -1 : 1))
    .slice(-mostEntries)
    .map(({ candidate, iso, date }) => ({
      date: iso,
      precision: date.precision,
      text: wordingOf(alone(candidate.statement)),
      citations: [sources.number(candidate.statement.citation)],
    }));
};
