/**
 * The steps from an empty database to the schema. A step that was released is never edited: a new one follows it.
 *
 * The rule that lets replicas be replaced one after another: a release only adds. A new table, a new index, a new column
 * that may be null or has a default; nothing is renamed, dropped, narrowed or given another meaning that the release
 * before still reads or writes. What it no longer needs goes one release later. So the release before runs beside the
 * new one, and may also be started beside it: steps that it does not know are left alone.
 */
import { type Kysely, type MigrationProvider, Migrator, sql } from 'kysely';
import type { Base } from './flavour.ts';
import { first } from './migration-001.ts';
import { live } from './migration-002.ts';
import { digests } from './migration-003.ts';
import { replicas } from './migration-004.ts';
import { workspaces } from './migration-005.ts';
import { listings } from './migration-006.ts';
import { secrets } from './migration-007.ts';
import { twins } from './migration-008.ts';
import type { Tables } from './schema.ts';

const steps = (base: Base) => ({
  '001-first': first(base.flavour),
  '002-live': live(base),
  '003-digests': digests(base.flavour),
  '004-replicas': replicas(base.flavour),
  '005-workspaces': workspaces(base.flavour),
  '006-listings': listings(base.flavour),
  '007-secrets': secrets(base.flavour),
  '008-twins': twins(base.flavour),
});

/** Steps of a later release that this database has been through. The migrator takes a step that it does not know for damage. */
const laterSteps = async (db: Kysely<Tables>, own: readonly string[]): Promise<readonly string[]> => {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const last = own.at(-1) ?? '';
  return rows.map(({ name }) => name).filter((name) => name > last);
};

/**
 * Brings the database to the newest schema, one process at a time (PostgreSQL: an advisory lock that ends with its
 * holder; SQLite belongs to one process); a step that fails leaves nothing of itself behind.
 */
export const migrate = async (base: Base): Promise<void> => {
  const { db } = base;
  const own = steps(base);
  const later = await laterSteps(db, Object.keys(own));
  const provider: MigrationProvider = {
    getMigrations: async () => ({
      ...own,
      ...Object.fromEntries(later.map((name) => [name, { up: async () => undefined }])),
    }),
  };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
};
