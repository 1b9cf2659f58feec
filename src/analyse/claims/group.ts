/**
 * Statements that say the same, gathered round the one that all of them say: a group has a head, and every other member
 * says what the head says. Nobody joins a group that holds a statement it contradicts.
 */
import { align, type Weights } from './align.ts';
import { candidatePairs } from './candidates.ts';
import { compatible, figuresFound } from './compatible.ts';
import type { Features } from './features.ts';

/**
 * Chosen on development data (the tests say on which). A head of `usualKeys` telling words, names and figures must be
 * said to the share `usualCovered` of its weight; a shorter one has fewer to spare, a longer one more.
 */
const fewestMatches = 4;
const usualKeys = 7;
const usualCovered = 0.7;
const leastCovered = 0.64;
const easing = 0.04;
/** Share of neighbouring matches that must stay together, or the words are scattered over another matter. */
const leastKept = 0.5;
/** Share of the head's first half that must be said: a tail in common is background. */
const leastFront = 0.55;

/** Members that a newcomer is compared with; a larger group is of near copies, where the first ones speak for the rest. */
const mostCompared = 16;

/** How surely `member` says what `head` says, 0 when it does not. */
const supports = (head: Features, member: Features, weights: Weights): number => {
  const { covered, matches, misses, kept, front } = align(head, member, weights);
  const needed = Math.max(leastCovered, usualCovered + easing * (usualKeys - matches - misses));
  if (covered < needed || matches < fewestMatches || kept < leastKept || front < leastFront) return 0;
  if (!figuresFound(head, member) || !compatible(head, member)) return 0;
  return covered;
};

interface Star {
  readonly head: number;
  /** By falling support. */
  readonly members: readonly number[];
  readonly rank: number;
}

/**
 * @param merit how well a statement would stand for a claim, 0 to 1
 * @returns groups of indices into `features`, the head first; every index in one of them
 */
export const groupStatements = (
  features: readonly Features[],
  weights: Weights,
  merit: (features: Features) => number,
): number[][] => {
  const support = new Map<number, Map<number, number>>();
  const note = (head: number, member: number): void => {
    const [one, other] = [features[head], features[member]];
    const score = one === undefined || other === undefined ? 0 : supports(one, other, weights);
    if (score > 0) support.set(head, (support.get(head) ?? new Map()).set(member, score));
  };
  for (const [a, b] of candidatePairs(features, weights)) {
    note(a, b);
    note(b, a);
  }
  const articleOf = (at: number): string => features[at]?.statement.article ?? '';
  const stars: Star[] = [...support].map(([head, members]) => {
    const articles = new Map<string, number>();
    for (const [member, score] of members)
      if (articleOf(member) !== articleOf(head))
        articles.set(articleOf(member), Math.max(articles.get(articleOf(member)) ?? 0, score));
    const held = features[head];
    const total = [...articles.values()].reduce((sum, score) => sum + score, 0);
    return {
      head,
      members: [...members].sort((x, y) => y[1] - x[1] || x[0] - y[0]).map(([member]) => member),
      rank: (total + 0.1) * (held === undefined ? 0 : merit(held)),
    };
  });
  stars.sort((x, y) => y.rank - x.rank || x.head - y.head);
  const free = features.map(() => true);
  const groups: number[][] = [];
  for (const { head, members } of stars) {
    if (!free[head]) continue;
    const group = [head];
    for (const member of members) {
      const newcomer = features[member];
      if (!free[member] || newcomer === undefined) continue;
      const fits = group.slice(0, mostCompared).every((at) => {
        const other = features[at];
        return other !== undefined && compatible(other, newcomer);
      });
      if (fits) group.push(member);
    }
    if (group.length < 2) continue;
    for (const at of group) free[at] = false;
    groups.push(group);
  }
  free.forEach((single, at) => {
    if (single) groups.push([at]);
  });
  return groups;
};
