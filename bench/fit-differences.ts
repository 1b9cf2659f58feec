/**
 * Fits src/analyse/differences/weights.json on the labelled groups of the evaluation data and on those of the stories
 * invented for us (tests/quality/data/written), and says what it comes to on stories that it did not see:
 * `tsx bench/fit-differences.ts [--write]`. The same data give the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { candidatePairs } from '../src/analyse/differences/candidates.ts';
import { comparable } from '../src/analyse/differences/comparable.ts';
import { contextOf, findDifferences, framesInOrder } from '../src/analyse/differences/differences.ts';
import { type FeatureName, featureNames, featuresOf, pairNames } from '../src/analyse/differences/features.ts';
import type { Frame } from '../src/analyse/differences/frame.ts';
import { type Context, contextFeatures } from '../src/analyse/differences/judge.ts';
import { type Model, scorerOf, type Weights } from '../src/analyse/differences/score.ts';
import { dataFolder } from '../tests/environment.ts';
import {
  type Cluster,
  type Group,
  hits,
  overlaps,
  readLabelled,
  readWritten,
  sameValue,
} from '../tests/quality/disagreements.ts';

type Row = Readonly<Partial<Record<FeatureName, number>>>;
interface Example {
  readonly a: Frame;
  readonly b: Frame;
  readonly cluster: string;
  readonly label: 0 | 1;
  readonly weight: number;
  /** Whether both can be true of one thing. */
  readonly compared: ReturnType<typeof comparable>;
}

/** Pairs that nobody labelled are mostly of two slots, but not all. */
const unlabelledWeight = 0.1;
/** Two figures of labelled sentences that the label does not pair. */
const besideLabelWeight = 0.3;
const ridge = 4;
const folds = 6;

/** Ridge logistic regression by Newton's method: convex, so that few steps from nothing find the one best fit. */
const regress = (rows: readonly Row[], examples: readonly Example[], names: readonly FeatureName[]): Weights => {
  const size = names.length;
  const x = rows.map((row) => Float64Array.from(names, (name) => row[name] ?? 0));
  const w = new Float64Array(size);
  for (let step = 0; step < 12; step += 1) {
    const gradient = new Float64Array(size);
    const hessian = Array.from({ length: size }, () => new Float64Array(size));
    x.forEach((values, index) => {
      const example = examples[index];
      if (example === undefined) return;
      let sum = 0;
      for (let i = 0; i < size; i += 1) sum += (w[i] ?? 0) * (values[i] ?? 0);
      const p = 1 / (1 + Math.exp(-sum));
      const error = example.weight * (example.label - p);
      const curve = example.weight * p * (1 - p);
      for (let i = 0; i < size; i += 1) {
        const value = values[i] ?? 0;
        if (value === 0) continue;
        gradient[i] = (gradient[i] ?? 0) + error * value;
        const row = hessian[i];
        if (row !== undefined)
          for (let j = 0; j < size; j += 1) row[j] = (row[j] ?? 0) + curve * value * (values[j] ?? 0);
      }
    });
    for (let i = 0; i < size; i += 1) {
      const penalty = names[i] === 'bias' ? 1e-3 : ridge;
      gradient[i] = (gradient[i] ?? 0) - penalty * (w[i] ?? 0);
      const row = hessian[i];
      if (row !== undefined) row[i] = (row[i] ?? 0) + penalty;
    }
    solve(hessian, gradient).forEach((change, i) => {
      w[i] = (w[i] ?? 0) + change;
    });
  }
  return Object.fromEntries(names.map((name, i) => [name, Number((w[i] ?? 0).toFixed(3))]));
};

/** Gauss elimination with pivots; the matrix is symmetric and positive definite. */
const solve = (matrix: Float64Array[], right: Float64Array): Float64Array => {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let i = column + 1; i < size; i += 1)
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = i;
    const [one, two] = [rows[column], rows[pivot]];
    if (one === undefined || two === undefined) continue;
    rows[column] = two;
    rows[pivot] = one;
    for (let i = column + 1; i < size; i += 1) {
      const row = rows[i];
      const factor = (row?.[column] ?? 0) / (two[column] ?? 1);
      if (row !== undefined && factor !== 0)
        for (let j = column; j <= size; j += 1) row[j] = (row[j] ?? 0) - factor * (two[j] ?? 0);
    }
  }
  const result = new Float64Array(size);
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = rows[i]?.[size] ?? 0;
    for (let j = i + 1; j < size; j += 1) sum -= (rows[i]?.[j] ?? 0) * (result[j] ?? 0);
    result[i] = sum / (rows[i]?.[i] ?? 1);
  }
  return result;
};

/**
 * Pairs that the fit was unsure of, judged by eye: whether both figures fill one slot. A figure is named by article,
 * where its sentence begins and where it stands in it.
 */
const judgedSchema = z.object({ a: z.string(), b: z.string(), same: z.boolean() });
const judgedByEye = new Map(
  readFileSync(new URL('../tests/quality/data/slots.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => judgedSchema.parse(JSON.parse(line)))
    .map(({ a, b, same }) => [[a, b].sort().join(' '), same] as const),
);
const byEyeWeight = 1;

const keyOf = (frame: Frame): string => `${frame.statement.id}:${frame.quantity.start}`;
const pairKey = (a: Frame, b: Frame): string => [keyOf(a), keyOf(b)].sort().join(' ');

const valuesKey = (a: Frame, b: Frame): string =>
  [a, b]
    .map(({ quantity: { value, low, unit } }) => `${value ?? low} ${unit}`)
    .sort()
    .join(' ');

/** The pairs of one cluster with what is known of them. */
const examplesOf = (
  name: string,
  frames: readonly Frame[],
  groups: readonly Group[],
  dates: Context['published'],
): Example[] => {
  const found = new Map<string, Example>();
  const note = (a: Frame, b: Frame, label: 0 | 1, weight: number): void => {
    const compared = comparable(a, b, dates);
    if (a.statement.article === b.statement.article || compared === undefined) return;
    const key = pairKey(a, b);
    const known = found.get(key);
    if (known === undefined || known.weight < weight || (known.weight === weight && label > known.label))
      found.set(key, { a, b, cluster: name, label, weight, compared });
  };
  for (const group of groups) {
    const quoted = group.positions.map(({ article, quote }) =>
      frames.filter(({ statement }) => statement.article === article && overlaps(quote, statement.citation.quote)),
    );
    group.positions.forEach((one, i) => {
      group.positions.slice(i + 1).forEach((other, offset) => {
        for (const a of quoted[i] ?? [])
          for (const b of quoted[i + 1 + offset] ?? []) {
            const [mine, theirs] = [sameValue(a.quantity.text, one.value), sameValue(b.quantity.text, other.value)];
            if (mine && theirs) note(a, b, group.verdict === 'unrelated' ? 0 : 1, 1);
            else note(a, b, 0, besideLabelWeight);
          }
      });
    });
  }
  const pairs = candidatePairs(frames).filter(([a, b]) => comparable(a, b, dates) === 'differ');
  for (const [a, b] of pairs) {
    const same = judgedByEye.get(pairKey(a, b));
    if (same !== undefined) note(a, b, same ? 1 : 0, byEyeWeight);
  }
  // The two figures of a slot told elsewhere too: most likely the slot again, so that they teach nothing.
  const slots = new Set([...found.values()].flatMap(({ a, b, label }) => (label === 1 ? [valuesKey(a, b)] : [])));
  for (const [a, b] of pairs) if (!slots.has(valuesKey(a, b))) note(a, b, 0, unlabelledWeight);
  return [...found.values()];
};

interface Story {
  readonly name: string;
  readonly topic: string;
  readonly cluster: Cluster;
  readonly groups: readonly Group[];
  readonly examples: readonly Example[];
  readonly context: Context;
}

const unfitted = scorerOf({ alone: {}, inContext: {} });
const published = (cluster: Cluster) => (id: string) => cluster.articles.get(id)?.published ?? null;

const train = (stories: readonly Story[]): Model => {
  const examples = stories.flatMap((story) => story.examples);
  const pairs = stories.flatMap(({ examples: own, context }) => own.map(({ a, b }) => featuresOf(a, b, context.idf)));
  const alone = regress(pairs, examples, pairNames);
  const scorer = scorerOf({ alone, inContext: {} });
  const full = stories.flatMap(({ examples: own, context }, at) => {
    void at;
    return own.map(({ a, b }) => {
      const features = featuresOf(a, b, context.idf);
      return { ...features, ...contextFeatures(a, b, { ...context, scorer }, features) };
    });
  });
  const kept = examples.map((example, index) => ({ example, row: full[index] ?? {} }));
  const differing = kept.filter(({ example }) => example.compared === 'differ');
  return {
    alone,
    inContext: regress(
      differing.map(({ row }) => row),
      differing.map(({ example }) => example),
      featureNames,
    ),
  };
};

type Outcome = { readonly is: Group['verdict']; readonly said: string; readonly findings?: number };

const outcomes = (stories: readonly Story[], model: Model, strictness: number): Outcome[] =>
  stories.flatMap(({ cluster, groups }) => {
    const found = findDifferences(
      cluster.statements,
      (id) => cluster.articles.get(id)?.publisher ?? id,
      published(cluster),
      scorerOf(model),
      strictness,
    );
    return groups.map((group) => ({
      is: group.verdict,
      said: found.differences.some((one) => hits(one, group))
        ? 'differ'
        : found.updates.some((one) => hits(one, group))
          ? 'update'
          : 'silent',
    }));
  });

const summary = (all: readonly Outcome[]): string => {
  const count = (is: string, said: string): number => all.filter((one) => one.is === is && one.said === said).length;
  const said = (word: string): number => all.filter((one) => one.said === word).length;
  const was = (word: string): number => all.filter((one) => one.is === word).length;
  const [differ, update] = [count('differ', 'differ'), count('update', 'update')];
  const alarms = count('agree', 'differ') + count('unrelated', 'differ');
  return [
    `differ ${differ}/${was('differ')} of ${said('differ')} shown`,
    `update ${update}/${was('update')} of ${said('update')}`,
    `alarms ${alarms}/${was('agree') + was('unrelated')}`,
  ].join(', ');
};

const labelled = readLabelled(dataFolder ?? '', true);
const written = readWritten(new URL('../tests/quality/data/written', import.meta.url).pathname);
const groups = [...labelled.groups, ...written.groups];
const stories: Story[] = [...labelled.clusters, ...written.clusters].map(([name, cluster]) => {
  const frames = framesInOrder(cluster.statements);
  const own = groups.filter((group) => group.cluster === name);
  return {
    name,
    topic: name.replace('plus', ''),
    cluster,
    groups: own,
    examples: examplesOf(name, frames, own, published(cluster)),
    context: contextOf(frames, published(cluster), unfitted),
  };
});
const topics = [...new Set(stories.map(({ topic }) => topic))];
const foldOf = (topic: string): number => topics.indexOf(topic) % folds;
console.log(`${stories.flatMap(({ examples }) => examples).length} pairs`);
const heldOut = Array.from({ length: folds }, (_, fold) => ({
  model: train(stories.filter(({ topic }) => foldOf(topic) !== fold)),
  unseen: stories.filter(({ topic }) => foldOf(topic) === fold),
}));
/** How well the held-out pairs of known label are ranked: the mean precision at each of one slot, and recall at .9. */
const ranking = (): string => {
  const scored = heldOut.flatMap((fold) =>
    fold.unseen.flatMap(({ examples, context }) => {
      const scorer = scorerOf(fold.model);
      return examples
        .filter(({ weight, compared }) => weight > besideLabelWeight && compared === 'differ')
        .map(({ a, b, label }) => {
          const features = featuresOf(a, b, context.idf);
          return { label, score: scorer.inContext(features, contextFeatures(a, b, { ...context, scorer }, features)) };
        });
    }),
  );
  scored.sort((one, two) => two.score - one.score);
  const positives = scored.filter(({ label }) => label === 1).length;
  let [right, sum, recall] = [0, 0, 0];
  scored.forEach(({ label }, index) => {
    right += label;
    if (label === 1) sum += right / (index + 1);
    if (right / (index + 1) >= 0.85) recall = right / positives;
  });
  return `${scored.length} held-out pairs, ${positives} of one slot: average precision ${(sum / positives).toFixed(3)}, recall at precision .85 ${recall.toFixed(3)}`;
};
console.log(ranking());
const model = train(stories);
const sets = [
  ['labelled', ({ name }: Story) => labelled.clusters.has(name)],
  ['written', ({ name }: Story) => written.clusters.has(name)],
] as const;
for (const [title, isIn] of sets)
  for (const strictness of [-0.05, 0, 0.05]) {
    const unseen = heldOut.flatMap((fold) => outcomes(fold.unseen.filter(isIn), fold.model, strictness));
    console.log(`${title} ${strictness} held out: ${summary(unseen)}`);
    console.log(`${title} ${strictness} fitted:   ${summary(outcomes(stories.filter(isIn), model, strictness))}`);
  }
if (process.argv.includes('--write')) {
  const target = new URL('../src/analyse/differences/weights.json', import.meta.url);
  writeFileSync(target, `${JSON.stringify(model, null, 2)}\n`);
}
