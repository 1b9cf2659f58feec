/** What the analysis made of the articles: each read once, by whoever claims it, and kept in one order for all. */
import type { Transaction } from 'kysely';
import type { ReadingStore } from '../ports.ts';
import { articleColumns, articleKey, fromRow, heldRows, lockArticles, lockReadings } from './article-rows.ts';
import { type Base, batches, lists } from './flavour.ts';
import { writeArticle } from './records.ts';
import type { Tables } from './schema.ts';

/** That a version is still in use is noted no more often than this. */
const NOTED_MS = 60_000;

export const readingStore = ({ db, flavour, now: clock }: Base): ReadingStore => ({
  claim: (version, now, leaseMs, limit) =>
    db.transaction().execute(async (trx) => {
      await enrol(trx, version, now);
      const due = await trx
        .selectFrom('unread')
        .select('article')
        .where('version', '=', version)
        .where('leased_until', '<=', now)
        .orderBy('moment')
        .orderBy('article')
        .limit(limit)
        .$if(flavour === 'postgres', (query) => query.forUpdate().skipLocked())
        .execute();
      if (due.length === 0) return [];
      const keys = due.map(({ article }) => article);
      for (const batch of lists(keys))
        await trx
          .updateTable('unread')
          .set({ leased_until: now + leaseMs })
          .where('version', '=', version)
          .where('article', 'in', batch)
          .execute();
      const rows = await heldRows(trx, keys);
      return keys.flatMap((key) => {
        const row = rows.get(key);
        return row === undefined ? [] : [fromRow(row)];
      });
    }),

  put: (version, readings) =>
    db.transaction().execute(async (trx) => {
      await enrol(trx, version, clock());
      const last = await lockReadings(trx);
      const kept = await stillToRead(
        trx,
        version,
        readings.map(({ article }) => articleKey(article.id)),
      );
      const rows = await heldRows(trx, [...kept]);
      const written: Tables['readings'][] = [];
      const dropped: string[] = [];
      for (const { article, content } of readings) {
        const key = articleKey(article.id);
        if (!kept.delete(key)) continue;
        if (rows.get(key)?.content === writeArticle(article))
          written.push({ version, article: key, sequence: last + written.length + 1, content });
        else dropped.push(key);
      }
      if (written.length > 0)
        await trx
          .updateTable('counters')
          .set({ value: last + written.length })
          .where('name', '=', 'readings')
          .execute();
      for (const batch of batches(written)) {
        await trx
          .insertInto('readings')
          .values(batch)
          // One is there when the version was out of use for so long that it had been dropped, and not yet its readings.
          .onConflict((conflict) =>
            conflict
              .columns(['article', 'version'])
              .doUpdateSet((eb) => ({ sequence: eb.ref('excluded.sequence'), content: eb.ref('excluded.content') })),
          )
          .execute();
        await trx
          .deleteFrom('unread')
          .where('version', '=', version)
          .where(
            'article',
            'in',
            batch.map(({ article }) => article),
          )
          .execute();
      }
      for (const batch of lists(dropped)) await free(trx, batch, version);
    }),

  release: (articles) =>
    db.transaction().execute(async (trx) => {
      await lockReadings(trx);
      for (const batch of lists(articles.map(articleKey))) await free(trx, batch);
    }),

  after: async (version, sequence, limit) => {
    const rows = await db
      .selectFrom('readings')
      .innerJoin('articles', 'articles.id', 'readings.article')
      .select([...articleColumns, 'readings.sequence', 'readings.content as reading'])
      .where('version', '=', version)
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ sequence: row.sequence, content: row.reading, article: fromRow(row) }));
  },

  waiting: (version) =>
    db.transaction().execute(async (trx) => {
      await enrol(trx, version, clock());
      const { count } = await trx
        .selectFrom('unread')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('version', '=', version)
        .executeTakeFirstOrThrow();
      return count;
    }),

  snapshot: (version) =>
    db.selectFrom('snapshots').select(['sequence', 'content']).where('version', '=', version).executeTakeFirst(),

  keepSnapshot: async (version, sequence, content) => {
    await db
      .insertInto('snapshots')
      .values({ version, sequence, content })
      .onConflict((conflict) =>
        conflict
          .column('version')
          .doUpdateSet({ sequence, content })
          // The late word of a slower process does not set the others back.
          .where('snapshots.sequence', '<=', sequence),
      )
      .execute();
  },
});

/** A version that is new here has everything to read. */
const enrol = async (trx: Transaction<Tables>, version: string, now: number): Promise<void> => {
  const held = await trx.selectFrom('versions').select('used_at').where('version', '=', version).executeTakeFirst();
  if (held !== undefined) {
    if (held.used_at < now - NOTED_MS)
      await trx.updateTable('versions').set({ used_at: now }).where('version', '=', version).execute();
    return;
  }
  // Whoever puts an article from now on sees the version; what was put before is seen here.
  await lockArticles(trx);
  const added = await trx
    .insertInto('versions')
    .values({ version, used_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .execute();
  if (added.length === 0) return;
  await trx
    .insertInto('unread')
    .columns(['version', 'article', 'moment', 'leased_until'])
    .expression((eb) =>
      eb
        .selectFrom('articles')
        .select(({ val, lit }) => [val(version).as('version'), 'id', 'moment', lit(0).as('leased_until')]),
    )
    .execute();
};

const stillToRead = async (
  trx: Transaction<Tables>,
  version: string,
  keys: readonly string[],
): Promise<Set<string>> => {
  const found = new Set<string>();
  for (const batch of lists(keys))
    for (const { article } of await trx
      .selectFrom('unread')
      .select('article')
      .where('version', '=', version)
      .where('article', 'in', batch)
      .execute())
      found.add(article);
  return found;
};

const free = async (trx: Transaction<Tables>, keys: readonly string[], version?: string): Promise<void> => {
  await trx
    .updateTable('unread')
    .set({ leased_until: 0 })
    .where('article', 'in', keys)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? ''))
    .execute();
};
