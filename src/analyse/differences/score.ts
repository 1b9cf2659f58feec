/** The fitted weights, and the two scores made with them. */
import { z } from 'zod';
import { type ContextFeatures, type FeatureName, featureNames, type PairFeatures } from './features.ts';
import data from './weights.json' with { type: 'json' };

/** Weights by name of feature; those left out weigh nothing. */
export type Weights = Readonly<Partial<Record<FeatureName, number>>>;
export interface Model {
  readonly alone: Weights;
  readonly inContext: Weights;
}

export interface Scorer {
  /** How likely two quantities fill one slot, from 0 to 1, by the pair alone. */
  readonly alone: (features: PairFeatures) => number;
  /** The same, knowing what else the two articles measure. */
  readonly inContext: (features: PairFeatures, context: ContextFeatures) => number;
}

const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));

export const scorerOf = (model: Model): Scorer => {
  const score = (weights: Weights, features: Readonly<Partial<Record<FeatureName, number>>>): number => {
    let sum = 0;
    for (const name of featureNames) sum += (weights[name] ?? 0) * (features[name] ?? 0);
    return logistic(sum);
  };
  return {
    alone: (features) => score(model.alone, features),
    inContext: (features, context) => score(model.inContext, { ...features, ...context }),
  };
};

const weights = z.partialRecord(z.enum(featureNames), z.number());

/** Fitted by bench/fit-differences.ts, which says how. */
export const fitted: Scorer = scorerOf(z.strictObject({ alone: weights, inContext: weights }).parse(data));
