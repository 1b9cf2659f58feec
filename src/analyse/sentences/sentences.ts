/** Text into sentences. */
import type { Span } from '../../model.ts';
import { endsSentence } from './boundary.ts';
import { quotationsOf } from './quotations.ts';

/** Sentence marks with what closes after them, followed by space or the end; or run on into a capitalised word. */
const mark =
  /(?:[.!?…]+|[。！？]+)["”’»')\]]*(?=\s|$)|(?<=\p{Ll}{2})[.!?]["”’»]?(?=\p{Lu}\p{Ll}+[\s,])|[。！？]+[”’」』）]*/gu;

const blankLine = /\n[^\S\n]*\n\s*/gu;

const trimmed = (text: string, start: number, end: number): Span => {
  const found = text.slice(start, end);
  const lead = found.length - found.trimStart().length;
  return { start: start + lead, end: start + Math.max(lead, found.trimEnd().length) };
};

/**
 * A quotation of several sentences is kept whole when words outside it lean on it: the sentence that it is part of
 * began before its opening mark ("He said: “…”"), or goes on after its closing mark (“…,” he said).
 */
const keptWhole = (text: string, quotations: readonly Span[]): Span[] =>
  quotations.filter(({ start, end }) => {
    const before = text.slice(Math.max(0, start - 4), start).trimEnd();
    const leansBefore = /[:,\p{L}\p{N}]$/u.test(before);
    const leansAfter = /[,!?…—–-]["”’»]$/u.test(text.slice(end - 2, end)) && /^\s+\S/u.test(text.slice(end, end + 3));
    return leansBefore || leansAfter;
  });

const splitParagraph = (text: string): Span[] => {
  const spans: Span[] = [];
  const whole = keptWhole(text, quotationsOf(text));
  let next = 0;
  let start = 0;
  for (const match of text.matchAll(mark)) {
    const end = match.index + match[0].length;
    while ((whole[next]?.end ?? text.length) < end) next += 1;
    const quotation = whole[next];
    if (quotation !== undefined && quotation.start < match.index && end < quotation.end) continue;
    if (!endsHere(text, match.index, end)) continue;
    spans.push(trimmed(text, start, end));
    start = end;
  }
  spans.push(trimmed(text, start, text.length));
  return spans.filter((span) => span.end > span.start);
};

const endsHere = (text: string, at: number, end: number): boolean =>
  /[\p{Lu}]/u.test(text[end] ?? '') || /[。！？]/u.test(text[at] ?? '') || endsSentence(text, at, end);

/** Spans of the sentences of a paragraph or of several; a blank line always ends one. Linear in the length. */
export const splitSentences = (text: string): Span[] => {
  const spans: Span[] = [];
  let start = 0;
  const add = (end: number) => {
    for (const span of splitParagraph(text.slice(start, end)))
      spans.push({ start: span.start + start, end: span.end + start });
  };
  for (const match of text.matchAll(blankLine)) {
    add(match.index);
    start = match.index + match[0].length;
  }
  add(text.length);
  return spans;
};
