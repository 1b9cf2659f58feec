/** Whether a sentence can be posted without what stood before it. */
import type { NameMention } from '../../model.ts';
import { isBoilerplate } from '../clean/boilerplate.ts';
import { auxiliaries, connective, leaning, loose, opensWithConnective } from './context.ts';
import { isWholeSentence } from './form.ts';
import { quotationsOf } from './quotations.ts';
import { hasOpenReference } from './references.ts';

/** "Others said", "Many remain": the noun is left out. */
const opensLoose = (sentence: string): boolean => {
  const [first = '', second = ''] = sentence.toLowerCase().split(/\s+/u, 2);
  return (
    (loose.has(first) && (auxiliaries.has(second) || /(?:ed|ly)$/u.test(second))) ||
    (first === 'one' && /[^us]s$/u.test(second))
  );
};

/** "See page 4", "Note that": the reader is told to do something. */
const commands =
  /^(?:see|note|click|read|watch|listen|look|compare|consider|remember|imagine|check|follow|subscribe|visit|let|please)\b(?! the \p{L}+ (?:is|was))/iu;

/** Nothing but a quotation, whoever said it. */
const isBareQuotation = (sentence: string): boolean => {
  const [quotation] = quotationsOf(sentence);
  return quotation?.start === 0 && quotation.end >= sentence.length - 1;
};

/**
 * True when it reads without what stands before it: a whole statement of bearable length with a verb, closed quotation
 * marks, and no "he", "it", "this" or "the move" that only an earlier sentence explains.
 * @param names  what `findNames` finds in the sentence
 * @param listed an item of a list, which may stand without its full stop
 */
export const standsAlone = (sentence: string, names: readonly NameMention[], listed = false): boolean =>
  isWholeSentence(sentence, listed) &&
  !leaning.test(sentence) &&
  !(opensWithConnective.test(sentence) && !/^meanwhile/iu.test(sentence)) &&
  !opensLoose(sentence) &&
  !commands.test(sentence) &&
  !isBareQuotation(sentence) &&
  !isBoilerplate(sentence) &&
  !hasOpenReference(sentence, names, quotationsOf(sentence));

/** Length of an opening ("However, ") that can go without harm, so that the sentence begins with its own first word. */
export const connectiveLength = (sentence: string): number => connective.exec(sentence)?.[0].length ?? 0;
