/**
 * The tagger of English. It holds the lexicon, and keeps every word that it meets beyond it for as long as it lives: made
 * once for all who use it, and made anew when it has met too many, it stays small.
 */
import model from 'wink-eng-lite-web-model';
import winkNLP, { type Document, type ItsHelpers, type WinkMethods } from 'wink-nlp';

/** Words beyond the lexicon that are kept: some two megabytes of them. */
const mostUnseen = 12_000;
/** Texts between two looks at how many there are. */
const texts = 256;

/** A word that no text holds, another for each turn. */
const unheard = (turn: number): string =>
  `zzq${[...turn.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('')}xv`;

/** The id that it gives to a word it has not met: it counts them on from those of its lexicon. */
const nextId = (nlp: WinkMethods, turn: number): number =>
  Number(nlp.readDoc(unheard(turn)).tokens().out(nlp.its.uniqueId)[0]);

export interface English {
  readonly its: ItsHelpers;
  /** `its.uniqueId` of a word of the lexicon lies below it, that of every other word does not. */
  readonly firstUnknown: number;
  read(text: string): Document;
}

/**
 * @param steps what it finds besides tokens
 * @param most  words beyond the lexicon that it may meet before it is made anew
 */
export const createEnglish = (steps: string[], most = mostUnseen): English => {
  let nlp = winkNLP(model, steps);
  const firstUnknown = nextId(nlp, 0);
  let turn = 0;
  return {
    its: nlp.its,
    firstUnknown,
    read(text) {
      turn += 1;
      if (turn % texts === 0 && nextId(nlp, turn) - firstUnknown > most) nlp = winkNLP(model, steps);
      return nlp.readDoc(text);
    },
  };
};

/** Finds tokens and their parts of speech. One for all: each holds the lexicon, ten megabytes of it. */
export const tagger = createEnglish(['pos']);
