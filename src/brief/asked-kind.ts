/** What sort of thing a question asks for: a number, a time, a place, a person, a reason, a length. */
import { z } from 'zod';
import data from './asking.json' with { type: 'json' };

export type QuestionKind =
  | 'how many'
  | 'how much'
  | 'how long'
  | 'how old'
  | 'measure'
  | 'how'
  | 'who'
  | 'when'
  | 'where'
  | 'why'
  | 'whether'
  | 'what';

const strings = z.array(z.string().min(1));
const { auxiliaries, measures } = z
  .object({
    auxiliaries: strings,
    /** Words that ask for a measure ("how tall", "the height of") and the units that it is given in. */
    measures: z.array(z.object({ adjectives: strings, nouns: strings, units: strings })),
  })
  .parse(data);

const isAuxiliary = new Set(auxiliaries);

const anyOf = (words: readonly string[]): string => words.join('|');

const measurePattern = ({ adjectives, nouns }: (typeof measures)[number]): RegExp =>
  new RegExp(`\\bhow (?:${anyOf(adjectives)})\\b|\\b(?:what|which)\\b.*\\b(?:${anyOf(nouns)})\\b`, 'u');

const measured = measures.map((each) => ({ pattern: measurePattern(each), units: new Set(each.units) }));

/** The units in which the measure asked for is given; undefined where none is asked for. */
export const unitsAskedFor = (text: string): ReadonlySet<string> | undefined =>
  measured.find(({ pattern }) => pattern.test(text.toLowerCase()))?.units;

const patterns: readonly (readonly [RegExp, QuestionKind])[] = [
  [/\bhow many\b|\bwhat number\b/u, 'how many'],
  [/\bhow much\b/u, 'how much'],
  [/\bhow (?:long|brief|short)\b|\bhow much time\b/u, 'how long'],
  [/\bhow (?:old|young)\b|\b(?:what|which) age\b/u, 'how old'],
  [/\b(?:when|since when|what (?:date|day|month|year|time)|which (?:date|day|month|year))\b/u, 'when'],
  [/\bwhere\b/u, 'where'],
  [/\bwho(?:m|se)?\b/u, 'who'],
  [/\bwhy\b|\bwhat (?:was|is) the reason\b|\bfor what reason\b|\bhow come\b/u, 'why'],
  [/\bhow\b/u, 'how'],
  [/\b(?:what|which)\b/u, 'what'],
];

const interrogative = /^(?:and |but |so |or )?(how|when|since when|what|which|where|who|whom|whose|why|for what)\b/u;

/** @param words of the text, in small letters */
export const kindOf = (text: string, words: readonly string[]): QuestionKind => {
  const small = text.toLowerCase();
  // "Did he say when?" asks whether only where nothing else is asked for.
  if (isAuxiliary.has(words[0] ?? '')) return 'whether';
  if (unitsAskedFor(small) !== undefined && !/\bhow (?:many|much|long|old)\b/u.test(small)) return 'measure';
  // "Who was at the pier when it opened?" asks who: what stands first is asked for.
  const first = interrogative.exec(small)?.[0];
  const opening = first === undefined ? small : small.slice(0, first.length + 12);
  return (
    patterns.find(([pattern]) => pattern.test(opening) && opening.search(pattern) <= (first ?? '').length)?.[1] ??
    patterns.find(([pattern]) => pattern.test(small))?.[1] ??
    'what'
  );
};
