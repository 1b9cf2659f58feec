/** The names in a question: as typed; where all is typed small, the words that the articles know as names. */
import type { Language } from './language.ts';

/** A name in the question. */
export interface AskedName {
  readonly text: string;
  readonly folded: string;
  readonly entity: string;
}

/**
 * Whether the articles know folded words as a name.
 *
 * @param definite "the" stands before it: "the us" is no pronoun
 */
export type NameTest = (folded: string, definite: boolean) => boolean;

/** Words in a row that are tried as one name. */
const mostWords = 4;

/** @param isEmpty whether a single word is too general to be a name by itself */
const namesTypedSmall = (
  words: readonly string[],
  language: Language,
  isName: NameTest,
  isEmpty: (word: string) => boolean,
): AskedName[] => {
  const names: AskedName[] = [];
  let at = 0;
  while (at < words.length) {
    const start = at;
    const definite = words[at - 1] === 'the';
    const length = [...Array(Math.min(mostWords, words.length - at)).keys()]
      .map((n) => n + 1)
      .reverse()
      .find((n) => {
        const folded = language.fold(words.slice(start, start + n).join(' '));
        return folded !== '' && (n > 1 || definite || !isEmpty(words[start] ?? '')) && isName(folded, definite);
      });
    if (length !== undefined) {
      const text = words.slice(at, at + length).join(' ');
      const folded = language.fold(text);
      names.push({ text, folded, entity: folded });
    }
    at += length ?? 1;
  }
  return names;
};

/** @param words of the text, in small letters */
export const namesIn = (
  text: string,
  words: readonly string[],
  language: Language,
  isName: NameTest,
  isEmpty: (word: string) => boolean,
): AskedName[] =>
  /\p{Lu}/u.test(text.trim().slice(1))
    ? language.names(text).map(({ text: name, entity }) => ({ text: name, folded: language.fold(name), entity }))
    : namesTypedSmall(words, language, isName, isEmpty);
