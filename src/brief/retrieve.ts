/** The statements that may answer a question, found by their words and names, and what each word and name weighs. */
import type { Analysis } from '../model.ts';
import type { Known } from './coverage.ts';
import type { Language } from './language.ts';
import { baseOf, sameFamily } from './meanings.ts';
import type { Postings, Said } from './postings.ts';
import { postingsOf } from './postings.ts';
import type { AskedWord, Question } from './question.ts';

export interface Retrieved {
  /** Those that hold most of the question first. */
  readonly said: readonly Said[];
  /** By the term of a word, by the folded text of a name. */
  readonly weights: ReadonlyMap<string, number>;
}

/** Only these are looked at closely. */
const mostLookedAt = 1000;
const nearWorth = 0.8;
const lightWeight = 0.3;

/** Stems by what they stand for. */
const vocabularies = new WeakMap<Postings, ReadonlyMap<string, readonly string[]>>();

const vocabularyOf = (postings: Postings, language: Language): ReadonlyMap<string, readonly string[]> => {
  const held = vocabularies.get(postings);
  if (held !== undefined) return held;
  const byConcept = new Map<string, string[]>();
  for (const stem of postings.stems.keys())
    for (const key of new Set([stem, baseOf(stem)].flatMap((each) => [each, language.concept(each)]))) {
      const stems = byConcept.get(key);
      if (stems === undefined) byConcept.set(key, [stem]);
      else stems.push(stem);
    }
  vocabularies.set(postings, byConcept);
  return byConcept;
};

type Numbers = ReadonlySet<number>;

const union = (postings: Postings, stems: Iterable<string>): Set<number> => {
  const found = new Set<number>();
  for (const stem of stems) for (const n of postings.stems.get(stem) ?? []) found.add(n);
  return found;
};

const statementsWith = (word: AskedWord, postings: Postings, language: Language): { exact: Numbers; near: Numbers } => {
  const vocabulary = vocabularyOf(postings, language);
  const stemsFor = (keys: Iterable<string>): string[] => [...keys].flatMap((key) => vocabulary.get(key) ?? []);
  const family = [...postings.stems.keys()].filter((stem) => sameFamily(stem, word.term));
  const parts = word.term.includes('-') ? word.term.split('-').map((part) => union(postings, [part])) : [];
  const joined = parts.sort((a, b) => a.size - b.size)[0] ?? new Set<number>();
  const exact = union(postings, stemsFor(word.meaning.exact));
  return {
    exact: exact.size > 0 ? exact : joined,
    near: union(postings, [...stemsFor(word.meaning.near), ...family]),
  };
};

/** @param articles those that alone may answer; absent for all */
export const retrieve = (
  analysis: Analysis,
  question: Question,
  known: Known,
  language: Language,
  articles?: ReadonlySet<string>,
): Retrieved => {
  const postings = postingsOf(analysis);
  const weights = new Map<string, number>();
  const scores = new Map<number, number>();
  // Rarer words weigh more: ln(1 + N / n).
  const weight = (n: number): number => Math.log(1 + postings.said.length / Math.max(n, 1));
  const add = (n: number, value: number): void => void scores.set(n, (scores.get(n) ?? 0) + value);
  for (const word of question.words) {
    const { exact, near } = statementsWith(word, postings, language);
    const value = weight(exact.size) * (word.light ? lightWeight : 1);
    weights.set(word.term, value);
    for (const n of exact) add(n, value);
    for (const n of near) if (!exact.has(n)) add(n, value * nearWorth);
  }
  for (const { folded } of question.names) {
    const numbers = new Set<number>();
    for (const entity of known.get(folded) ?? []) for (const n of postings.entities.get(entity) ?? []) numbers.add(n);
    weights.set(folded, weight(numbers.size));
    for (const n of numbers) add(n, weight(numbers.size));
  }
  const said = [...scores]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .flatMap(([n]) => postings.said[n] ?? [])
    .filter(({ statement }) => articles?.has(statement.article) !== false);
  return { said: said.slice(0, mostLookedAt), weights };
};
