/** Articles that are told apart for the readers of different sources, though their item is one. */
import type { Kysely, Migration } from 'kysely';
import type { Flavour } from './flavour.ts';
import { keyType } from './migration-001.ts';
import type { Tables } from './schema.ts';

export const twins = (flavour: Flavour): Migration => ({
  async up(db: Kysely<Tables>): Promise<void> {
    for (const table of ['articles', 'pages'] as const)
      await db.schema.alterTable(table).addColumn('twin_of', keyType(flavour)).execute();
  },
});
