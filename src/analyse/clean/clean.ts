/** An Article's text made readable, with the way back to every offset of the original. */
import type { Article, Span } from '../../model.ts';
import { type Block, type Dropped, joinLines, type Line, sortBlocks } from './blocks.ts';
import { characterEdits, entityEdits } from './characters.ts';
import { repairTraced } from './encoding.ts';
import { linesOf } from './lines.ts';
import { readLine } from './markdown.ts';
import { applyEdits, originalSpan, type Traced, trace } from './traced.ts';
import type { KnownWords } from './vocabulary.ts';

export interface CleanText {
  /** Encoding repaired, marks and invisible characters gone; blocks and dropped blocks are spans of it. */
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly dropped: readonly Dropped[];
  /** The range of `article.text` that a span of `text` stands for. */
  original(span: Span): Span;
}

const unmark = (traced: Traced): { traced: Traced; lines: Line[] } => {
  const read = linesOf(traced.text).map(({ start, end }) => readLine(traced.text.slice(start, end), start));
  const bare = applyEdits(
    traced,
    read.flatMap(({ edits }) => edits),
  );
  // Marks stand within lines, so the lines are as many as before.
  const lines = linesOf(bare.text).map((span, i) => ({ span, kind: read[i]?.kind ?? 'text' }));
  return { traced: bare, lines };
};

/**
 * @param vocabulary folded words of other articles (`vocabularyOf`), by which a broken word is confirmed
 */
export const cleanArticle = (article: Article, vocabulary: KnownWords = new Set()): CleanText => {
  const repaired = repairTraced(trace(article.text, article.bodyStart), vocabulary);
  const decoded = applyEdits(repaired, entityEdits(repaired.text));
  const visible = applyEdits(decoded, characterEdits(decoded.text));
  const { traced, lines } = unmark(visible);
  const { blocks, dropped } = sortBlocks(traced.text, joinLines(traced.text, lines), article.title);
  return { text: traced.text, blocks, dropped, original: (span) => originalSpan(traced, span) };
};
