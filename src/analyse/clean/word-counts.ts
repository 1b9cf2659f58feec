/** The words of the articles at hand, in how many of them each stands: they come and go with their articles. */
import { vocabularyOf } from './vocabulary.ts';

export interface WordCounts {
  /** Whether a folded word stands in some article. */
  has(word: string): boolean;
  add(text: string): void;
  /** Takes back what `add` did for the same text. */
  remove(text: string): void;
}

export const createWordCounts = (): WordCounts => {
  const counts = new Map<string, number>();
  return {
    has: (word) => counts.has(word),
    add(text) {
      for (const word of vocabularyOf([text])) counts.set(word, (counts.get(word) ?? 0) + 1);
    },
    remove(text) {
      for (const word of vocabularyOf([text])) {
        const left = (counts.get(word) ?? 0) - 1;
        if (left > 0) counts.set(word, left);
        else counts.delete(word);
      }
    },
  };
};
