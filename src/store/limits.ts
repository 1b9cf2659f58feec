/**
 * When the limits of the platforms let a post go, over all replicas. Each limit is a leaky bucket as a meter (GCRA, ITU-T
 * I.371): `free_at` is when the bucket will have run empty, and a post may go while that lies no further ahead than the
 * others of one burst take. `promised_at` is the same with the posts counted in that were put off: each is given an
 * instant of its own, so that a thousand that wait for one limit are looked at once and not a thousand times.
 */
import type { Transaction } from 'kysely';
import type { Limit } from '../ports.ts';
import { batches } from './flavour.ts';
import type { Tables } from './schema.ts';

type Row = Tables['limits'];

/** A limit that is free only after this was written by a clock that ran ahead: no platform asks for longer. */
const LONGEST_MS = 60 * 60 * 1000;

const burstMs = ({ intervalMs, burst }: Limit): number => intervalMs * (burst - 1);

/** Of a burst, what is not reserved. */
const unreservedMs = ({ reserve = 0, ...limit }: Limit): number => burstMs({ ...limit, burst: limit.burst - reserve });

export interface Meter {
  /** Counts one post that goes now; false, and nothing is counted, when a limit does not let it. */
  go(limits: readonly Limit[]): boolean;
  /** The instant (ms) at which a post that may not go now is to be looked at again. */
  promise(limits: readonly Limit[]): number;
  /** Counts what goes before posts, out of what is reserved; the instant (ms) from which it may. */
  admit(limits: readonly Limit[]): number;
  /** What has to be written. */
  readonly changed: readonly Row[];
}

/** @param held what is written of the limits that are asked about */
export const createMeter = (held: readonly Row[], now: number): Meter => {
  const rows = new Map(held.filter(({ free_at }) => free_at <= now + LONGEST_MS).map((row) => [row.key, row]));
  const changed = new Set<string>();
  const rowOf = (key: string): Row => rows.get(key) ?? { key, free_at: now, promised_at: now };
  const change = (row: Row): void => {
    rows.set(row.key, row);
    changed.add(row.key);
  };
  return {
    go: (limits) => {
      if (limits.some((limit) => rowOf(limit.key).free_at - unreservedMs(limit) > now)) return false;
      for (const { key, intervalMs } of limits) {
        const row = rowOf(key);
        change({ ...row, free_at: Math.max(row.free_at, now) + intervalMs });
      }
      return true;
    },
    promise: (limits) => {
      let at = now;
      for (const limit of limits) {
        const row = rowOf(limit.key);
        const from = Math.max(now, row.free_at, row.promised_at);
        at = Math.max(at, from - unreservedMs(limit));
        change({ ...row, promised_at: from + limit.intervalMs });
      }
      return at;
    },
    admit: (limits) => {
      const at = Math.max(now, ...limits.map((limit) => rowOf(limit.key).free_at - burstMs(limit)));
      for (const { key, intervalMs } of limits) {
        const row = rowOf(key);
        change({ ...row, free_at: Math.max(row.free_at, at) + intervalMs });
      }
      return at;
    },
    get changed() {
      return [...changed].map(rowOf);
    },
  };
};

export const limitsOf = async (trx: Transaction<Tables>, keys: readonly string[]): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const batch of batches([...new Set(keys)]))
    rows.push(...(await trx.selectFrom('limits').selectAll().where('key', 'in', batch).execute()));
  return rows;
};

export const writeLimits = async (trx: Transaction<Tables>, rows: readonly Row[]): Promise<void> => {
  for (const batch of batches(rows))
    await trx
      .insertInto('limits')
      .values(batch)
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((eb) => ({
          free_at: eb.ref('excluded.free_at'),
          promised_at: eb.ref('excluded.promised_at'),
        })),
      )
      .execute();
};

/** Counts one request that goes before posts; the instant (ms) from which it may. */
export const admit = async (trx: Transaction<Tables>, limits: readonly Limit[], now: number): Promise<number> => {
  const keys = limits.map(({ key }) => key);
  const meter = createMeter(await limitsOf(trx, keys), now);
  const at = meter.admit(limits);
  await writeLimits(trx, meter.changed);
  return at;
};

/** As if so many had gone that none may go before `until`. What is free later already stays so. */
export const holdLimits = async (
  trx: Transaction<Tables>,
  limits: readonly Limit[],
  now: number,
  until: number,
): Promise<void> => {
  const keys = limits.map(({ key }) => key);
  const held = new Map((await limitsOf(trx, keys)).map((row) => [row.key, row]));
  // A post may count twice against one limit; a row is written once.
  const rows = [...new Map(limits.map((limit) => [limit.key, limit])).values()].map((limit): Row => {
    const row = held.get(limit.key);
    const before = row === undefined || row.free_at > now + LONGEST_MS ? now : row.free_at;
    const free_at = Math.max(before, Math.min(until, now + LONGEST_MS / 2) + burstMs(limit));
    return { key: limit.key, free_at, promised_at: free_at };
  });
  await writeLimits(trx, rows);
};

/** A limit that has long been free says nothing. */
export const sweepLimits = async (trx: Transaction<Tables>, now: number): Promise<void> => {
  await trx
    .deleteFrom('limits')
    .where('free_at', '<', now - LONGEST_MS)
    .where('promised_at', '<', now - LONGEST_MS)
    .execute();
};
