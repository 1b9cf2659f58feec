import { describe, expect, it } from 'vitest';
import { readHtml } from '../../src/ingest/html.ts';

const readBytes = (bytes: Uint8Array) => readHtml({ path: 'a.html', id: 'a', bytes });
const read = (html: string) => {
  const reading = readBytes(new TextEncoder().encode(html));
  return { ...reading, article: reading.articles[0]?.article };
};

const sentence = 'The ferry left the harbour at noon, with ninety people, two cars and a cow on board.';
const body = Array.from({ length: 6 }, (_, n) => `<p>${sentence} That was trip ${n}.</p>`).join('\n');
const page = (head: string, content = body): string =>
  `<!doctype html><html><head><title>Page title</title>${head}</head><body>
   <nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
   <article><h1>The ferry leaves</h1>${content}</article><footer>All rights reserved</footer></body></html>`;
const linked = (value: unknown): string => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

describe('an HTML page', () => {
  it('becomes paragraphs parted by blank lines, without navigation, captions, scripts and links elsewhere', () => {
    const { article } = read(
      page(
        '',
        `${body}<figure><img src="x"><figcaption>A ferry, seen from above</figcaption></figure>
         <script>alert("no")</script><p>It <b>came</b>\n  back<br>at six.</p>
         <ul><li><a href="/more">Ten more ferries</a></li></ul><p>Line one<br><br>Line two</p>`,
      ),
    );
    const paragraphs = article?.text.split('\n\n') ?? [];
    expect(paragraphs.slice(-4)).toEqual([
      `${sentence} That was trip 5.`,
      'It came back at six.',
      'Line one',
      'Line two',
    ]);
    expect(article?.text).not.toMatch(/Home|Sport|rights|seen from above|alert|Ten more/u);
  });

  it('believes JSON-LD before OpenGraph, and OpenGraph before the page', () => {
    const graph = { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite', name: 'No' }] };
    const news = {
      '@type': ['NewsArticle'],
      headline: 'Ferry leaves &#8216;early&#8217;',
      datePublished: '2025-06-02T10:00:00Z',
      publisher: { '@type': 'Organization', name: 'The Example Post' },
      mainEntityOfPage: { '@id': 'https://example.org/ferry' },
    };
    const open = '<meta property="og:title" content="OG title"><meta property="og:site_name" content="OG site">';
    expect(read(page(linked(graph) + linked([news]) + open)).article).toMatchObject({
      title: 'Ferry leaves ‘early’',
      publisher: 'The Example Post',
      published: '2025-06-02T10:00:00Z',
      url: 'https://example.org/ferry',
    });
    expect(read(page(open)).article).toMatchObject({
      title: 'OG title',
      publisher: 'OG site',
      published: null,
      url: null,
    });
    expect(read(page('')).article).toMatchObject({ title: 'The ferry leaves', publisher: null });
  });

  it('passes over metadata of the wrong shape, broken JSON-LD, and dates that are none', () => {
    const { article, warnings } = read(
      page(
        `<script type="application/ld+json">{"@type": "NewsArticle", </script>
         ${linked({ '@type': 'NewsArticle', headline: { a: 1 }, publisher: [], datePublished: '0001-01-01T00:00:00Z', url: 7 })}
         <link rel="canonical" href="/relative"><meta property="article:published_time" content="2025-06-03">
         <meta name="date" content="yesterday">`,
      ),
    );
    expect(article).toMatchObject({ title: 'The ferry leaves', publisher: null, published: '2025-06-03', url: null });
    expect(warnings).toEqual([]);
  });

  it("drops the site's name from the end of a title", () => {
    const head =
      '<meta property="og:site_name" content="The Example Post"><meta property="og:title" content="Ferry – a view | the example post">';
    expect(read(page(head)).article?.title).toBe('Ferry – a view');
  });

  it('is decoded by its mark, then by what it declares, then as what it can be', () => {
    const latin = (html: string): Uint8Array => Uint8Array.from(html, (character) => character.charCodeAt(0));
    const declared = page('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">').replaceAll(
      'cow',
      'k\u00e9',
    );
    expect(readBytes(latin(declared)).articles[0]?.article.text).toContain('a ké on board');
    const cyrillic = latin(page('<meta charset="windows-1251">').replaceAll('cow', '\u00ea\u00ee\u00f2'));
    expect(readBytes(cyrillic).articles[0]?.article.text).toContain('a кот on board');
    const undeclared = readBytes(latin(page('').replaceAll('cow', 'k\u00e9')));
    expect(undeclared.articles[0]?.article.text).toContain('a ké on board');
    expect(undeclared.warnings.map((warning) => warning.code)).toEqual(['encoding']);
    const utf8 = new TextEncoder().encode(page('<meta charset="nonsense">').replaceAll('cow', 'ké'));
    expect(readBytes(utf8).articles[0]?.article.text).toContain('a ké on board');
  });

  it('may be a fragment', () => {
    expect(read('<p>The ferry left.</p><p>It came back.</p>').article?.text).toBe('The ferry left.\n\nIt came back.');
    expect(read('The ferry left.').article?.text).toBe('The ferry left.');
  });

  it.each([
    ['empty', ''],
    ['all markup', '<html><body><div><img src="x"></div></body></html>'],
    ['all script', '<script>const words = "no text";</script>'],
  ])('that is %s holds no article, and is named', (_, html) => {
    const { articles, warnings } = read(html);
    expect([articles, warnings.map((warning) => warning.code)]).toEqual([[], ['no-article']]);
  });

  it.each([
    ['read where it nests as deep as the limit', 9_998, 6, []],
    ['left out and named where it nests one deeper', 9_999, 0, ['no-article']],
    ['left out and named where it nests a hundred thousand deep', 100_000, 0, ['no-article']],
  ])('is %s', (_, deep, paragraphs, codes) => {
    // The page's own two elements count too.
    const { article, warnings } = read(
      `<html><body>${'<div>'.repeat(deep)}${body}${'</div>'.repeat(deep)}</body></html>`,
    );
    expect(article?.text.split('\n\n').length ?? 0).toBe(paragraphs);
    expect(warnings.map(({ code }) => code)).toEqual(codes);
  });

  it('may hold any number of elements side by side, of elements that need no end, and of programs', () => {
    const program = `<script>${'if (a<b && c<d) f("<div>");'.repeat(10_000)}</script>`;
    expect(read(page('', `${'<br>'.repeat(11_000)}${'<p>A word.'.repeat(11_000)}${program}`)).warnings).toEqual([]);
  });

  it('loses the name of its site from its title, and keeps a title of any length and any number of dashes', () => {
    const meta = (title: string): string =>
      page(`<meta property="og:site_name" content="Post"><meta property="og:title" content="${title}">`);
    expect(read(meta('The ferry - and the cow | Post')).article?.title).toBe('The ferry - and the cow');
    const long = `${'a - '.repeat(200_000)}a b`;
    expect(read(meta(long.replace('a b', 'a\nb'))).article?.title).toBe(long);
  });
});
