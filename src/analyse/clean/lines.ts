/** Lines, and which of them are one paragraph broken by the width of a page. */
import type { Span } from '../../model.ts';

/** Every line without its "\n". */
export const linesOf = (text: string): Span[] => {
  const lines: Span[] = [];
  let start = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    lines.push({ start, end: end === -1 ? text.length : end });
    if (end === -1) return lines;
    start = end + 1;
  }
};

/** Wider than any page of plain text: such lines are whole paragraphs. */
const widestPage = 120;

/** Ends as a sentence or a label does. */
const ended = /[.!?…:;]["'”’»)\]]*$/u;

/**
 * The next line goes on with this one's sentence: it begins in small letters, or its first word would not have fitted
 * on this line (`width`: the longest line of the paragraph).
 */
export const continues = (line: string, next: string, width: number): boolean => {
  if (ended.test(line)) return false;
  if (/^\p{Ll}/u.test(next)) return true;
  const firstWord = next.length - next.trimStart().length + (next.trimStart().match(/^\S+/u)?.[0].length ?? 0);
  return width <= widestPage && width >= 40 && line.length < width && line.length + 1 + firstWord > width;
};
