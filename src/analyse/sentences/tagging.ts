/** What only a tagger can tell: whether there is a verb, whether the first word is a name. */
import { ordinary } from '../names/ordinary.ts';
import { tagger } from '../terms/english.ts';
import { starters } from './abbreviations.ts';
import { auxiliaries } from './context.ts';

const { pos } = tagger.its;

const tagsOf = (text: string): string[] =>
  tagger
    .read(text.replace(/\S{60,}/gu, ''))
    .tokens()
    .out(pos);

/** A whole sentence shows its verb long before this. */
const reach = 400;

/** The tagger takes many a past tense for an adjective. */
const pastTense = /(?<!\b(?:a|an|the) )\b\p{Ll}{3,}ed\b/u;

/** The tagger is asked only where no common verb settles it. */
export const hasVerb = (sentence: string): boolean => {
  const head = sentence.slice(0, reach);
  for (const [word] of head.matchAll(/\p{L}+/gu)) if (auxiliaries.has(word.toLowerCase())) return true;
  return pastTense.test(head) || tagsOf(head).some((tag) => tag === 'VERB' || tag === 'AUX');
};

/** A plural that the lexicon knows ("Documents") is no surname, whatever the tagger says of its capital. */
const isPlural = (word: string): boolean => word.endsWith('s') && ordinary(word.toLowerCase()).known;

/** "Hiller went upstairs": a name that a list of names would not know, told by what comes after it. */
export const opensWithName = (sentence: string): boolean => {
  const first = /^\p{Lu}[\p{L}'’-]+(?= \p{Ll})/u.exec(sentence)?.[0];
  return (
    first !== undefined && !starters.has(first) && !isPlural(first) && tagsOf(sentence.slice(0, 60))[0] === 'PROPN'
  );
};
