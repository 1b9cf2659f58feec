/** What the two databases do differently, in one place. */
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

export type Flavour = 'sqlite' | 'postgres';

/** What the parts of the Store are made from. */
export interface Base {
  readonly db: Kysely<Tables>;
  readonly flavour: Flavour;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** Rows a statement: well below the 32,766 parameters that SQLite takes. */
const BATCH = 500;

export const batches = function* <T>(items: readonly T[], size = BATCH): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
};
