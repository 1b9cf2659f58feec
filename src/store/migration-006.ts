/** Which sources listed an article that another had brought. */
import type { Kysely, Migration } from 'kysely';
import type { Flavour } from './flavour.ts';
import { keyType } from './migration-001.ts';
import type { Tables } from './schema.ts';

export const listings = (flavour: Flavour): Migration => ({
  async up(db: Kysely<Tables>): Promise<void> {
    const key = keyType(flavour);
    await db.schema
      .createTable('listings')
      .addColumn('source', key, (column) => column.notNull())
      .addColumn('article', key, (column) => column.notNull())
      .addColumn('listed_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('listings_key', ['source', 'article'])
      .execute();
    await db.schema.createIndex('listings_by_article').on('listings').column('article').execute();
  },
});
