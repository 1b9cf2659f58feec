/** A source's whole life over a real network on loopback: found, read, unchanged, new, in trouble, moved, gone. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findFeed, readFeed } from '../../../src/ingest/feeds/feeds.ts';
import { readPage } from '../../../src/ingest/pages/pages.ts';
import type { Source } from '../../../src/model.ts';
import { network, serve } from '../fetch/server.ts';
import { NOW, rss } from './samples.ts';

type Mood = 'well' | 'busy' | 'moved' | 'gone' | 'attacking';

describe('a source over a real network', () => {
  it('is found by its page, read once whole, then only when it has changed, followed when it moves, left when it goes', async () => {
    let mood: Mood = 'well';
    let titles = ['Ferry leaves harbour'];
    let requests: string[] = [];
    const { origin, asked } = await serve(({ url = '', headers }, response) => {
      requests.push(`${url} ${headers['if-none-match'] ?? '-'}`);
      if (url === '/')
        return void response.end(
          '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>',
        );
      if (url.startsWith('/story'))
        return void response.end(
          `<html><body><article><h1>${titles[Number(url.slice(6))]}</h1>${'<p>The ferry left the harbour at noon with a cow on board.</p>'.repeat(8)}</article></body></html>`,
        );
      if (mood === 'gone') return void response.writeHead(410).end();
      if (mood === 'busy') return void response.writeHead(429, { 'retry-after': '600' }).end();
      if (mood === 'attacking')
        return void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
      if (mood === 'moved' && url === '/feed') return void response.writeHead(301, { location: '/new' }).end();
      const etag = `"${titles.length}"`;
      if (headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
      const items = titles.map((title, n) => ({ guid: `${n}`, link: `/story${n}`, title, text: 'It left.' }));
      response.writeHead(200, { etag, 'content-encoding': 'gzip', 'content-type': 'application/rss+xml' });
      response.end(gzipSync(rss(items, '<title>The Example Post</title><ttl>30</ttl>')));
    });
    const fetch = network();
    const read = async (source: Source) => {
      requests = [];
      return readFeed(fetch, source, { now: NOW, random: () => 0 });
    };

    const found = await findFeed(fetch, origin);
    if (found.kind === 'refused') throw new Error(found.reason);
    expect(found).toMatchObject({
      items: 1,
      sample: ['Ferry leaves harbour'],
      source: { url: `${origin}/feed`, status: 'new' },
    });

    const first = await read(found.source);
    expect(requests).toEqual(['/feed -']);
    expect(first).toMatchObject({
      baseline: true,
      source: { status: 'active', etag: '"1"', title: 'The Example Post' },
    });
    expect(first.source.dueAt - NOW).toBe(30 * 60_000);

    const same = await read(first.source);
    expect(requests).toEqual(['/feed "1"']);
    expect(same).toMatchObject({ baseline: false, items: [], source: { etag: '"1"' } });

    titles = [...titles, 'Cow swims ashore'];
    const more = await read(same.source);
    expect(more.items.map(({ article }) => article.title)).toEqual(['Ferry leaves harbour', 'Cow swims ashore']);
    expect(more.items[0]?.keys).toEqual(first.items[0]?.keys);

    const [, cow] = more.items;
    if (cow?.page === undefined) throw new Error('the stub names no page');
    const job = { id: 'p', source: more.source.id, ...cow.page, article: cow.article, attempts: 0 };
    const page = await readPage(fetch, job);
    expect(page).toMatchObject({ kind: 'read', article: { id: cow.article.id, title: 'Cow swims ashore' } });

    mood = 'busy';
    const busy = await read(more.source);
    expect(busy).toMatchObject({ items: [], source: { failures: 1, failure: { code: 'http-429' } } });
    expect([busy.source.dueAt - NOW, busy.hostFreeAt - NOW]).toEqual([600_000, 600_000]);

    mood = 'attacking';
    expect((await read(busy.source)).source).toMatchObject({ failures: 2, failure: { code: 'private-address' } });

    mood = 'moved';
    const moved = await read(busy.source);
    expect(requests).toEqual(['/feed "2"', '/new "2"']);
    expect(moved.source).toMatchObject({ id: found.source.id, url: `${origin}/new`, failures: 0, failure: null });

    mood = 'gone';
    expect((await read(moved.source)).source).toMatchObject({ status: 'gone', failure: { code: 'gone' } });
    expect(asked.length).toBeGreaterThan(0);
  });
});
