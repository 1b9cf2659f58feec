/** Encoding repair: text that was UTF-8 and was read as something else. */
import type { Span } from '../../model.ts';
import { differences } from './align.ts';
import { mendWords } from './broken-words.ts';
import { mendMojibake } from './mojibake.ts';
import { applyEdits, type Edit, originalSpan, type Traced, trace } from './traced.ts';
import type { KnownWords } from './vocabulary.ts';

export interface RepairedText {
  readonly text: string;
  /** The range of the given text that a span of the repaired text stands for. */
  original(span: Span): Span;
}

/** ftfy weighs a line as a whole and in more than linear time: longer lines are weighed in pieces. */
const pieceLength = 2_000;

/** Between two ASCII letters no byte sequence is cut. */
const seam = /[A-Za-z.,;] (?=[A-Za-z])/g;

function* pieces(text: string): Generator<Span> {
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const lineEnd = newline === -1 ? text.length : newline + 1;
    let end = lineEnd;
    if (end - start > pieceLength) {
      seam.lastIndex = start + pieceLength / 2;
      const found = seam.exec(text.slice(0, start + pieceLength));
      end = found === null ? Math.min(lineEnd, start + pieceLength) : found.index + 2;
    }
    yield { start, end };
    start = end;
  }
}

/** "The letter Ã is used": alone among spaces it is a letter, not half an à, unless the line is broken elsewhere too. */
const isLoneLetter = (text: string, edit: Edit): boolean =>
  /^Ã ?$/u.test(text.slice(edit.start, edit.end)) &&
  (edit.start === 0 || text[edit.start - 1] === ' ') &&
  /^ ?[^\u00a0]/u.test(text.slice(edit.end - 1, edit.end + 1));

const repairPiece = (piece: string): Edit[] => {
  const edits = differences(piece, mendMojibake(piece));
  const [first] = edits;
  return first !== undefined && edits.length === 1 && isLoneLetter(piece, first) ? [] : edits;
};

/** Only text with something beyond ASCII can be broken. */
const beyondAscii = /\P{ASCII}/u;

export const repairTraced = (traced: Traced, vocabulary: KnownWords): Traced => {
  if (!beyondAscii.test(traced.text)) return traced;
  const edits: Edit[] = [];
  for (const span of pieces(traced.text)) {
    const piece = traced.text.slice(span.start, span.end);
    if (!beyondAscii.test(piece)) continue;
    for (const edit of repairPiece(piece))
      edits.push({ start: edit.start + span.start, end: edit.end + span.start, text: edit.text });
  }
  const repaired = applyEdits(traced, edits);
  return applyEdits(repaired, mendWords(repaired.text, vocabulary));
};

/**
 * Mends what was decoded wrongly and leaves everything else as it is.
 * @param vocabulary folded words of other articles, which confirm a guess at a single word
 */
export const repairEncoding = (text: string, vocabulary: KnownWords = new Set()): RepairedText => {
  const traced = repairTraced(trace(text), vocabulary);
  return { text: traced.text, original: (span) => originalSpan(traced, span) };
};
