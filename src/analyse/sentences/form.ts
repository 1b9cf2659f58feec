/** Whether a text has the form of one whole sentence, told by its beginning, its end and its marks. */
import { titles } from './abbreviations.ts';
import { hasVerb } from './tagging.ts';

const fewestWords = 4;
/** Nobody reads a longer one in a chat. */
const mostWords = 80;

/** Quotation marks and brackets open and close in turn; straight and curly marks may pair, as texts mix them. */
const isBalanced = (sentence: string): boolean => {
  let quoted = false;
  let brackets = 0;
  for (const match of sentence.matchAll(/["“”()]/gu)) {
    const [mark] = match;
    if (mark === '(') brackets += 1;
    else if (mark === ')') brackets -= 1;
    else if (mark === '“' && quoted) return false;
    else if (mark === '”' && !quoted) return false;
    else quoted = !quoted;
    if (brackets < 0) return false;
  }
  return !quoted && brackets === 0;
};

/** A shout is no statement, unless it is quoted. */
const whole = /(?:\.["”’»)\]]*|![”"]\)?)$/u;
/** Cut off after "the Rev." */
const endsInTitle = (words: readonly string[]): boolean => titles.has(words.at(-1)?.replace(/\.$/u, '') ?? '');
const trailsOff = /(?:\.\.|…)["”’»)\]]*$/u;
const asks = /\?/u;
const shouts = (words: readonly string[]): boolean =>
  words.filter((word) => /^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*$/u.test(word) && word.length > 1).length > 0.6 * words.length;

/** Lower case opens a sentence only in names such as iPhone. */
const beginsWhole = /^["“‘(]*(?:[\p{Lu}\p{N}$€£¥]|\p{Ll}\p{Lu})/u;

/** @param listed an item of a list, which may stand without its full stop */
export const isWholeSentence = (sentence: string, listed: boolean): boolean => {
  const words = sentence.split(/\s+/u, mostWords + 1);
  return (
    words.length >= fewestWords &&
    words.length <= mostWords &&
    beginsWhole.test(sentence) &&
    (listed ? !/[:;,]$/u.test(sentence) : whole.test(sentence)) &&
    !trailsOff.test(sentence) &&
    !endsInTitle(words) &&
    !asks.test(sentence) &&
    !shouts(words) &&
    isBalanced(sentence) &&
    hasVerb(sentence)
  );
};
