import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { CrosswireError } from '../../src/errors.ts';
import { openStore } from '../../src/store/store.ts';
import { storeContract } from '../contracts/store.ts';
import type { OpenedStore } from '../contracts/store-samples.ts';
import { fill, linesOf, takeIn } from '../contracts/transfer.ts';
import { postgresUrl } from '../environment.ts';
import { sampleArticle } from './sample.ts';

const server = postgresUrl ?? 'postgres://127.0.0.1/postgres';

const run = async (statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A database of its own for every store, so that tests do not see one another. */
const newDatabase = async (): Promise<{ url: string; discard: () => Promise<void> }> => {
  const name = `crosswire_test_${randomUUID().replaceAll('-', '')}`;
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, discard: () => run(`DROP DATABASE ${name} WITH (FORCE)`) };
};

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
  storeContract('PostgreSQL', async (): Promise<OpenedStore> => {
    const { url, discard } = await newDatabase();
    const open = () => openStore({ kind: 'postgres', url });
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
