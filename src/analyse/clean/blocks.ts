/** Lines into blocks, and what each block is. */
import type { Span } from '../../model.ts';
import { splitSentences } from '../sentences/sentences.ts';
import { isBoilerplate, opensLinks } from './boilerplate.ts';
import { isByline, isCaption } from './captions.ts';
import { continues } from './lines.ts';
import type { LineKind } from './markdown.ts';
import { repeatDetector, repeatsTitle } from './repeats.ts';

export type BlockKind = 'prose' | 'heading' | 'item';
export type DropReason = 'boilerplate' | 'links' | 'caption' | 'byline' | 'title' | 'repeat' | 'table' | 'rule';

export interface Block {
  /** In the cleaned text, without space around it. */
  readonly span: Span;
  readonly kind: BlockKind;
  /** What is to be read of it, likewise in the cleaned text: boilerplate and repeated sentences are left out. */
  readonly sentences: readonly Span[];
}
/** A block, or a sentence of one that is otherwise kept. */
export interface Dropped {
  readonly span: Span;
  readonly reason: DropReason;
}
export interface Line {
  readonly span: Span;
  readonly kind: LineKind;
}

interface RawBlock {
  readonly span: Span;
  readonly kind: LineKind;
  readonly lines: number;
}

const trimmed = (text: string, { start, end }: Span): Span => {
  const found = text.slice(start, end);
  const lead = found.length - found.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, start + found.trimEnd().length) };
};

/** Longest line of each run of lines between blanks, for every line of the run. */
const runWidths = (lines: readonly Line[]): number[] => {
  const widths: number[] = [];
  let first = 0;
  for (let i = 0; i <= lines.length; i += 1) {
    if (i < lines.length && lines[i]?.kind !== 'blank') continue;
    const width = lines.slice(first, i).reduce((most, { span }) => Math.max(most, span.end - span.start), 0);
    for (let k = first; k < i; k += 1) widths[k] = width;
    first = i + 1;
  }
  return widths;
};

/** Joins the lines of hard-wrapped paragraphs; every other line is a block. */
export const joinLines = (text: string, lines: readonly Line[]): RawBlock[] => {
  const widths = runWidths(lines);
  const blocks: RawBlock[] = [];
  lines.forEach((line, i) => {
    const last = blocks.at(-1);
    const previous = lines[i - 1];
    if (line.kind === 'blank') return;
    if (
      last !== undefined &&
      previous !== undefined &&
      line.kind === 'text' &&
      (previous.kind === 'text' || previous.kind === 'item') &&
      continues(
        text.slice(previous.span.start, previous.span.end),
        text.slice(line.span.start, line.span.end),
        widths[i] ?? 0,
      )
    ) {
      blocks[blocks.length - 1] = {
        ...last,
        span: { start: last.span.start, end: line.span.end },
        lines: last.lines + 1,
      };
      return;
    }
    blocks.push({ span: line.span, kind: line.kind, lines: 1 });
  });
  return blocks.map((block) => ({ ...block, span: trimmed(text, block.span) }));
};

/** Ends as a sentence does, brackets and quotes closed, perhaps with its source in brackets after it. */
const sentenceEnd = /[.!?…。！？]\s?["'”’»)\]]*(?:\s?\([^()]{1,40}\)|\s["'”’»]{1,3})?$/u;
/** A heading is a line of few words that does not end as a sentence does. */
const longestHeading = 25;
const isHeading = (text: string, lines: number): boolean =>
  lines === 1 && !sentenceEnd.test(text.slice(-60)) && text.length < 300 && text.split(/\s+/u).length <= longestHeading;

/** Why a whole block is left out; undefined for one whose sentences are looked at. */
const reasonToDrop = (found: string, kind: LineKind, title: string | null, index: number): DropReason | undefined => {
  if (kind === 'table' || kind === 'rule') return kind;
  if (found === '') return 'rule';
  if (repeatsTitle(found, title, index)) return 'title';
  if (isByline(found)) return 'byline';
  if (isCaption(found)) return 'caption';
  return opensLinks(found) ? 'links' : undefined;
};

/** Sorts blocks into those to be read and those dropped, with the reason; sentences likewise. Linear. */
export const sortBlocks = (
  text: string,
  raw: readonly RawBlock[],
  title: string | null,
): { blocks: Block[]; dropped: Dropped[] } => {
  const blocks: Block[] = [];
  const dropped: Dropped[] = [];
  const isRepeat = repeatDetector();
  let inLinks = false;
  raw.forEach(({ span, kind, lines }, index) => {
    const found = text.slice(span.start, span.end);
    const reason = reasonToDrop(found, kind, title, index);
    if (reason === 'links') inLinks = true;
    const heading = kind === 'heading' || (kind === 'text' && isHeading(found, lines));
    const isLink = inLinks && !sentenceEnd.test(found.slice(-60));
    if (!isLink && !heading) inLinks = false;
    if (reason !== undefined || isLink) {
      dropped.push({ span, reason: reason ?? 'links' });
      return;
    }
    const sentences: Span[] = [];
    for (const { start, end } of heading ? [{ start: 0, end: found.length }] : splitSentences(found)) {
      const part = { start: span.start + start, end: span.start + end };
      const sentence = found.slice(start, end);
      if (isBoilerplate(sentence)) dropped.push({ span: part, reason: 'boilerplate' });
      else if (isRepeat(sentence)) dropped.push({ span: part, reason: 'repeat' });
      else sentences.push(part);
    }
    if (sentences.length > 0)
      blocks.push({ span, kind: heading ? 'heading' : kind === 'item' ? 'item' : 'prose', sentences });
  });
  return { blocks, dropped };
};
