/** The axis of a range chart: where it begins and ends, its ticks, and how figures are written beside it. Pure. */

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

const mostTicks = 5;
/** Figures closer than this share of the larger would stand on one spot of an axis from zero. */
const closeToEqual = 0.9;

/** The least of 1, 2, 2.5 and 5 times a power of ten that is no smaller. */
const roundStep = (least: number): number => {
  const power = 10 ** Math.floor(Math.log10(least));
  for (const times of [1, 2, 2.5, 5]) if (times * power >= least * (1 - 1e-9)) return times * power;
  return 10 * power;
};

/**
 * An axis that all values lie on, its ends at ticks. From zero where that costs little of the width: figures are then
 * seen at their true proportion.
 *
 * @param values finite, at least one
 */
export const scaleOf = (values: readonly number[]): Scale => {
  const least = Math.min(...values);
  const most = Math.max(...values, least === 0 ? 1 : least);
  const low = least >= 0 && (least === most || least <= most * closeToEqual) ? 0 : least;
  const step = roundStep((most - low || Math.abs(most)) / (mostTicks - 1));
  const from = Math.floor(low / step + 1e-9) * step;
  const to = Math.max(Math.ceil(most / step - 1e-9) * step, from + step);
  const count = Math.round((to - from) / step);
  return { from, to, ticks: Array.from({ length: count + 1 }, (_, n) => Number((from + n * step).toPrecision(12))) };
};

const magnitudes = [
  { from: 1e12, word: ' trillion' },
  { from: 1e9, word: ' billion' },
  { from: 1e6, word: ' million' },
] as const;

const grouped = (value: number): string => {
  const [whole = '0', part] = String(Number(value.toPrecision(4))).split('.');
  const thousands = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return part === undefined ? thousands : `${thousands}.${part}`;
};

/** "4.5 million", "12,000", "0.25": at most four digits that count. Written here, since Intl's wording differs between versions. */
export const figure = (value: number): string => {
  const size = Math.abs(value);
  const magnitude = magnitudes.find(({ from }) => size >= from);
  const words = magnitude === undefined ? grouped(size) : `${grouped(size / magnitude.from)}${magnitude.word}`;
  return value < 0 ? `−${words}` : words;
};
