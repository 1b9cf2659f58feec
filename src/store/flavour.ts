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

/** Rows a statement: well below the 32,766 parameters that SQLite takes. A power of two. */
const BATCH = 256;

/**
 * The items in pieces whose lengths are powers of two, the longest first: lists of every length would make a statement
 * for each, and what a statement takes is held outside of the heap.
 */
export const batches = function* <T>(items: readonly T[], most = BATCH): Generator<readonly T[]> {
  for (let start = 0, size = BATCH; start < items.length; ) {
    while (size > 1 && (size > items.length - start || size > most)) size /= 2;
    yield items.slice(start, start + size);
    start += size;
  }
};

/** The same items as a list of one of few lengths to search in: the last stands there again until it is full. */
export const padded = <T>(items: readonly T[]): readonly T[] => {
  const last = items.at(-1);
  if (last === undefined) return items;
  let size = 1;
  while (size < items.length) size *= 2;
  return [...items, ...Array.from({ length: size - items.length }, () => last)];
};

/** The items in lists to search in, each of one of few lengths. */
export const lists = function* <T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += BATCH) yield padded(items.slice(start, start + BATCH));
};
