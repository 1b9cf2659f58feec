/** How likely two quantities fill one slot: a logistic score over features of their frames. */
import { dimension } from '../quantities/lexicon.ts';
import { scopesDiffer } from './compare.ts';
import type { Frame } from './frame.ts';
import { exclusive, keyOf } from './words.ts';

/** How telling a word or a name is within the story: rare ones more. */
export type Idf = (key: string) => number;

/** Inverse document frequency over the statements of a story, smoothed. */
export const idfOf = (frames: Iterable<Frame>): Idf => {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  for (const frame of frames) {
    if (seen.has(frame.statement.id)) continue;
    seen.add(frame.statement.id);
    for (const key of [...frame.all, ...[...frame.names].map(nameKey)]) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (key) => Math.log(1 + (seen.size + 1) / ((counts.get(key) ?? 0) + 1));
};

const nameKey = (entity: string): string => `name:${entity}`;

type Weighted = ReadonlyMap<string, number>;

const cosine = (a: Weighted, b: Weighted, idf: Idf): number => {
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

const overlap = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number => {
  let shared = 0;
  for (const item of a) if (b.has(item)) shared += 1;
  return shared;
};

const disjointSets = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean =>
  a.size > 0 && b.size > 0 && overlap(a, b) === 0;

/** The weight of the names of `a` that `b` lacks. */
const lacking = (a: Frame, b: Frame, idf: Idf): number => {
  let sum = 0;
  for (const entity of a.names) if (!b.names.has(entity)) sum += idf(nameKey(entity));
  return sum;
};

const size = (frame: Frame): number => frame.quantity.value ?? frame.quantity.low ?? frame.quantity.high ?? 0;

/** One figure in two sentences, not merely two that could both be true; conversions are rounded. */
export const sameFigure = (a: Frame, b: Frame): boolean =>
  logRatio(a, b) < (a.quantity.unit === b.quantity.unit ? 0.01 : 0.1);

/** Whether one sentence dates itself and the other does not, or otherwise: then they may tell of two occasions. */
export const sameOccasion = (a: Frame, b: Frame): boolean =>
  a.earlier === b.earlier && dated(a.months, b.months) && dated(a.years, b.years) && dated(a.weekdays, b.weekdays);

const dated = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean =>
  (a.size === 0) === (b.size === 0) && !disjointSets(a, b);

/** Log of the ratio of two values, in one unit where units differ; bounded. */
const logRatio = (a: Frame, b: Frame): number => {
  const [one, two] = [dimension(a.quantity.unit ?? ''), dimension(b.quantity.unit ?? '')];
  const convert = a.quantity.unit !== b.quantity.unit && one !== undefined && two !== undefined;
  const x = Math.abs(size(a)) * (convert ? one.factor : 1);
  const y = Math.abs(size(b)) * (convert ? two.factor : 1);
  if (x === 0 || y === 0) return x === y ? 0 : 2;
  return Math.min(4, Math.abs(Math.log(x / y)));
};

const phrases = new WeakMap<Frame, ReadonlySet<string>>();

/** The meanings of the words of the noun phrase counted: "undersea cables". */
const phrase = (frame: Frame): ReadonlySet<string> => {
  const known = phrases.get(frame);
  if (known !== undefined) return known;
  const words = frame.kind === 'count' ? (frame.quantity.of ?? '').toLowerCase().split(/[^\p{L}'’]+/u) : [];
  const found = new Set(words.flatMap((word) => keyOf(word) ?? []));
  phrases.set(frame, found);
  return found;
};

/** One noun with two sets of adjectives: Somali pirates, Yemeni pirates. */
const phraseClash = (a: Frame, b: Frame): boolean => {
  const [one, two] = [phrase(a), phrase(b)];
  if (a.head !== b.head || one.size < 2 || two.size < 2) return false;
  return overlap(one, two) === 1;
};

/** Whether the two sentences tell another figure alike: then they tell of one event. */
const sharesFigure = (a: Frame, b: Frame): boolean =>
  a.statement.quantities.some(
    (one) =>
      one !== a.quantity &&
      one.unit !== null &&
      b.statement.quantities.some(
        (two) => two !== b.quantity && one.unit === two.unit && one.value === two.value && one.low === two.low,
      ),
  );

/** The strongest group of meaning near both. */
const eventNear = (a: Frame, b: Frame): number => {
  let best = 0;
  for (const [key, nearness] of a.events) best = Math.max(best, Math.min(nearness, b.events.get(key) ?? 0));
  return best;
};

/** Killed against hurt: the groups nearest to each exclude one another. */
export const clash = (a: Frame, b: Frame): boolean =>
  a.event !== null && b.event !== null && a.event !== b.event && exclusive.has(a.event) && exclusive.has(b.event);

export const featureNames = [
  'bias',
  'near',
  'all',
  'nearAll',
  'headSame',
  'headDiffers',
  'headMissing',
  'eventNear',
  'eventClash',
  'harmSame',
  'phraseSame',
  'phraseDiffers',
  'sharedFigure',
  'apartDiffers',
  'yearsDiffer',
  'yearMissing',
  'monthsDiffer',
  'monthMissing',
  'weekdaysDiffer',
  'namesShared',
  'namesConflict',
  'ownerDiffers',
  'logRatio',
  'bothLead',
  'ageOther',
  'ageOwner',
  'limit',
  'money',
  'measure',
  'item',
  'tiny',
] as const;
type FeatureName = (typeof featureNames)[number];
export type Features = Readonly<Record<FeatureName, number>>;

const flag = (condition: boolean): number => (condition ? 1 : 0);
const lead = 4;

const plain = (keys: ReadonlySet<string>): Weighted => new Map([...keys].map((key) => [key, 1]));

export const featuresOf = (a: Frame, b: Frame, idf: Idf): Features => {
  const heads = a.head !== null && b.head !== null;
  const apartShared = overlap(a.apart, b.apart);
  let shared = 0;
  for (const entity of a.names) if (b.names.has(entity)) shared += idf(nameKey(entity));
  const near = cosine(a.near, b.near, idf);
  const all = cosine(plain(a.all), plain(b.all), idf);
  const ages = a.kind === 'age' || b.kind === 'age';
  return {
    bias: 1,
    near,
    all,
    nearAll: near * all,
    headSame: flag(heads && a.head === b.head),
    headDiffers: flag(heads && a.head !== b.head),
    headMissing: flag((a.head === null) !== (b.head === null)),
    eventNear: eventNear(a, b),
    eventClash: flag(clash(a, b)),
    harmSame: flag(a.event !== null && a.event === b.event && exclusive.has(a.event) && a.head === b.head),
    phraseSame: flag(phrase(a).size > 1 && phrase(a).size === overlap(phrase(a), phrase(b))),
    phraseDiffers: flag(phraseClash(a, b)),
    sharedFigure: flag(sharesFigure(a, b)),
    apartDiffers: flag(a.apart.size + b.apart.size - 2 * apartShared > 0 && !scopesDiffer(a.quantity, b.quantity)),
    yearsDiffer: flag(disjointSets(a.years, b.years)),
    yearMissing: flag((a.years.size === 0) !== (b.years.size === 0)),
    monthsDiffer: flag(disjointSets(a.months, b.months)),
    monthMissing: flag((a.months.size === 0) !== (b.months.size === 0)),
    weekdaysDiffer: flag(disjointSets(a.weekdays, b.weekdays)),
    namesShared: Math.min(1, shared / 4),
    namesConflict: Math.min(1, Math.min(lacking(a, b, idf), lacking(b, a, idf)) / 4),
    ownerDiffers: flag(a.owner !== null && b.owner !== null && a.owner !== b.owner),
    logRatio: logRatio(a, b),
    bothLead: flag(a.statement.position < lead && b.statement.position < lead),
    ageOther: flag(ages && (a.owner === null || a.owner !== b.owner)),
    ageOwner: flag(ages && a.owner !== null && a.owner === b.owner),
    limit: flag(a.kind === 'limit' && b.kind === 'limit'),
    money: flag(/^[A-Z]{3}$/.test(a.quantity.unit ?? '')),
    measure: flag(a.kind === 'measure'),
    item: flag(a.quantity.unit === 'item'),
    tiny: flag(size(a) <= 3 && size(b) <= 3 && a.kind === 'count'),
  };
};
