/** Sources, what is read of them, and the instants by which things go. */
import { type CreateTableBuilder, type Kysely, type Migration, sql } from 'kysely';
import { datesOf } from './article-rows.ts';
import type { Base, Flavour } from './flavour.ts';
import { keyType } from './migration-001.ts';
import { readArticle } from './records.ts';
import type { Tables } from './schema.ts';
import { createIndex, indexArticles } from './search.ts';

/** Articles read and written at once: enough to be quick, few enough to be held. */
const PAGE = 200;

export const live = ({ flavour, now }: Base): Migration => ({
  async up(db: Kysely<Tables>): Promise<void> {
    await db
      .insertInto('counters')
      .values([
        { name: 'items', value: 0 },
        { name: 'readings', value: 0 },
      ])
      .execute();
    await agedTables(db, now());
    await articleTables(db, flavour);
    await sourceTables(db, flavour);
    await readingTables(db, flavour);
    await fillArticles(db, flavour);
  },
});

/** Narrow rows that are only ever found by their key stand in the key's own tree. */
const compact =
  (flavour: Flavour) =>
  <T extends string, C extends string>(table: CreateTableBuilder<T, C>): CreateTableBuilder<T, C> =>
    flavour === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table;

/** What is there already is taken for written now. */
const agedTables = async (db: Kysely<Tables>, at: number): Promise<void> => {
  for (const [table, column] of [
    ['slots', 'written_at'],
    ['posts', 'settled_at'],
    ['threads', 'written_at'],
  ] as const)
    await db.schema.alterTable(table).addColumn(column, 'bigint').execute();
  await db.updateTable('slots').set({ written_at: at }).execute();
  await db.updateTable('threads').set({ written_at: at }).execute();
  await db.updateTable('posts').set({ settled_at: at }).where('state', '<>', 'waiting').execute();
  await db.schema.createIndex('slots_age').on('slots').columns(['written_at', 'subscription', 'slot']).execute();
  await db.schema.createIndex('threads_age').on('threads').column('written_at').execute();
};

const articleTables = async (db: Kysely<Tables>, flavour: Flavour): Promise<void> => {
  await db.schema.alterTable('articles').addColumn('source', keyType(flavour)).execute();
  for (const column of ['kept_at', 'moment'])
    await db.schema
      .alterTable('articles')
      .addColumn(column, 'bigint', (made) => made.notNull().defaultTo(0))
      .execute();
  await db.schema
    .createIndex('articles_age')
    .on('articles')
    .columns(['kept_at', 'id'])
    .where(sql.ref('source'), 'is not', null)
    .execute();
  await createIndex(db, flavour);
};

const sourceTables = async (db: Kysely<Tables>, flavour: Flavour): Promise<void> => {
  const key = keyType(flavour);
  await db.schema
    .createTable('hosts')
    .addColumn('host', key, (column) => column.primaryKey())
    .addColumn('source_due', 'bigint')
    .addColumn('page_due', 'bigint')
    .addColumn('free_at', 'bigint', (column) => column.notNull())
    .addColumn('holder', 'text')
    .execute();
  for (const due of ['source_due', 'page_due'] as const)
    await db.schema
      .createIndex(`hosts_${due}`)
      .on('hosts')
      .columns([due, 'host', 'free_at'])
      .where(sql.ref(due), 'is not', null)
      .execute();
  await db.schema
    .createTable('sources')
    .addColumn('id', key, (column) => column.primaryKey())
    .addColumn('host', key, (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('listed_at', 'bigint', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sources_queue').on('sources').columns(['host', 'due_at', 'id']).execute();
  await db.schema.createIndex('sources_state').on('sources').columns(['status', 'due_at']).execute();
  await db.schema
    .createTable('followers')
    .addColumn('source', key, (column) => column.notNull())
    .addColumn('workspace', key, (column) => column.notNull())
    .addColumn('channel', key, (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('followers_key', ['source', 'workspace', 'channel'])
    .execute();
  await db.schema.createIndex('followers_workspace').on('followers').columns(['workspace', 'source']).execute();
  await db.schema
    .createTable('items')
    .addColumn('number', flavour === 'sqlite' ? 'integer' : 'bigint', (column) => column.primaryKey())
    .addColumn('source', key, (column) => column.notNull())
    .addColumn('article', key)
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('digest', 'text')
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('item_keys')
    .addColumn('key', key, (column) => column.primaryKey())
    .addColumn('item', 'bigint', (column) => column.notNull())
    .$call(compact(flavour))
    .execute();
  await db.schema.createIndex('item_keys_item').on('item_keys').column('item').execute();
  await db.schema
    .createTable('pages')
    .addColumn('id', key, (column) => column.primaryKey())
    .addColumn('item', 'bigint', (column) => column.notNull())
    .addColumn('source', key, (column) => column.notNull())
    .addColumn('host', key, (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('seen', 'text')
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('pages_queue').on('pages').columns(['host', 'due_at', 'id']).execute();
};

const readingTables = async (db: Kysely<Tables>, flavour: Flavour): Promise<void> => {
  const key = keyType(flavour);
  await db.schema
    .createTable('versions')
    .addColumn('version', key, (column) => column.primaryKey())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('unread')
    .addColumn('version', key, (column) => column.notNull())
    .addColumn('article', key, (column) => column.notNull())
    .addColumn('moment', 'bigint', (column) => column.notNull())
    .addColumn('leased_until', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('unread_key', ['article', 'version'])
    .$call(compact(flavour))
    .execute();
  await db.schema.createIndex('unread_queue').on('unread').columns(['version', 'moment', 'article']).execute();
  await db.schema
    .createTable('readings')
    .addColumn('version', key, (column) => column.notNull())
    .addColumn('article', key, (column) => column.notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('readings_key', ['article', 'version'])
    .addUniqueConstraint('readings_order', ['version', 'sequence'])
    .execute();
  await db.schema
    .createTable('snapshots')
    .addColumn('version', key, (column) => column.primaryKey())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .execute();
};

const fillArticles = async (db: Kysely<Tables>, flavour: Flavour): Promise<void> => {
  for (let last = ''; ; ) {
    const rows = await db
      .selectFrom('articles')
      .select(['id', 'content', 'seen'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const { id, content, seen } of rows) {
      const dates = datesOf(readArticle(content).published, seen);
      await db.updateTable('articles').set(dates).where('id', '=', id).execute();
    }
    await indexArticles(db, flavour, rows);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.id;
  }
};
