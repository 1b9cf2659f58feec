/** Deletes what is past its time, a little at a time: nobody else waits longer than for one batch. */
import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { PruneLimits } from '../ports.ts';
import { deleteArticles, lockArticles, lockReadings, raiseRevision } from './article-rows.ts';
import { type Base, batches, type Flavour } from './flavour.ts';
import { dropEmptyListings, dropListings } from './listings.ts';
import type { Tables } from './schema.ts';

/** Rows a transaction: what an acknowledgement may have to wait for. */
const BATCH = 64;
/** Articles, which take their words out of the full-text index with them. */
const ARTICLES = 16;
/** Items that are looked at in one transaction. */
const STRETCH = 256;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Longer than the week after which an item that still stands in its feed is noted again. */
const UNLISTED_MS = 14 * DAY_MS;

export const prune = async (base: Base, limits: PruneLimits): Promise<Readonly<Record<keyof PruneLimits, number>>> => {
  const { db, flavour } = base;
  await stampUndated(base);
  const gone = {
    articles: await inBatches(db, (trx) => pruneArticles(trx, flavour, limits.articles)),
    items: await pruneItems(db, limits.items),
    posts: await prunePosts(db, limits.posts),
    threads: await inBatches(db, (trx) => pruneThreads(trx, limits.threads)),
  };
  await dropVersions(db);
  await db
    .deleteFrom('hosts')
    .where('source_due', 'is', null)
    .where('page_due', 'is', null)
    .where('free_at', '<', limits.articles)
    .execute();
  return gone;
};

type Step = { readonly gone: number; readonly more: boolean };

const inBatches = async (db: Kysely<Tables>, step: (trx: Transaction<Tables>) => Promise<Step>): Promise<number> => {
  let gone = 0;
  for (;;) {
    const done = await db.transaction().execute(step);
    gone += done.gone;
    if (!done.more) return gone;
    // SQLite answers at once: without this nothing else in the process would have its turn.
    await setImmediate();
  }
};

/** What a process of the last version wrote has no instant: it is taken for written now. */
const stampUndated = async ({ db, now }: Base): Promise<void> => {
  const at = now();
  await db.updateTable('slots').set({ written_at: at }).where('written_at', 'is', null).execute();
  await db.updateTable('threads').set({ written_at: at }).where('written_at', 'is', null).execute();
};

const pruneArticles = async (trx: Transaction<Tables>, flavour: Flavour, limit: number): Promise<Step> => {
  await lockArticles(trx);
  const rows = await trx
    .selectFrom('articles')
    .select('id')
    .where('source', 'is not', null)
    .where('kept_at', '<', limit)
    .orderBy('kept_at')
    .orderBy('id')
    .limit(ARTICLES)
    .execute();
  if (rows.length === 0) return { gone: 0, more: false };
  await deleteArticles(
    trx,
    flavour,
    rows.map(({ id }) => id),
  );
  await dropListings(
    trx,
    rows.map(({ id }) => id),
  );
  await raiseRevision(trx);
  return { gone: rows.length, more: rows.length === ARTICLES };
};

/**
 * An item goes when it is past its time and its feed has been read without it since: a feed that stood still for a year
 * still holds its old items, and they must not be new on the day when it goes on. Walks by number, a stretch at a time:
 * an index by age would cost more room than the walk costs time.
 */
const pruneItems = async (db: Kysely<Tables>, limit: number): Promise<number> => {
  const { first, last } = await db
    .selectFrom('items')
    .select(({ fn }) => [fn.min('number').as('first'), fn.max('number').as('last')])
    .executeTakeFirstOrThrow();
  if (first === null || last === null) return 0;
  let from = first;
  return inBatches(db, async (trx) => {
    const rows = await trx
      .selectFrom('items')
      .leftJoin('sources', 'sources.id', 'items.source')
      .select(['items.number', 'items.article'])
      .where('items.number', '>=', from)
      .where('items.number', '<', from + STRETCH)
      .where('items.seen_at', '<', limit)
      .where((eb) =>
        eb.or([
          eb('sources.listed_at', 'is', null),
          eb('sources.listed_at', '>', eb('items.seen_at', '+', UNLISTED_MS)),
        ]),
      )
      .execute();
    from += STRETCH;
    for (const batch of batches(rows.map(({ number }) => number))) {
      await trx.deleteFrom('item_keys').where('item', 'in', batch).execute();
      await trx.deleteFrom('items').where('number', 'in', batch).execute();
    }
    await dropEmptyListings(
      trx,
      rows.flatMap(({ article }) => article ?? []),
    );
    return { gone: rows.length, more: from <= last };
  });
};

/** A slot goes with its posts once every one of them was settled, and long ago. */
const prunePosts = async (db: Kysely<Tables>, limit: number): Promise<number> => {
  let last: Pick<Tables['slots'], 'written_at' | 'subscription' | 'slot'> = {
    written_at: -1,
    subscription: '',
    slot: '',
  };
  return inBatches(db, async (trx) => {
    const rows = await trx
      .selectFrom('slots')
      .select((eb) => [
        'subscription',
        'slot',
        'written_at',
        eb
          .selectFrom('posts')
          .select('posts.key')
          .whereRef('posts.subscription', '=', 'slots.subscription')
          .whereRef('posts.slot', '=', 'slots.slot')
          .where((post) => post.or([post('posts.state', '=', 'waiting'), post('posts.settled_at', '>=', limit)]))
          .limit(1)
          .as('kept'),
      ])
      .where('written_at', '<', limit)
      .where(sql<boolean>`(written_at, subscription, slot) > (${last.written_at}, ${last.subscription}, ${last.slot})`)
      .orderBy('slots.written_at')
      .orderBy('slots.subscription')
      .orderBy('slots.slot')
      .limit(BATCH)
      .execute();
    last = rows.at(-1) ?? last;
    let gone = 0;
    for (const { subscription, slot, kept } of rows) {
      if (kept !== null) continue;
      const posts = await trx
        .deleteFrom('posts')
        .where('subscription', '=', subscription)
        .where('slot', '=', slot)
        .returning('key')
        .execute();
      gone += posts.length;
      await trx.deleteFrom('told').where('subscription', '=', subscription).where('slot', '=', slot).execute();
      await trx.deleteFrom('slots').where('subscription', '=', subscription).where('slot', '=', slot).execute();
    }
    return { gone, more: rows.length === BATCH };
  });
};

const pruneThreads = async (trx: Transaction<Tables>, limit: number): Promise<Step> => {
  const rows = await trx
    .selectFrom('threads')
    .select(['platform', 'workspace', 'channel', 'thread'])
    .where('written_at', '<', limit)
    .orderBy('written_at')
    .limit(BATCH)
    .execute();
  for (const { platform, workspace, channel, thread } of rows)
    await trx
      .deleteFrom('threads')
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .where('channel', '=', channel)
      .where('thread', '=', thread)
      .execute();
  return { gone: rows.length, more: rows.length === BATCH };
};

/** Versions of the analysis that no process has asked for since the day before the latest one did. */
const dropVersions = async (db: Kysely<Tables>): Promise<void> => {
  const versions = await db.selectFrom('versions').selectAll().execute();
  const latest = Math.max(0, ...versions.map(({ used_at }) => used_at));
  for (const { version, used_at } of versions) {
    if (used_at >= latest - DAY_MS) continue;
    await db.transaction().execute(async (trx) => {
      await lockArticles(trx);
      await trx.deleteFrom('versions').where('version', '=', version).execute();
      await trx.deleteFrom('snapshots').where('version', '=', version).execute();
    });
    for (const table of ['unread', 'readings'] as const) await inBatches(db, (trx) => dropRows(trx, table, version));
  }
};

const dropRows = async (trx: Transaction<Tables>, table: 'unread' | 'readings', version: string): Promise<Step> => {
  await lockArticles(trx);
  await lockReadings(trx);
  const held = await trx.selectFrom('versions').select('version').where('version', '=', version).executeTakeFirst();
  // It is in use again.
  if (held !== undefined) return { gone: 0, more: false };
  const rows = await trx.selectFrom(table).select('article').where('version', '=', version).limit(BATCH).execute();
  if (rows.length > 0)
    await trx
      .deleteFrom(table)
      .where('version', '=', version)
      .where(
        'article',
        'in',
        rows.map(({ article }) => article),
      )
      .execute();
  return { gone: rows.length, more: rows.length === BATCH };
};
