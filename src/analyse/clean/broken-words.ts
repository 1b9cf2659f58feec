/**
 * Words that ftfy leaves broken: UTF-8 read as Windows-1252 where the stray character is itself a letter or a mark
 * that text may hold ("ErdoÄŸan", "ÇıraÄŸan", "Nguyá»…n"). Each candidate is decoded alone and must make sense.
 */

import type { Edit } from './traced.ts';
import { fold, type KnownWords } from './vocabulary.ts';

/** Windows-1252 for bytes 80 to 9F; 0 where the code page is empty (WHATWG Encoding Standard, index-windows-1252). */
const high = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0,
  0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];
const byteOf = new Map(high.flatMap((code, i) => (code === 0 ? [] : [[code, 0x80 + i] as const])));

const byteAt = (text: string, i: number): number | undefined => {
  const code = text.charCodeAt(i);
  return code >= 0x80 && code <= 0xff ? code : byteOf.get(code);
};

/**
 * Letters C4 to DF lead two bytes, E0 to EF three: nothing longer is a letter of a name in the news.
 * C2 and C3 (Â, Ã) are left to ftfy, which weighs them by the whole line.
 */
const candidates = /[\u00c4-\u00ef]/gu;

const decodeAt = (text: string, at: number): { end: number; letter: string } | undefined => {
  const lead = text.charCodeAt(at);
  const length = lead < 0xe0 ? 2 : 3;
  const bytes = [lead];
  for (let i = at + 1; i < at + length; i += 1) {
    const byte = byteAt(text, i);
    if (byte === undefined || byte > 0xbf) return undefined;
    // A no-break space ends a word ("SELKÄ EDELLÄ") unless the word goes on in small letters ("Å koda").
    if (byte === 0xa0 && !/^\p{Ll}/u.test(text.slice(i + 1, i + 3))) return undefined;
    bytes.push(byte);
  }
  const [a = 0, b = 0, c = 0] = bytes;
  const code = length === 2 ? ((a & 0x1f) << 6) | (b & 0x3f) : ((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f);
  const letter = String.fromCharCode(code);
  return /^[\u00c0-\u017f\u0218-\u021b\u01a0-\u01b0\u1e00-\u1eff]$/u.test(letter) && /\p{L}/u.test(letter)
    ? { end: at + length, letter }
    : undefined;
};

/** A word as newspapers set it: "Erdoğan", "kılıç", "ÇAĞDAŞ", "McŁuk"; not "AHř" or "eRdo". */
const wellCased = (word: string): boolean => /^(?:\p{Lu}?\p{Ll}+|\p{Lu}+|\p{Lu}\p{Ll}{1,2}\p{Lu}\p{Ll}+)$/u.test(word);

const letterBefore = /[\p{L}\p{M}]+$/u;
const letterAfter = /^[\p{L}\p{M}]+/u;
const wordReach = 40;

/** Edits that mend such words. `vocabulary` holds folded words (see vocabulary.ts); known words need no other proof. */
export const mendWords = (text: string, vocabulary: KnownWords): Edit[] => {
  const found: { start: number; end: number; letter: string }[] = [];
  for (const match of text.matchAll(candidates)) {
    const decoded = decodeAt(text, match.index);
    if (decoded !== undefined && match.index >= (found.at(-1)?.end ?? 0))
      found.push({ start: match.index, ...decoded });
  }
  return joinWords(text, found).flatMap((word) => (isSane(text, word, vocabulary) ? word.parts.map(asEdit) : []));
};

interface Part {
  readonly start: number;
  readonly end: number;
  readonly letter: string;
}
interface Word {
  readonly start: number;
  readonly parts: Part[];
  end: number;
  repaired: string;
}

const asEdit = ({ start, end, letter }: Part): Edit => ({ start, end, text: letter });

const before = (text: string, at: number, from: number): string =>
  letterBefore.exec(text.slice(Math.max(from, at - wordReach), at))?.[0] ?? '';
const after = (text: string, at: number, to: number): string =>
  letterAfter.exec(text.slice(at, Math.min(to, at + wordReach)))?.[0] ?? '';

/** Puts the decoded letters of one word together with the letters around and between them. */
const joinWords = (text: string, parts: readonly Part[]): Word[] => {
  const words: Word[] = [];
  parts.forEach((part, i) => {
    const last = words.at(-1);
    const next = parts[i + 1]?.start ?? text.length;
    const tail = after(text, part.end, next);
    if (last !== undefined && last.end === part.start) {
      last.parts.push(part);
      last.end = part.end + tail.length;
      last.repaired += part.letter + tail;
      return;
    }
    const head = before(text, part.start, last?.end ?? 0);
    words.push({
      start: part.start - head.length,
      end: part.end + tail.length,
      parts: [part],
      repaired: head + part.letter + tail,
    });
  });
  return words;
};

/**
 * A word that others use is right. Otherwise the repair must leave an ordinary word of three letters or more, and
 * what stood there before must not have been one.
 */
const isSane = (text: string, word: Word, vocabulary: KnownWords): boolean => {
  if (vocabulary.has(fold(word.repaired)) && word.repaired.length >= 3) return true;
  return word.repaired.length >= 3 && wellCased(word.repaired) && !wellCased(text.slice(word.start, word.end));
};
