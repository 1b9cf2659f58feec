/** Words, numbers and marks of a sentence with their spans: the input of every later step. */
import type { Span } from '../../model.ts';

export interface Token extends Span {
  readonly text: string;
  readonly lower: string;
  readonly kind: 'number' | 'word' | 'mark';
  /** Whether white space (or the start of the sentence) stands before it. */
  readonly spaced: boolean;
}

// Each alternative consumes what it matches and none can be re-split, so that the scan is linear.
const pattern =
  /(?<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)|(?<word>\p{L}(?:\.\p{L})+\.?|[\p{L}\p{M}]+(?:['’]\p{L}+)?)|(?<mark>[^\s\p{L}\p{M}\d])/gu;

export const tokenize = (sentence: string): readonly Token[] => {
  const tokens: Token[] = [];
  let end = -1;
  for (const match of sentence.matchAll(pattern)) {
    const text = match[0];
    const kind = match.groups?.number !== undefined ? 'number' : match.groups?.word !== undefined ? 'word' : 'mark';
    tokens.push({
      text,
      lower: text.toLowerCase().replace('’', "'"),
      kind,
      start: match.index,
      end: match.index + text.length,
      spaced: match.index !== end,
    });
    end = match.index + text.length;
  }
  return tokens;
};

const hyphens = new Set(['-', '–', '—', '‑', '−']);

/** A hyphen or dash set close between two tokens. */
export const isHyphen = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  const next = tokens[at + 1];
  return token !== undefined && hyphens.has(token.text) && !token.spaced && next !== undefined && !next.spaced;
};

export const isCapitalised = (token: Token | undefined): boolean => token !== undefined && /^\p{Lu}/u.test(token.text);

/**
 * How many tokens of `phrase` (lower case, in order) stand at `at`; 0 when they do not all stand there.
 * Phrases are a handful of words, so that this costs a constant.
 */
export const standsAt = (tokens: readonly Token[], at: number, phrase: readonly string[]): boolean =>
  at >= 0 && phrase.every((word, offset) => tokens[at + offset]?.lower === word);
