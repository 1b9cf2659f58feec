/** How likely two quantities fill one slot: a logistic score over features of their frames. */
import { dimension } from '../quantities/lexicon.ts';
import type { Frame } from './frame.ts';
import { contrast, exclusive, keyOf } from './words.ts';

/** How telling a word or a name is within the story: rare ones more. */
export type Idf = (key: string) => number;

/** The weight of what no sentence of the story tells, so that small stories weigh as large ones do. */
const mostTelling = 4;

/** Inverse document frequency over the statements of a story, smoothed. */
export const idfOf = (frames: Iterable<Frame>): Idf => {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  for (const frame of frames) {
    if (seen.has(frame.statement.id)) continue;
    seen.add(frame.statement.id);
    const times = [...frame.months, ...frame.years].map(timeKey);
    for (const key of [...frame.all, ...[...frame.names].map(nameKey), ...times])
      counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const scale = mostTelling / Math.log(2 + seen.size);
  return (key) => scale * Math.log(1 + (seen.size + 1) / ((counts.get(key) ?? 0) + 1));
};

export const nameKey = (entity: string): string => `name:${entity}`;

export const timeKey = (time: string | number): string => `time:${time}`;

export type Weighted = ReadonlyMap<string, number>;

export const cosine = (a: Weighted, b: Weighted, idf: Idf): number => {
  let dot = 0;
  let [sizeA, sizeB] = [0, 0];
  for (const [key, weight] of a) {
    const w = weight * idf(key);
    sizeA += w * w;
    dot += w * (b.get(key) ?? 0) * idf(key);
  }
  for (const [key, weight] of b) sizeB += (weight * idf(key)) ** 2;
  return sizeA === 0 || sizeB === 0 ? 0 : dot / Math.sqrt(sizeA * sizeB);
};

export const overlap = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number => {
  let shared = 0;
  for (const item of a) if (b.has(item)) shared += 1;
  return shared;
};

export const disjointSets = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean =>
  a.size > 0 && b.size > 0 && overlap(a, b) === 0;

/** The weight of the names of `a` that `b` lacks. */
export const lacking = (a: Frame, b: Frame, idf: Idf): number => {
  let sum = 0;
  for (const entity of a.names) if (!b.names.has(entity)) sum += idf(nameKey(entity));
  return sum;
};

export const size = (frame: Frame): number => frame.quantity.value ?? frame.quantity.low ?? frame.quantity.high ?? 0;

/** One figure in two sentences, not merely two that could both be true; conversions are rounded. */
export const sameFigure = (a: Frame, b: Frame): boolean =>
  logRatio(a, b) < (a.quantity.unit === b.quantity.unit ? 0.01 : 0.1);

/** Whether one sentence dates itself and the other does not, or otherwise: then they may tell of two occasions. */
export const sameOccasion = (a: Frame, b: Frame): boolean =>
  a.earlier === b.earlier && dated(a.months, b.months) && dated(a.years, b.years) && dated(a.weekdays, b.weekdays);

const dated = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean =>
  (a.size === 0) === (b.size === 0) && !disjointSets(a, b);

/** Log of the ratio of two values, in one unit where units differ; bounded. */
export const logRatio = (a: Frame, b: Frame): number => {
  const [one, two] = [dimension(a.quantity.unit ?? ''), dimension(b.quantity.unit ?? '')];
  const convert = a.quantity.unit !== b.quantity.unit && one !== undefined && two !== undefined;
  const x = Math.abs(size(a)) * (convert ? one.factor : 1);
  const y = Math.abs(size(b)) * (convert ? two.factor : 1);
  if (x === 0 || y === 0) return x === y ? 0 : 2;
  return Math.min(4, Math.abs(Math.log(x / y)));
};

const phrases = new WeakMap<Frame, ReadonlySet<string>>();

/** The meanings of the words of the noun phrase counted: "undersea cables". */
export const phrase = (frame: Frame): ReadonlySet<string> => {
  const known = phrases.get(frame);
  if (known !== undefined) return known;
  const words = frame.kind === 'count' ? (frame.quantity.of ?? '').toLowerCase().split(/[^\p{L}'’]+/u) : [];
  const found = new Set(words.flatMap((word) => keyOf(word) ?? []));
  phrases.set(frame, found);
  return found;
};

/** One noun with two sets of adjectives: Somali pirates, Yemeni pirates. */
export const phraseClash = (a: Frame, b: Frame): boolean => {
  const [one, two] = [phrase(a), phrase(b)];
  if (a.head !== b.head || one.size < 2 || two.size < 2) return false;
  return overlap(one, two) === 1;
};

/** Whether the two sentences tell another figure alike: then they tell of one event. */
export const sharesFigure = (a: Frame, b: Frame): boolean =>
  a.statement.quantities.some(
    (one) =>
      one !== a.quantity &&
      one.unit !== null &&
      b.statement.quantities.some(
        (two) => two !== b.quantity && one.unit === two.unit && one.value === two.value && one.low === two.low,
      ),
  );

/** Whether one sentence sets its figure against that of the other: "12.9 billion instead of 12.2 billion". */
export const recalls = (a: Frame, b: Frame): boolean =>
  contrast.test(a.statement.text) &&
  a.statement.quantities.some(
    (one) => one.start !== a.quantity.start && one.unit === b.quantity.unit && one.value === b.quantity.value,
  );

/** Words that tell that a figure took the place of another of the sentence. */
const becoming =
  /\b(?:up from|down from|instead of|topp(?:ed|ing)|upgraded|downgraded|revised|raised|lowered|increased|improved|cut|updated|initial(?:ly)?|original(?:ly)?|previous(?:ly)?)\b/iu;

/** Whether a later sentence names the earlier figure as the one that its own replaced: "raised its bid of $41 a share to $46". */
export const becomes = (late: Frame, early: Frame): boolean =>
  becoming.test(late.statement.text) &&
  late.statement.quantities.some(
    (one) =>
      one.start !== late.quantity.start &&
      one.unit === early.quantity.unit &&
      one.value !== null &&
      one.value === early.quantity.value &&
      late.quantity.unit === one.unit,
  );

/** What tells one occasion from another of its kind. */
const gauges: ReadonlySet<string> = new Set(['magnitude', 'km/h', 'mph', 'degree']);

/** Whether the two sentences gauge what happened differently: shocks of magnitude 5.6 and 5.2. */
export const gaugesDiffer = (a: Frame, b: Frame): boolean =>
  a.statement.quantities.some(
    (one) =>
      one !== a.quantity &&
      gauges.has(one.unit ?? '') &&
      b.statement.quantities.some((two) => two !== b.quantity && two.unit === one.unit && two.value !== one.value),
  );

/** Killed against hurt: the groups nearest to each exclude one another. */
export const clash = (a: Frame, b: Frame): boolean =>
  a.event !== null && b.event !== null && a.event !== b.event && exclusive.has(a.event) && exclusive.has(b.event);
