/** One spelling for comparison: case, accents and typographic marks gone. */

/** Letters that Unicode does not decompose, as English newsrooms write them. */
const plain: Readonly<Record<string, string>> = {
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ə: 'a',
};

/** "Çırağan" and "Ciragan" both come to "ciragan"; words stay apart by one space; a possessive ending is dropped. */
export const foldName = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ıøłđðþßæœə]/gu, (letter) => plain[letter] ?? letter)
    .replace(/['’‘`´]s?(?=$|\s)/gu, '')
    .replace(/['’‘`´.]/gu, '')
    .replace(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim();

/**
 * A key that the usual romanisations of one name share: "Zelensky", "Zelenskyy" and "Zelenskiy"; "Umerov" and "Umierov";
 * "Sergiy" and "Serhii"; "Mohammed" and "Muhammad". It only groups candidates: the resolver still compares them.
 */
export const soundKey = (word: string): string =>
  foldName(word)
    .replace(/ /gu, '')
    .replace(/shch|sch|tch/gu, 's')
    .replace(/[stcz]h|zh/gu, 's')
    .replace(/ph/gu, 'f')
    .replace(/kh|gh/gu, 'h')
    .replace(/[gh]/gu, 'h')
    .replace(/ck|ch|q|c/gu, 'k')
    .replace(/x/gu, 'ks')
    .replace(/z/gu, 's')
    .replace(/w/gu, 'v')
    .replace(/(?<=.)[aeiouyj]+/gu, '')
    .replace(/^[yj]+(?=[aeiou])/u, '')
    .replace(/^[aeiouy]+/u, 'a')
    .replace(/(.)\1+/gu, '$1');
