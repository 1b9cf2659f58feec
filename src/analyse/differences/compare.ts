/** Whether two quantities of one thing can both be true. Values are intervals of what the wording allows. */
import type { Quantity } from '../../model.ts';
import { disjoint, granularity, hedge, type Interval, intervalOf, mostHedge } from '../quantities/interval.ts';
import { dimension, isCurrency } from '../quantities/lexicon.ts';

export type Comparison = 'agree' | 'differ' | 'incomparable';

/** Writers round when they convert: 58 km, 35 miles and 60 km are one distance. */
const converted = 0.07;
/** Sums of money converted and rounded again by each outlet. */
const moneyRounding = 0.015;
/** 35 miles and 36 miles: one distance, converted twice. */
const measureRounding = 0.03;
const isSpace = (unit: string): boolean =>
  ['length', 'area', 'mass', 'volume', 'speed'].includes(dimension(unit)?.dimension ?? '');
/** Weeks told in days and the like. */
const durationRounding = 0.15;

const times = (interval: Interval, factor: number): Interval => ({
  ...interval,
  low: interval.low * factor,
  high: interval.high * factor,
});

const widen = (interval: Interval, share: number): Interval => ({
  ...interval,
  low: interval.low - Math.abs(Number.isFinite(interval.low) ? interval.low : 0) * share,
  high: interval.high + Math.abs(Number.isFinite(interval.high) ? interval.high : 0) * share,
});

/** Widened by half of the last digit told, as a conversion was rounded; at least half of `rough`. */
const rounded = (quantity: Quantity, rough: number): Interval => {
  const value = Math.abs(quantity.value ?? quantity.low ?? 1) || 1;
  return widen(intervalOf(quantity), Math.min(mostHedge, Math.max(rough / 2, (0.5 * granularity(value)) / value)));
};

const looseDimensions = new Set(['duration', 'length', 'mass', 'area', 'volume', 'speed']);

/** Dozens are counted roughly: "two dozen" may be 23. */
const byTheDozen = 0.15;

const dozenly = (quantity: Quantity): Interval =>
  /\bdozen\b/i.test(quantity.text) ? widen(intervalOf(quantity), byTheDozen) : intervalOf(quantity);

/** A round measure ("10 minutes") is no more exact than "about 10 minutes". */
const roundly = (quantity: Quantity): Interval => {
  const { value, comparator, unit } = quantity;
  const crowd = unit === 'person' && value !== null && value >= countedRoundly;
  const loose =
    value !== null && comparator === '=' && (crowd || looseDimensions.has(dimension(unit ?? '')?.dimension ?? ''));
  return loose && !isAge(quantity) && Math.abs(value) >= 10 && granularity(value) >= 10
    ? { low: value - hedge(value), high: value + hedge(value), openLow: false, openHigh: false }
    : dozenly(quantity);
};

/** "Three of the bombers" counts a part of them. */
export const isPartial = (quantity: Quantity): boolean =>
  /\bof (?:the|them|those|these|whom|its|their|his|her)\b/i.test(quantity.text);

/** "Three of the bombers" are a part of "four bombers". */
const partOfWhole = (a: Quantity, b: Quantity): boolean =>
  isPartial(a) && !isPartial(b) && (a.value ?? 0) < (b.value ?? b.low ?? 0);

/** People are counted in round numbers from here on: "600" and "612" are one figure. */
const countedRoundly = 100;

const wholes = new Set(['total', 'each side', 'per side', 'each']);

/** "At least 1,000 in all" and "on each side": one number of two different wholes. */
export const scopesDiffer = (a: Quantity, b: Quantity): boolean => {
  const sides = (scope: string | null): boolean => scope !== null && scope !== 'total' && wholes.has(scope);
  return (a.scope === 'total' && sides(b.scope)) || (b.scope === 'total' && sides(a.scope));
};

const yearly = new Set(['season', 'annually', 'yearly', 'annum']);

/** The time or thing that a rate is told by, in its shortest form; null for a sum and a whole. */
const rateOf = (scope: string | null): string | null => {
  if (scope === null || wholes.has(scope)) return null;
  const of = scope.replace(/^(?:per|an?|each|every)\s+/, '');
  return yearly.has(of) ? 'year' : of;
};

/** The whole numbers that an age limit lets in, as its highest and lowest: "under 25" is at most 24. */
const ageLimit = (quantity: Quantity): string | undefined => {
  if (quantity.value === null) return undefined;
  switch (quantity.comparator) {
    case '<':
      return `up to ${quantity.value - 1}`;
    case '<=':
      return `up to ${quantity.value}`;
    case '>':
      return `from ${quantity.value + 1}`;
    case '>=':
      return `from ${quantity.value}`;
    default:
      return undefined;
  }
};

/** "Less than the $184 million": the figure that others told is denied, not rounded. */
const denied = /\bthan the\b/i;

/** Whether one denies the very figure that the other tells: then both are of one thing. */
export const denies = (a: Quantity, b: Quantity): boolean =>
  a.unit === b.unit && a.value !== null && a.value === b.value && denied.test(a.text) !== denied.test(b.text);

/** One number told plainly by one and hedged or bounded by the other: "100 people", "more than 100 people". */
const restated = (a: Quantity, b: Quantity): boolean =>
  a.value !== null &&
  !denied.test(a.text) &&
  !denied.test(b.text) &&
  a.value === b.value &&
  (a.comparator === '=' || b.comparator === '=' || a.comparator === b.comparator);

/** A measure told with decimals by one and in whole numbers by the other: 20.6 and 20 percent, 8.7 and nine acres. */
const cutShort = (a: Quantity, b: Quantity): boolean =>
  a.value !== null &&
  b.value !== null &&
  a.comparator !== '<' &&
  a.comparator !== '>' &&
  b.comparator !== '<' &&
  b.comparator !== '>' &&
  (dimension(a.unit ?? '')?.dimension ?? 'duration') !== 'duration' &&
  Number.isInteger(a.value) !== Number.isInteger(b.value) &&
  Math.abs(a.value - b.value) < 1;

/** A writer who knows of 31,000 does not write "more than 26,000": such bounds name the figure known. */
const surpassed = 1.15;
/** "As many as 10,000" is the highest estimate: whoever tells less than half of it tells another figure. */
const farBelow = 0.5;
const highest = /\bas (?:many|much|high) as\b/i;
const fallsShort = (a: Quantity, b: Quantity): boolean =>
  a.unit === b.unit &&
  highest.test(a.text) &&
  !highest.test(b.text) &&
  a.value !== null &&
  b.value !== null &&
  b.value < farBelow * a.value;

/** A figure in millions or more is told with as few digits as the writer likes: 1.27 billion is "1.3 billion". */
const inMillions = /\p{N}\s?(?:mn|bn|tn|m|b)\b|\b(?:m|b|tr)illion/iu;
/** Of one digit it is not known that it was rounded: "2 million" beside 1.6 million may be meant. */
const digitsRounded = 10;
const halfDigit = ({ value, text }: Quantity): number =>
  value !== null && inMillions.test(text) && Math.abs(value) >= digitsRounded * granularity(value)
    ? (0.5 * granularity(value)) / Math.abs(value)
    : 0;

const precise = (quantity: Quantity): boolean =>
  quantity.comparator === '>' && quantity.value !== null && quantity.value >= 10 * granularity(quantity.value);
const outdone = (a: Quantity, b: Quantity): boolean =>
  a.unit === b.unit &&
  precise(a) &&
  precise(b) &&
  a.value !== null &&
  b.value !== null &&
  Math.max(a.value, b.value) / Math.min(a.value, b.value) >= surpassed;

/** Words that make a number of years an age. */
const ageWords = /\b(?:age[ds]?|old|older|younger|olds|under|over|below|above|\d0s)\b/i;

/** Whether a quantity of years is an age or an age limit, and not a length of time. */
export const isAge = (quantity: Quantity): boolean =>
  quantity.unit === 'year' &&
  !(
    /\b(?:years?|yrs?|decades?|century|centuries)\b/i.test(quantity.text) &&
    !/\b(?:old|age|olds)\b/i.test(quantity.text)
  ) &&
  (ageWords.test(quantity.text) ||
    /^\W*\d{1,3}\W*$/.test(quantity.text) ||
    /\bin (?:his|her|their)\b/i.test(quantity.text));

/** An age that bounds a group ("under 25"), not the age of somebody. */
export const isAgeLimit = (quantity: Quantity): boolean => isAge(quantity) && ageLimit(quantity) !== undefined;

/**
 * Compares two quantities said of one thing. `incomparable`: two currencies, two kinds of unit, a rate and a sum.
 * Intervals that meet agree; bounds, hedges, roundings and unit conversions are allowed for.
 */
export const compareQuantities = (a: Quantity, b: Quantity): Comparison => {
  if (a.unit === null || b.unit === null || isAge(a) !== isAge(b)) return 'incomparable';
  if (rateOf(a.scope) !== rateOf(b.scope)) return 'incomparable';
  if (isAge(a)) {
    const [limitA, limitB] = [ageLimit(a), ageLimit(b)];
    // The age of somebody says nothing of a limit.
    if ((limitA === undefined) !== (limitB === undefined)) return 'incomparable';
    if (limitA !== undefined && limitB !== undefined) {
      if (limitA.slice(0, 4) !== limitB.slice(0, 4)) return 'incomparable';
      return limitA === limitB ? 'agree' : 'differ';
    }
  }
  if (scopesDiffer(a, b) || outdone(a, b) || fallsShort(a, b) || fallsShort(b, a)) return 'differ';
  if (partOfWhole(a, b) || partOfWhole(b, a)) return 'incomparable';
  if (a.unit === b.unit && (restated(a, b) || cutShort(a, b))) return 'agree';
  if (a.unit === b.unit) {
    const exact = a.comparator === '=' && b.comparator === '=';
    const share = !exact ? 0 : isCurrency(a.unit) ? moneyRounding : isSpace(a.unit) ? measureRounding : 0;
    const [rounder, other] = granularity(a.value ?? 1) >= granularity(b.value ?? 1) ? [a, b] : [b, a];
    const digits = exact && granularity(rounder.value ?? 1) > granularity(other.value ?? 1) ? halfDigit(rounder) : 0;
    return disjoint(widen(roundly(rounder), Math.max(share, digits)), dozenly(other)) ? 'differ' : 'agree';
  }
  const [one, two] = [dimension(a.unit), dimension(b.unit)];
  if (one === undefined || two === undefined || one.dimension !== two.dimension) return 'incomparable';
  const rough = one.dimension === 'duration' ? durationRounding : converted;
  const [first, second] = [times(rounded(a, rough), one.factor), times(rounded(b, rough), two.factor)];
  return disjoint(first, second) ? 'differ' : 'agree';
};
