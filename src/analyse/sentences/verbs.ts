/** Whether a text has a verb at all. */
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { auxiliaries } from './context.ts';

const nlp = winkNLP(model, ['pos']);
const { pos } = nlp.its;

/** A whole sentence shows its verb long before this. */
const reach = 400;

/** The tagger is asked only where no common verb settles it. */
export const hasVerb = (sentence: string): boolean => {
  const head = sentence.slice(0, reach);
  for (const [word] of head.matchAll(/\p{L}+/gu)) if (auxiliaries.has(word.toLowerCase())) return true;
  return nlp
    .readDoc(head.replace(/\S{60,}/gu, ''))
    .tokens()
    .out(pos)
    .some((tag) => tag === 'VERB' || tag === 'AUX');
};
