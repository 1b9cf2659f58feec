import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CrosswireError } from '../../src/errors.ts';
import type { Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { storeContract } from '../contracts/store.ts';
import { feed, feedItem, follower, type OpenedStore, reading } from '../contracts/store-samples.ts';
import { fill, linesOf, takeIn } from '../contracts/transfer.ts';
import { postgresUrl } from '../environment.ts';
import { dropTemplate, makeTemplate, newDatabase, run, server } from './postgres-server.ts';
import { sampleArticle } from './sample.ts';

const failure = async (url: string): Promise<CrosswireError> => {
  const error = await openStore({ kind: 'postgres', url }).then(
    () => new Error('it opened'),
    (reason: unknown) => reason,
  );
  if (error instanceof CrosswireError) return error;
  throw error;
};

if (postgresUrl === undefined) console.log('CROSSWIRE_TEST_POSTGRES is not set: the PostgreSQL store is not tested.');

describe.skipIf(postgresUrl === undefined)('PostgreSQL', () => {
  beforeAll(makeTemplate);
  afterAll(dropTemplate);

  storeContract('PostgreSQL', async (now): Promise<OpenedStore> => {
    const { url, discard } = await newDatabase();
    const open = () => openStore({ kind: 'postgres', url }, now);
    return { store: await open(), again: open, discard };
  });

  const slot = '2025-06-02T05:00:00.000Z';
  const post = { address: { platform: 'slack', workspace: 'T1', channel: 'C1' }, payload: { text: 'hello' } } as const;

  it('lets three processes share one database: one claim a slot, one lease a post, each thread in order', async () => {
    const { url, discard } = await newDatabase();
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ kind: 'postgres', url })));
    const claims = await Promise.all(
      stores.flatMap((store) =>
        Array.from({ length: 10 }, (_, n) => store.outbox.claim(`s${n}`, slot, [post, post, post])),
      ),
    );
    expect(claims.filter(Boolean)).toHaveLength(10);
    const sent: string[] = [];
    const work = stores.map(async ({ outbox }) => {
      for (;;) {
        const entries = await outbox.lease(1_000, 60_000, 4);
        if (entries.length === 0) return;
        for (const entry of entries) {
          sent.push(entry.key);
          await outbox.settle(entry.key, { kind: 'sent', ref: entry.key });
        }
      }
    });
    await Promise.all(work);
    // A sender that found nothing due may have stopped while another still held a parent.
    for (const entry of (await stores[0]?.outbox.lease(1_000, 60_000, 100)) ?? []) sent.push(entry.key);
    expect(new Set(sent).size).toBe(sent.length);
    const parts = new Map<string, string[]>();
    for (const key of sent) {
      const [subscription = '', , part = ''] = key.split('/');
      parts.set(subscription, [...(parts.get(subscription) ?? []), part]);
    }
    expect([...parts.values()]).toEqual(Array.from({ length: 10 }, () => ['0', '1', '2']));
    for (const store of stores) await store.close();
    await discard();
  });

  it('lets the late word of a process whose lease ran out keep its items and change nothing else', async () => {
    const { url, discard } = await newDatabase();
    const [slow, quick] = await Promise.all([
      openStore({ kind: 'postgres', url }),
      openStore({ kind: 'postgres', url }),
    ]);
    const { host } = feed('a');
    await slow.sources.follow(feed('a'), follower());
    await slow.sources.follow(feed('b', { host, dueAt: 5_000 }), follower());
    const [late = feed('none')] = await slow.sources.claim(1_000, 500, 1);
    const [source = feed('none')] = await quick.sources.claim(1_500, 500, 1);
    expect(source.id).toBe('a');
    // Late while the other still reads: neither the source nor its host is given out before the other has done.
    expect(await slow.sources.settle(reading({ ...late, etag: '"1"' }, [feedItem('n')]))).toEqual(['new']);
    expect(await slow.sources.claim(1_999, 500, 9)).toEqual([]);
    const read = reading({ ...source, etag: '"2"', dueAt: 99_000 }, [feedItem('n')], { hostFreeAt: 8_000 });
    expect(await quick.sources.settle(read)).toEqual(['known']);
    expect((await slow.sources.get('a'))?.etag).toBe('"2"');
    expect(await slow.sources.claim(7_999, 500, 9)).toEqual([]);
    expect((await slow.sources.claim(8_000, 500, 9)).map(({ id }) => id)).toEqual(['b']);
    // Late with what it held: it gives back nothing that is another's by now.
    await slow.sources.claim(9_000, 500, 9);
    await quick.sources.claim(9_500, 500, 9);
    await slow.sources.release(['b']);
    expect(await slow.sources.claim(9_600, 500, 9)).toEqual([]);
    for (const store of [slow, quick]) await store.close();
    await discard();
  });

  it('lets three processes share sources, pages and readings: everything once, one request a host at a time', async () => {
    const { url, discard } = await newDatabase();
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ kind: 'postgres', url })));
    const [first] = stores;
    if (first === undefined) throw new Error('there are three');
    const count = 60;
    for (let n = 0; n < count; n += 1) await first.sources.follow(feed(`${n}`, { host: `h${n % 15}` }), follower());
    const busy = new Map<string, string>();
    const read: string[] = [];
    const outcomes: string[] = [];
    const enter = (host: string, id: string): void => {
      if (busy.has(host)) throw new Error(`${host} was asked for ${id} and ${busy.get(host)} at once`);
      busy.set(host, id);
    };
    const work = async (store: Store): Promise<void> => {
      for (let idle = 0; idle < 20; ) {
        const sources = await store.sources.claim(1_000, 60_000, 4);
        for (const { id, host } of sources) enter(host, id);
        for (const source of sources) {
          // Every feed tells of one thing of its own, one that all tell of, and one whose page is on a shared host.
          const items = [feedItem(`own${source.id}`), feedItem('shared'), feedItem(`p${source.id}`, { page: 'h1' })];
          busy.delete(source.host);
          outcomes.push(...(await store.sources.settle(reading({ ...source, dueAt: 9_000 }, items))));
          read.push(source.id);
        }
        const jobs = await store.pages.claim(1_000, 60_000, 4);
        for (const { id, host } of jobs) enter(host, id);
        for (const job of jobs) {
          busy.delete(job.host);
          await store.pages.settle(job, { article: { ...job.article, text: `The page of ${job.id}.` } }, 0);
        }
        const articles = await store.readings.claim('1', 1_000, 60_000, 7);
        await store.readings.put(
          '1',
          articles.map((article) => ({ article, content: '{}' })),
        );
        idle = sources.length + jobs.length + articles.length === 0 ? idle + 1 : 0;
      }
    };
    await Promise.all(stores.map(work));
    expect(read.toSorted()).toEqual(Array.from({ length: count }, (_, n) => `${n}`).toSorted());
    expect(outcomes.filter((outcome) => outcome === 'new')).toHaveLength(2 * count + 1);
    expect(await first.articles.all()).toHaveLength(2 * count + 1);
    const readings = await first.readings.after('1', 0, 999);
    expect(readings.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 2 * count + 1 }, (_, n) => n + 1));
    expect([await first.pages.waiting(), await first.readings.waiting('1')]).toEqual([0, 0]);
    for (const store of stores) await store.close();
    await discard();
  });

  it('lets processes that read feeds with the same items, in any order, pass one another', async () => {
    const { url, discard } = await newDatabase();
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ kind: 'postgres', url })));
    for (const id of ['0', '1', '2']) await stores[0]?.sources.follow(feed(id), follower());
    const items = Array.from({ length: 40 }, (_, n) => feedItem(`n${n}`));
    const monthMs = 30 * 24 * 60 * 60 * 1000;
    for (let month = 0; month < 12; month += 1) {
      // Every month each feed gives each item a key of its own, and what still stands there is noted anew.
      const outcomes = await Promise.all(
        stores.map((store, n) => {
          const rekeyed = items.map((item) => ({
            ...item,
            keys: [...item.keys, `id:${month}-${item.article.id}`, `url:${month}-${item.article.id}`],
          }));
          const ordered = n === 1 ? rekeyed.toReversed() : rekeyed;
          return store.sources.settle(reading(feed(`${n}`), ordered, { now: (month + 1) * monthMs }));
        }),
      );
      expect(outcomes.flat().filter((outcome) => outcome === 'new')).toHaveLength(month === 0 ? items.length : 0);
    }
    expect(await stores[0]?.articles.all()).toHaveLength(items.length);
    for (const store of stores) await store.close();
    await discard();
  });

  it('keeps no reading of an old text when the text changes at the same moment', async () => {
    const { url, discard } = await newDatabase();
    const [one, other] = await Promise.all([
      openStore({ kind: 'postgres', url }),
      openStore({ kind: 'postgres', url }),
    ]);
    const ids = ['a', 'b', 'c', 'd'];
    await one.articles.put(ids.map((id) => sampleArticle(id)));
    for (let round = 0; round < 25; round += 1) {
      const claimed = await one.readings.claim('1', round, 1, 9);
      const readings = claimed.map((article) => ({ article, content: article.text }));
      const changed = ids.map((id) => sampleArticle(id, { text: `Round ${round}.` }));
      await Promise.all([
        one.readings.put('1', readings),
        other.articles.put(changed.toReversed()),
        other.readings.release(ids),
      ]);
      const kept = await other.readings.after('1', 0, 9);
      expect(kept.filter(({ article, content }) => article.text !== content)).toEqual([]);
      expect(kept.length + (await other.readings.waiting('1'))).toBe(ids.length);
    }
    for (const store of [one, other]) await store.close();
    await discard();
  });

  it('brings an empty database up to date once when many open it at once', async () => {
    const { url, discard } = await newDatabase('template1');
    const stores = await Promise.all(Array.from({ length: 5 }, () => openStore({ kind: 'postgres', url })));
    for (const store of stores) expect(await store.articles.all()).toEqual([]);
    for (const store of stores) await store.close();
    await discard();
  });

  it('takes in what SQLite gave, and gives it back to SQLite, line for line', async () => {
    const { url, discard } = await newDatabase();
    const postgres = await openStore({ kind: 'postgres', url });
    const [from, to] = await Promise.all([1, 2].map(() => openStore({ kind: 'sqlite', path: ':memory:' })));
    if (from === undefined || to === undefined) throw new Error('both were opened');
    await fill(from);
    const lines = await linesOf(from);
    await takeIn(postgres, lines);
    expect(await linesOf(postgres)).toEqual(lines);
    await takeIn(to, await linesOf(postgres));
    expect(await linesOf(to)).toEqual(lines);
    for (const store of [from, to, postgres]) await store.close();
    await discard();
  });

  it('lets processes put the same articles at once', async () => {
    const { url, discard } = await newDatabase();
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ kind: 'postgres', url })));
    const articles = Array.from({ length: 200 }, (_, n) => sampleArticle(`n${n}`));
    const outcomes = await Promise.all(
      stores.map((store, n) => store.articles.put(n === 1 ? articles.toReversed() : articles)),
    );
    expect(outcomes.flat().filter((outcome) => outcome === 'new')).toHaveLength(200);
    for (const store of stores) await store.close();
    await discard();
  });

  it('outlives a connection that the server cuts', async () => {
    const { url, discard } = await newDatabase();
    const store = await openStore({ kind: 'postgres', url });
    await store.articles.put([sampleArticle('a')]);
    await run(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${new URL(url).pathname.slice(1)}'`,
    );
    const first = await store.articles.all().catch((reason: unknown) => reason);
    if (first instanceof Error) expect(first).toMatchObject({ code: 'database' });
    expect(await store.articles.all()).toEqual([sampleArticle('a')]);
    await store.close();
    await discard();
  });

  it('says that a database does not exist, without the password', async () => {
    const url = new URL(server);
    url.pathname = '/no_such_database';
    url.password = 'hunter2';
    const error = await failure(url.href);
    expect(error.code).toBe('database');
    expect(error.message).toContain('does not exist');
    expect(error.message + error.fix).not.toContain('hunter2');
  });
});

describe('a PostgreSQL server that does not answer', () => {
  it('is named without user and password', async () => {
    const error = await failure('postgres://someone:hunter2@127.0.0.1:1/news');
    expect(error.code).toBe('database');
    expect(error.message).toBe('The PostgreSQL database 127.0.0.1:1/news cannot be reached (ECONNREFUSED).');
    expect(error.message + error.fix).not.toMatch(/hunter2|someone/u);
  });
});
