/** The reader: an article's own words with the cited passage marked. */
import { createElement as h, type ReactNode } from 'react';
import type { Article, Span } from '../../src/model.ts';
import { dayLabel } from '../text.ts';
import { documentHtml } from './document.ts';
import { anchor } from './hrefs.ts';

/**
 * The text as HTML can hold it, with every UTF-16 code unit where it was: a parser would drop NUL and join CR LF, and
 * the offsets of citations would slip.
 */
const holdable = (text: string): string => text.replace(/\r/gu, ' ').replace(/\p{Cs}|(?![\t\n])\p{Cc}/gu, '\uFFFD');

/**
 * Where a paragraph ends: at blank lines, before and after a heading or a list item, and at a line break after the end of
 * a sentence. Any other line break is one of a file wrapped at some column.
 */
const paragraphEnd =
  /\n(?:[^\S\n]*\n)+|(?<=[.!?…:"”’)*]\s{0,2})\n|\n(?=[^\S\n]*(?:#{1,6} |[*+-] |\*\*))|(?<=^#{1,6} [^\n]{0,300})\n/gmu;

/** Paragraphs of `text` from `from` on, without the blanks around them, as spans that count in the whole text. */
export const paragraphs = (text: string, from: number): readonly Span[] => {
  const spans: Span[] = [];
  let start = from;
  const close = (end: number): void => {
    const raw = text.slice(start, end);
    const head = raw.length - raw.trimStart().length;
    const tail = raw.trimEnd().length;
    if (tail > head) spans.push({ start: start + head, end: start + tail });
  };
  for (const gap of text.slice(from).matchAll(paragraphEnd)) {
    close(from + gap.index);
    start = from + gap.index + gap[0].length;
  }
  close(text.length);
  return spans;
};

interface Shape {
  readonly className: string | undefined;
  /** Lengths of the mark-up at either end, kept in the page but not shown. */
  readonly opening: number;
  readonly closing: number;
}

/** Headings and list items of Markdown, which some outlets' texts still carry. */
const shapeOf = (text: string): Shape => {
  const heading = /^(?:#{1,6} +|\*\*(?=[^*\n]+\*\*$))/u.exec(text)?.[0];
  if (heading !== undefined) {
    return { className: 'reader-heading', opening: heading.length, closing: heading === '**' ? 2 : 0 };
  }
  const item = /^[*+-] +/u.exec(text)?.[0];
  return item === undefined
    ? { className: undefined, opening: 0, closing: 0 }
    : { className: 'reader-item', opening: item.length, closing: 0 };
};

/** The shown part of a paragraph in up to three pieces: before, within and after the passage. */
const marked = (text: string, { start, end }: Span, passage: Span | undefined): ReactNode => {
  const from = Math.max(start, passage?.start ?? end);
  const to = Math.min(end, passage?.end ?? end);
  if (passage === undefined || from >= to) return text.slice(start, end);
  const id = passage.start >= start ? 'passage' : undefined;
  return [text.slice(start, from), h('mark', { key: 'mark', id }, text.slice(from, to)), text.slice(to, end)];
};

const markup = (text: string): ReactNode => (text === '' ? null : h('span', { className: 'reader-markup' }, text));

const paragraph = (text: string, span: Span, passage: Span | undefined): ReactNode => {
  const { className, opening, closing } = shapeOf(text.slice(span.start, span.end));
  const shown = { start: span.start + opening, end: span.end - closing };
  return h(
    'p',
    { key: span.start, className, 'data-start': span.start },
    markup(text.slice(span.start, shown.start)),
    marked(text, shown, passage),
    markup(text.slice(shown.end, span.end)),
  );
};

const facts = (article: Article): string =>
  [article.publisher, article.published === null ? null : dayLabel(article.published)]
    .filter((part) => part !== null)
    .join(' · ');

/** A span of the query string; undefined unless it lies in the text. */
export const passageIn = (article: Article, start: string | undefined, end: string | undefined): Span | undefined => {
  if (!/^\d{1,9}$/u.test(start ?? '') || !/^\d{1,9}$/u.test(end ?? '')) return undefined;
  const span = { start: Number(start), end: Number(end) };
  return span.start < span.end && span.end <= article.text.length ? span : undefined;
};

const source = (article: Article): ReactNode => {
  const link = article.url === null ? undefined : anchor(article.url, '/');
  return link === undefined ? null : h('p', { className: 'reader-source' }, h('a', link, 'Read it at its source'));
};

export const readerHtml = (article: Article, passage: Span | undefined): string => {
  const text = holdable(article.text);
  const title = article.title ?? 'An article without a title';
  const known = facts(article);
  return documentHtml({
    title: `${title} · Crosswire`,
    styles: ['/assets/base.css', '/assets/reader.css'],
    scripts: ['/assets/reader.js'],
    bodyClass: 'reader',
    body: [
      h(
        'header',
        { key: 'top', className: 'reader-top' },
        h('a', { href: '/' }, 'Crosswire'),
        h('span', null, 'Reader'),
      ),
      h(
        'main',
        { key: 'main' },
        h('h1', { className: article.title === null ? 'reader-untitled' : undefined }, title),
        known === '' ? null : h('p', { className: 'reader-facts' }, known),
        source(article),
        h(
          'p',
          { className: 'reader-status', role: 'status', id: 'reader-status' },
          passage === undefined ? '' : 'The cited passage is marked.',
        ),
        h(
          'div',
          { className: 'reader-text', id: 'reader-text' },
          paragraphs(text, article.bodyStart).map((span) => paragraph(text, span, passage)),
        ),
        h(
          'noscript',
          null,
          h('p', null, 'Without scripts the passage is marked only when the address ends in ?start=…&end=….'),
        ),
      ),
    ],
  });
};

/** A page that says one thing, for what is not there. */
export const missingHtml = (title: string, line: string): string =>
  documentHtml({
    title: `${title} · Crosswire`,
    styles: ['/assets/base.css', '/assets/reader.css'],
    scripts: [],
    bodyClass: 'reader',
    body: [
      h('header', { key: 'top', className: 'reader-top' }, h('a', { href: '/' }, 'Crosswire')),
      h('main', { key: 'main' }, h('h1', null, title), h('p', null, line)),
    ],
  });
