/** The running service end to end: real sockets, the real database, the real thread. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChat } from '../../src/chat/chat.ts';
import { engineVersion } from '../../src/live/version.ts';
import type { Answer, Person } from '../../src/model.ts';
import type { Fetch, Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import {
  articleOn,
  briskClock,
  type Desk,
  type FeedEntry,
  networkTo,
  notingPlatform,
  rssOf,
  type Site,
  startDesk,
  startSite,
  until,
} from './harness.ts';

const manager: Person = { id: 'U1', manages: true };
const here = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
const minute = 60_000;
const hour = 60 * minute;

/** Long enough, and in paragraphs, to be taken for the whole of it. */
const entryOn = (id: string, place: string, published = '2031-01-06T07:00:00Z'): FeedEntry => ({
  id,
  title: `Bridge near ${place} is closed`,
  published,
  text: [
    `The bridge near ${place} was closed on Monday after 3 cracks were found in its northern pier, the road authority said.`,
    'Engineers expect that repairs will take about 14 days; until then traffic is led over the old ferry. The authority said that nobody was in danger at any time, and that it will examine 12 other bridges of the same kind before the end of the month.',
    `Drivers from ${place} were told to allow for an hour more on their way to work. The mayor asked the railway for additional trains in the morning and in the evening, and for longer ones at weekends.`,
    'The bridge was opened 40 years ago and is crossed by some 9,000 cars a day. It was last repaired in 2019, when its railing was replaced. A new one has been planned since then, but no money was set aside for it so far.',
  ].join('\n\n'),
});

let folder: string;
let store: Store;
let site: Site;
let network: { readonly fetch: Fetch; close(): Promise<void> };
let desk: Desk | undefined;
let entries: FeedEntry[];
let answer: Parameters<typeof startSite>[0];
const clock = briskClock('2031-01-06T08:00:00Z');
const platform = notingPlatform();

const open = async (): Promise<void> => {
  store = await openStore({ kind: 'sqlite', path: join(folder, 'crosswire.db') }, () => clock.now());
};
const start = (settings = {}): Desk => {
  desk = startDesk(store, network.fetch, clock, { settings, platforms: [platform] });
  return desk;
};
const stop = async (): Promise<void> => {
  await desk?.stop();
  desk = undefined;
  await store.close();
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswire-live-'));
  entries = [entryOn('old-1', 'Ostrava'), entryOn('old-2', 'Tarnow')];
  answer = (path, _request, response) => {
    if (path !== '/feed.xml') response.writeHead(404);
    response.end(path === '/feed.xml' ? rssOf('The Bridge Post', entries) : '');
  };
  site = await startSite((...request) => answer(...request));
  network = networkTo(site);
  await open();
});

afterEach(async () => {
  await stop();
  await network.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

const say = async (text: string, person = manager): Promise<Answer> =>
  createChat({
    desk: (desk ?? start()).thread.desk,
    store,
    fetch: network.fetch,
    clock,
    topics: [],
    status: async () => [],
  })({ address: here, person, name: 'news', text });

const linesOf = (said: Answer): string => {
  if (said.kind !== 'notice') throw new Error(`a ${said.kind} came instead of a notice`);
  return [said.notice.title, ...said.notice.lines, said.notice.fix ?? ''].join('\n');
};

const pointsOf = (said: Answer): string => {
  if (said.kind !== 'briefing') throw new Error(`a ${said.kind} came instead of a briefing`);
  return said.briefing.points.map(({ text }) => text).join('\n');
};

/** The source has been read so many times. */
const readTimes = (times: number): Promise<void> =>
  until(() => expect(site.asked('/feed.xml')).toBeGreaterThanOrEqual(times));

/** One that was added is read by the chat once, and by the service once, as the baseline. */
const added = async (): Promise<void> => {
  const said = linesOf(await say(`feed add ${site.url}/feed.xml`));
  expect(said).toContain('The Bridge Post');
  expect(said).toContain('It holds 2 items now');
  expect(said).toContain('Bridge near Ostrava is closed');
  expect(said).toContain('None of the old ones will be posted');
  await until(async () => expect((await store.sources.list())[0]?.readAt).not.toBeNull());
};

describe('a feed that was added by chat', () => {
  it('brings nothing of the old, and what is new into the next briefing', async () => {
    start();
    await added();
    expect(await store.articles.all()).toEqual([]);
    expect(pointsOf(await say(''))).toBe('');

    entries = [entryOn('new-1', 'Lublin', '2031-01-06T09:00:00Z'), ...entries];
    clock.ahead(7 * hour);
    await until(async () => expect(pointsOf(await say(''))).toContain('Lublin'));
    expect((await store.articles.all()).map(({ title }) => title)).toEqual(['Bridge near Lublin is closed']);
    expect(desk?.log.errors).toEqual([]);
  });

  it('keeps its story over a restart, and nothing is read twice', async () => {
    start();
    await added();
    entries = [entryOn('new-1', 'Lublin', '2031-01-06T09:00:00Z'), ...entries];
    clock.ahead(7 * hour);
    await until(async () => expect(await desk?.thread.desk.stories()).toHaveLength(1));
    const before = await desk?.thread.desk.stories();
    await stop();

    await open();
    const again = start();
    await again.live.ready;
    expect(await again.thread.desk.stories()).toEqual(before);
    const { text } = await again.live.metrics();
    expect(text).not.toContain('crosswire_analysis_seconds_count{task="read"}');
    expect(text).toContain('crosswire_articles 1');
  });

  it('is told of once to each channel when it comes to rest, and not again after a restart', async () => {
    start();
    await added();
    answer = (_path, _request, response) => response.writeHead(503).end();
    for (let failure = 1; failure <= 11; failure += 1) {
      clock.ahead(25 * hour);
      await until(async () => expect((await store.sources.list())[0]?.failures).toBeGreaterThanOrEqual(failure));
    }
    await until(async () => expect((await store.sources.list())[0]?.toldAt).not.toBeNull());
    const told = await store.outbox.lease(clock.now(), minute, 10);
    expect(told.map(({ address, payload }) => [address, JSON.stringify(payload)])).toEqual([
      [here, expect.stringContaining('Feed at rest: The Bridge Post')],
    ]);
    for (const { key } of told) await store.outbox.settle(key, { kind: 'sent', ref: '1' });
    const errors = linesOf(await say('feed errors', { id: 'U2', manages: false }));
    expect(errors).toMatch(/503.*11 times in a row; next try .*It rests\. What to do: /u);
    await stop();

    await open();
    start();
    const before = site.asked('/feed.xml');
    clock.ahead(30 * hour);
    await readTimes(before + 1);
    await until(async () => expect((await store.sources.list())[0]?.failures).toBe(12));
    expect(await store.outbox.waiting()).toBe(0);
  });

  it('has the page read where it carries a stub, and the stub kept where the page cannot be read', async () => {
    const text = entryOn('x', 'Lublin').text;
    answer = (path, _request, response) => {
      const stub = (id: string, title: string): FeedEntry => ({
        id,
        title,
        published: '2031-01-06T09:00:00Z',
        text: 'The bridge near Lublin was closed on Monday …',
        link: `${site.url}/${id}.html`,
      });
      if (path === '/feed.xml')
        response.end(
          rssOf(
            'The Bridge Post',
            entries.length > 2
              ? [stub('good', 'Bridge near Lublin is closed'), stub('lost', 'Ferry near Lublin is late')]
              : entries,
          ),
        );
      else if (path === '/good.html')
        response
          .setHeader('content-type', 'text/html')
          .end(
            `<html><head><title>Bridge near Lublin is closed</title></head><body><article><h1>Bridge near Lublin is closed</h1><p>${text.replaceAll('\n\n', '</p><p>')}</p></article></body></html>`,
          );
      else response.writeHead(404).end();
    };
    start();
    await added();
    entries = [...entries, entryOn('third', 'Krakow')];
    clock.ahead(7 * hour);
    await until(async () => expect(await store.articles.all()).toHaveLength(2));
    const texts = (await store.articles.all()).map((article) => article.text).sort((a, b) => a.length - b.length);
    expect(texts[0]).toContain('The bridge near Lublin was closed on Monday');
    expect(texts[1]).toContain('allow for an hour more on their way to work');
  });
});

describe('the service', () => {
  it('goes on with the others when one feed hangs and one is broken', async () => {
    answer = (path, _request, response) => {
      if (path === '/hangs.xml') return;
      response.end(path === '/broken.xml' ? '<rss' : rssOf('The Bridge Post', entries));
    };
    const running = start({ fetchConcurrency: 2 });
    const other = await startSite((...request) => answer(...request));
    const both = networkTo(site, other);
    await running.stop();
    desk = startDesk(store, both.fetch, clock, { settings: { fetchConcurrency: 2 } });
    const opml = ['hangs.xml', 'broken.xml', 'feed.xml']
      .map(
        (name, index) => `<outline type="rss" text="${name}" xmlUrl="${index === 0 ? other.url : site.url}/${name}"/>`,
      )
      .join('');
    expect(linesOf(await say(`feed import <opml version="2.0"><body>${opml}</body></opml>`))).toContain(
      '3 feeds added',
    );
    await until(async () => {
      const [broken, good] = await Promise.all(
        ['broken.xml', 'The Bridge Post'].map(async (title) =>
          (await store.sources.list()).find((source) => source.title === title),
        ),
      );
      expect(broken?.failure).not.toBeNull();
      expect(broken?.failures).toBeGreaterThan(0);
      expect(good?.readAt).not.toBeNull();
    });
    expect(linesOf(await say('feed errors'))).toContain('broken.xml');
    // Ends at once, and what hangs is given back: it is due again.
    await stop();
    await open();
    const due = await store.sources.claim(clock.now() + 7 * hour, minute, 10);
    expect(due.map(({ title }) => title)).toContain('hangs.xml');
    await both.close();
    await other.close();
  });

  it('loses nothing and reads nothing twice when it is stopped in the middle', async () => {
    const articles = Array.from({ length: 60 }, (_, index) => articleOn(`a${index}`, `Port ${index}`, index + 20));
    await store.articles.put(articles);
    const first = start();
    await until(async () => expect((await store.readings.after(engineVersion, 0, 100)).length).toBeGreaterThan(0));
    await first.stop();
    const part = await store.readings.after(engineVersion, 0, 100);
    expect(part.length).toBeLessThan(60);
    await store.close();
    await open();

    const second = start();
    await until(async () => expect((await second.thread.desk.size()).articles).toBe(60));
    const all = await store.readings.after(engineVersion, 0, 100);
    expect(all).toHaveLength(60);
    // What was kept before the stop is what is kept now.
    expect(all.slice(0, part.length)).toEqual(part);
    expect(await store.readings.waiting(engineVersion)).toBe(0);
    expect([...first.log.errors, ...second.log.errors]).toEqual([]);
  });

  it('holds no more articles than it is allowed to, the newest', async () => {
    await store.articles.put(Array.from({ length: 30 }, (_, index) => articleOn(`a${index}`, `Port ${index}`, 40)));
    const running = start({ liveArticles: 10 });
    await until(async () => expect(await store.articles.all()).toHaveLength(30));
    await until(async () => {
      expect(await store.readings.waiting(engineVersion)).toBe(0);
      expect((await running.thread.desk.size()).articles).toBe(10);
    });
    await stop();
    await open();
    const again = start({ liveArticles: 10 });
    await again.live.ready;
    expect((await again.thread.desk.size()).articles).toBe(10);
  });

  it('shows numbers and names of outcomes, and nothing of what was read', async () => {
    const running = start();
    await added();
    entries = [entryOn('new-1', 'Lublin', '2031-01-06T09:00:00Z'), ...entries];
    clock.ahead(7 * hour);
    await until(async () => expect((await running.thread.desk.size()).articles).toBe(1));
    const { text, contentType } = await running.live.metrics();
    expect(contentType).toContain('text/plain');
    for (const line of [
      /crosswire_feeds\{status="active"\} 1/u,
      /crosswire_fetches_total\{what="feed",outcome="ok"\} 2/u,
      /crosswire_fetch_seconds_count\{what="feed"\} 2/u,
      /crosswire_items_total\{outcome="baseline"\} 2/u,
      /crosswire_items_total\{outcome="new"\} 1/u,
      /crosswire_queue\{queue="unread"\} 0/u,
      /crosswire_queue\{queue="outbox"\} 0/u,
      /crosswire_analysis_seconds_count\{task="read"\} 1/u,
      /crosswire_stories 1/u,
      /nodejs_eventloop_lag_p99_seconds/u,
    ])
      expect(text).toMatch(line);
    expect(text).not.toMatch(/Lublin|Bridge|127\.0\.0\.1|U1|C1/u);
    expect(await running.live.health()).toEqual({ problems: [], feeds: 1, unread: 0 });
  });

  it('says what is wrong when the thread has ended or the database cannot be read', async () => {
    const running = start();
    await running.live.ready;
    await running.live.stop();
    await running.thread.close();
    const { problems } = await running.live.health();
    expect(problems).toEqual(['the thread of the analysis has ended']);
    await store.close();
    expect((await running.live.health()).problems[0]).toContain('the database cannot be read');
    desk = undefined;
    await open();
  });
});
