/** What replicas share beside the posts: limits of the platforms, turns, and what was handed in already. */
import type { Kysely, Migration } from 'kysely';
import type { Flavour } from './flavour.ts';
import { keyType } from './migration-001.ts';
import type { Tables } from './schema.ts';

export const replicas = (flavour: Flavour): Migration => ({
  async up(db: Kysely<Tables>): Promise<void> {
    const key = keyType(flavour);
    await db.schema
      .createTable('limits')
      .addColumn('key', key, (column) => column.primaryKey())
      .addColumn('free_at', 'bigint', (column) => column.notNull())
      .addColumn('promised_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('turns')
      .addColumn('name', key, (column) => column.primaryKey())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('arrivals')
      .addColumn('id', key, (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('arrivals_age').on('arrivals').column('at').execute();
  },
});
