/** What this desk alone knows, and every replica of it. */
import type { Kysely, Migration } from 'kysely';
import type { Flavour } from './flavour.ts';
import { keyType } from './migration-001.ts';
import type { Tables } from './schema.ts';

export const secrets = (flavour: Flavour): Migration => ({
  async up(db: Kysely<Tables>): Promise<void> {
    await db.schema
      .createTable('secrets')
      .addColumn('name', keyType(flavour), (column) => column.primaryKey())
      .addColumn('content', 'text', (column) => column.notNull())
      .execute();
  },
});
