/** Text of a picture: how wide it is in the font that we ship, where its lines break, and how it is written as SVG. Pure. */
import { z } from 'zod';
import widths from './widths.json' with { type: 'json' };

export interface Face {
  /** Pixels. */
  readonly size: number;
  readonly bold?: boolean;
}

const groups = z.array(z.object({ width: z.number(), characters: z.string() }));
const table = z.object({ regular: groups, bold: groups }).parse(widths);
const advances = (faces: z.infer<typeof groups>): ReadonlyMap<string, number> =>
  new Map(faces.flatMap(({ width, characters }) => [...characters].map((one): [string, number] => [one, width])));
const regular = advances(table.regular);
const bold = advances(table.bold);
/** What is not in the table is taken to be as wide as DejaVu's widest letters. */
const unknownAdvance = 1000;

const control = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]+/gu;

/** One line of characters that XML can hold; nothing in it turns the line around. */
export const plain = (text: string): string => text.replace(control, ' ').replace(/\s+/gu, ' ').trim();

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replace(/[&<>"]/gu, (sign) => escapes[sign] ?? sign);

/** Pixels, after the advance widths of DejaVu Sans (widths.json: thousandths of the size). */
export const widthOf = (text: string, { size, bold: heavy = false }: Face): number => {
  const known = heavy ? bold : regular;
  let sum = 0;
  for (const character of text) sum += known.get(character) ?? unknownAdvance;
  return (sum * size) / 1000;
};

/** The longest beginning that fits, between words where one ends late enough, with an ellipsis. */
const cut = (text: string, width: number, face: Face): string => {
  let kept = '';
  let used = widthOf('…', face);
  for (const character of text) {
    used += widthOf(character, face);
    if (used > width) break;
    kept += character;
  }
  const space = text[kept.length] === ' ' ? kept.length : kept.lastIndexOf(' ');
  return `${(space > kept.length / 2 ? kept.slice(0, space) : kept).trimEnd()}…`;
};

/** Characters that are looked at: more than any label's lines hold. */
const longestText = 400;

/** The lines of a text, at most `most`; what does not fit ends in an ellipsis. */
export const wrap = (text: string, width: number, face: Face, most: number): readonly string[] => {
  const words = plain(text).slice(0, longestText).split(' ');
  const lines: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer, face) <= width) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) return [...lines, cut([line, ...words.slice(index)].join(' ').trim(), width, face)];
    if (line !== '') lines.push(line);
    line = widthOf(word, face) <= width ? word : cut(word, width, face);
  }
  return line === '' ? lines : [...lines, line];
};
