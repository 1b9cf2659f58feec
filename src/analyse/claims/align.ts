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
  /** Telling keys and figures matched. */
  readonly matches: number;
  /** Characters of the second statement from the first match to the last. */
  readonly spread: number;
}

/** Words and entities must be equal as concepts, figures must agree of the same thing. */
export const align = (a: Features, b: Features, weights: Weights): Alignment => {
  let mass = Number.EPSILON;
  let shared = 0;
  let matches = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  const count = (weight: number, at: number | undefined, telling: boolean): void => {
    mass += weight;
    if (at === undefined) return;
    shared += weight;
    if (!telling) return;
    matches += 1;
    first = Math.min(first, at);
    last = Math.max(last, at);
  };
  for (const key of a.keys) count(weights.of(key), b.places.get(key), !isLight(key.slice(2)));
  for (const measure of a.measures)
    count(weights.figure, b.measures.find((other) => sameMeasure(measure, other))?.quantity.start, true);
  for (const date of a.dates) count(weights.figure / 2, b.dates.find((other) => sameDate(date, other))?.start, false);
  return { covered: shared / mass, matches, spread: Math.max(0, last - first) };
};
