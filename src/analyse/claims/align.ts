/** How far one statement says what another says: the idf-weighted share of it that finds its match. */
import { sameDate, sameMeasure } from './compatible.ts';
import type { Features } from './features.ts';
import { isLight } from './synonyms.ts';

export interface Weights {
  of(key: string): number;
  /** A figure: as telling as a rare word. */
  readonly figure: number;
}

/** A general word's weight beside a telling one of the same frequency. */
const lightShare = 0.35;

/** Inverse document frequency over the statements of one story, smoothed so that a word in all of them still counts. */
export const weigh = (features: readonly Features[]): Weights => {
  const frequency = new Map<string, number>();
  for (const { keys } of features) for (const key of keys) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  const count = features.length;
  const idf = (documents: number): number => Math.log(1 + (count + 1) / (documents + 1));
  return {
    of: (key) => idf(frequency.get(key) ?? 0) * (isLight(key.slice(2)) ? lightShare : 1),
    figure: idf(2),
  };
};

export interface Alignment {
  /** Share of the first statement's weight that the second matches, 0 to 1. */
  readonly covered: number;
  /** Telling keys and figures matched, and missed. */
  readonly matches: number;
  readonly misses: number;
  /** Share of neighbours among the matches that are near each other in the second statement too, 0 to 1. */
  readonly kept: number;
  /** Share of the weight of the first statement's first half that is matched: there stands what it is about. */
  readonly front: number;
}

/** Characters within which two matches belong together. */
const near = 60;

interface Part {
  readonly weight: number;
  /** Where it stands in the first statement. */
  readonly own: number;
  readonly matched: boolean;
}

const shareOf = (parts: readonly Part[]): number => {
  let mass = Number.EPSILON;
  let matched = 0;
  for (const { weight, matched: isMatched } of parts) {
    mass += weight;
    if (isMatched) matched += weight;
  }
  return matched / mass;
};

/** Words and entities must be equal as concepts, figures must agree of the same thing. */
export const align = (a: Features, b: Features, weights: Weights): Alignment => {
  const parts: Part[] = [];
  const found: { readonly own: number; readonly other: number }[] = [];
  let misses = 0;
  const count = (weight: number, own: number, other: number | undefined, telling: boolean): void => {
    parts.push({ weight, own, matched: other !== undefined });
    if (!telling) return;
    if (other === undefined) misses += 1;
    else found.push({ own, other });
  };
  for (const key of a.keys) count(weights.of(key), a.places.get(key) ?? 0, b.places.get(key), !isLight(key.slice(2)));
  for (const measure of a.measures) {
    const match = b.measures.find((other) => sameMeasure(measure, other));
    count(weights.figure, measure.quantity.start, match?.quantity.start, true);
  }
  for (const date of a.dates)
    count(weights.figure / 2, date.start, b.dates.find((other) => sameDate(date, other))?.start, false);
  found.sort((x, y) => x.own - y.own);
  const together = found.filter(({ other }, at) => {
    const next = found[at + 1];
    return next !== undefined && Math.abs(next.other - other) <= near;
  });
  const half = a.statement.text.length / 2;
  // Half of what is said: where it is attributed at length, that is not half of the text.
  const halfSaid = a.places.get(a.keys[Math.ceil(a.keys.length / 2)] ?? '') ?? half;
  return {
    covered: shareOf(parts),
    matches: found.length,
    misses,
    kept: together.length / Math.max(1, found.length - 1),
    front: Math.max(...[half, halfSaid].map((middle) => shareOf(parts.filter(({ own }) => own < middle)))),
  };
};
