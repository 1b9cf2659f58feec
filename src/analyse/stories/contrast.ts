/**
 * Telling neighbouring stories apart: what every article of a neighbourhood says counts for less than what only some
 * say, so that two rescues, trials or title fights of one kind fall apart where their own names and figures begin.
 */
import { agglomerate } from './agglomerate.ts';
import type { Entry } from './entry.ts';
import type { StoryParameters } from './parameters.ts';
import { LEAD, NAME, type Profile } from './profile.ts';
import { leadingOf, rivalry } from './rivals.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Two dated articles grow apart with the days between them; an undated one is held to be near any. */
export const decay = (a: number | null, b: number | null, halfLife: number): number =>
  a === null || b === null ? 1 : 0.5 ** (Math.abs(a - b) / halfLife);

/** Sums over the terms that two articles share: of all of them, of those in both leads, of those in names of both. */
interface Sums {
  readonly whole: Float64Array;
  readonly lead: Float64Array;
  readonly names: Float64Array;
}

/** Who has a term: row of the article, weight there, marks there. */
interface Holder {
  readonly row: number;
  readonly weight: number;
  readonly marks: number;
}

const holdersOf = (profiles: readonly Profile[]): ReadonlyMap<number, readonly Holder[]> => {
  const holders = new Map<number, Holder[]>();
  for (const [row, { terms, weights, marks }] of profiles.entries()) {
    for (const [index, term] of terms.entries()) {
      const holder = { row, weight: weights[index] ?? 0, marks: marks[index] ?? 0 };
      const list = holders.get(term);
      if (list === undefined) holders.set(term, [holder]);
      else list.push(holder);
    }
  }
  return holders;
};

/** Term by term, so that only what is shared costs anything. The diagonal holds each article's own squares. */
const sumsOf = (profiles: readonly Profile[], vocabulary: Vocabulary, parameters: StoryParameters): Sums => {
  const n = profiles.length;
  const whole = new Float64Array(n * n);
  const lead = new Float64Array(n * n);
  const names = new Float64Array(n * n);
  for (const [term, holders] of holdersOf(profiles)) {
    const share = holders.length / (n + parameters.contrastPrior);
    const factor = (vocabulary.weight(term) * (1 - parameters.contrast * share)) ** 2;
    if (factor === 0) continue;
    for (const [index, a] of holders.entries()) {
      for (let other = index; other < holders.length; other += 1) {
        const b = holders[other];
        if (b === undefined) continue;
        const at = a.row * n + b.row;
        const product = a.weight * b.weight * factor;
        const marks = a.marks & b.marks;
        whole[at] = (whole[at] ?? 0) + product;
        if ((marks & LEAD) !== 0) lead[at] = (lead[at] ?? 0) + product;
        if ((marks & NAME) !== 0) names[at] = (names[at] ?? 0) + product;
      }
    }
  }
  return { whole, lead, names };
};

/** Cosines of wholes, leads and names, mixed, for every pair. */
const similarities = (
  profiles: readonly Profile[],
  vocabulary: Vocabulary,
  parameters: StoryParameters,
): Float64Array => {
  const n = profiles.length;
  const sums = sumsOf(profiles, vocabulary, parameters);
  const cosine = (of: Float64Array, a: number, b: number): number => {
    const lengths = (of[a * n + a] ?? 0) * (of[b * n + b] ?? 0);
    return lengths > 0 ? (of[a * n + b] ?? 0) / Math.sqrt(lengths) : 0;
  };
  const matrix = new Float64Array(n * n);
  for (const [a, { day }] of profiles.entries()) {
    for (let b = a + 1; b < n; b += 1) {
      const mixed =
        (1 - parameters.leadShare - parameters.nameShare) * cosine(sums.whole, a, b) +
        parameters.leadShare * cosine(sums.lead, a, b) +
        parameters.nameShare * cosine(sums.names, a, b);
      const value = mixed * decay(day, profiles[b]?.day ?? null, parameters.halfLife);
      matrix[a * n + b] = value;
      matrix[b * n + a] = value;
    }
  }
  return matrix;
};

/** Small groups go to the large one that they are nearest to, if near enough: outliers of a story, short notices of it. */
const joinSmall = (
  groups: readonly number[][],
  link: (a: number, b: number) => number,
  parameters: StoryParameters,
): number[][] => {
  const large = groups.filter((group) => group.length > parameters.small);
  const joined = large.map((group) => [...group]);
  for (const group of groups) {
    if (group.length > parameters.small) continue;
    let target: number[] | undefined;
    let best = parameters.join;
    for (const [index, other] of large.entries()) {
      let sum = 0;
      for (const a of group) for (const b of other) sum += link(a, b);
      const mean = sum / (group.length * other.length);
      if (mean > best) {
        best = mean;
        target = joined[index];
      }
    }
    if (target === undefined) joined.push([...group]);
    else target.push(...group);
  }
  return joined;
};

/** Splits a neighbourhood into stories. Quadratic in its members, whose number `parameters.neighbourhood` bounds. */
export const separate = (entries: readonly Entry[], vocabulary: Vocabulary, parameters: StoryParameters): Entry[][] => {
  const n = entries.length;
  const matrix = similarities(
    entries.map(({ profile }) => profile),
    vocabulary,
    parameters,
  );
  const profilesOf = (rows: readonly number[]): Profile[] => rows.flatMap((row) => entries[row]?.profile ?? []);
  const apart = (a: readonly number[], b: readonly number[]): boolean =>
    Math.min(a.length, b.length) >= 2 &&
    rivalry(leadingOf(profilesOf(a)), leadingOf(profilesOf(b))) > parameters.rivalry;
  const groups = agglomerate(matrix.slice(), n, parameters.same, apart);
  const stories = joinSmall(groups, (a, b) => matrix[a * n + b] ?? 0, parameters);
  return stories.map((rows) => rows.sort((a, b) => a - b).flatMap((row) => entries[row] ?? []));
};
