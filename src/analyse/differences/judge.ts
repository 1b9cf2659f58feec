/** One pair of quantities: one slot or two, and if one, whether both can be true or the later replaces the earlier. */
import type { DifferenceKind } from '../../model.ts';
import { dimension, isCurrency } from '../quantities/lexicon.ts';
import { becomes, type Idf, sameFigure } from './align.ts';
import { comparable, daysBetween, type Published, stated } from './comparable.ts';
import { scopesDiffer } from './compare.ts';
import { type ContextFeatures, featuresOf, type PairFeatures } from './features.ts';
import type { Frame } from './frame.ts';
import { sameRow } from './lists.ts';
import type { Scorer } from './score.ts';
import { contrast, growing } from './words.ts';

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
  readonly published: Published;
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
const usualThreshold = 0.28;
const thresholds: ReadonlyMap<string, number> = new Map([
  ['money', 0.2],
  ['age', 0.2],
  ['scope', 0.25],
  ['measure', 0.35],
  ['duration', 0.32],
  ['share', 0.45],
  ['age of somebody', 0.33],
]);

/** The threshold for a pair of a kind. */
const thresholdFor = (a: Frame, b: Frame, kind: DifferenceKind, context: Context): number => {
  const unowned = a.kind === 'age' && (a.owner === null || a.owner !== b.owner);
  const group = unowned
    ? 'age of somebody'
    : kind !== 'number'
      ? kind
      : a.kind === 'count'
        ? 'count'
        : a.quantity.unit === 'percent'
          ? 'share'
          : 'measure';
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

const kindOf = (a: Frame, b: Frame): DifferenceKind => {
  if (a.kind === 'age' || a.kind === 'limit') return 'age';
  if (scopesDiffer(a.quantity, b.quantity)) return 'scope';
  const unit = a.quantity.unit ?? '';
  if (isCurrency(unit)) return 'money';
  return dimension(unit)?.dimension === 'duration' ? 'duration' : 'number';
};

/** Whether somebody of the earlier age is of the later age by now. */
const olderByTime = (a: Frame, b: Frame, days: number): boolean => {
  const [early, late] = days > 0 ? [a, b] : [b, a];
  const [before, after] = [early.quantity.value, late.quantity.value];
  if (a.kind !== 'age' || b.kind !== 'age' || before === null || after === null) return false;
  return after > before && Math.abs(after - before - Math.abs(days) / oneYear) <= birthday;
};

/** Words that say that a figure was another one before: "upgraded", "revised", "raised". */
const revised = '#revise';

/** Whether the later-dated figure replaces the earlier one: a count that grows, a figure said to be revised, or an age that
 * time explains. */
const replaces = (a: Frame, b: Frame, context: Context): boolean => {
  const days = daysBetween(a, b, context.published);
  if (days === undefined || days === 0) return false;
  const [early, late] = days > 0 ? [a, b] : [b, a];
  if (a.kind === 'age') return olderByTime(a, b, days);
  if (becomes(late, early)) return true;
  if ((late.near.get(revised) ?? 0) > close || (late.changed && !early.changed)) return stated(early) !== stated(late);
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
 * this pair is hardly about one thing); `competitor`, how well it fits any other one there, and by how much either fits
 * better than this pair does by itself; `onlyOnes`, whether each stands alone in its article with what it measures. Bounded by the frames that the context hands out.
 */
export const contextFeatures = (a: Frame, b: Frame, context: Context, features: PairFeatures): ContextFeatures => {
  let [rival, competitor, others] = [0, 0, 0];
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    for (const candidate of context.frames(other.statement.article, one)) {
      // "Tens of thousands" are no telling of 20,000.
      const vague = (candidate.quantity.value === null) !== (one.quantity.value === null);
      if (candidate === other || sameFigure(candidate, other) || (vague && sameFigure(one, candidate))) continue;
      others += 1;
      // A sentence that tells two figures of one thing rivals neither.
      if (candidate.statement.id === other.statement.id && contrast.test(candidate.statement.text)) continue;
      const compared = comparable(one, candidate, context.published);
      if (compared === undefined) continue;
      const fit = context.scorer.alone(featuresOf(one, candidate, context.idf));
      if (compared === 'agree' && sameFigure(one, candidate)) rival = Math.max(rival, fit);
      else competitor = Math.max(competitor, fit);
    }
  const days = daysBetween(a, b, context.published);
  const fit = context.scorer.alone(features);
  return {
    fit,
    rival,
    rivalled: flag(rival > slight),
    rivalOver: Math.max(0, rival - fit),
    competitor,
    contested: flag(competitor > slight),
    competitorOver: Math.max(0, competitor - fit),
    plainCover: rival > slight ? 0 : features.coverLeast,
    onlyOnes: 1 / (1 + others),
    grows: flag(replaces(a, b, context)),
    ageExplained: flag(days !== undefined && Math.abs(days) > oneYear / 2 && olderByTime(a, b, days)),
    weeksApart: days === undefined ? 0 : Math.min(1, Math.abs(days) / 30),
    sameDay: flag(days === 0),
  };
};

/** How sure a pair is that two lists of the same names tell of one of them: as sure as a pair must be of any kind. */
const surelyOneRow = 0.5;
/** The least that the pair must say for it by itself: lists of the same names may be of two things. */
const likelyOneList = 0.3;

const inOneRow = (a: Frame, b: Frame, context: Context): boolean =>
  sameRow(a, b, context.frames(a.statement.article, a), context.frames(b.statement.article, b));

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
    return { verdict: score >= thresholdFor(a, b, kind, context) ? 'agree' : 'unrelated', kind, score };
  }
  // Nothing that the articles tell besides lifts a pair so unlike.
  const alone = context.scorer.alone(features);
  if (alone < hopeless) return { verdict: 'unrelated', kind, score: alone };
  // One figure of two wholes: the figure itself says that the two are one slot, as where they agree.
  const fit = kind === 'scope' ? alone : context.scorer.inContext(features, contextFeatures(a, b, context, features));
  const score = alone >= likelyOneList && inOneRow(a, b, context) ? Math.max(fit, surelyOneRow) : fit;
  if (score < thresholdFor(a, b, kind, context)) return { verdict: 'unrelated', kind, score };
  return { verdict: replaced ? 'update' : 'differ', kind, score };
};
