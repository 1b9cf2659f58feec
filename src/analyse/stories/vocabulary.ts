/**
 * Terms by number, with the count of live articles that have each: document frequency learnt from the stream itself.
 * A term that no live article has is forgotten and its number given out again, so memory follows the live window.
 */
export interface Vocabulary {
  /** Counts one more article that has the term; gives the term's number. */
  add(term: string): number;
  word(number: number): string;
  /** Counts an article in, after its terms were added. */
  enter(): void;
  /** Counts an article and its terms out. */
  leave(terms: Int32Array): void;
  /** How telling a term is: ln((N + prior) / (n + 1/2)), never below 0. Sparck Jones (1972), smoothed. */
  weight(term: number): number;
}

export const createVocabulary = (prior: number): Vocabulary => {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  const counts: number[] = [];
  const free: number[] = [];
  let articles = 0;
  return {
    add(term) {
      let number = numbers.get(term);
      if (number === undefined) {
        number = free.pop() ?? words.length;
        words[number] = term;
        counts[number] = 0;
        numbers.set(term, number);
      }
      counts[number] = (counts[number] ?? 0) + 1;
      return number;
    },
    word: (number) => words[number] ?? '',
    enter() {
      articles += 1;
    },
    leave(terms) {
      articles -= 1;
      for (const term of terms) {
        const left = (counts[term] ?? 1) - 1;
        counts[term] = left;
        if (left > 0) continue;
        numbers.delete(words[term] ?? '');
        words[term] = '';
        free.push(term);
      }
    },
    weight: (term) => Math.max(0, Math.log((articles + prior) / ((counts[term] ?? 0) + 0.5))),
  };
};
