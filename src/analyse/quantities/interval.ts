/** The values that a wording allows, as an interval: what claims and differences compare figures by. */
import type { Quantity } from '../../model.ts';
import { dimension } from './lexicon.ts';

/** What the wording allows, in the unit's own measure; an open end is infinite. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** The end itself is left out: "more than 40". */
  readonly openLow: boolean;
  readonly openHigh: boolean;
}

/** Hedges give way by half of the last digit that is not zero, within these shares of the value. */
const leastHedge = 0.02;
export const mostHedge = 0.12;
/** "Nearly" reaches down to this share; for lengths of time further: ten months are nearly a year. */
const nearly = 0.9;
const nearlyInTime = 0.8;
/** "Just over an hour" is no more than a quarter past. */
const justOver = 1.25;
/** The place of the last digit that is not zero: 100 for 1,500. */
export const granularity = (value: number): number => {
  const size = Math.abs(value);
  if (size === 0) return 1;
  let unit = 10 ** Math.floor(Math.log10(size));
  for (let digits = 0; digits < 6 && Math.abs(size / unit - Math.round(size / unit)) > 1e-9; digits += 1) unit /= 10;
  return unit;
};

export const hedge = (value: number): number =>
  Math.min(mostHedge * Math.abs(value), Math.max(leastHedge * Math.abs(value), 0.5 * granularity(value)));

const between = (low: number, high: number): Interval => ({ low, high, openLow: false, openHigh: false });

/** The values that a quantity's wording allows. */
export const intervalOf = (quantity: Quantity): Interval => {
  const { value, low, high, comparator, text } = quantity;
  if (value === null) {
    // "A few" and "several" may be two.
    const slack =
      comparator === '~' ? hedge(low ?? high ?? 0) : /\b(?:few|several|handful)\b/i.test(text) ? (low ?? 0) / 3 : 0;
    return between((low ?? Number.NEGATIVE_INFINITY) - slack, (high ?? Number.POSITIVE_INFINITY) + slack);
  }
  const just = /^just\b/i.test(text);
  const close = dimension(quantity.unit ?? '')?.dimension === 'duration' ? nearlyInTime : nearly;
  switch (comparator) {
    case '>':
      return { low: value, high: just ? value * justOver : Number.POSITIVE_INFINITY, openLow: true, openHigh: false };
    case '>=':
      return between(value, Number.POSITIVE_INFINITY);
    case '<':
      return { low: just ? value * close : Number.NEGATIVE_INFINITY, high: value, openLow: false, openHigh: true };
    case '<=':
      return between(Number.NEGATIVE_INFINITY, value);
    case '~':
      return high === null
        ? between(value - hedge(value), value + hedge(value))
        : { low: value > 0 ? value * close : value * (2 - close), high: value, openLow: false, openHigh: true };
    default:
      return between(low ?? value, high ?? value);
  }
};

export const disjoint = (a: Interval, b: Interval): boolean =>
  a.high < b.low ||
  b.high < a.low ||
  (a.high === b.low && (a.openHigh || b.openLow)) ||
  (b.high === a.low && (b.openHigh || a.openLow));
