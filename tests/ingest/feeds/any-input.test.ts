/** Whatever a stranger sends is a feed or is refused by name: nothing throws, and no item lacks a key or an id. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFeed, readOpml } from '../../../src/ingest/feeds/feeds.ts';
import { itemsOf } from '../../../src/ingest/feeds/items.ts';
import { readAnswer } from '../../../src/ingest/pages/article.ts';
import { ADDRESS, bytes, NOW, rss } from './samples.ts';

const feed = rss(
  [
    {
      guid: '1',
      link: 'https://post.example/1?a=%E0%A4%A&utm_source=x',
      title: 'Ferry',
      date: 'Mon, 02 Jun 2025 10:00:00 GMT',
      text: '<p>It left.',
    },
    { guid: '2', link: '/2#b', title: 'Cow & co', text: 'A & B <b>C' },
  ],
  '<title>Post</title><link>https://post.example/</link><ttl>9</ttl><skipHours><hour>3</hour></skipHours>',
);
const json = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Post',
  items: [{ id: 1, url: 5, title: ['a'], content_html: '<p>x', date_published: '2025' }, null, 3],
});

/** A feed with pieces taken out, doubled, or broken by what means something to a parser. */
const damaged = fc
  .tuple(
    fc.constantFrom(feed, json),
    fc.array(
      fc.tuple(
        fc.nat(2_000),
        fc.nat(30),
        fc.constantFrom(
          '',
          '<',
          '>',
          '&',
          '"',
          ']]>',
          '<![CDATA[',
          '<!--',
          '&#x110000;',
          '<item>',
          '</item>',
          'http://[',
          '%',
          '\0',
          '\ud800',
          '{',
          ']',
          'null',
          '1e999',
          '<svg>',
          '<template>',
          '<html>',
          ' xml:base="http://["',
        ),
      ),
      { maxLength: 6 },
    ),
  )
  .map(([text, wounds]) =>
    wounds.reduce((whole, [at, cut, put]) => {
      const from = at % (whole.length + 1);
      return whole.slice(0, from) + put + whole.slice(from + cut);
    }, text),
  );

const holds = (input: Uint8Array): void => {
  const reading = parseFeed(input, {}, ADDRESS);
  if (reading.kind === 'refused') {
    expect(reading.code).toMatch(/^[a-z-]+$/u);
    return;
  }
  for (const { keys, article } of itemsOf(reading.feed, { id: 's1', url: ADDRESS, title: null }, NOW)) {
    expect(keys.length).toBeGreaterThan(0);
    expect(article.id).toMatch(/^a[0-9a-f]{30}$/u);
    expect(article.bodyStart).toBeLessThanOrEqual(article.text.length);
  }
};

describe('any input', () => {
  it('of bytes is a feed or refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), holds), { numRuns: 300 });
  });

  it('of a damaged feed is a feed or refused, as feed, as list and as page', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        holds(bytes(text));
        expect(['ok', 'refused']).toContain(readOpml(text).kind);
        const page = readAnswer({ kind: 'ok', url: ADDRESS, headers: {}, body: bytes(text) }, ADDRESS);
        expect(['read', 'none']).toContain(page.kind);
      }),
      { numRuns: 500 },
    );
  });
});
