/**
 * Step 2: which candidates become points. Greedy coverage of word pairs, each worth the number of voices that use it
 * (Gillick & Favre 2009, "A Scalable Global Model for Summarization": concepts are bigrams, weighted by how many
 * documents hold them), so that what many say comes first and nothing is said twice.
 */
import type { Statement } from '../model.ts';
import type { Candidate } from './candidates.ts';
import { worthTelling } from './worth.ts';

export interface Budget {
  readonly points: number;
  /** Most words in all; absent for no limit. */
  readonly words?: number;
}

/** Longer sentences hold more pairs: the gain is divided by length to this power. Chosen on MultiLing M000-M004. */
const lengthPower = 0.6;
/** A sentence most of whose worth is told already is left out. */
const leastFresh = 0.35;
/** What stands at the head of an article is what its editor thought most important. */
const leadBonus = (position: number): number => 1 + 1 / (1 + position);

export const countWords = (text: string): number => text.split(/\s+/u).filter((word) => word !== '').length;

const pairsOf = (statement: Statement): ReadonlySet<string> => {
  const pairs = new Set<string>();
  const { terms } = statement;
  for (let i = 1; i < terms.length; i += 1) pairs.add(`${terms[i - 1]} ${terms[i]}`);
  return pairs;
};

/** How many articles use each pair of words, over all statements of the candidates. */
const weighPairs = (candidates: readonly Candidate[]): ReadonlyMap<string, number> => {
  const articles = new Map<string, Set<string>>();
  for (const { claim } of candidates)
    for (const statement of claim.statements)
      for (const pair of pairsOf(statement)) {
        const users = articles.get(pair);
        if (users === undefined) articles.set(pair, new Set([statement.article]));
        else users.add(statement.article);
      }
  return new Map([...articles].map(([pair, users]) => [pair, users.size]));
};

interface Scored {
  readonly candidate: Candidate;
  readonly pairs: ReadonlySet<string>;
  readonly words: number;
  /** Everything that does not change as points are chosen. */
  readonly factor: number;
}

/**
 * Chooses points, best first. Every pick looks at every candidate once: candidates times points, and the number of
 * points is bounded by the budget.
 */
export const selectPoints = (candidates: readonly Candidate[], budget: Budget): Candidate[] => {
  const weights = weighPairs(candidates);
  const pool: Scored[] = candidates.map((candidate) => {
    const words = countWords(candidate.statement.text);
    const factor =
      (worthTelling(candidate.statement) *
        candidate.relevance *
        (1 + Math.log2(candidate.claim.voices.length)) *
        leadBonus(candidate.statement.position)) /
      words ** lengthPower;
    return { candidate, pairs: pairsOf(candidate.statement), words, factor };
  });
  const told = new Set<string>();
  const chosen: Candidate[] = [];
  let wordsLeft = budget.words ?? Number.POSITIVE_INFINITY;
  while (chosen.length < budget.points) {
    let best: { scored: Scored; gain: number } | undefined;
    for (const scored of pool) {
      if (scored.words > wordsLeft) continue;
      let fresh = 0;
      let whole = 0;
      for (const pair of scored.pairs) {
        const weight = weights.get(pair) ?? 0;
        whole += weight;
        if (!told.has(pair)) fresh += weight;
      }
      if (fresh === 0 || fresh < leastFresh * whole) continue;
      const gain = fresh * scored.factor;
      if (best === undefined || gain > best.gain) best = { scored, gain };
    }
    if (best === undefined) break;
    const { scored } = best;
    chosen.push(scored.candidate);
    pool.splice(pool.indexOf(scored), 1);
    wordsLeft -= scored.words;
    for (const pair of scored.pairs) told.add(pair);
  }
  return chosen;
};
