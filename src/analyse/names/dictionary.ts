/** Whether a word is spelled as English has it. */
import { lookUp } from './gazetteer.ts';
import { ordinary } from './ordinary.ts';
import { givenNames } from './roles.ts';

/**
 * `listed`: a word, a place or a given name that the lexicons hold. `formed`: by its ending it may be a form of one
 * ("kayaks", "swaped"). `unlisted`: neither, as most surnames and most slips of the pen are.
 */
export type Spelling = 'listed' | 'formed' | 'unlisted';

/** @param word one word in small letters */
export const spellingOf = (word: string): Spelling => {
  const { listed, known } = ordinary(word);
  if (listed || lookUp(word) !== undefined || givenNames.has(word)) return 'listed';
  return known ? 'formed' : 'unlisted';
};
