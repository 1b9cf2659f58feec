/**
 * Which language a text is written in: by its alphabet where only one language has it, else by its small words, since
 * every second word of any text is one (Grefenstette 1995). The lists are small beside tables of letter sequences, which
 * took 40 MB.
 */
import stopwords from 'stopwords-iso/stopwords-iso.json' with { type: 'json' };
import { z } from 'zod';
import raw from './alphabets.json' with { type: 'json' };

const data = z
  .object({
    about: z.string(),
    /** Name of a Unicode script, and the languages that are written in it, the commonest first. */
    alphabets: z.record(z.string(), z.array(z.string().length(2)).min(1)),
  })
  .parse(raw);

interface Alphabet {
  readonly letters: RegExp;
  readonly languages: readonly string[];
}

const alphabets: readonly Alphabet[] = Object.entries(data.alphabets).map(([script, languages]) => ({
  letters: new RegExp(`\\p{Script=${script}}`, 'gu'),
  languages,
}));

/** By small word, the numbers of the languages that have it. */
const smallWords = new Map<string, number[]>();
const languages = Object.values(data.alphabets)
  .flat()
  .filter((language, index, all) => all.indexOf(language) === index);
const lists: Readonly<Record<string, readonly string[]>> = stopwords;
const wholeWord = /^[\p{L}\p{M}]+$/u;
for (const [number, language] of languages.entries())
  for (const word of new Set(lists[language]?.map((each) => each.toLowerCase()))) {
    if (!wholeWord.test(word)) continue;
    const held = smallWords.get(word);
    if (held === undefined) smallWords.set(word, [number]);
    else held.push(number);
  }

/** A few paragraphs from the beginning and the middle tell as much as the whole. */
const sample = 2_000;

const sampleOf = (text: string): string => {
  if (text.length <= 2 * sample) return text;
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, sample)} ${text.slice(middle, middle + sample)}`;
};

/** Below this there is nothing to go by: names and figures are the same in many languages. */
const fewestLetters = 20;
/** The language that is briefed: a text is neither taken for it nor kept from it on a guess. */
const briefed = 'en';
/** No other language comes nearer to the best than this. */
const nearest = 0.85;
/** Small words below which there is nothing to go by, either. */
const fewestWords = 2;

const lettersOf = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0;

/** The alphabet of most letters. Japanese is told by its own letters, which stand between Chinese ones. */
const alphabetOf = (text: string): Alphabet | undefined => {
  let best: { readonly alphabet: Alphabet; readonly count: number } | undefined;
  for (const alphabet of alphabets) {
    const count = lettersOf(text, alphabet.letters) * (alphabet.languages[0] === 'ja' ? 4 : 1);
    if (count > (best?.count ?? 0)) best = { alphabet, count };
  }
  return best?.alphabet;
};

/** How many of the words are small words of each language; a word that languages share counts for less. */
const scoresOf = (words: readonly string[]): Float64Array => {
  const scores = new Float64Array(languages.length);
  for (const word of words) {
    const found = smallWords.get(word);
    if (found === undefined) continue;
    const worth = 1 / Math.sqrt(found.length);
    for (const number of found) scores[number] = (scores[number] ?? 0) + worth;
  }
  return scores;
};

/**
 * ISO 639-1 code; `und` where the text is too short to tell, or as much English as something else. Between two other
 * languages the better guess is given: neither is briefed.
 */
export const detectLanguage = (text: string): string => {
  const lower = sampleOf(text).toLowerCase();
  if (lettersOf(lower, /\p{L}/gu) < fewestLetters) return 'und';
  const candidates = alphabetOf(lower)?.languages ?? [];
  const [first, ...others] = candidates;
  if (first === undefined || others.length === 0) return first ?? 'und';
  const scores = scoresOf(lower.match(/[\p{L}\p{M}]+/gu) ?? []);
  const scoreOf = (language: string): number => scores[languages.indexOf(language)] ?? 0;
  const [best = first, second = first] = [...candidates].sort((a, b) => scoreOf(b) - scoreOf(a));
  if (first !== briefed) return best;
  const unclear = scoreOf(second) > nearest * scoreOf(best) && (best === briefed || second === briefed);
  return unclear || scoreOf(best) < fewestWords ? 'und' : best;
};
