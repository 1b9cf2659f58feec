/** Markdown: what a line is, and which of its characters are marks rather than text. */
import type { Span } from '../../model.ts';
import type { Edit } from './traced.ts';

export type LineKind = 'text' | 'heading' | 'item' | 'table' | 'rule' | 'blank';

export interface MarkdownLine {
  readonly kind: LineKind;
  /** Marks to take out, in order, counted in the text. */
  readonly edits: readonly Edit[];
}

const rule = /^ {0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,}|={3,}|~{3,})$/;
const table = /^\s*\|.*\|\s*$|^\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+$/;
const quoteMark = /^\s{0,3}(?:>\s?)+/;
const headingMark = /^\s{0,3}#{1,6}\s+/;
const headingTail = /\s+#{1,6}\s*$/;
const itemMark = /^\s*(?:[*+\-•‣◦▪●○·–—]|\(?\d{1,2}[.)])\s+(?=\S)/;

const image = /!\[([^\]]{0,300})\]\([^)]{0,2000}\)/g;
const link = /\[([^\]]{1,300})\]\([^)\s]{1,2000}(?:\s"[^"]{0,200}")?\)/g;

/** A bullet is told from a dash of speech or a dateline by what follows only when the dash is long. */
const isItem = (line: string): boolean => itemMark.test(line);

const removal = (start: number, length: number): Edit => ({ start, end: start + length, text: '' });

/** Links become their words; pictures go. */
const linkEdits = (line: string, offset: number): Edit[] => {
  const edits: Edit[] = [];
  for (const match of line.matchAll(image)) edits.push(removal(offset + match.index, match[0].length));
  for (const match of line.matchAll(link)) {
    const [found, words = ''] = match;
    if (line[match.index - 1] === '!') continue;
    const start = offset + match.index;
    edits.push(removal(start, 1), removal(start + 1 + words.length, found.length - 1 - words.length));
  }
  return edits.sort((a, b) => a.start - b.start);
};

const emphasis = /\*{1,3}|_{1,3}|`{1,2}/g;

/** Pairs of emphasis marks: an opener stands before a word, a closer after one, as CommonMark has it in short. */
const emphasisEdits = (line: string, offset: number): Edit[] => {
  const open = new Map<string, number>();
  const spans: Span[] = [];
  for (const match of line.matchAll(emphasis)) {
    const [mark] = match;
    const previous = line[match.index - 1] ?? ' ';
    const next = line[match.index + mark.length] ?? ' ';
    const wordInside = /[\p{L}\p{N}]/u.test(previous) && /[\p{L}\p{N}]/u.test(next);
    const opened = open.get(mark);
    if (opened !== undefined && /\S/u.test(previous) && !(wordInside && mark.startsWith('_'))) {
      spans.push({ start: opened, end: opened + mark.length }, { start: match.index, end: match.index + mark.length });
      open.delete(mark);
    } else if (/\S/u.test(next) && !wordInside) {
      open.set(mark, match.index);
    }
  }
  return spans.sort((a, b) => a.start - b.start).map(({ start, end }) => removal(offset + start, end - start));
};

/** Two lists of edits in one order; where two meet, the first list's stands. */
const merge = (first: readonly Edit[], second: readonly Edit[]): Edit[] => {
  const all = [...first.map((edit) => ({ edit, rank: 0 })), ...second.map((edit) => ({ edit, rank: 1 }))];
  all.sort((a, b) => a.edit.start - b.edit.start || a.rank - b.rank);
  const kept: Edit[] = [];
  for (const { edit } of all) if (edit.start >= (kept.at(-1)?.end ?? 0)) kept.push(edit);
  return kept;
};

/** Reads one line (without its line end) that begins at `offset`. */
export const readLine = (line: string, offset: number): MarkdownLine => {
  if (line.trim() === '') return { kind: 'blank', edits: [] };
  if (rule.test(line)) return { kind: 'rule', edits: [] };
  if (table.test(line)) return { kind: 'table', edits: [] };
  const quote = quoteMark.exec(line)?.[0].length ?? 0;
  const rest = line.slice(quote);
  const marks = quote > 0 ? [removal(offset, quote)] : [];
  const heading = headingMark.exec(rest);
  const inline = merge(linkEdits(rest, offset + quote), emphasisEdits(rest, offset + quote));
  if (heading !== null) {
    const tail = headingTail.exec(rest);
    const tails = tail === null ? [] : [removal(offset + quote + tail.index, tail[0].length)];
    return { kind: 'heading', edits: merge([...marks, removal(offset + quote, heading[0].length), ...tails], inline) };
  }
  const item = isItem(rest) ? itemMark.exec(rest) : null;
  if (item !== null) return { kind: 'item', edits: merge([...marks, removal(offset + quote, item[0].length)], inline) };
  const bold = /^\s*(\*\*|__)(?=\S)[^*_]{1,300}\1:?\s*$/.test(rest);
  return { kind: bold ? 'heading' : 'text', edits: merge(marks, inline) };
};
