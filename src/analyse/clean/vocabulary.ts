/** The words that other articles use, by which a guess at a broken word is confirmed. */

/** Letters that carry no combining mark to strip. */
const unmarked: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
};

/** Folded words, by which a guess at a broken word is confirmed. */
export type KnownWords = Pick<ReadonlySet<string>, 'has'>;

const ascii = /^\p{ASCII}*$/u;

/** Lower case, without accents: "Erdoğan" and "Erdogan" give one key. */
export const fold = (word: string): string =>
  ascii.test(word)
    ? word.toLowerCase()
    : word
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replace(/[ıłøđßæœðþ]/gu, (letter) => unmarked[letter] ?? letter);

/** Folded words of at least three letters that stand in the texts: what `cleanArticle` takes as its vocabulary. */
export const vocabularyOf = (texts: Iterable<string>): Set<string> => {
  const words = new Set<string>();
  for (const text of texts) for (const [word] of text.matchAll(/\p{L}{3,}/gu)) words.add(fold(word));
  return words;
};
