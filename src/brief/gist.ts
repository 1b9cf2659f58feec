/**
 * What a wording tells of what is asked: without who says so, and without what is only listed beside it. Two points of
 * one gist tell the same, though each names a speaker of its own or goes on to something else.
 */
import { saying, uttering } from './likeness.ts';

const anyOf = (words: readonly string[]): string => `(?:${words.join('|')})`;
const says = anyOf(saying);
const utters = anyOf([...saying, ...uttering]);

/** "According to Ann Lee, …", "By the estimate of the port, …". */
const opening =
  /^(?:According to|By (?:the|its|their|his|her|one|another) (?:\p{Ll}+ )?(?:account|estimate|count|figures|reckoning|report|version)\b)[^,;:]{2,120}, /u;
const moment = '(?: (?:on|in|at|after|during|from) [^,;:“”" ]+?(?: [^,;:“”" ]+?){0,5}| again| also)?';
/** "Ann Lee, the mayor, said on Monday that …". */
const leadingThat = new RegExp(`^[^;:“”"]{2,120}? ${utters}${moment} that (?=\\p{L})`, 'u');
/** "The port says it …"; "Ann Lee, speaking from Elsa, said ferries …". */
const leadingBare = new RegExp(
  `^(?:(?:[^,;:“”" ]+ ){1,5}|[^;:“”"]{2,120}, )${says} (?=(?:it|they|he|she|the|an?|\\p{N}|\\p{Ll}+s) )`,
  'u',
);
/** "…, said Ann Lee, the mayor of Elsa."; "…, Lee said on Monday."; "…, according to the port." */
const trailing = new RegExp(
  `, (?:according to [^;:“”"]{2,160}?|${utters} (?:\\p{Lu}|the |an? )[^;:“”"]{2,160}?|(?:[^,;:“”" ]+ ){1,8}${utters}${moment})(?=[.!]?$)`,
  'u',
);

/** Between what is listed or told in a row; "Norland and Ravnholm" is one. */
const between = /(?:,|;)? and (?=\p{Ll}|\p{N})|; |, (?=where )|, as well as /u;
const auxiliary =
  /\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|does|did|do)\b/u;
const finite = new RegExp(`${auxiliary.source}|\\p{Ll}{2,}ed\\b`, 'u');
const verbsOfSaying = new RegExp(`\\b${utters}\\b`, 'gu');
const isOpen = (text: string): boolean => (text.match(/[“”"]/gu)?.length ?? 0) % 2 === 1;

const sentenceEnd = /(?<=[.!][”"’')]?) (?=[“"‘(]?\p{Lu})/u;

const withoutSpeaker = (sentence: string): string => {
  const cut = trailing.exec(sentence);
  if (cut !== null && !finite.test(cut[0].replace(verbsOfSaying, ' ')))
    return `${sentence.slice(0, cut.index)}${sentence.slice(cut.index + cut[0].length)}`;
  for (const pattern of [opening, leadingThat, leadingBare]) {
    const left = sentence.replace(pattern, '');
    if (left !== sentence) return left;
  }
  return sentence;
};

/** A part beside what is asked counts where it tells what became of that: with a verb and a figure of its own. */
const counts = (part: string): boolean =>
  /\p{N}/u.test(part) && (auxiliary.test(part) || /^\p{Ll}{2,}ed\b/u.test(part));

/** The parts from the first to the last that is asked for, each a whole clause or what hangs on one. */
const askedPart = (sentence: string, isAsked: (text: string) => boolean): string => {
  const parts = sentence.split(between);
  const asked = parts.map(isAsked);
  const first = asked.indexOf(true);
  if (first < 0 || !asked.includes(false) || parts.some(isOpen)) return sentence;
  const kept = parts.filter((part, at) => {
    if (asked[at] === true || counts(part)) return true;
    // What stands before belongs to the clause, if the clause has its verb there.
    return at < first && !finite.test(parts[first] ?? '');
  });
  return kept.join(' ');
};

/** @param isAsked whether a text is about what is asked for */
export const gistOf = (wording: string, isAsked: (text: string) => boolean): string => {
  const sentences = wording.split(sentenceEnd);
  // What stands before the sentence that is asked for introduces it.
  const asked = sentences.filter(isAsked);
  return (asked.length === 0 ? sentences : asked)
    .map((sentence) => withoutSpeaker(askedPart(withoutSpeaker(sentence), isAsked)))
    .join(' ');
};
