/** Which stories are compared closely with which: finding a newcomer's neighbourhood, joining two, dividing a full one. */
import { agglomerate } from './agglomerate.ts';
import { decay } from './contrast.ts';
import type { Entry, Neighbourhood, StoryEntry } from './entry.ts';
import type { StoryParameters } from './parameters.ts';
import { dot } from './vector.ts';

/** Neighbourhoods looked at closely for one newcomer. */
const LOOKED_AT = 4;

export interface Nearness {
  readonly neighbourhood: Neighbourhood;
  /** The nearest of its stories, and the average similarity to it. */
  readonly story: StoryEntry;
  readonly affinity: number;
  /** The member most like the newcomer, and how like. */
  readonly closest: Entry;
  readonly likeness: number;
}

const near = (entry: Pick<Entry, 'vector' | 'profile'>, other: Entry, parameters: StoryParameters): number =>
  dot(entry.vector, other.vector) * decay(entry.profile.day, other.profile.day, parameters.halfLife);

const nearness = (
  entry: Pick<Entry, 'vector' | 'profile'>,
  neighbourhood: Neighbourhood,
  parameters: StoryParameters,
): Nearness | undefined => {
  const stories = new Map<StoryEntry, { sum: number; count: number }>();
  let closest: Entry | undefined;
  let likeness = -1;
  for (const member of neighbourhood.members) {
    const value = near(entry, member, parameters);
    const held = stories.get(member.story) ?? { sum: 0, count: 0 };
    held.sum += value;
    held.count += 1;
    stories.set(member.story, held);
    if (value > likeness) {
      likeness = value;
      closest = member;
    }
  }
  if (closest === undefined) return undefined;
  let story = closest.story;
  let affinity = 0;
  for (const [other, { sum, count }] of stories) {
    if (sum / count <= affinity) continue;
    affinity = sum / count;
    story = other;
  }
  return { neighbourhood, story, affinity, closest, likeness };
};

/** The neighbourhoods of the candidates, nearest first. */
export const nearest = (
  entry: Pick<Entry, 'vector' | 'profile'>,
  candidates: readonly Entry[],
  parameters: StoryParameters,
): Nearness[] => {
  const places = [...new Set(candidates.map((candidate) => candidate.neighbourhood))].slice(0, LOOKED_AT);
  return places.flatMap((place) => nearness(entry, place, parameters) ?? []).sort((a, b) => b.affinity - a.affinity);
};

/**
 * Parts of a neighbourhood that has grown too large: average-link at rising bars until every part is at most `limit`.
 * A part that no bar breaks (one much-reported story) comes back too large.
 */
export const divide = (members: readonly Entry[], limit: number, parameters: StoryParameters): Entry[][] => {
  const n = members.length;
  const matrix = new Float64Array(n * n);
  for (const [row, a] of members.entries()) {
    for (let column = row + 1; column < n; column += 1) {
      const b = members[column];
      if (b === undefined) continue;
      const value = near(a, b, parameters);
      matrix[row * n + column] = value;
      matrix[column * n + row] = value;
    }
  }
  let rows: number[][] = [];
  for (let bar = parameters.near; bar < 0.22; bar += 0.04) {
    rows = agglomerate(matrix.slice(), n, bar);
    if (rows.every((part) => part.length <= limit)) break;
  }
  return rows.map((part) => part.flatMap((row) => members[row] ?? []));
};

/** The bar is met between stories of both, not only through the newcomer: chains of likeness join nothing. */
export const belongTogether = (a: Entry, b: Entry, parameters: StoryParameters): boolean => {
  const sample = (entry: Entry): Entry[] =>
    entry.neighbourhood.members.filter((member) => member.story === entry.story).slice(-8);
  const left = sample(a);
  const right = sample(b);
  let sum = 0;
  for (const one of left) for (const other of right) sum += near(one, other, parameters);
  return sum / (left.length * right.length) >= parameters.near;
};
