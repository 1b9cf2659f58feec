/** What channels were told, and slots that went by. */
import type { Kysely, Migration } from 'kysely';
import type { Flavour } from './flavour.ts';
import { keyType } from './migration-001.ts';
import type { Tables } from './schema.ts';

export const digests = (flavour: Flavour): Migration => ({
  async up(db: Kysely<Tables>): Promise<void> {
    const key = keyType(flavour);
    await db.schema
      .alterTable('slots')
      .addColumn('outcome', 'text', (column) => column.notNull().defaultTo('composed'))
      .execute();
    await db.schema
      .createTable('told')
      .addColumn('subscription', key, (column) => column.notNull())
      .addColumn('slot', key, (column) => column.notNull())
      .addColumn('channel', key, (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('told_key', ['subscription', 'slot'])
      .execute();
    await db.schema.createIndex('told_channel').on('told').columns(['channel', 'slot']).execute();
  },
});
