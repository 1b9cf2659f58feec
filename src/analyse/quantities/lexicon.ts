/** The word lists of this folder, checked once, and the look-ups made from them. */
import { z } from 'zod';
import comparatorData from './comparators.json' with { type: 'json' };
import contextData from './contexts.json' with { type: 'json' };
import nounData from './nouns.json' with { type: 'json' };
import numeralData from './numerals.json' with { type: 'json' };
import unitData from './units.json' with { type: 'json' };

const words = z.array(z.string().min(1));
const numbers = z.record(z.string(), z.number());
const names = z.record(z.string(), z.string());

export const numerals = z
  .strictObject({
    small: numbers,
    tens: numbers,
    scales: numbers,
    scaleAbbreviations: numbers,
    moneyAbbreviations: numbers,
    vaguePlurals: numbers,
    several: words,
    fractions: numbers,
    fractionSigns: numbers,
  })
  .parse(numeralData);

const comparatorSchema = z.strictObject({
  comparator: z.enum(['>=', '>', '<=', '<', '~', 'nearly']),
  phrases: words,
});

const comparators = z
  .strictObject({
    before: z.array(comparatorSchema),
    verbs: z.record(z.enum(['>']), words),
    after: z.array(comparatorSchema),
    phrasal: words,
  })
  .parse(comparatorData);

const measureSchema = z.strictObject({
  unit: z.string(),
  dimension: z.string(),
  /** What one of it is in the dimension's base unit. */
  factor: z.number().positive(),
  words,
  hyphen: z.boolean().optional(),
});

export const units = z
  .strictObject({
    currencies: z.strictObject({
      symbols: names,
      dollarPrefixes: names,
      codes: names,
      words: names,
      scaledOnly: words,
      scaledWords: names,
      nationals: names,
      parts: names,
    }),
    measures: z.array(measureSchema),
    multiples: z.array(z.strictObject({ words, unit: z.string(), times: z.number() })),
    halves: z.record(z.string(), z.tuple([z.string(), z.number()])),
    parts: z.record(z.string(), z.tuple([z.string(), z.number()])),
  })
  .parse(unitData);

const nouns = z
  .strictObject({
    classes: z.record(z.enum(['child', 'body', 'aircraft', 'vehicle', 'building', 'person']), words),
    thingsInErOr: words,
    personSuffixes: words,
    thingsInOtherSuffixes: words,
    demonymEndings: words,
    irregularPlurals: words,
    notPlural: words,
    harmed: words,
    tolls: words,
    causing: words,
  })
  .parse(nounData);

const contexts = z.record(z.string(), words).parse(contextData);

const set = (name: string): ReadonlySet<string> => {
  const list = contexts[name];
  if (list === undefined) throw new Error(`contexts.json has no list ${name}`);
  return new Set(list);
};

export const months = set('months');
export const weekdays = set('weekdays');
export const labels = set('labels');
export const streets = set('streets');
export const clock = set('clock');
export const calibres = set('calibres');
export const stops = set('stops');
export const people = set('people');
export const ageNouns = set('ageNouns');
export const durationCues = set('durationCues');
export const changeVerbs = set('changeVerbs');
export const hyphenPersons = set('hyphenPersons');
export const notOneFollowers = set('notOneFollowers');

export const harmed: ReadonlySet<string> = new Set(nouns.harmed);
export const tolls: ReadonlySet<string> = new Set(nouns.tolls);
/** Verbs whose bare number counts people: "killing 26". */
export const causing: ReadonlySet<string> = new Set(nouns.causing);

export type ComparatorWord = z.infer<typeof comparatorSchema>['comparator'];
export interface ComparatorPhrase {
  readonly words: readonly string[];
  readonly comparator: ComparatorWord;
}

/** Longest first, so that "no more than" is not read as "more than". */
const phrases = (entries: readonly z.infer<typeof comparatorSchema>[]): readonly ComparatorPhrase[] =>
  entries
    .flatMap((entry) => entry.phrases.map((phrase) => ({ words: phrase.split(' '), comparator: entry.comparator })))
    .sort((a, b) => b.words.length - a.words.length);

const groupByLastWord = (all: readonly ComparatorPhrase[]): ReadonlyMap<string, readonly ComparatorPhrase[]> => {
  const groups = new Map<string, ComparatorPhrase[]>();
  for (const phrase of all) {
    const last = phrase.words.at(-1) ?? '';
    groups.set(last, [...(groups.get(last) ?? []), phrase]);
  }
  return groups;
};

/** By their last word, the one next to the number. */
export const comparatorsBefore: ReadonlyMap<string, readonly ComparatorPhrase[]> = groupByLastWord(
  phrases(comparators.before),
);
export const comparatorsAfter = phrases(comparators.after);
/** Verbs that take "over" or "under" to themselves: "hand over six bodies". */
export const phrasal: ReadonlySet<string> = new Set(comparators.phrasal);
export const comparatorVerbs: ReadonlySet<string> = new Set(comparators.verbs['>']);

export interface Measure {
  readonly unit: string;
  readonly times: number;
}

const measureOf = new Map<string, Measure>();
for (const measure of units.measures)
  for (const word of measure.words) measureOf.set(word, { unit: measure.unit, times: 1 });
for (const multiple of units.multiples)
  for (const word of multiple.words) measureOf.set(word, { unit: multiple.unit, times: multiple.times });

/** The unit that a word or two ("nautical miles") name. */
export const measure = (phrase: string): Measure | undefined => measureOf.get(phrase);

const dimensions = new Map(units.measures.map((entry) => [entry.unit, entry]));

/** The dimension of a unit and its factor to the dimension's base; undefined for money and things counted. */
export const dimension = (unit: string): { readonly dimension: string; readonly factor: number } | undefined =>
  dimensions.get(unit);

const currencies: ReadonlySet<string> = new Set(
  [
    units.currencies.symbols,
    units.currencies.dollarPrefixes,
    units.currencies.codes,
    units.currencies.words,
    units.currencies.scaledWords,
    units.currencies.nationals,
  ].flatMap((record) => Object.values(record)),
);
export const isCurrency = (unit: string | null): boolean => unit !== null && currencies.has(unit);

const classOf = new Map<string, string>();
for (const [name, list] of Object.entries(nouns.classes)) for (const word of list) classOf.set(word, name);

const thingsInErOr = new Set(nouns.thingsInErOr);
const thingsInOtherSuffixes = new Set(nouns.thingsInOtherSuffixes);
const irregularPlurals = new Set(nouns.irregularPlurals);
const notPlural = new Set(nouns.notPlural);

/** What kind of thing a noun counts: one of the classes, or undefined when the lists do not say. */
export const nounClass = (word: string): string | undefined => {
  const lower = word.toLowerCase();
  const known = classOf.get(lower);
  if (known !== undefined) return known;
  if (thingsInErOr.has(lower) || thingsInOtherSuffixes.has(lower)) return undefined;
  if (nouns.personSuffixes.some((suffix) => lower.length > suffix.length + 2 && lower.endsWith(suffix)))
    return 'person';
  if (/^\p{Lu}/u.test(word) && nouns.demonymEndings.some((ending) => lower.length > 4 && lower.endsWith(ending)))
    return 'person';
  return undefined;
};

/** Known to the lists as a noun of people or things (not by its ending alone). */
export const isListedNoun = (lower: string): boolean => classOf.has(lower);

/** Plural by its form or by the list of irregular ones. */
export const isPlural = (lower: string): boolean =>
  irregularPlurals.has(lower) ||
  (lower.length > 2 &&
    lower.endsWith('s') &&
    !lower.endsWith('ss') &&
    !lower.endsWith('us') &&
    !lower.endsWith("'s") &&
    !notPlural.has(lower)) ||
  (classOf.has(lower) && (lower.endsWith('men') || lower.endsWith('children')));
