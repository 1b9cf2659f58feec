/**
 * What each candidate gains a briefing. Coverage of word pairs, each worth the number of articles that use it (Gillick &
 * Favre 2009, "A Scalable Global Model for Summarization": concepts are bigrams, weighted by how many documents hold
 * them), so that what many say comes first. Figures are concepts, too.
 */
import type { Statement } from '../model.ts';
import type { Candidate } from './candidates.ts';
import { voicesIn } from './candidates.ts';
import { figureOf } from './figures.ts';
import { leansOn } from './leaning.ts';
import { once } from './once.ts';
import type { Passage } from './passages.ts';
import { textOf, wordingOf } from './passages.ts';
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

const countWords = (text: string): number => text.match(/\S+/gu)?.length ?? 0;

/** The pairs of neighbouring words, and the figures with what they count; each once. */
const conceptsOf = once(({ terms, quantities }: Statement): readonly string[] => {
  const found = new Set<string>();
  for (let i = 1; i < terms.length; i += 1) found.add(`${terms[i - 1]} ${terms[i]}`);
  for (const quantity of quantities) if (quantity.unit !== null) found.add(`#${figureOf(quantity)}`);
  return [...found];
});

/** What a passage tells as it is worded: pairs that a cut has parted are told no more. */
const findConcepts = (passage: Passage, wording: string): readonly string[] => {
  const whole = passage.length === 1 ? conceptsOf(passage[0]) : [...new Set(passage.flatMap(conceptsOf))];
  if (wording.length === textOf(passage).length) return whole;
  const left = new Set(wordsOf(wording).map(stemOfWord));
  return whole.filter((each) => each.startsWith('#') || each.split(' ').every((term) => left.has(term)));
};

/** What a candidate brings, however many others there are. */
interface Told {
  readonly concepts: readonly string[];
  readonly words: number;
}

const tellingOf = (passage: Passage, wording: string): Told => ({
  concepts: findConcepts(passage, wording),
  words: countWords(wording),
});
const toldAsWorded = once((passage: Passage) => tellingOf(passage, wordingOf(passage)));

const toldBy = ({ passage, wording }: Candidate): Told =>
  wording === wordingOf(passage) ? toldAsWorded(passage) : tellingOf(passage, wording);

/** Concepts by number. */
export interface Worth {
  /** Of each concept, by the number of articles that use it, over all statements of the candidates. */
  readonly values: readonly number[];
  /** Of some concepts; one that no statement of a claim tells has none. */
  numbersOf(concepts: readonly string[]): readonly number[];
}

const weigh = (candidates: readonly Candidate[], weights: Weights): Worth => {
  const byArticle = new Map<string, Statement[]>();
  for (const { claim } of candidates)
    for (const statement of claim.statements) {
      const held = byArticle.get(statement.article);
      if (held === undefined) byArticle.set(statement.article, [statement]);
      else held.push(statement);
    }
  const numbers = new Map<string, number>();
  const users: number[] = [];
  /** The article that used each concept last: article by article, each counts once. */
  const last: number[] = [];
  const known = new Map<readonly string[], readonly number[]>();
  let article = 0;
  for (const statements of byArticle.values()) {
    article += 1;
    for (const statement of statements) {
      const concepts = conceptsOf(statement);
      const own: number[] = [];
      for (const concept of concepts) {
        const number = numbers.get(concept) ?? users.length;
        if (number === users.length) {
          numbers.set(concept, number);
          users.push(1);
          last.push(article);
        } else if (last[number] !== article) {
          users[number] = (users[number] ?? 0) + 1;
          last[number] = article;
        }
        own.push(number);
      }
      known.set(concepts, own);
    }
  }
  const values = users.map((size) => (size === 1 ? weights.alone : size ** weights.articles));
  for (const [concept, number] of numbers)
    if (concept.startsWith('#')) values[number] = (values[number] ?? 0) * weights.figure;
  return {
    values,
    numbersOf: (concepts) => known.get(concepts) ?? concepts.flatMap((concept) => numbers.get(concept) ?? []),
  };
};

export interface Scored {
  readonly candidate: Candidate;
  /** Numbers of what it tells. */
  readonly concepts: readonly number[];
  /** What all of that is worth. */
  readonly whole: number;
  readonly words: number;
  /** Everything that does not change as points are chosen; `opening` for the first, which is the news in brief. */
  readonly factor: number;
  readonly opening: number;
  /** What another point must tell of first. */
  readonly leans: readonly string[];
}

const score = (candidate: Candidate, weights: Weights, { values, numbersOf }: Worth): Scored => {
  const { claim, statement, passage, relevance } = candidate;
  const told = toldBy(candidate);
  const { words } = told;
  const concepts = numbersOf(told.concepts);
  let whole = 0;
  for (const concept of concepts) whole += values[concept] ?? 0;
  const voiced = Math.log2(voicesIn(claim));
  const worth = worthTelling(statement);
  const factorWith = ({ lead, disputed, length, leaning, voices }: Weights): number =>
    (worth *
      relevance *
      (passage.length > 1 ? leaning : 1) *
      (1 + voices * voiced) *
      (1 + lead / (1 + statement.position)) *
      (1 + (claim.support === 'disputed' ? disputed : 0))) /
    words ** length;
  const leans = [...leansOn(passage)];
  return {
    candidate,
    concepts,
    whole,
    words,
    factor: factorWith(weights),
    opening: factorWith(weights === pointWeights ? openingWeights : weights),
    leans,
  };
};

/** More than these are never chosen from: what gains least at first gains no more later. */
const mostPromising = 500;

const gainOf = ({ whole, opening, factor }: Scored): number => whole * Math.max(opening, factor);

/** Of very many candidates those that most voices and the heads of articles tell, whatever their words. */
const mostLeading = 1500;
const leading = (candidates: readonly Candidate[], { voices, lead }: Weights): readonly Candidate[] => {
  if (candidates.length <= mostLeading) return candidates;
  const rank = ({ claim, statement, relevance }: Candidate): number =>
    relevance * (1 + voices * Math.log2(voicesIn(claim))) * (1 + lead / (1 + statement.position));
  return candidates
    .map((each) => ({ each, rank: rank(each) }))
    .sort((a, b) => b.rank - a.rank || (a.each.statement.id < b.each.statement.id ? -1 : 1))
    .slice(0, mostLeading)
    .map(({ each }) => each);
};

const promising = (scored: readonly Scored[]): Scored[] => {
  if (scored.length <= mostPromising) return [...scored];
  return scored
    .map((each) => ({ each, gain: gainOf(each) }))
    .sort((a, b) => b.gain - a.gain || (a.each.candidate.statement.id < b.each.candidate.statement.id ? -1 : 1))
    .slice(0, mostPromising)
    .map(({ each }) => each);
};

/** The candidates worth choosing from, and the worth of what they tell. */
export const scoreAll = (candidates: readonly Candidate[], weights: Weights): { pool: Scored[]; worth: Worth } => {
  const foremost = leading(candidates, weights);
  const worth = weigh(foremost, weights);
  const scored = foremost.map((candidate) => score(candidate, weights, worth));
  return { pool: promising(scored), worth };
};
