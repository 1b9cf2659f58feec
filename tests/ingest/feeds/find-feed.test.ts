import { describe, expect, it } from 'vitest';
import { findFeed } from '../../../src/ingest/feeds/feeds.ts';
import type { Fetch, FetchOutcome } from '../../../src/ports.ts';
import { ADDRESS, answer, bytes, rss, web } from './samples.ts';

const feed = rss(
  ['Ferry leaves', 'Cow on board', 'Ferry returns', 'Cow is well'].map((title, n) => ({ guid: `${n}`, title })),
  '<title>The Example Post</title><link>https://post.example/</link>',
);
const page = (head: string): FetchOutcome =>
  answer(`<!doctype html><html><head>${head}</head><body>Hello</body></html>`, {}, 'https://post.example/news');
const link = (href: string, type = 'application/rss+xml', title = ''): string =>
  `<link rel="alternate" type="${type}" title="${title}" href="${href}">`;

const find = async (url: string, answers: Readonly<Record<string, FetchOutcome>>) => {
  const { fetch, asked } = web(answers);
  return { found: await findFeed(fetch, url), asked: asked.map((request) => request.url) };
};

describe('the feed at an address', () => {
  it('is told with its title, how many items it holds and three of them', async () => {
    const { found, asked } = await find(ADDRESS, { [ADDRESS]: answer(feed) });
    expect(found).toMatchObject({
      kind: 'found',
      items: 4,
      sample: ['Ferry leaves', 'Cow on board', 'Ferry returns'],
      source: {
        url: ADDRESS,
        host: 'post.example',
        title: 'The Example Post',
        site: 'https://post.example/',
        status: 'new',
        dueAt: 0,
        readAt: null,
        etag: null,
        failures: 0,
      },
    });
    expect(asked).toEqual([ADDRESS]);
  });

  it('is one source however its address is written, and at its new address where it has moved for good', async () => {
    const ids = [];
    const moved: FetchOutcome = { kind: 'ok', url: ADDRESS, movedTo: ADDRESS, headers: {}, body: bytes(feed) };
    const ways: [string, FetchOutcome][] = [
      [ADDRESS, answer(feed)],
      ['http://www.post.example/feed.xml', answer(feed)],
      ['https://post.example/old', moved],
    ];
    for (const [url, outcome] of ways) {
      const { found } = await find(url, { [url]: outcome });
      ids.push(found.kind === 'found' && found.source.id);
    }
    expect(new Set(ids).size).toBe(1);
  });

  it.each([
    'post.example/feed.xml',
    'feed://post.example/feed.xml',
    'feed:https://post.example/feed.xml',
    ' https://post.example/feed.xml ',
  ])('may be written "%s"', async (url) => {
    expect((await find(url, { [ADDRESS]: answer(feed) })).found.kind).toBe('found');
  });

  it('may be written with a port and without a scheme', async () => {
    expect((await find('post.example:8443/feed', { 'https://post.example:8443/feed': answer(feed) })).found.kind).toBe(
      'found',
    );
  });
});

describe('the feed of a page', () => {
  const url = 'https://post.example/news';

  it('is the first that it names, comments last', async () => {
    const head = `${link('/comments.xml', undefined, 'Comments')}${link('/gone.xml')}${link('feed.json', 'application/feed+json')}${link('/style.css', 'text/css')}`;
    const { found, asked } = await find(url, { [url]: page(head), 'https://post.example/feed.json': answer(feed) });
    expect(found).toMatchObject({ kind: 'found', source: { url: 'https://post.example/feed.json' } });
    expect(asked).toEqual([url, 'https://post.example/gone.xml', 'https://post.example/feed.json']);
  });

  it('counts from the base that the page sets', async () => {
    const there = 'https://cdn.example/a/feed';
    const { found } = await find(url, {
      [url]: page(`<base href="https://cdn.example/a/">${link('feed')}`),
      [there]: answer(feed),
    });
    expect(found).toMatchObject({ kind: 'found', source: { url: there, host: 'cdn.example' } });
  });

  it('is looked for in the usual places where none is named', async () => {
    const there = 'https://post.example/rss.xml';
    expect((await find(url, { [url]: page(''), [there]: answer(feed) })).found).toMatchObject({
      source: { url: there },
    });
  });

  it('is given up soon where the host keeps silent: someone is waiting', async () => {
    const silent: FetchOutcome = { kind: 'failed', code: 'timeout', reason: 'no answer', fix: 'Wait.' };
    const fetch: Fetch = (request) => Promise.resolve(request.url === url ? page('') : silent);
    const asked: string[] = [];
    const noting: Fetch = (request) => {
      asked.push(request.url);
      return fetch(request);
    };
    const found = await findFeed(noting, url);
    expect(found).toMatchObject({ kind: 'refused', code: 'no-feed' });
    expect(asked).toHaveLength(4);
  });

  it('is refused after at most twenty requests, with what to do', async () => {
    const head = Array.from({ length: 500 }, (_, n) => link(`/${n}.xml`)).join('');
    const { found, asked } = await find(url, { [url]: page(head) });
    expect(found).toMatchObject({ kind: 'refused', code: 'no-feed' });
    expect(asked.length).toBeLessThanOrEqual(20);
    const hostile = page(`${'<div>'.repeat(20_000)}${link('/feed.xml')}`);
    expect((await find(url, { [url]: hostile })).found.kind).toBe('refused');
  });
});

describe('an address without a feed', () => {
  it.each<[string, FetchOutcome, string]>([
    ['that fails', { kind: 'failed', code: 'dns', reason: 'no such name', fix: 'Check it.' }, 'dns'],
    [
      'that is refused',
      { kind: 'refused', code: 'private-address', reason: 'inside', fix: 'Use another.' },
      'private-address',
    ],
    ['that is gone', { kind: 'gone' }, 'gone'],
    ['that holds a broken feed', answer('<rss><channel><item><![CDATA['), 'malformed'],
    ['that attacks', answer(`<rss>${'<a>'.repeat(1_000)}`), 'nesting'],
  ])('%s is refused by name, with the fix', async (_, outcome, code) => {
    const { found, asked } = await find(ADDRESS, { [ADDRESS]: outcome });
    expect(found).toMatchObject({
      kind: 'refused',
      code,
      reason: expect.stringMatching(/./u),
      fix: expect.stringMatching(/\.$/u),
    });
    expect(asked).toHaveLength(1);
  });
});
