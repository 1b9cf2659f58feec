/** A database of the first version, with everything that it could hold, is opened by this one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialect, Kysely, Migrator, sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { first } from '../../src/store/migration-001.ts';
import { postgresDialect } from '../../src/store/postgres.ts';
import type { Tables } from '../../src/store/schema.ts';
import { sqliteDialect } from '../../src/store/sqlite.ts';
import { type DatabaseChoice, openStore } from '../../src/store/store.ts';
import { address, briefing, slot, subscription } from '../contracts/store-samples.ts';
import { postgresUrl } from '../environment.ts';
import { newDatabase } from './postgres-server.ts';
import { sampleArticle } from './sample.ts';

const discards: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const discard of discards.splice(0)) await discard();
});

const dialectOf = (choice: DatabaseChoice): Dialect =>
  choice.kind === 'sqlite' ? sqliteDialect(choice.path) : postgresDialect(choice.url);

const odd = 'nul \0 half \uD800';
const post = { subscription: 's1', slot, address: JSON.stringify(address), due_at: 0, leased_until: 0, attempts: 0 };

/** As the first version wrote it. */
const rows: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ...['a', odd].map((id) => {
    const { seen: _, ...article } = sampleArticle(id);
    const seen = id === odd ? '2025-06-02T06:00:00.000Z' : null;
    return ['articles', { id: JSON.stringify(id), content: JSON.stringify(article), seen }] as const;
  }),
  ['subscriptions', { id: 's1', content: JSON.stringify(subscription('s1')) }],
  ['watermarks', { subscription: 's1', slot }],
  ['slots', { subscription: 's1', slot }],
  ['posts', { ...post, key: 'k0', part: 0, state: 'sent', ref: '1.1', delivery: '{"kind":"sent","ref":"1.1"}' }],
  ['posts', { ...post, key: 'k1', part: 1, state: 'waiting', payload: '{"text":"waits"}' }],
  ['threads', { ...address, thread: '1.1', briefing: JSON.stringify(briefing) }],
];

const fillFirst = async (choice: DatabaseChoice): Promise<void> => {
  const db = new Kysely<Tables>({ dialect: dialectOf(choice) });
  const provider = { getMigrations: async () => ({ '001-first': first(choice.kind) }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  for (const [table, row] of rows)
    await sql`insert into ${sql.table(table)} (${sql.join(Object.keys(row).map((name) => sql.ref(name)))})
      values (${sql.join(Object.values(row))})`.execute(db);
  await sql`update counters set value = 7 where name = 'articles'`.execute(db);
  await db.destroy();
};

const opensFirst = async (choice: DatabaseChoice): Promise<void> => {
  await fillFirst(choice);
  const store = await openStore(choice, () => 1_000);
  const seen = sampleArticle(odd, { seen: '2025-06-02T06:00:00.000Z' });
  expect(await store.articles.all()).toEqual([sampleArticle('a'), seen]);
  expect(await store.articles.revision()).toBe(7);
  expect((await store.articles.search('ferry', 9)).toSorted()).toEqual(['a', odd].toSorted());
  expect(await store.subscriptions.list()).toEqual([subscription('s1')]);
  expect(await store.subscriptions.watermark('s1')).toBe(slot);
  expect(await store.threads.get({ ...address, thread: '1.1' })).toEqual(briefing);
  expect((await store.readings.claim('1', 1_000, 500, 9)).map(({ id }) => id)).toEqual(['a', odd]);
  // What was there counts as written when it was brought up to date: nothing goes at once.
  const at = (instant: number) => store.prune({ articles: instant, items: 0, posts: instant, threads: instant });
  expect(await at(1_000)).toEqual({ articles: 0, items: 0, posts: 0, threads: 0 });
  expect((await store.outbox.lease(1_000, 500, 9)).map(({ payload }) => payload)).toEqual([{ text: 'waits' }]);
  await store.outbox.settle('k1', { kind: 'sent', ref: '1.2' });
  expect(await at(1_001)).toEqual({ articles: 0, items: 0, posts: 2, threads: 1 });
  expect(await store.articles.all()).toHaveLength(2);
  await store.close();
  const again = await openStore(choice);
  expect(await again.articles.all()).toHaveLength(2);
  await again.close();
};

describe('a database of the first version', () => {
  it('is brought up to date by SQLite, and holds all that it held', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'crosswire-migrate-'));
    discards.push(() => rm(folder, { recursive: true, force: true }));
    await opensFirst({ kind: 'sqlite', path: join(folder, 'crosswire.db') });
  });

  it.skipIf(postgresUrl === undefined)('is brought up to date by PostgreSQL, and holds all that it held', async () => {
    const { url, discard } = await newDatabase('template1');
    discards.push(discard);
    await opensFirst({ kind: 'postgres', url });
  });
});
