/** Tells an ordinary English word from a name where the capital does not: at the start of a sentence and in headlines. */
import { tagger } from '../terms/english.ts';

const { its, firstUnknown } = tagger;

export interface Ordinary {
  /** In the lexicon, itself or the word that it is formed from. */
  readonly known: boolean;
  /** In the lexicon as it stands. */
  readonly listed: boolean;
  /** Universal part of speech of the lower-case word standing alone. */
  readonly pos: string;
}

const cache = new Map<string, Ordinary>();
const cacheLimit = 10_000;

/** Endings that the lexicon leaves out, with what to put in their place to find the word. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/ies$/u, 'y'],
  [/s$/u, ''],
  [/(?:er|ers|ed|ing|ly|less|like|wide)$/u, ''],
  [/(?:er|ers|ed|ing)$/u, 'e'],
  [/(?:ists|ist)$/u, 'y'],
  [/(?:man|men|woman|women)$/u, ''],
  [/^(?:un|re|non|anti|pre|post|over|under|super|multi)-?/u, ''],
];

const read = (word: string): Ordinary => {
  const tokens = tagger.read(word).tokens();
  const ids = tokens.out(its.uniqueId);
  const pos = String(tokens.out(its.pos)[0] ?? 'X');
  // A hyphenated word is ordinary when its parts are.
  const listed = ids.length > 0 && ids.every((id) => Number(id) < firstUnknown);
  return { known: listed, listed, pos };
};

/** Looks up a lower-case word. */
export const ordinary = (word: string): Ordinary => {
  const held = cache.get(word);
  if (held !== undefined) return held;
  let found = read(word);
  for (const [ending, instead] of endings) {
    if (found.known) break;
    const base = word.replace(ending, instead);
    if (base !== word && base.length > 2 && read(base).known) found = { ...found, known: true };
  }
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(word, found);
  return found;
};
