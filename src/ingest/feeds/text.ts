/** Mark-up of items to plain text, and nothing else: what could run, load or lead anywhere is left behind. Pure. */
import { nestsDeeperThan, parsePage } from '../dom.ts';
import { paragraphsOf } from '../paragraphs.ts';
import { visibleLine } from '../visible.ts';

/** Deeper than any item that is meant to be read; the parser's time grows with the square of the depth. */
const DEEPEST = 256;

/** Of one text, in characters of mark-up: several times what the longest report has. */
const LONGEST = 500_000;

const holdsTags = (text: string): boolean => /<[!/a-z]/iu.test(text);

/**
 * Paragraphs of HTML. Plain text that a feed passes off as HTML keeps its blank lines.
 *
 * @param linked share of a paragraph in links from which it leads away from the text
 */
export const paragraphsOfMarkup = (whole: string, linked?: number): readonly string[] => {
  const markup = whole.slice(0, LONGEST);
  if (!holdsTags(markup)) return paragraphsOfText(decoded(markup));
  if (nestsDeeperThan(markup, DEEPEST)) return [];
  const body = parsePage(`<html><body>${markup}</body></html>`).querySelector('body');
  if (body === null) return [];
  if (linked !== undefined) return clean(paragraphsOf(body, { linked }));
  const paragraphs = paragraphsOf(body);
  // Where all of it is links, they are the text.
  return clean(paragraphs.length > 0 ? paragraphs : paragraphsOf(body, { keepLinks: true }));
};

/** Paragraphs of text that is no HTML: whatever it holds stands as it is. */
export const paragraphsOfText = (text: string): readonly string[] =>
  clean(text.slice(0, LONGEST).split(/\n[^\S\n]*\n/u));

/** A title or a name on one line; null when there is nothing to read. */
export const lineOfMarkup = (markup: string | undefined): string | null => lineOf(paragraphsOfMarkup(markup ?? ''));

export const lineOfText = (text: string | undefined): string | null => lineOf(paragraphsOfText(text ?? ''));

const lineOf = (paragraphs: readonly string[]): string | null => {
  const line = paragraphs.join(' ');
  return line === '' ? null : line;
};

const clean = (paragraphs: readonly string[]): readonly string[] =>
  paragraphs.map(visibleLine).filter((paragraph) => /[\p{L}\p{N}\p{S}\p{P}]/u.test(paragraph));

const decoded = (text: string): string => {
  if (!text.includes('&')) return text;
  // No tag can arise: what the entities stand for is text.
  const page = parsePage(`<html><body><pre>${text.replaceAll('<', '&lt;')}</pre></body></html>`);
  return page.querySelector('pre')?.textContent ?? text;
};
