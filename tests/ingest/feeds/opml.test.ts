import { describe, expect, it } from 'vitest';
import { readOpml, writeOpml } from '../../../src/ingest/feeds/feeds.ts';
import { source } from './samples.ts';

const opml = (body: string): string =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>${body}</body></opml>`;

describe('OPML', () => {
  it('gives every feed once, in its order, from whatever depth', () => {
    const outcome = readOpml(
      opml(
        `<outline text="News"><outline type="rss" text="Post" xmlUrl="https://post.example/feed.xml"/>
         <outline text="Deep"><outline type="rss" text="Gazette &amp; Co" xmlUrl="https://gazette.example/rss"/></outline></outline>
         <outline type="rss" title="Untitled" xmlUrl="https://plain.example/rss"/>
         <outline type="rss" text="Again" xmlUrl="https://post.example/feed.xml"/>
         <outline type="rss" text="Bad" xmlUrl="javascript:alert(1)"/><outline text="No feed" htmlUrl="https://x.example/"/>`,
      ),
    );
    expect(outcome).toEqual({
      kind: 'ok',
      feeds: [
        { url: 'https://post.example/feed.xml', title: 'Post' },
        { url: 'https://gazette.example/rss', title: 'Gazette & Co' },
        { url: 'https://plain.example/rss', title: 'Untitled' },
      ],
    });
  });

  it('goes out and comes in again as it was, whatever the titles hold', () => {
    const sources = [
      source({ url: 'https://post.example/feed?a=1&b=2', title: 'Post <b>"&\' ]]> Co', site: 'https://post.example/' }),
      source({ url: 'https://plain.example/rss', title: null }),
    ];
    expect(readOpml(writeOpml(sources))).toEqual({
      kind: 'ok',
      feeds: [
        { url: 'https://post.example/feed?a=1&b=2', title: 'Post <b>"&\' ]]> Co' },
        { url: 'https://plain.example/rss', title: 'https://plain.example/rss' },
      ],
    });
    expect(writeOpml([])).toContain('<opml version="2.0">');
  });

  it.each([
    ['nothing', '', 'not-opml'],
    ['a feed', '<rss version="2.0"><channel/></rss>', 'not-opml'],
    ['text', 'https://post.example/feed.xml', 'not-opml'],
    ['no feed', opml('<outline text="News"/>'), 'no-feed'],
    ['outlines without end', opml('<outline text="x">'.repeat(1_000)), 'nesting'],
    [
      'entities of entities',
      `<!DOCTYPE opml [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>${opml('<outline text="&b;"/>')}`,
      'entities',
    ],
    [
      'more than anyone follows',
      opml(Array.from({ length: 10_001 }, (_, n) => `<outline xmlUrl="https://x.example/${n}"/>`).join('')),
      'too-large',
    ],
  ])('of %s is refused by name', (_, text, code) => {
    expect(readOpml(text)).toMatchObject({ kind: 'refused', code });
  });
});
