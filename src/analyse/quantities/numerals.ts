/** One number in digits or words at a place in the sentence: "6.1", "six thousand", "half a million", "dozens". */
import { harmed, numerals } from './lexicon.ts';
import { isHyphen, type Token } from './tokens.ts';

export interface Numeral {
  /** Token range, end excluded. */
  readonly from: number;
  readonly to: number;
  /** Null for a vague number ("dozens"), which has `low` instead. */
  readonly value: number | null;
  readonly low: number | null;
  readonly form: 'digits' | 'words' | 'article' | 'vague' | 'couple' | 'nobody' | 'another';
  /** The scale word that it ends with ("million"), so that "$178-184 million" can share it. */
  readonly scale: number | null;
}

const { small, tens, scales, scaleAbbreviations, vaguePlurals, fractionSigns } = numerals;

const own = (record: Record<string, number>, key: string | undefined): number | undefined =>
  key !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;

/** Floating point leaves 6.1 * 1e9 a hair off; twelve digits are more than any report gives. */
const tidy = (value: number): number => Number(value.toPrecision(12));

const digits = (token: Token): number => Number(token.text.replaceAll(',', ''));

/** "-three" after "twenty", or " three". */
const unitAfterTens = (tokens: readonly Token[], at: number): { value: number; to: number } | undefined => {
  const skip = isHyphen(tokens, at) ? at + 1 : at;
  const value = own(small, tokens[skip]?.lower);
  return value !== undefined && value > 0 && value < 10 ? { value, to: skip + 1 } : undefined;
};

/** A number below one hundred in words. */
const belowHundred = (tokens: readonly Token[], at: number): { value: number; to: number } | undefined => {
  const ten = own(tens, tokens[at]?.lower);
  if (ten !== undefined) {
    const unit = unitAfterTens(tokens, at + 1);
    return unit === undefined ? { value: ten, to: at + 1 } : { value: ten + unit.value, to: unit.to };
  }
  const value = own(small, tokens[at]?.lower);
  return value === undefined ? undefined : { value, to: at + 1 };
};

/** Scale words after a number: "million", "hundred thousand", "bn"; a hyphen may join them. */
const scaleAt = (tokens: readonly Token[], at: number): { value: number; to: number } | undefined => {
  const skip = isHyphen(tokens, at) && own(scales, tokens[at + 1]?.lower) !== undefined ? at + 1 : at;
  const token = tokens[skip];
  const abbreviation = own(scaleAbbreviations, token?.lower);
  if (abbreviation !== undefined) return { value: abbreviation, to: skip + 1 };
  let value = own(scales, token?.lower);
  if (value === undefined) return undefined;
  let to = skip + 1;
  for (
    let next = own(scales, tokens[to]?.lower);
    next !== undefined && next >= 1000;
    next = own(scales, tokens[to]?.lower)
  ) {
    value *= next;
    to += 1;
  }
  return { value, to };
};

/** "and a half" after a number. */
const andAHalf = (tokens: readonly Token[], at: number): number =>
  tokens[at]?.lower === 'and' && tokens[at + 1]?.lower === 'a' && tokens[at + 2]?.lower === 'half' ? at + 3 : at;

/** "half-billion", "half million". */
const halfScale = (tokens: readonly Token[], at: number): { to: number; value: number; scale: number } | undefined => {
  if (tokens[at]?.lower !== 'half') return undefined;
  const next = isHyphen(tokens, at + 1) ? at + 2 : at + 1;
  const scale = own(scales, tokens[next]?.lower);
  return scale === undefined || scale < 12 ? undefined : { to: next + 1, value: scale / 2, scale };
};

const inWords = (tokens: readonly Token[], at: number): Numeral | undefined => {
  const first = tokens[at];
  const article = first?.lower === 'a' || first?.lower === 'an';
  const joinedHalf = halfScale(tokens, first?.lower === 'a' ? at + 1 : at);
  if (joinedHalf !== undefined) return { from: at, ...joinedHalf, low: null, form: 'words' };
  const half = first?.lower === 'half' && (tokens[at + 1]?.lower === 'a' || tokens[at + 1]?.lower === 'an');
  let total = 0;
  let to = at;
  let scale: number | null = null;
  let last = Number.POSITIVE_INFINITY;
  for (;;) {
    const joined = to > at && tokens[to]?.lower === 'and' ? to + 1 : to;
    const opening = to === at && (article || half) ? at + (half ? 2 : 1) : undefined;
    const part = opening !== undefined ? { value: half ? 0.5 : 1, to: opening } : belowHundred(tokens, joined);
    if (part === undefined) break;
    const withHalf = andAHalf(tokens, part.to);
    const scaled = scaleAt(tokens, withHalf) ?? (withHalf > part.to ? undefined : scaleAt(tokens, part.to));
    if (scaled === undefined) {
      // "a" alone is no number; "hundred and" must be followed by less than the hundred.
      if (opening !== undefined || last <= 12 || (joined > to && part.value === 0)) break;
      const endsWithHalf = to === at && withHalf > part.to;
      total += part.value + (endsWithHalf ? 0.5 : 0);
      to = endsWithHalf ? withHalf : part.to;
      last = 1;
      break;
    }
    if (scaled.value >= last) {
      // "a hundred and twenty thousand": the scale covers what stands before it too.
      if (last !== 100 || scaled.value < 1000) break;
      total = (total + part.value) * scaled.value;
      to = scaled.to;
      scale = scaled.value;
      last = scaled.value;
      continue;
    }
    total += (part.value + (withHalf > part.to ? 0.5 : 0)) * scaled.value;
    to = scaled.to;
    scale = scaled.value;
    last = scaled.value;
  }
  if (to === at) return undefined;
  const value = tidy(total);
  return { from: at, to, value, low: null, form: 'words', scale };
};

const inDigits = (tokens: readonly Token[], at: number): Numeral | undefined => {
  const token = tokens[at];
  if (token?.kind !== 'number') return undefined;
  let value = digits(token);
  let to = at + 1;
  const sign = own(fractionSigns, tokens[to]?.text);
  if (sign !== undefined && tokens[to]?.spaced === false) {
    value += sign;
    to += 1;
  }
  // "2 1/2"
  const [over, slash, under] = [tokens[to], tokens[to + 1], tokens[to + 2]];
  if (over?.kind === 'number' && over.spaced && slash?.text === '/' && !slash.spaced && under?.kind === 'number') {
    const part = digits(over) / digits(under);
    if (part > 0 && part < 1) {
      value += part;
      to += 3;
    }
  }
  const scaled = scaleAt(tokens, to);
  if (scaled === undefined) return { from: at, to, value, low: null, form: 'digits', scale: null };
  return { from: at, to: scaled.to, value: tidy(value * scaled.value), low: null, form: 'digits', scale: scaled.value };
};

const vague = (tokens: readonly Token[], at: number): Numeral | undefined => {
  const word = tokens[at]?.lower;
  const result = (to: number, low: number): Numeral => ({ from: at, to, value: null, low, form: 'vague', scale: null });
  const plural = own(vaguePlurals, word);
  if (plural !== undefined) {
    const second = tokens[at + 1]?.lower === 'of' ? own(vaguePlurals, tokens[at + 2]?.lower) : undefined;
    if (second !== undefined) return result(at + 3, (plural / 2) * second);
    // "tens" is no count of its own; "scores" without "of" are results.
    const next = tokens[at + 1];
    const results = word === 'scores' && (next?.lower !== 'of' ? at > 0 : tokens[at + 2]?.lower === 'the');
    if (word === 'tens' || results) return undefined;
    return result(at + 1, plural);
  }
  if (word === 'several') {
    const scaled = scaleAt(tokens, at + 1);
    return scaled === undefined ? result(at + 1, 3) : result(scaled.to, 3 * scaled.value);
  }
  if (word === 'a' && tokens[at + 1]?.lower === 'few') {
    const scaled = scaleAt(tokens, at + 2);
    return scaled === undefined ? result(at + 2, 3) : result(scaled.to, 3 * scaled.value);
  }
  if (word === 'a' && tokens[at + 1]?.lower === 'handful' && tokens[at + 2]?.lower === 'of') return result(at + 2, 3);
  return undefined;
};

/** "no casualties" counts them as none; other uses of "no" count nothing. */
const losses = new Set(['casualties', 'deaths', 'fatalities', 'injuries', 'survivors', 'victims']);

const pairs = (tokens: readonly Token[], at: number): Numeral | undefined => {
  const word = tokens[at]?.lower;
  const exact = (to: number, form: Numeral['form'], value: number): Numeral => ({
    from: at,
    to,
    value,
    low: null,
    form,
    scale: null,
  });
  if (word === 'nobody') return exact(at + 1, 'nobody', 0);
  if (word === 'no' && tokens[at + 1]?.lower === 'one') return exact(at + 2, 'nobody', 0);
  if (word === 'none' && (tokens[at + 1]?.lower === 'was' || tokens[at + 1]?.lower === 'were'))
    return exact(at + 1, 'nobody', 0);
  if (word === 'none' && tokens[at + 1]?.lower === 'of') return exact(at + 1, 'words', 0);
  if (word === 'no' && losses.has(tokens[at + 1]?.lower ?? '')) return exact(at + 1, 'words', 0);
  const next = tokens[at + 1]?.lower ?? '';
  if (word === 'another' && harmed.has(next) && next !== 'shot') return exact(at + 1, 'another', 1);
  if (word === 'both') return exact(at + 1, 'words', 2);
  const article = word === 'a' ? at + 1 : at;
  const noun = tokens[article]?.lower;
  if (noun === 'couple' && tokens[article + 1]?.lower === 'of') return exact(article + 1, 'couple', 2);
  if (noun === 'pair' && tokens[article + 1]?.lower === 'of') return exact(article + 1, 'words', 2);
  return undefined;
};

/** The number that begins at token `at`, or undefined. Looks ahead a constant number of tokens per number word. */
export const readNumeral = (tokens: readonly Token[], at: number): Numeral | undefined =>
  inDigits(tokens, at) ?? vague(tokens, at) ?? pairs(tokens, at) ?? inWords(tokens, at);
