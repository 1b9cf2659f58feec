import { describe, expect, it } from 'vitest';
import { edgeWords, textDirective, webLinker, wholeQuoteLimit } from '../../adapters/links.ts';

const citation = (quote: string, article = 'a1') => ({ article, start: 12, end: 12 + quote.length, quote });

describe('the link of a citation', () => {
  it("goes to the words on the article's own page", () => {
    expect(webLinker(undefined)(citation('The bridge is shut.'), 'https://paper.example/a?b=1')).toBe(
      'https://paper.example/a?b=1#:~:text=The%20bridge%20is%20shut.',
    );
  });

  it('keeps the place in the page that the address already names', () => {
    expect(webLinker(undefined)(citation('shut'), 'https://paper.example/a#live')).toBe(
      'https://paper.example/a#live:~:text=shut',
    );
    expect(webLinker(undefined)(citation('shut'), 'https://paper.example/a#:~:text=old')).toBe(
      'https://paper.example/a#:~:text=shut',
    );
  });

  it('goes to the reader where the article has no address, or none that a browser may follow', () => {
    const link = webLinker('https://news.example.org/desk/');
    expect(link(citation('shut'))).toBe('https://news.example.org/desk/read/a1#12-16');
    expect(link(citation('shut'), 'javascript:alert(1)')).toBe('https://news.example.org/desk/read/a1#12-16');
    expect(link(citation('shut', 'a/b #1?<x>'))).toBe(
      'https://news.example.org/desk/read/a%2Fb%20%231%3F%3Cx%3E#12-16',
    );
  });

  it('bears the signature of the article where the reader asks for one', () => {
    const link = webLinker('https://news.example.org', (article) => `signed-${article.length}`);
    expect(link(citation('shut'))).toBe('https://news.example.org/read/a1?key=signed-2#12-16');
    expect(link(citation('shut'), 'https://paper.example/a')).toBe('https://paper.example/a#:~:text=shut');
  });

  it("is relative to the page's root for an empty base, and asks for a base that is known only later", () => {
    expect(webLinker('')(citation('shut'))).toBe('/read/a1#12-16');
    let base = 'http://127.0.0.1:1';
    const link = webLinker(() => base);
    base = 'http://127.0.0.1:2';
    expect(link(citation('shut'))).toBe('http://127.0.0.1:2/read/a1#12-16');
  });

  it('is none where there is neither', () => {
    expect(webLinker(undefined)(citation('shut'))).toBeUndefined();
  });
});

describe('the text directive', () => {
  it('encodes what its own syntax uses', () => {
    expect(textDirective('six-week, "50% & more" (yes)')).toBe(
      'text=six%2Dweek%2C%20%2250%25%20%26%20more%22%20%28yes%29',
    );
  });

  it('writes a quote out up to the limit, and names a longer one by its first and last words', () => {
    const words = (length: number): string =>
      'word '
        .repeat(40)
        .slice(0, length - 1)
        .trimEnd()
        .padEnd(length, 'x');
    expect(textDirective(words(wholeQuoteLimit))).not.toContain(',');
    const long = textDirective(words(wholeQuoteLimit + 1)) ?? '';
    const [start = '', end = ''] = long.slice('text='.length).split(',');
    expect(decodeURIComponent(start).split(' ')).toHaveLength(edgeWords);
    expect(decodeURIComponent(end).split(' ')).toHaveLength(edgeWords);
  });

  it('names a quote that runs over a line break by its edges, since a match never crosses a block', () => {
    const quote = `One two three four five six seven.\n\nEight nine ten eleven twelve thirteen.`;
    expect(textDirective(quote)).toBe(
      'text=One%20two%20three%20four%20five%20six,Eight%20nine%20ten%20eleven%20twelve%20thirteen.',
    );
  });

  it('takes its words from the first and the last line alone, however short they are', () => {
    expect(textDirective('The gate opened.\r\nIt stayed\nopen.')).toBe('text=The%20gate%20opened.,open.');
  });

  it('reads runs of blanks as one, as a page shows them', () => {
    expect(textDirective('  the \t bridge ')).toBe('text=the%20bridge');
  });

  it('survives half a character and a quote of blanks', () => {
    expect(textDirective('broken \ud83d end')).toBe('text=broken%20%EF%BF%BD%20end');
    expect(textDirective(' \n ')).toBeUndefined();
  });
});
