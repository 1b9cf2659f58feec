/** Which articles have a telling term: the way to a newcomer's candidates that does not grow with the archive. */
import type { Entry } from './entry.ts';
import type { Vector } from './vector.ts';

/** Terms of an article that are looked up and listed: its weightiest. */
const TERMS = 32;
/** Articles listed for a term: the latest. */
const LISTED = 64;
/** Candidates handed back. */
const CANDIDATES = 32;

export interface Postings {
  /** The articles that share most of the weightiest terms, best first. At most TERMS x LISTED are looked at. */
  candidates(vector: Vector): Entry[];
  list(entry: Entry): void;
  drop(entry: Entry): void;
}

const weightiest = (vector: Vector): { term: number; weight: number }[] =>
  Array.from(vector.terms, (term, index) => ({ term, weight: vector.weights[index] ?? 0 }))
    .sort((a, b) => b.weight - a.weight || a.term - b.term)
    .slice(0, TERMS);

export const createPostings = (): Postings => {
  const lists = new Map<number, { entry: Entry; weight: number }[]>();
  const listed = new Map<Entry, readonly number[]>();
  return {
    candidates(vector) {
      const scores = new Map<Entry, number>();
      for (const { term, weight } of weightiest(vector)) {
        for (const posting of lists.get(term) ?? []) {
          scores.set(posting.entry, (scores.get(posting.entry) ?? 0) + weight * posting.weight);
        }
      }
      return [...scores]
        .sort((a, b) => b[1] - a[1] || a[0].placed - b[0].placed)
        .slice(0, CANDIDATES)
        .map(([entry]) => entry);
    },
    list(entry) {
      const terms = weightiest(entry.vector);
      for (const { term, weight } of terms) {
        const list = lists.get(term) ?? [];
        list.push({ entry, weight });
        if (list.length > LISTED) list.shift();
        lists.set(term, list);
      }
      listed.set(
        entry,
        terms.map(({ term }) => term),
      );
    },
    drop(entry) {
      for (const term of listed.get(entry) ?? []) {
        const rest = (lists.get(term) ?? []).filter((posting) => posting.entry !== entry);
        if (rest.length === 0) lists.delete(term);
        else lists.set(term, rest);
      }
      listed.delete(entry);
    },
  };
};
