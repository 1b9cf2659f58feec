/** Where quotations of a paragraph begin and end. */
import type { Span } from '../../model.ts';

/** A quotation longer than this is read sentence by sentence. */
const longestQuotation = 600;

const opens = (previous: string | undefined): boolean => previous === undefined || /[\s([{—–\-“‘"]/u.test(previous);

/**
 * Spans from opening to closing mark. Straight marks open after a space and close elsewhere; a mark that opens one way
 * may close the other, since texts mix them. What is never closed is no quotation. Linear.
 */
export const quotationsOf = (text: string): Span[] => {
  const spans: Span[] = [];
  let double: number | undefined;
  let single: number | undefined;
  for (const match of text.matchAll(/["“”„«»‘’]/gu)) {
    const [mark] = match;
    const at = match.index;
    const opening = /[“„«‘]/u.test(mark) || (mark === '"' && double === undefined && opens(text[at - 1]));
    if (mark === '‘') {
      if (double === undefined) single = at;
    } else if (mark === '’') {
      // Between letters, or after an s, it is an apostrophe as likely as not.
      if (single !== undefined && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? ' ') && /[.,!?…]/u.test(text[at - 1] ?? ' ')) {
        spans.push({ start: single, end: at + 1 });
        single = undefined;
      }
    } else if (opening) {
      double = at;
      single = undefined;
    } else if (double !== undefined) {
      spans.push({ start: double, end: at + 1 });
      double = undefined;
    }
  }
  return spans.filter(({ start, end }) => end - start <= longestQuotation);
};
