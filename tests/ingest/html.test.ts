import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readHtml } from '../../src/ingest/html.ts';
import { dataFolder } from '../environment.ts';

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

const shingles = (text: string): ReadonlyMap<string, number> => {
  const tokens = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at === 0 || at + 4 <= tokens.length; at += 1) {
    const shingle = tokens.slice(at, at + 4).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
};

/** As the benchmark scores: surpluses and overlap of 4-token shingles, each page weighing the same. */
const score = (wanted: string, found: string): { precision: number; recall: number } => {
  const [truth, output] = [shingles(wanted), shingles(found)];
  let [hit, surplus, missed] = [0, 0, 0];
  for (const shingle of new Set([...truth.keys(), ...output.keys()])) {
    const [expected, given] = [truth.get(shingle) ?? 0, output.get(shingle) ?? 0];
    hit += Math.min(expected, given);
    surplus += Math.max(0, given - expected);
    missed += Math.max(0, expected - given);
  }
  return { precision: hit === 0 ? 0 : hit / (hit + surplus), recall: hit === 0 ? 0 : hit / (hit + missed) };
};

describe.skipIf(dataFolder === undefined)('ninety real pages', () => {
  it('give up their article bodies with an F1 of .96 or more', () => {
    const folder = join(dataFolder ?? '', 'pages');
    const truth = z
      .record(z.string(), z.object({ articleBody: z.string() }))
      .parse(JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')));
    const names = readdirSync(folder).filter((name) => name.endsWith('.html.gz'));
    expect(names).toHaveLength(90);
    const scores = names.map((name) => {
      const reading = readBytes(gunzipSync(readFileSync(join(folder, name))));
      return score(truth[name.replace('.html.gz', '')]?.articleBody ?? '', reading.articles[0]?.article.text ?? '');
    });
    const mean = (key: 'precision' | 'recall'): number =>
      scores.reduce((sum, each) => sum + each[key], 0) / scores.length;
    const [precision, recall] = [mean('precision'), mean('recall')];
    const f1 = (2 * precision * recall) / (precision + recall);
    console.log(`pages: F1 ${f1.toFixed(3)}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
    expect(f1).toBeGreaterThanOrEqual(0.96);
  });
});
