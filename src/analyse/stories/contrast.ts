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

interface Contrasted {
  readonly terms: Int32Array;
  readonly weights: Float32Array;
  readonly marks: Uint8Array;
  readonly day: number | null;
  /** Lengths of the whole, of its lead, of its names. */
  readonly whole: number;
  readonly lead: number;
  readonly names: number;
}

const contrasted = (entries: readonly Entry[], vocabulary: Vocabulary, parameters: StoryParameters): Contrasted[] => {
  const spread = new Map<number, number>();
  for (const { profile } of entries) for (const term of profile.terms) spread.set(term, (spread.get(term) ?? 0) + 1);
  const factor = new Map<number, number>();
  for (const [term, count] of spread) {
    const share = count / (entries.length + parameters.contrastPrior);
    factor.set(term, vocabulary.weight(term) * (1 - parameters.contrast * share));
  }
  return entries.map(({ profile }) => {
    let whole = 0;
    let lead = 0;
    let names = 0;
    const weights = profile.weights.map((weight, index) => {
      const value = weight * (factor.get(profile.terms[index] ?? 0) ?? 0);
      const marks = profile.marks[index] ?? 0;
      whole += value * value;
      if ((marks & LEAD) !== 0) lead += value * value;
      if ((marks & NAME) !== 0) names += value * value;
      return value;
    });
    const { terms, marks, day } = profile;
    return { terms, weights, marks, day, whole: Math.sqrt(whole), lead: Math.sqrt(lead), names: Math.sqrt(names) };
  });
};

/** Two dated articles grow apart with the days between them; an undated one is held to be near any. */
export const decay = (a: number | null, b: number | null, halfLife: number): number =>
  a === null || b === null ? 1 : 0.5 ** (Math.abs(a - b) / halfLife);

const share = (sum: number, a: number, b: number): number => (a > 0 && b > 0 ? sum / (a * b) : 0);

/** Cosines of wholes, leads and names, mixed; one merge of the two lists of terms. */
const similarity = (a: Contrasted, b: Contrasted, parameters: StoryParameters): number => {
  let whole = 0;
  let lead = 0;
  let names = 0;
  let i = 0;
  let j = 0;
  while (i < a.terms.length && j < b.terms.length) {
    const left = a.terms[i] ?? 0;
    const right = b.terms[j] ?? 0;
    if (left === right) {
      const product = (a.weights[i] ?? 0) * (b.weights[j] ?? 0);
      const marks = (a.marks[i] ?? 0) & (b.marks[j] ?? 0);
      whole += product;
      if ((marks & LEAD) !== 0) lead += product;
      if ((marks & NAME) !== 0) names += product;
      i += 1;
      j += 1;
    } else if (left < right) i += 1;
    else j += 1;
  }
  const mixed =
    (1 - parameters.leadShare - parameters.nameShare) * share(whole, a.whole, b.whole) +
    parameters.leadShare * share(lead, a.lead, b.lead) +
    parameters.nameShare * share(names, a.names, b.names);
  return mixed * decay(a.day, b.day, parameters.halfLife);
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
  const seen = contrasted(entries, vocabulary, parameters);
  const matrix = new Float64Array(n * n);
  for (const [row, a] of seen.entries()) {
    for (let column = row + 1; column < n; column += 1) {
      const b = seen[column];
      if (b === undefined) continue;
      const value = similarity(a, b, parameters);
      matrix[row * n + column] = value;
      matrix[column * n + row] = value;
    }
  }
  const profilesOf = (rows: readonly number[]): Profile[] => rows.flatMap((row) => entries[row]?.profile ?? []);
  const apart = (a: readonly number[], b: readonly number[]): boolean =>
    Math.min(a.length, b.length) >= 2 &&
    rivalry(leadingOf(profilesOf(a)), leadingOf(profilesOf(b))) > parameters.rivalry;
  const groups = agglomerate(matrix.slice(), n, parameters.same, apart);
  const stories = joinSmall(groups, (a, b) => matrix[a * n + b] ?? 0, parameters);
  return stories.map((rows) => rows.sort((a, b) => a - b).flatMap((row) => entries[row] ?? []));
};
