/** The running service among publishers who mean harm: real sockets, the real database, the real thread. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSource } from '../../src/ingest/feeds/feeds.ts';
import type { Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { postgresUrl } from '../environment.ts';
import { newDatabase } from '../store/postgres-server.ts';
import { briskClock, type Desk, networkTo, rssOf, type Site, startDesk, startSite, until } from './harness.ts';

const hour = 3_600_000;
const here = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;

const report = [
  'The bridge near Lublin was closed on Monday after 3 cracks were found in its northern pier, the road authority said.',
  'Engineers expect that repairs will take about 14 days; until then traffic is led over the old ferry. The authority said that nobody was in danger at any time, and that it will examine 12 other bridges of the same kind before the end of the month.',
  'Drivers from Lublin were told to allow for an hour more on their way to work. The mayor asked the railway for additional trains in the morning and in the evening, and for longer ones at weekends.',
  'The bridge was opened 40 years ago and is crossed by some 9,000 cars a day. It was last repaired in 2019, when its railing was replaced. A new one has been planned since then, but no money was set aside for it so far.',
].join('\n\n');
const entry = (id: string, title: string) => ({ id, title, text: report, published: '2031-01-06T09:00:00Z' });

const xml = (items: string, channel = ''): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>${channel}${items}</channel></rss>`;

type Publisher = (request: IncomingMessage, response: ServerResponse, round: number) => void;
const saying =
  (text: string | ((round: number) => string), headers: Record<string, string> = {}): Publisher =>
  (_request, response, round) =>
    response.writeHead(200, headers).end(typeof text === 'string' ? text : text(round));

const bomb: Publisher = (_request, response) => {
  response.writeHead(200, { 'content-encoding': 'gzip' });
  const packing = createGzip();
  packing.on('error', () => undefined).pipe(response);
  const more = (): void => {
    while (!packing.destroyed && packing.write(Buffer.alloc(1_000_000))) {
      // Until its buffer is full.
    }
  };
  packing.on('drain', more);
  response.on('close', () => packing.destroy());
  more();
};

/** What each of them comes to: the code of its failure, or undefined where it can be read. */
const publishers: readonly (readonly [name: string, publisher: Publisher, code?: string])[] = [
  ['a bomb', bomb, 'too-large'],
  [
    'laughs',
    saying(`<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${xml('<item><title>&b;</title></item>')}`),
    'entities',
  ],
  ['depth', saying(xml('<a>'.repeat(100_000))), 'nesting'],
  ['hidden depth', saying(xml(`<item><title>x</title>${'<a b="/>">'.repeat(100_000)}</item>`)), 'nesting'],
  ['a ttl beyond all numbers', saying(xml('<item><guid>1</guid><title>x</title></item>', '<ttl>1e400</ttl>'))],
  [
    'an interval of years',
    saying(xml('<item><guid>1</guid><title>x</title></item>'), {
      'cache-control': 'max-age=9e99, s-maxage=99999999999999',
    }),
  ],
  ['a tag of 100 kB', saying(xml('<item><guid>1</guid><title>x</title></item>'), { etag: `"${'e'.repeat(100_000)}"` })],
  [
    'NUL and halves of characters',
    saying(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'P\u0000\ud800',
        items: [{ id: '\u0000', title: 'a\u0000\udc00b', content_text: `${report}\u0000` }],
      }),
    ),
  ],
  [
    'a million ids',
    saying((round) =>
      xml(
        Array.from(
          { length: 3_000 },
          (_, n) =>
            `<item><guid>${round}-${n}</guid><title>Ferry ${n} is late again in the harbour of the old town, as it was on every other day of this week</title></item>`,
        ).join(''),
      ),
    ),
  ],
  [
    'a title of mark-up',
    saying(
      xml(
        '<item><guid>1</guid><title>&lt;img src=x onerror=alert(1)&gt;&amp;lt;!channel&amp;gt; *x*</title><link>javascript:alert(1)</link></item>',
      ),
    ),
  ],
  [
    'the year 0',
    saying(xml('<item><guid>1</guid><title>x</title><pubDate>Sat, 01 Jan 0000 00:00:00 GMT</pubDate></item>')),
  ],
  ['a login page', saying('<!doctype html><html><body><form>Password</form></body></html>'), 'not-a-feed'],
  [
    'one link for all',
    saying(
      xml(
        Array.from(
          { length: 50 },
          (_, n) => `<item><title>Note ${n}</title><link>https://one.example/a</link></item>`,
        ).join(''),
      ),
    ),
  ],
  [
    'a lie about UTF-16',
    saying(xml('<item><guid>1</guid><title>x</title></item>'), { 'content-type': 'text/xml; charset=utf-16' }),
  ],
  [
    'quiet for a century',
    (_request, response) => response.writeHead(503, { 'retry-after': '3153600000' }).end(),
    'http-503',
  ],
  [
    'quiet for less than nothing',
    (_request, response) => response.writeHead(429, { 'retry-after': '-5' }).end(),
    'http-429',
  ],
  [
    'the way inside',
    (_request, response) => response.writeHead(301, { location: 'http://169.254.169.254/latest' }).end(),
    'private-address',
  ],
  [
    'half an answer',
    (_request, response) => response.writeHead(200, { 'content-length': '9999' }).end('<rss>'),
    'connection-lost',
  ],
];

let folder: string;
let sites: Site[];
let honest: Site;
let network: { close(): Promise<void> };
let store: Store;
let desk: Desk | undefined;
let entries = [entry('old', 'Bridge near Lublin is closed')];
const clock = briskClock('2031-01-06T08:00:00Z');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswire-hostile-'));
  sites = await Promise.all(
    publishers.map(([, publisher]) => {
      let round = 0;
      return startSite((_path, request, response) => {
        round += 1;
        publisher(request, response, round);
      });
    }),
  );
  entries = [entry('old', 'Bridge near Lublin is closed')];
  honest = await startSite((_path, _request, response) => response.end(rssOf('The Bridge Post', entries)));
});

afterEach(async () => {
  await desk?.stop();
  desk = undefined;
  await store.close();
  await network.close();
  for (const site of [...sites, honest]) await site.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each([
  ['SQLite', false],
  ['PostgreSQL', true],
] as const)('the service over %s among hostile publishers', (_name, onPostgres) => {
  it.skipIf(onPostgres && postgresUrl === undefined)(
    'names what is wrong with each, keeps all that it holds readable, and brings the honest feed',
    async () => {
      const database = onPostgres ? await newDatabase('template1') : undefined;
      store = await openStore(
        database === undefined
          ? { kind: 'sqlite', path: join(folder, 'crosswire.db') }
          : { kind: 'postgres', url: database.url },
        () => clock.now(),
      );
      const all = networkTo(...sites, honest);
      network = {
        close: async () => {
          await all.close();
          await database?.discard();
        },
      };
      const follower = { address: here, by: 'U1', at: new Date(clock.now()).toISOString() };
      const ids = new Map<string, string>();
      for (const [index, site] of [...sites, honest].entries()) {
        const source = newSource(`${site.url}/feed`, null, null);
        ids.set(publishers[index]?.[0] ?? 'the honest one', source.id);
        await store.sources.follow(source, follower);
      }
      desk = startDesk(store, all.fetch, clock);
      const state = async (publisher: string) => store.sources.get(ids.get(publisher) ?? '');
      await until(async () => {
        for (const [publisher, , code] of publishers) {
          const source = await state(publisher);
          expect([publisher, source?.failure?.code]).toEqual([publisher, code]);
          if (code === undefined) expect([publisher, source?.readAt]).not.toEqual([publisher, null]);
        }
        expect((await state('the honest one'))?.readAt).not.toBeNull();
      }, 90_000);

      // The list holds every one of them, and each can be read again.
      expect(await store.sources.list()).toHaveLength(publishers.length + 1);
      for (const source of await store.sources.list()) {
        expect(Number.isFinite(source.dueAt)).toBe(true);
        expect(source.dueAt).toBeLessThan(clock.now() + 27 * hour);
      }
      entries = [entry('new', 'Bridge near Lublin opens again'), ...entries];
      clock.ahead(28 * hour);
      await until(async () => {
        expect((await store.articles.all()).map(({ title }) => title)).toContain('Bridge near Lublin opens again');
      }, 90_000);
      const brought = await store.articles.all();
      expect(brought.map(({ title }) => title).filter((title) => title?.startsWith('Ferry'))).toEqual([]);
      expect(desk.log.errors).toEqual([]);
      expect((await desk.live.health()).problems.filter((problem) => !/cannot be read|due/u.test(problem))).toEqual([]);
    },
    240_000,
  );
});
