/**
 * What each candidate gains a briefing. Coverage of word pairs, each worth the number of articles that use it (Gillick &
 * Favre 2009, "A Scalable Global Model for Summarization": concepts are bigrams, weighted by how many documents hold
 * them), so that what many say comes first. Figures are concepts, too.
 */
import type { Statement } from '../model.ts';
import type { Candidate } from './candidates.ts';
import { figureOf } from './figures.ts';
import { leaningNouns } from './leaning.ts';
import type { Passage } from './passages.ts';
import { textOf } from './passages.ts';
import { stemOfWord, wordsOf } from './postings.ts';
import { worthTelling } from './worth.ts';

/** Chosen on MultiLing M000-M004, each topic scored with what was best on the others. */
export interface Weights {
  /** Longer passages hold more pairs: the gain is divided by their length to this power. */
  readonly length: number;
  /** A passage less fresh than this is left out. */
  readonly fresh: number;
  /** What a pair of words is worth that one article alone uses. */
  readonly alone: number;
  /** The number of articles that use a pair, to this power. */
  readonly articles: number;
  /** What a figure is worth, against a pair of words. */
  readonly figure: number;
  /** How much more the head of an article counts, falling with the position. */
  readonly lead: number;
  /** How much more each doubling of the voices counts. */
  readonly voices: number;
  /** What counts a passage that needs the sentence before it: half of it may be told already. */
  readonly leaning: number;
  /** How much more counts what sources differ on; less than nothing where that should not lead. */
  readonly disputed: number;
}

export const defaultWeights: Weights = {
  length: 0.6,
  fresh: 0.25,
  alone: 0.5,
  articles: 1,
  figure: 1,
  lead: 2.5,
  voices: 0.6,
  leaning: 0.7,
  disputed: 0.1,
};

/** Where points are counted and not words, the reader is after facts: figures and what sources differ on come up. */
export const pointWeights: Weights = {
  ...defaultWeights,
  length: 0.45,
  fresh: 0.45,
  figure: 3,
  lead: 0.7,
  disputed: 0.4,
};

/** The news in brief comes first, not what is in dispute about it nor what needs a sentence before it. */
const openingWeights: Weights = { ...defaultWeights, disputed: -0.5, leaning: 0.5 };

const countWords = (text: string): number => text.split(/\s+/u).filter((word) => word !== '').length;

/** By concept. */
export type Worth = ReadonlyMap<string, number>;

/** The pairs of neighbouring words, and the figures with what they count. */
const conceptsOf = (statement: Statement): ReadonlySet<string> => {
  const found = new Set<string>();
  const { terms } = statement;
  for (let i = 1; i < terms.length; i += 1) found.add(`${terms[i - 1]} ${terms[i]}`);
  for (const quantity of statement.quantities) if (quantity.unit !== null) found.add(`#${figureOf(quantity)}`);
  return found;
};

/** What a passage tells as it is worded: pairs that a cut has parted are told no more. */
const conceptsOfPassage = (passage: Passage, wording: string): ReadonlySet<string> => {
  const whole = new Set(passage.flatMap((each) => [...conceptsOf(each)]));
  if (wording.length === textOf(passage).length) return whole;
  const left = new Set(wordsOf(wording).map(stemOfWord));
  return new Set([...whole].filter((each) => each.startsWith('#') || each.split(' ').every((term) => left.has(term))));
};

/** How many articles use each concept, over all statements of the candidates, as its worth. */
const weigh = (candidates: readonly Candidate[], weights: Weights): Worth => {
  const articles = new Map<string, Set<string>>();
  for (const { claim } of candidates)
    for (const statement of claim.statements)
      for (const concept of conceptsOf(statement)) {
        const users = articles.get(concept);
        if (users === undefined) articles.set(concept, new Set([statement.article]));
        else users.add(statement.article);
      }
  return new Map(
    [...articles].map(([concept, { size }]) => [
      concept,
      (size === 1 ? weights.alone : size ** weights.articles) * (concept.startsWith('#') ? weights.figure : 1),
    ]),
  );
};

export interface Scored {
  readonly candidate: Candidate;
  readonly concepts: ReadonlySet<string>;
  readonly words: number;
  /** Everything that does not change as points are chosen; `opening` for the first, which is the news in brief. */
  readonly factor: number;
  readonly opening: number;
  /** Stems of nouns that another point must tell of first. */
  readonly leans: readonly string[];
}

const score = (candidate: Candidate, weights: Weights): Scored => {
  const { claim, statement, passage, wording, relevance } = candidate;
  const words = countWords(wording);
  const factorWith = ({ lead, disputed, length, leaning, voices }: Weights): number =>
    (worthTelling(statement) *
      relevance *
      (passage.length > 1 ? leaning : 1) *
      (1 + voices * Math.log2(claim.voices.length)) *
      (1 + lead / (1 + statement.position)) *
      (1 + (claim.support === 'disputed' ? disputed : 0))) /
    words ** length;
  const leans = [...leaningNouns(passage)];
  return {
    candidate,
    concepts: conceptsOfPassage(passage, wording),
    words,
    factor: factorWith(weights),
    opening: factorWith(weights === pointWeights ? openingWeights : weights),
    leans,
  };
};

/** More than these are never chosen from: what gains least at first gains no more later. */
const mostPromising = 500;

const gainOf = ({ concepts: held, opening, factor }: Scored, worth: Worth): number => {
  let gain = 0;
  for (const concept of held) gain += worth.get(concept) ?? 0;
  return gain * Math.max(opening, factor);
};

/** Of very many candidates those that most voices and the heads of articles tell, whatever their words. */
const mostLeading = 1500;
const leading = (candidates: readonly Candidate[], { voices, lead }: Weights): readonly Candidate[] => {
  if (candidates.length <= mostLeading) return candidates;
  const rank = ({ claim, statement, relevance }: Candidate): number =>
    relevance * (1 + voices * Math.log2(claim.voices.length)) * (1 + lead / (1 + statement.position));
  return candidates
    .map((each) => ({ each, rank: rank(each) }))
    .sort((a, b) => b.rank - a.rank || (a.each.statement.id < b.each.statement.id ? -1 : 1))
    .slice(0, mostLeading)
    .map(({ each }) => each);
};

const promising = (scored: readonly Scored[], worth: Worth): Scored[] => {
  if (scored.length <= mostPromising) return [...scored];
  return scored
    .map((each) => ({ each, gain: gainOf(each, worth) }))
    .sort((a, b) => b.gain - a.gain || (a.each.candidate.statement.id < b.each.candidate.statement.id ? -1 : 1))
    .slice(0, mostPromising)
    .map(({ each }) => each);
};

/** The candidates worth choosing from, and the worth of what they tell. */
export const scoreAll = (candidates: readonly Candidate[], weights: Weights): { pool: Scored[]; worth: Worth } => {
  const foremost = leading(candidates, weights);
  const worth = weigh(foremost, weights);
  const scored = foremost.map((candidate) => score(candidate, weights));
  return { pool: promising(scored, worth), worth };
};
