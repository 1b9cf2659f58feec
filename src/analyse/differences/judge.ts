/** One pair of quantities: one slot or two, and if one, whether both can be true or the later replaces the earlier. */
import type { DifferenceKind } from '../../model.ts';
import { dimension, isCurrency } from '../quantities/lexicon.ts';
import { clash, type Idf, sameFigure, sameOccasion } from './align.ts';
import { compareQuantities, denies, isAge, scopesDiffer } from './compare.ts';
import { type ContextFeatures, featuresOf, ofOtherPeople, ofOthers, type PairFeatures } from './features.ts';
import type { Frame } from './frame.ts';
import type { Scorer } from './score.ts';
import { growing } from './words.ts';

export type Verdict = 'differ' | 'update' | 'agree' | 'unrelated';

export interface Judgement {
  readonly verdict: Verdict;
  readonly kind: DifferenceKind;
  /** How likely the two fill one slot, from 0 to 1. */
  readonly score: number;
}

/** What the pair is judged beside. */
export interface Context {
  readonly idf: Idf;
  /** The frames of one article that measure the same thing as `frame` does. */
  readonly frames: (article: string, frame: Frame) => readonly Frame[];
  readonly published: (article: string) => string | null;
  /** Whether one sentence of the story tells both figures: then they are two things. */
  readonly toldTogether: (a: Frame, b: Frame) => boolean;
  readonly scorer: Scorer;
  /** Added to every threshold: less than 0 shows more, and less surely. */
  readonly strictness: number;
}

/**
 * How sure of one slot a pair must be to be shown: silence is better than a false difference. Chosen by kind on
 * held-out folds of whole stories (bench/fit-differences.ts), where sums of money and ages are told apart most surely
 * and shares least.
 */
const usualThreshold = 0.38;
const thresholds: ReadonlyMap<string, number> = new Map([
  ['money', 0.3],
  ['age', 0.3],
  ['scope', 0.35],
  ['measure', 0.45],
  ['duration', 0.42],
  ['share', 0.5],
]);

/** The threshold for a pair of a kind. */
const thresholdFor = (a: Frame, kind: DifferenceKind, context: Context): number => {
  const group =
    kind !== 'number' ? kind : a.kind === 'count' ? 'count' : a.quantity.unit === 'percent' ? 'share' : 'measure';
  return (thresholds.get(group) ?? usualThreshold) + context.strictness;
};

/** Below this by the pair alone, what else the articles tell is not looked at. */
const hopeless = 0.1;
/** How near a word of a toll stands to its figure. */
const close = 0.2;
/** A toll that grew by less is one figure rounded twice. */
const leastGrowth = 1.1;
/** An age may be one year off for the birthday between two reports. */
const birthday = 1;
const oneYear = 365.25;
const secondsInDay = 86_400;

const kindOf = (a: Frame, b: Frame): DifferenceKind => {
  if (a.kind === 'age' || a.kind === 'limit') return 'age';
  if (scopesDiffer(a.quantity, b.quantity)) return 'scope';
  const unit = a.quantity.unit ?? '';
  if (isCurrency(unit)) return 'money';
  return dimension(unit)?.dimension === 'duration' ? 'duration' : 'number';
};

const day = (iso: string | null): number | undefined => {
  const found = iso === null ? Number.NaN : Date.parse(iso.slice(0, 10));
  return Number.isNaN(found) ? undefined : found / 86_400_000;
};

/** Days from the publication of `a` to that of `b`; undefined unless both are dated. */
const daysBetween = (a: Frame, b: Frame, published: Context['published']): number | undefined => {
  const [one, two] = [day(published(a.statement.article)), day(published(b.statement.article))];
  return one === undefined || two === undefined ? undefined : two - one;
};

/** Whether somebody of the earlier age is of the later age by now. */
const olderByTime = (a: Frame, b: Frame, days: number): boolean => {
  const [early, late] = days > 0 ? [a, b] : [b, a];
  const [before, after] = [early.quantity.value, late.quantity.value];
  if (a.kind !== 'age' || b.kind !== 'age' || before === null || after === null) return false;
  return after > before && Math.abs(after - before - Math.abs(days) / oneYear) <= birthday;
};

const stated = ({ quantity }: Pick<Frame, 'quantity'>): number | null => quantity.value ?? quantity.low;

/** Words that say that a figure was another one before: "upgraded", "revised", "raised". */
const revised = '#revise';

/** Whether the later-dated figure replaces the earlier one: a count that grows, a figure said to be revised, or an age that
 * time explains. */
const replaces = (a: Frame, b: Frame, context: Context): boolean => {
  const days = daysBetween(a, b, context.published);
  if (days === undefined || days === 0) return false;
  const [early, late] = days > 0 ? [a, b] : [b, a];
  if (a.kind === 'age') return olderByTime(a, b, days);
  if ((late.near.get(revised) ?? 0) > close) return stated(early) !== stated(late);
  const [before, after] = [early.quantity.value, late.quantity.value];
  if (before === null || after === null) return false;
  if (a.kind !== 'count' || late.quantity.comparator === '<' || late.quantity.comparator === '<=') return false;
  const runs = [a, b].some((frame) =>
    [...frame.events].some(([key, nearness]) => nearness > close && growing.has(key)),
  );
  return runs && after >= before * leastGrowth;
};

/** Less than this is no fit at all. */
const slight = 0.02;

const flag = (condition: boolean): number => (condition ? 1 : 0);

/**
 * What else the two articles measure: `rival`, how well either quantity fits an agreeing one in the other's article (then
 * this pair is hardly about one thing); `competitor`, how well it fits any other one there; `onlyOnes`, whether each
 * stands alone in its article with what it measures. Bounded by the frames that the context hands out.
 */
export const contextFeatures = (a: Frame, b: Frame, context: Context, features: PairFeatures): ContextFeatures => {
  let [rival, competitor, others] = [0, 0, 0];
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    for (const candidate of context.frames(other.statement.article, one)) {
      if (candidate === other || sameFigure(candidate, other)) continue;
      others += 1;
      const compared = comparable(one, candidate, context.published);
      if (compared === undefined) continue;
      const fit = context.scorer.alone(featuresOf(one, candidate, context.idf));
      if (compared === 'agree' && sameFigure(one, candidate)) rival = Math.max(rival, fit);
      else competitor = Math.max(competitor, fit);
    }
  const days = daysBetween(a, b, context.published);
  return {
    rival,
    rivalled: flag(rival > slight),
    competitor,
    contested: flag(competitor > slight),
    plainCover: rival > slight ? 0 : features.coverLeast,
    onlyOnes: 1 / (1 + others),
    grows: flag(replaces(a, b, context)),
    ageExplained: flag(days !== undefined && Math.abs(days) > oneYear / 2 && olderByTime(a, b, days)),
    weeksApart: days === undefined ? 0 : Math.min(1, Math.abs(days) / 30),
  };
};

/** Things of no listed kind are told apart by their nouns alone: rifles, magazines. */
export const otherThings = (a: Frame, b: Frame): boolean =>
  a.quantity.unit === 'item' && a.head !== b.head && a.head !== null && b.head !== null;

/** An age of nobody named beside it, or of several: "two sons, ages 16 and 6". */
const nobodys = ({ kind, owner }: Frame): boolean => kind === 'age' && owner === null;

/** Two lists of ages with one in common are of the same people: "68 and 48", "61 and 48 years old". */
const sharesAge = (a: Frame, b: Frame): boolean =>
  a.statement.quantities.some(
    (one) =>
      one !== a.quantity &&
      isAge(one) &&
      b.statement.quantities.some((two) => two !== b.quantity && isAge(two) && one.value === two.value),
  );

const things: ReadonlySet<string> = new Set(['item', 'vehicle', 'building', 'aircraft']);

/** Things of one noun are compared whatever kinds of thing they were taken for: six engines, four appliances. */
const compareThings = (a: Frame, b: Frame): ReturnType<typeof compareQuantities> => {
  const [one, two] = [a.quantity.unit ?? '', b.quantity.unit ?? ''];
  const alike = one !== two && a.head !== null && a.head === b.head && things.has(one) && things.has(two);
  return compareQuantities(a.quantity, alike ? { ...b.quantity, unit: one } : b.quantity);
};

/** "Three people" are the "one" and the "two others" of another sentence: a sum and its parts. */
const isSumOf = (sum: Frame, part: Frame): boolean => {
  const { value } = part.quantity;
  if (value === null || sum.quantity.value === null || (sum.event !== null && sum.event === part.event)) return false;
  const rest = sum.quantity.value - value;
  return (
    rest > 0 &&
    part.statement.quantities.some(
      (one) => one !== part.quantity && one.unit === part.quantity.unit && one.value === rest,
    )
  );
};

/** How much of a length of time may pass between two reports that tell it up to their own days. */
const passing = 0.25;

/** Lengths told up to the days of two reports of which it is not known that they lie close together. */
const ofTwoDays = (a: Frame, b: Frame, published: Context['published']): boolean => {
  if (!a.elapsed && !b.elapsed) return false;
  const days = daysBetween(a, b, published);
  const seconds = Math.min(
    ...[a, b].map(({ quantity }) => (stated({ quantity }) ?? 0) * (dimension(quantity.unit ?? '')?.factor ?? 0)),
  );
  return days === undefined || Math.abs(days) * secondsInDay > passing * seconds;
};

/**
 * Whether nothing forbids the two to fill one slot, and if so whether they can both be true.
 * @param published the articles' dates in ISO 8601, or null
 */
export const comparable = (a: Frame, b: Frame, published: Context['published']): 'agree' | 'differ' | undefined => {
  const compared = compareThings(a, b);
  if (compared === 'incomparable' || otherThings(a, b)) return undefined;
  if (denies(a.quantity, b.quantity)) return compared;
  if (a.kind === 'count' && (isSumOf(a, b) || isSumOf(b, a))) return undefined;
  if (ofTwoDays(a, b, published)) return undefined;
  if (a.kind === 'count' && clash(a, b)) return undefined;
  if (a.kind === 'count' && a.others !== b.others) return undefined;
  if (nobodys(a) && nobodys(b) && !sharesAge(a, b)) return undefined;
  if ((a.owner === null || a.owner !== b.owner) && ofOtherPeople(a, b)) return undefined;
  // A sum or a share belongs to whom it is told of.
  if ((isCurrency(a.quantity.unit ?? '') || a.quantity.unit === 'percent') && ofOthers(a, b)) return undefined;
  // One figure of two wholes is a matter of scope only when both tell of one occasion.
  return scopesDiffer(a.quantity, b.quantity) && !sameOccasion(a, b) ? undefined : compared;
};

/** Judges one pair. Symmetric: `judgeFrames(a, b)` and `judgeFrames(b, a)` are equal. */
export const judgeFrames = (a: Frame, b: Frame, context: Context): Judgement => {
  const kind = kindOf(a, b);
  const compared = comparable(a, b, context.published);
  if (compared === undefined) return { verdict: 'unrelated', kind, score: 0 };
  const replaced = replaces(a, b, context);
  if (compared === 'differ' && context.toldTogether(a, b)) return { verdict: 'unrelated', kind, score: 0 };
  const features = featuresOf(a, b, context.idf);
  if (compared === 'agree' && !replaced) {
    const score = context.scorer.alone(features);
    return { verdict: score >= thresholdFor(a, kind, context) ? 'agree' : 'unrelated', kind, score };
  }
  // Nothing that the articles tell besides lifts a pair so unlike.
  const alone = context.scorer.alone(features);
  if (alone < hopeless) return { verdict: 'unrelated', kind, score: alone };
  // One figure of two wholes: the figure itself says that the two are one slot, as where they agree.
  const score = kind === 'scope' ? alone : context.scorer.inContext(features, contextFeatures(a, b, context, features));
  if (score < thresholdFor(a, kind, context)) return { verdict: 'unrelated', kind, score };
  return { verdict: replaced ? 'update' : 'differ', kind, score };
};
