/** Text that knows, for every one of its code units, which part of the original it came from. */
import type { Span } from '../../model.ts';

export interface Traced {
  readonly text: string;
  /** Code unit i of `text` stands for the original's [starts[i], ends[i]). Both arrays never fall. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Replaces one non-empty span; several of them are ordered and do not overlap. */
export interface Edit extends Span {
  readonly text: string;
}

/** The part of `original` from `from` on, untouched. */
export const trace = (original: string, from = 0): Traced => {
  const text = original.slice(from);
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    starts[i] = from + i;
    ends[i] = from + i + 1;
  }
  return { text, starts, ends };
};

/** The range of the original that a span of the traced text stands for; empty in, empty out. */
export const originalSpan = (traced: Traced, span: Span): Span => {
  const start = traced.starts[span.start] ?? traced.ends.at(-1) ?? 0;
  if (span.end <= span.start) return { start, end: start };
  return { start, end: traced.ends[span.end - 1] ?? start };
};

/** Every code unit put in by an edit stands for the whole range that the edit replaced. Linear. */
export const applyEdits = (traced: Traced, edits: readonly Edit[]): Traced => {
  if (edits.length === 0) return traced;
  const growth = edits.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
  const starts = new Uint32Array(traced.text.length + growth);
  const ends = new Uint32Array(traced.text.length + growth);
  const parts: string[] = [];
  let read = 0;
  let written = 0;
  const keepUntil = (end: number) => {
    parts.push(traced.text.slice(read, end));
    starts.set(traced.starts.subarray(read, end), written);
    ends.set(traced.ends.subarray(read, end), written);
    written += end - read;
  };
  for (const edit of edits) {
    keepUntil(edit.start);
    const from = originalSpan(traced, edit);
    parts.push(edit.text);
    starts.fill(from.start, written, written + edit.text.length);
    ends.fill(from.end, written, written + edit.text.length);
    written += edit.text.length;
    read = edit.end;
  }
  keepUntil(traced.text.length);
  return { text: parts.join(''), starts, ends };
};

/** One edit for each match whose replacement differs from it. */
export const editsOf = (text: string, pattern: RegExp, replace: (match: RegExpExecArray) => string): Edit[] => {
  const edits: Edit[] = [];
  for (const match of text.matchAll(pattern)) {
    const replacement = replace(match);
    if (replacement !== match[0])
      edits.push({ start: match.index, end: match.index + match[0].length, text: replacement });
  }
  return edits;
};
