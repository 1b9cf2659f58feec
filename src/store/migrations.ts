/** The steps from an empty database to the schema. A step that was released is never edited: a new one follows it. */
import { type Kysely, Migrator } from 'kysely';
import type { Base } from './flavour.ts';
import { first } from './migration-001.ts';
import { live } from './migration-002.ts';
import { digests } from './migration-003.ts';
import type { Tables } from './schema.ts';

/** Brings the database to the newest schema, one process at a time; a step that fails leaves nothing of itself behind. */
export const migrate = async (base: Base): Promise<void> => {
  const db: Kysely<Tables> = base.db;
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () => ({
        '001-first': first(base.flavour),
        '002-live': live(base),
        '003-digests': digests(base.flavour),
      }),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
};
