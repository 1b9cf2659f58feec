/** "at least", "no longer than", "or more": how the wording bounds the number. */
import type { Comparator } from '../../model.ts';
import {
  type ComparatorWord,
  comparatorsAfter,
  comparatorsBefore,
  comparatorVerbs,
  dimension,
  phrasal,
  tolls,
} from './lexicon.ts';
import { standsAt, type Token } from './tokens.ts';

export interface Bound {
  readonly word: ComparatorWord | '=';
  /** Token range of the amount widened by the comparator. */
  readonly from: number;
  readonly to: number;
}

/** "over three days" says during; "for over three days", "over three days old" say more than. */
const lasting = new Set([
  'for',
  'lasted',
  'lasting',
  'lasts',
  'last',
  'took',
  'take',
  'takes',
  'taken',
  'spent',
  'waited',
  'just',
  'well',
  'is',
  'was',
  'were',
  'are',
  'of',
  'with',
  'after',
  'not',
]);
const isDuring = (tokens: readonly Token[], at: number, unit: string | null, end: number): boolean =>
  unit !== null &&
  dimension(unit)?.dimension === 'duration' &&
  at > 0 &&
  !lasting.has(tokens[at - 1]?.lower ?? '') &&
  !['ago', 'old', 'late', 'later', 'earlier'].includes(tokens[end]?.lower ?? '');

const spatial = (unit: string | null): boolean => unit !== null && dimension(unit) !== undefined;

/** The comparator that stands before `from`. */
const before = (tokens: readonly Token[], from: number, unit: string | null, end: number): Bound | undefined => {
  for (const phrase of comparatorsBefore.get(tokens[from - 1]?.lower ?? '') ?? []) {
    const at = from - phrase.words.length;
    if (!standsAt(tokens, at, phrase.words)) continue;
    const first = phrase.words[0] ?? '';
    if (phrase.words.length === 1) {
      if (first === 'over' && phrasal.has(tokens[at - 1]?.lower ?? '')) return undefined;
      if (first === 'over' && isDuring(tokens, at, unit, end)) return undefined;
      if ((first === 'within' || first === 'near') && !spatial(unit)) return undefined;
    }
    return { word: phrase.comparator, from: at, to: from };
  }
  if (tokens[from - 1]?.lower === 'the' && tokens[from - 2]?.lower === 'than')
    return before(tokens, from - 1, unit, end);
  const verb = tokens[from - 1];
  if (verb !== undefined && comparatorVerbs.has(verb.lower)) {
    const passes = verb.lower.startsWith('pass');
    if (!passes || tolls.has(tokens[from - 2]?.lower ?? '')) return { word: '>', from: from - 1, to: from };
  }
  return undefined;
};

/** "50-plus", "300-odd". */
const joins = new Set(['plus', 'odd']);

/** "or more", "and under", "+" at `to`. */
export const boundAfter = (tokens: readonly Token[], to: number): Bound | undefined => {
  const plus = tokens[to];
  if (plus?.text === '+' && !plus.spaced) return { word: '>=', from: to, to: to + 1 };
  const joined = plus?.text === '-' && !plus.spaced && joins.has(tokens[to + 1]?.lower ?? '') ? to + 1 : to;
  for (const phrase of comparatorsAfter)
    if (standsAt(tokens, joined, phrase.words))
      return { word: phrase.comparator, from: to, to: joined + phrase.words.length };
  return undefined;
};

/**
 * @param from,to  the amount, its unit included
 * @param number   where the bare number ends, when something stands between it and `to`
 * @param end      the end of the noun phrase counted, after which "or more" may stand as well
 */
export const readBound = (
  tokens: readonly Token[],
  from: number,
  to: number,
  end: number,
  unit: string | null,
  number: number = to,
): Bound => {
  const left = before(tokens, from, unit, end);
  const right =
    left === undefined
      ? (boundAfter(tokens, number) ?? boundAfter(tokens, to) ?? (end > to ? boundAfter(tokens, end) : undefined))
      : undefined;
  return {
    word: left?.word ?? right?.word ?? '=',
    from: left?.from ?? from,
    to: right?.to ?? to,
  };
};

export interface Interval {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly comparator: Comparator;
}

/** What a number and its comparator allow: "almost 400" is at most 400, "about 400" says neither bound. */
export const interval = (value: number, word: Bound['word']): Interval => {
  switch (word) {
    case '=':
      return { value, low: value, high: value, comparator: '=' };
    case '>':
    case '>=':
      return { value, low: value, high: null, comparator: word };
    case '<':
    case '<=':
      return { value, low: null, high: value, comparator: word };
    case '~':
      return { value, low: null, high: null, comparator: '~' };
    case 'nearly':
      return { value, low: null, high: value, comparator: '~' };
  }
};
