/** The stem of a word. */
import porter2 from 'wink-porter2-stemmer';

/** No word of any language is longer; the stemmer takes far more than linear time over a chain of letters. */
export const longestWord = 60;

/** The Porter2 stem of one word in small letters; a chain of letters too long to be a word is its own. */
export const stem = (word: string): string => (word.length > longestWord ? word : porter2(word));
