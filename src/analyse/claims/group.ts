/**
 * Statements that say the same, gathered round the one that all of them say: a group has a head, and every other member
 * says what the head says. Nobody joins a group that holds a statement it contradicts.
 */
import { align, type Weights } from './align.ts';
import { candidatePairs } from './candidates.ts';
import { compatible, figuresFound } from './compatible.ts';
import type { Features } from './features.ts';
import { isLight } from './synonyms.ts';

/**
 * Chosen on development data (the tests say on which). A head of `usualKeys` telling words, names and figures must be
 * said to the share `usualCovered` of its weight; a shorter one has fewer to spare, a longer one more.
 */
const fewestMatches = 4;
/** With one match fewer all of the head must be said, and more of it than names. */
const wholly = 0.95;
const fewestWords = 2;
/** Nearly all of a long head, in its order: the same sentence, touched up. */
const verbatim = { covered: 0.88, matches: 7, kept: 0.8 } as const;
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

interface Support {
  /** How surely the member says what the head says. */
  readonly score: number;
  /** It says so in nearly the same words. */
  readonly verbatim: boolean;
}

const tellingWords = ({ keys, measures }: Features): number =>
  measures.length + keys.filter((key) => key.startsWith('w:') && !isLight(key.slice(2))).length;

const supports = (head: Features, member: Features, weights: Weights): Support | undefined => {
  const { covered, matches, misses, kept, front } = align(head, member, weights);
  const needed = Math.max(leastCovered, usualCovered + easing * (usualKeys - matches - misses));
  const enough =
    matches >= fewestMatches ||
    (matches === fewestMatches - 1 && misses === 0 && covered >= wholly && tellingWords(head) >= fewestWords);
  if (covered < needed || !enough || kept < leastKept || front < leastFront) return undefined;
  const isVerbatim = covered >= verbatim.covered && matches >= verbatim.matches && kept >= verbatim.kept;
  if (!figuresFound(head, member) || !compatible(head, member, isVerbatim)) return undefined;
  return { score: covered, verbatim: isVerbatim };
};

interface Star {
  readonly head: number;
  /** By falling support. */
  readonly members: readonly (readonly [member: number, support: Support])[];
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
  const support = new Map<number, Map<number, Support>>();
  const note = (head: number, member: number): void => {
    const [one, other] = [features[head], features[member]];
    const found = one === undefined || other === undefined ? undefined : supports(one, other, weights);
    if (found !== undefined) support.set(head, (support.get(head) ?? new Map<number, Support>()).set(member, found));
  };
  for (const [a, b] of candidatePairs(features, weights)) {
    note(a, b);
    note(b, a);
  }
  const articleOf = (at: number): string => features[at]?.statement.article ?? '';
  const stars: Star[] = [...support].map(([head, members]) => {
    const articles = new Map<string, number>();
    for (const [member, { score }] of members)
      if (articleOf(member) !== articleOf(head))
        articles.set(articleOf(member), Math.max(articles.get(articleOf(member)) ?? 0, score));
    const held = features[head];
    const total = [...articles.values()].reduce((sum, score) => sum + score, 0);
    return {
      head,
      members: [...members].sort((x, y) => y[1].score - x[1].score || x[0] - y[0]),
      rank: (total + 0.1) * (held === undefined ? 0 : merit(held)),
    };
  });
  stars.sort((x, y) => y.rank - x.rank || x.head - y.head);
  const free = features.map(() => true);
  const groups: number[][] = [];
  for (const { head, members } of stars) {
    if (!free[head]) continue;
    const group = [head];
    for (const [member, { verbatim: isVerbatim }] of members) {
      const newcomer = features[member];
      if (!free[member] || newcomer === undefined) continue;
      const fits = group.slice(0, mostCompared).every((at) => {
        const other = features[at];
        return other !== undefined && compatible(other, newcomer, isVerbatim);
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
