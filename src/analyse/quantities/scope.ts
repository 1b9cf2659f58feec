/** Of what a number is the whole: in all, on each side, per day. */
import { isCurrency, measure, nounClass } from './lexicon.ts';
import { standsAt, type Token } from './tokens.ts';

const totals = [['in', 'total'], ['in', 'all'], ['all', 'told'], ['total'], ['altogether'], ['overall'], ['combined']];
const totalsBefore = [
  ['a', 'total', 'of'],
  ['total', 'of'],
  ['total'],
  ['a', 'combined'],
  ['combined'],
  ['total', 'to'],
  ['altogether'],
  ['in', 'all', ','],
  ['in', 'total', ','],
  ['overall', ','],
];
const sidePrepositions = new Set(['on', 'from', 'for', 'by', 'to']);
const clauseEnd = /^[.;:?!()—–"”]$/;
const perUnits = new Set([
  'head',
  'share',
  'person',
  'piece',
  'barrel',
  'ton',
  'tonne',
  'litre',
  'liter',
  'gallon',
  'kilo',
  'night',
  'side',
  'game',
  'ounce',
  'ticket',
  'vote',
  'unit',
  'bottle',
  'pint',
  'time',
  'term',
  'quarter',
  'mile',
]);

const singular = (word: string): string =>
  word.endsWith('ies')
    ? `${word.slice(0, -3)}y`
    : word.endsWith('s') && !word.endsWith('ss')
      ? word.slice(0, -1)
      : word;

/** "per minute", "a litre", "each", "each month" directly behind the amount or its noun phrase. */
const rate = (tokens: readonly Token[], at: number, unit: string | null): string | undefined => {
  const word = tokens[at]?.lower;
  const next = tokens[at + 1];
  if (word === 'per' && next?.kind === 'word' && next.lower !== 'cent') return `per ${next.lower}`;
  if ((word === 'a' || word === 'an') && next?.kind === 'word') {
    const time = measure(next.lower) !== undefined;
    const thing = perUnits.has(next.lower);
    if (time || (thing && (isCurrency(unit) || next.lower === 'head' || next.lower === 'side')))
      return next.lower === 'side' ? 'each side' : `${word} ${next.lower}`;
  }
  if (word === 'apiece') return 'each';
  if (word === 'each' || word === 'every') {
    if (
      next?.kind === 'word' &&
      (measure(next.lower) !== undefined || nounClass(next.text) !== undefined || next.lower === 'side')
    )
      return `${word} ${next.lower}`;
    if (word === 'each' && (next === undefined || next.kind !== 'word' || next.lower !== 'other')) return 'each';
  }
  if (word === 'daily' || word === 'weekly' || word === 'monthly' || word === 'annually' || word === 'yearly')
    return word;
  // "a $23 million average annual value"
  const average = word === 'average' ? tokens[at + 1]?.lower : word;
  if (isCurrency(unit) && (average === 'annual' || average === 'yearly')) return 'per year';
  return undefined;
};

/** "on each side", "in total" further on in the clause, before the next amount at `until`. */
const later = (tokens: readonly Token[], at: number, until: number): string | undefined => {
  for (let index = at; index < Math.min(until, at + 14); index += 1) {
    const token = tokens[index];
    if (token === undefined || clauseEnd.test(token.text)) return undefined;
    const next = tokens[index + 1];
    if (sidePrepositions.has(token.lower) && (next?.lower === 'each' || next?.lower === 'either')) {
      const noun = tokens[index + 2];
      if (noun?.lower === 'of') return eachOf(tokens, index + 2);
      if (noun?.kind === 'word' && noun.lower !== 'other')
        return next.lower === 'either' ? `each ${noun.lower}` : `each ${noun.lower}`;
    }
    if (
      (token.lower === 'each' || token.lower === 'every') &&
      next?.kind === 'word' &&
      measure(next.lower) !== undefined
    )
      return `${token.lower} ${next.lower}`;
    if (token.lower === 'per' && next?.lower === 'side') return 'each side';
    if (token.lower === 'per' && next?.kind === 'word' && next.lower !== 'cent') return `per ${next.lower}`;
    if (totals.some((phrase) => standsAt(tokens, index, phrase))) {
      const phrase = totals.find((words) => standsAt(tokens, index, words)) ?? [];
      const after = tokens[index + phrase.length];
      const adjective = phrase.length === 1 && phrase[0] !== 'altogether' && after?.kind === 'word' && index > at;
      if (!adjective && after?.lower !== 'of') return 'total';
    }
  }
  return undefined;
};

/** "each of the two sides" at the place of "of". */
const eachOf = (tokens: readonly Token[], at: number): string | undefined => {
  for (let index = at + 1; index < at + 5; index += 1) {
    const word = tokens[index];
    if (word?.kind === 'word' && word.lower.endsWith('s') && word.lower !== 'its')
      return `each ${singular(word.lower)}`;
  }
  return undefined;
};

/** "Each family gets $500": the clause's subject distributes what follows. */
const earlier = (tokens: readonly Token[], from: number, since: number): string | undefined => {
  for (let index = from - 1; index >= Math.max(since, from - 14); index -= 1) {
    const token = tokens[index];
    if (token === undefined || clauseEnd.test(token.text) || token.text === ',') return undefined;
    if (token.lower !== 'each' && token.lower !== 'every') continue;
    const opens =
      index === 0 ||
      tokens[index - 1]?.kind === 'mark' ||
      [
        'that',
        'and',
        'but',
        'while',
        'with',
        'for',
        'said',
        'give',
        'gives',
        'gave',
        'to',
        'on',
        'by',
        'from',
      ].includes(tokens[index - 1]?.lower ?? '');
    if (!opens) continue;
    const noun = tokens[index + 1];
    if (noun?.lower === 'of') return eachOf(tokens, index + 1);
    if (noun?.kind === 'word' && index + 1 < from) return `${token.lower} ${noun.lower}`;
  }
  return undefined;
};

/**
 * @param from,to   the amount's tokens, comparator included
 * @param end       the end of the noun phrase counted
 * @param since,until  the neighbouring amounts, which a scope may not cross
 */
export const readScope = (
  tokens: readonly Token[],
  place: { from: number; to: number; end: number; since: number; until: number },
  unit: string | null,
): string | null => {
  const { from, to, end, since, until } = place;
  for (const phrase of totalsBefore) if (standsAt(tokens, from - phrase.length, phrase)) return 'total';
  return (
    rate(tokens, to, unit) ??
    rate(tokens, end, unit) ??
    later(tokens, end, until) ??
    earlier(tokens, from, since) ??
    null
  );
};
