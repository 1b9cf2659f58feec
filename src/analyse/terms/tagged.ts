/** The words of a short text with their parts of speech. */
import { tagger } from './english.ts';
import { longestWord } from './stem.ts';

export interface TaggedWord {
  /** As written. */
  readonly text: string;
  /** Universal part of speech: NOUN, PROPN, VERB, AUX, ADJ ... */
  readonly part: string;
}

/** A question is far shorter; the tagger takes more than linear time over a long text. */
const longestText = 500;

export const taggedWords = (text: string): TaggedWord[] => {
  const words = text
    .slice(0, longestText)
    .split(/\s+/u)
    .filter((word) => word.length <= longestWord);
  const tokens = tagger.read(words.join(' ')).tokens();
  const parts = tokens.out(tagger.its.pos);
  return tokens.out().map((each, i) => ({ text: each, part: parts[i] ?? 'X' }));
};
