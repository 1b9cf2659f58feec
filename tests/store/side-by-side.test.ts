/**
 * Replicas are replaced one after another: for a while the release before works in the database of this one. What it
 * reads and writes is written down here as statements, since its code is gone; and no later step may touch what it knows.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialect, Kysely, type Migration, Migrator, sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { first } from '../../src/store/migration-001.ts';
import { live } from '../../src/store/migration-002.ts';
import { digests } from '../../src/store/migration-003.ts';
import { postgresDialect } from '../../src/store/postgres.ts';
import type { Tables } from '../../src/store/schema.ts';
import { sqliteDialect } from '../../src/store/sqlite.ts';
import { type DatabaseChoice, openStore } from '../../src/store/store.ts';
import { address, nextSlot, posts, sent, slot, subscription } from '../contracts/store-samples.ts';
import { postgresUrl } from '../environment.ts';
import { newDatabase } from './postgres-server.ts';

const discards: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const discard of discards.splice(0).reverse()) await discard();
});

const dialectOf = (choice: DatabaseChoice): Dialect =>
  choice.kind === 'sqlite' ? sqliteDialect(choice.path) : postgresDialect(choice.url);

const open = (choice: DatabaseChoice): Kysely<Tables> => new Kysely<Tables>({ dialect: dialectOf(choice) });

/** Brings a database to where the release before had it. */
const migrateToThird = async (db: Kysely<Tables>, flavour: DatabaseChoice['kind']): Promise<void> => {
  const steps: Record<string, Migration> = {
    '001-first': first(flavour),
    '002-live': live({ db, flavour, now: () => 1_000 }),
    '003-digests': digests(flavour),
  };
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => steps } }).migrateToLatest();
  if (error !== undefined) throw error;
};

interface Column {
  readonly type: string;
  readonly mayBeLeftOut: boolean;
}

/** Every column as `table.column`. */
const columnsOf = async (db: Kysely<Tables>): Promise<ReadonlyMap<string, Column>> =>
  new Map(
    (await db.introspection.getTables()).flatMap((table) =>
      table.columns.map((column): [string, Column] => [
        `${table.name}.${column.name}`,
        {
          type: column.dataType,
          mayBeLeftOut: column.isNullable || column.hasDefaultValue || column.isAutoIncrementing,
        },
      ]),
    ),
  );

/** The outbox as the release before works with it: a claim, a lease and a settlement, statement by statement. */
const releaseBefore = (db: Kysely<Tables>) => ({
  claim: (id: string, at: string, key: string): Promise<boolean> =>
    db.transaction().execute(async (trx) => {
      const claimed = await sql`insert into slots (subscription, slot, written_at) values (${id}, ${at}, 1000)
        on conflict do nothing returning slot`.execute(trx);
      if (claimed.rows.length === 0) return false;
      await sql`insert into posts (key, subscription, slot, part, address, payload, briefing, state, due_at, leased_until,
          attempts, ref, delivery, settled_at)
        values (${key}, ${id}, ${at}, 0, ${JSON.stringify(address)}, ${'{"text":"of the release before"}'}, null,
          'waiting', 0, 0, 0, null, null, null)`.execute(trx);
      await sql`insert into told (subscription, slot, channel, content)
        values (${id}, ${at}, 'slack:C1', ${'{"points":[],"slots":[]}'})`.execute(trx);
      await sql`insert into watermarks (subscription, slot) values (${id}, ${at})
        on conflict (subscription) do update set slot = ${at} where watermarks.slot < ${at}`.execute(trx);
      return true;
    }),
  lease: (now: number): Promise<readonly string[]> =>
    db.transaction().execute(async (trx) => {
      await sql`update counters set value = value + 1 where name = 'outbox'`.execute(trx);
      const { rows } = await sql<{ key: string }>`select key from posts
        where state = 'waiting' and due_at <= ${now} and leased_until <= ${now} and part = 0 order by slot`.execute(
        trx,
      );
      const keys = rows.map(({ key }) => key);
      if (keys.length > 0)
        await sql`update posts set leased_until = ${now + 60_000}, attempts = attempts + 1
          where key in (${sql.join(keys)})`.execute(trx);
      return keys;
    }),
  settle: async (key: string): Promise<void> => {
    await sql`update posts set state = 'sent', ref = '9.9', payload = null, briefing = null,
      delivery = ${JSON.stringify(sent('9.9'))}, settled_at = 2000 where key = ${key} and state = 'waiting'`.execute(
      db,
    );
  },
});

const addsOnly = async (choice: DatabaseChoice): Promise<void> => {
  const before = open(choice);
  await migrateToThird(before, choice.kind);
  const old = await columnsOf(before);
  await before.destroy();
  await (await openStore(choice)).close();
  const after = open(choice);
  const now = await columnsOf(after);
  await after.destroy();
  const tables = new Set([...old.keys()].map((name) => name.split('.')[0]));
  for (const [name, column] of old) expect([name, now.get(name)?.type]).toEqual([name, column.type]);
  const added = [...now].filter(([name]) => !old.has(name) && tables.has(name.split('.')[0]));
  expect(added.filter(([, { mayBeLeftOut }]) => !mayBeLeftOut)).toEqual([]);
};

describe('the release before', () => {
  it('finds everything that it knows where it was, and may leave out what is new, on SQLite', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'crosswire-side-'));
    discards.push(() => rm(folder, { recursive: true, force: true }));
    await addsOnly({ kind: 'sqlite', path: join(folder, 'crosswire.db') });
  });

  describe.skipIf(postgresUrl === undefined)('on PostgreSQL', () => {
    const fresh = async (): Promise<DatabaseChoice> => {
      const { url, discard } = await newDatabase('template1');
      discards.push(discard);
      return { kind: 'postgres', url };
    };

    it('finds everything that it knows where it was, and may leave out what is new', async () => {
      await addsOnly(await fresh());
    });

    it('shares slots and posts with this one: one claim a slot, one lease a post, whoever made it', async () => {
      const choice = await fresh();
      const db = open(choice);
      discards.push(() => db.destroy());
      await migrateToThird(db, choice.kind);
      const before = releaseBefore(db);
      expect(await before.claim('s1', slot, 'k-before')).toBe(true);
      // The new one comes while the old one works.
      const store = await openStore(choice, () => 1_000);
      discards.push(store.close);
      await store.subscriptions.put(subscription('s1'));
      expect(await store.outbox.claim('s1', slot, posts(1))).toBe(false);
      const [theirs] = await store.outbox.lease(1_000, 60_000, 9);
      expect(theirs).toMatchObject({ key: 'k-before', payload: { text: 'of the release before' } });
      expect(await before.lease(1_500)).toEqual([]);
      await store.outbox.settle('k-before', sent('1.1'));
      expect(await store.outbox.claim('s1', nextSlot, posts(1))).toBe(true);
      expect(await before.claim('s1', nextSlot, 'k-twice')).toBe(false);
      const [ours = ''] = await before.lease(2_000);
      expect(await store.outbox.lease(2_500, 60_000, 9)).toEqual([]);
      await before.settle(ours);
      expect(await store.outbox.history('s1', nextSlot)).toEqual([{ part: 0, delivery: sent('9.9') }]);
      expect(await store.subscriptions.watermark('s1')).toBe(nextSlot);
    });

    it('and a later one may have been there: steps that this one does not know are left alone', async () => {
      const choice = await fresh();
      await (await openStore(choice)).close();
      const db = open(choice);
      discards.push(() => db.destroy());
      await sql`insert into kysely_migration (name, timestamp) values ('999-later', '2099-01-01T00:00:00.000Z')`.execute(
        db,
      );
      await sql`create table of_a_later_release (id text primary key)`.execute(db);
      const store = await openStore(choice);
      expect(await store.outbox.claim('s1', slot, posts(1))).toBe(true);
      await store.close();
    });
  });
});
