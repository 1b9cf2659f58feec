/** The first schema. Released: never edited. */
import { type Kysely, type Migration, sql } from 'kysely';
import type { Flavour } from './flavour.ts';
import type { Tables } from './schema.ts';

/** Compared byte by byte, so that both databases order alike. */
export const keyType = (flavour: Flavour) => sql.raw(flavour === 'sqlite' ? 'text' : 'text collate "C"');

export const first = (flavour: Flavour): Migration => ({
  async up(db: Kysely<Tables>): Promise<void> {
    const key = keyType(flavour);
    await db.schema
      .createTable('counters')
      .addColumn('name', key, (column) => column.primaryKey())
      .addColumn('value', 'bigint', (column) => column.notNull())
      .execute();
    await db
      .insertInto('counters')
      .values([
        { name: 'articles', value: 0 },
        { name: 'outbox', value: 0 },
      ])
      .execute();
    await db.schema
      .createTable('articles')
      .addColumn('id', key, (column) => column.primaryKey())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('seen', 'text')
      .execute();
    await db.schema
      .createTable('topics')
      .addColumn('workspace', key, (column) => column.notNull())
      .addColumn('name', key, (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('topics_key', ['workspace', 'name'])
      .execute();
    await db.schema
      .createTable('subscriptions')
      .addColumn('id', key, (column) => column.primaryKey())
      .addColumn('content', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('watermarks')
      .addColumn('subscription', key, (column) => column.primaryKey())
      .addColumn('slot', key, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('slots')
      .addColumn('subscription', key, (column) => column.notNull())
      .addColumn('slot', key, (column) => column.notNull())
      .addPrimaryKeyConstraint('slots_key', ['subscription', 'slot'])
      .execute();
    await db.schema
      .createTable('posts')
      .addColumn('key', key, (column) => column.primaryKey())
      .addColumn('subscription', key, (column) => column.notNull())
      .addColumn('slot', key, (column) => column.notNull())
      .addColumn('part', 'integer', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('payload', 'text')
      .addColumn('briefing', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('leased_until', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('ref', 'text')
      .addColumn('delivery', 'text')
      .addUniqueConstraint('posts_part', ['subscription', 'slot', 'part'])
      .addForeignKeyConstraint('posts_slot', ['subscription', 'slot'], 'slots', ['subscription', 'slot'])
      .execute();
    // In the order of the lease, so that it reads no further than the posts that it takes.
    await db.schema.createIndex('posts_queue').on('posts').columns(['state', 'slot', 'subscription', 'part']).execute();
    await db.schema
      .createTable('threads')
      .addColumn('platform', key, (column) => column.notNull())
      .addColumn('workspace', key, (column) => column.notNull())
      .addColumn('channel', key, (column) => column.notNull())
      .addColumn('thread', key, (column) => column.notNull())
      .addColumn('briefing', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('threads_key', ['platform', 'workspace', 'channel', 'thread'])
      .execute();
  },
});
