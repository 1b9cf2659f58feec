import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { paragraphs, passageIn, readerHtml } from '../../../adapters/web/reader.ts';
import type { Article } from '../../../src/model.ts';
import { briefings } from '../../contracts/samples.ts';

const hostileStrings = briefings.hostile.points.map(({ text }) => text);
const article = (text: string, extra: Partial<Article> = {}): Article => ({
  id: 'a',
  title: 'A title',
  publisher: null,
  url: null,
  published: null,
  text,
  bodyStart: 0,
  ...extra,
});

const open = (given: Article, start?: number, end?: number) => {
  const passage = start === undefined || end === undefined ? undefined : passageIn(given, String(start), String(end));
  return parseHTML(readerHtml(given, passage)).document;
};

describe('the reader', () => {
  it('marks the cited passage, across paragraphs too', () => {
    const text = 'One is first.\n\nTwo is second.\n\nThree is third.';
    const document = open(article(text), text.indexOf('first'), text.indexOf('second') + 6);
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['first.', 'Two is second']);
    expect(document.querySelectorAll('#passage')).toHaveLength(1);
  });

  it('leaves the front matter out and counts from the start of the file all the same', () => {
    const text = '---\ntitle: Hidden\n---\n\nThe body begins.';
    const document = open(
      article(text, { bodyStart: text.indexOf('The') }),
      text.indexOf('body'),
      text.indexOf(' begins'),
    );
    expect(document.querySelector('main')?.textContent).not.toContain('Hidden');
    expect(document.querySelector('mark')?.textContent).toBe('body');
  });

  it('shows outlet, day and source where they are known and nothing in their place where not', () => {
    const known = open(
      article('Text.', { publisher: 'Coast Radio', published: '2025-06-02', url: 'https://coast.example/a' }),
    );
    expect(known.querySelector('.reader-facts')?.textContent).toBe('Coast Radio · 2 June 2025');
    expect(known.querySelector('.reader-source a')?.getAttribute('href')).toBe('https://coast.example/a');
    const unknown = open(article('Text.', { title: null }));
    expect(unknown.querySelector('.reader-facts, .reader-source')).toBeNull();
    expect(unknown.querySelector('h1')?.textContent).toBe('An article without a title');
  });

  it('shows headings and lists of Markdown as such, keeps lines of a wrapped file together, and every offset', () => {
    const text =
      '**The talks**\nThey met on Monday.\nThey spoke for\nan hour.\n* First: ships\n* Second: trains\n## Next\nNothing.';
    const document = open(article(text), text.indexOf('talks'), text.indexOf('an hour'));
    const shapes = [...document.querySelectorAll('.reader-text p')].map((p) => [p.className, p.textContent]);
    expect(shapes).toEqual([
      ['reader-heading', '**The talks**'],
      ['', 'They met on Monday.'],
      ['', 'They spoke for\nan hour.'],
      ['reader-item', '* First: ships'],
      ['reader-item', '* Second: trains'],
      ['reader-heading', '## Next'],
      ['', 'Nothing.'],
    ]);
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      'talks',
      'They met on Monday.',
      'They spoke for\n',
    ]);
    expect(document.querySelector('.reader-markup')?.textContent).toBe('**');
  });

  it('gives no link for an address that is not http or https', () => {
    expect(open(article('Text.', { url: 'javascript:alert(1)' })).querySelector('.reader-source')).toBeNull();
  });

  it.each(hostileStrings)('shows %j as text and nothing else', (hostile) => {
    const document = open(article(`Before. ${hostile} After.`, { title: hostile, publisher: hostile }));
    const main = document.querySelector('main');
    expect(main?.querySelectorAll('script, img, a, iframe, style')).toHaveLength(0);
    expect(main?.querySelector('.reader-text')?.textContent).toContain('After.');
  });

  it.each([
    ['3', '2'],
    ['0', '99'],
    ['-1', '2'],
    ['1e3', '2'],
    ['', ''],
    [undefined, '4'],
  ])('marks nothing for the span %s to %s', (start, end) => {
    expect(passageIn(article('Short text.'), start, end)).toBeUndefined();
  });

  it('keeps every paragraph at its offset, whatever the text holds', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\n', '\n\n', '\r\n\r\n', '\0', '\ud800', ' \n \n')),
        ),
        (parts) => {
          const text = parts.join('');
          let last = 0;
          for (const { start, end } of paragraphs(text, 0)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          // Nothing but blanks is left out.
          const kept = paragraphs(text, 0)
            .map(({ start, end }) => text.slice(start, end))
            .join('');
          expect(kept.replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        },
      ),
    );
  });
});
