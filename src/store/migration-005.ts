/** What workspaces decide for themselves, who changed what, and the installations on platforms. */
import type { Kysely, Migration } from 'kysely';
import type { Flavour } from './flavour.ts';
import { keyType } from './migration-001.ts';
import type { Tables } from './schema.ts';

export const workspaces = (flavour: Flavour): Migration => ({
  async up(db: Kysely<Tables>): Promise<void> {
    const key = keyType(flavour);
    await db.schema.alterTable('threads').addColumn('question', 'text').execute();
    await db.schema
      .createTable('workspaces')
      .addColumn('workspace', key, (column) => column.primaryKey())
      .addColumn('settings', 'text')
      .addColumn('changes', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createTable('changes')
      .addColumn('workspace', key, (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('undone_by', 'integer')
      .addPrimaryKeyConstraint('changes_key', ['workspace', 'number'])
      .execute();
    await db.schema
      .createTable('installs')
      .addColumn('platform', key, (column) => column.notNull())
      .addColumn('workspace', key, (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('installs_key', ['platform', 'workspace'])
      .execute();
  },
});
