/** The statements that may answer a question, found by their words and names, and what each word and name weighs. */
import type { Analysis } from '../model.ts';
import type { Known } from './coverage.ts';
import { prepareNames } from './known.ts';
import type { Language } from './language.ts';
import { baseOf, sameFamily, shortestRoot } from './meanings.ts';
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

/** Stems by what they stand for, and by the letters that a family of words begins with. */
interface Vocabulary {
  readonly byKey: Map<string, string[]>;
  readonly byRoot: Map<string, string[]>;
  /** So many of the stems are in it. */
  known: number;
}

/** The list of stems grows: what is known of it stays known. */
const vocabularies = new WeakMap<readonly string[], Vocabulary>();

/** The stem itself is found by itself. */
const keysOf = (stem: string, language: Language): Set<string> => {
  const keys = new Set([stem, baseOf(stem)].flatMap((each) => [each, language.concept(each)]));
  keys.delete(stem);
  return keys;
};

const vocabularyOf = ({ stems }: Postings, language: Language): Vocabulary => {
  const vocabulary = vocabularies.get(stems.keys) ?? { byKey: new Map(), byRoot: new Map(), known: 0 };
  vocabularies.set(stems.keys, vocabulary);
  const add = (map: Map<string, string[]>, key: string, stem: string): void => {
    const held = map.get(key);
    if (held === undefined) map.set(key, [stem]);
    else held.push(stem);
  };
  for (const stem of stems.keys.slice(vocabulary.known)) {
    for (const key of keysOf(stem, language)) add(vocabulary.byKey, key, stem);
    if (stem.length >= shortestRoot) add(vocabulary.byRoot, stem.slice(0, shortestRoot), stem);
  }
  vocabulary.known = stems.keys.length;
  return vocabulary;
};

type Numbers = ReadonlySet<number>;

const union = (postings: Postings, stems: Iterable<string>): Set<number> => {
  const found = new Set<number>();
  for (const stem of new Set(stems)) for (const n of postings.stems.get(stem)) found.add(n);
  return found;
};

const statementsWith = (word: AskedWord, postings: Postings, language: Language): { exact: Numbers; near: Numbers } => {
  const { byKey, byRoot } = vocabularyOf(postings, language);
  const stemsFor = (keys: Iterable<string>): string[] => [...keys].flatMap((key) => [key, ...(byKey.get(key) ?? [])]);
  const family = (byRoot.get(word.term.slice(0, shortestRoot)) ?? []).filter((stem) => sameFamily(stem, word.term));
  const parts = word.term.includes('-') ? word.term.split('-').map((part) => union(postings, [part])) : [];
  const joined = parts.sort((a, b) => a.size - b.size)[0] ?? new Set<number>();
  const exact = union(postings, stemsFor(word.meaning.exact));
  return {
    exact: exact.size > 0 ? exact : joined,
    near: union(postings, [...stemsFor(word.meaning.near), word.term, ...family]),
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
  const weight = (n: number): number => Math.log(1 + postings.size / Math.max(n, 1));
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
    for (const entity of known.get(folded) ?? []) for (const n of postings.entities.get(entity)) numbers.add(n);
    weights.set(folded, weight(numbers.size));
    for (const n of numbers) add(n, weight(numbers.size));
  }
  const ranked = [...scores].sort(([a, x], [b, y]) => y - x || a - b);
  const said: Said[] = [];
  for (const [n] of ranked) {
    if (said.length >= mostLookedAt) break;
    // Asked of the story as it is listed, before anything of it is unfolded.
    if (articles !== undefined && postings.storyOf(n)?.articles.some((id) => articles.has(id)) !== true) continue;
    const found = postings.at(n);
    if (found !== undefined && articles?.has(found.statement.article) !== false) said.push(found);
  }
  return { said, weights };
};

/** Takes an Analysis into the index, so that the first question after it finds everything in its place. */
export const prepare = (analysis: Analysis, language: Language): void => {
  const postings = postingsOf(analysis);
  vocabularyOf(postings, language);
  prepareNames(postings, language);
};
