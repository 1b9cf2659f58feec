/** The content words of a text, as stems. */
import stopwords from 'stopwords-iso/stopwords-iso.json' with { type: 'json' };
import { z } from 'zod';
import { fold } from '../clean/vocabulary.ts';
import raw from './content-words.json' with { type: 'json' };
import { tagger } from './english.ts';
import { longestWord, stem } from './stem.ts';

const { normal } = tagger.its;
const content = new Set(z.object({ about: z.string(), words: z.array(z.string()) }).parse(raw).words);
const stops = new Set(stopwords.en.filter((word) => !content.has(word)));

/** Stems repeat from text to text; the cache is emptied when it is full. */
const stems = new Map<string, string>();
const mostStems = 20_000;
const stemOf = (word: string): string => {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= mostStems) stems.clear();
  const found = stem(word);
  stems.set(word, found);
  return found;
};

const contentWord = /^(?:\p{L}[\p{L}\p{M}'’.-]+|\p{N}[\p{N},.]*)$/u;

/** The tokeniser takes more than linear time over one long text, and far more over one long word. */
const pieceLength = 500;

/** Pieces of whole words; words that are none are left out. The tokeniser cuts words at letters such as ı, so the pieces are folded. */
function* pieces(text: string): Generator<string> {
  let piece = '';
  for (const [word] of text.matchAll(/\S+/gu)) {
    if (word.length > longestWord) continue;
    if (piece.length + word.length > pieceLength) {
      yield piece;
      piece = '';
    }
    piece += `${word} `;
  }
  if (piece !== '') yield piece;
}

/** One folded token as a term; undefined for a stop word, a mark or a single letter. */
const termOf = (token: string): string | undefined => {
  if (!contentWord.test(token)) return undefined;
  const word = token.replace(/['’]s?$/u, '');
  if (/^\p{N}/u.test(word)) return word.replace(/,/g, '').replace(/\.$/, '');
  return word.length > 1 && !stops.has(word) ? stemOf(word.replace(/\./g, '')) : undefined;
};

/**
 * Porter2 stems of the content words in order, repeats kept: lower case, accents folded ("Çırağan" and "Ciragan" are
 * one), stop words out, numbers in digits kept without their commas. Linear in the length of the text.
 */
export const termsOf = (text: string): string[] => {
  const terms: string[] = [];
  for (const piece of pieces(text)) {
    for (const token of tagger.read(fold(piece)).tokens().out(normal)) {
      const term = termOf(token);
      if (term !== undefined && term !== '') terms.push(term);
    }
  }
  return terms;
};
