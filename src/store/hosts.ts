/**
 * One request at a time to a host: whoever reads a source or a page of it leases the host, and with it the one thing
 * that it was leased for. A lease ends by itself, and the thing is given out again.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import { batches, type Flavour, padded } from './flavour.ts';
import type { Tables } from './schema.ts';

/** What a host is leased for. */
export type Kind = 'sources' | 'pages';

const holderOf = (kind: Kind, id: string): string => `${kind}/${id}`;

/** Until when this process was given what: by that it knows whether a lease is still its own. */
export class Leases {
  private readonly ends = new Map<string, number>();

  note(kind: Kind, id: string, end: number): void {
    this.ends.set(holderOf(kind, id), end);
  }

  take(kind: Kind, id: string): Lease {
    const holder = holderOf(kind, id);
    const end = this.ends.get(holder);
    this.ends.delete(holder);
    return { holder, end };
  }
}

interface Lease {
  readonly holder: string;
  /** Undefined for what this process never leased, or has given back. */
  readonly end: number | undefined;
}

interface Claimed {
  readonly host: string;
  readonly id: string;
}

/** Leases up to `limit` hosts that are free and have something due, longest due first, each for what has waited longest there. */
export const claimHosts = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  leases: Leases,
  kind: Kind,
  { now, leaseMs, limit }: { readonly now: number; readonly leaseMs: number; readonly limit: number },
): Promise<readonly string[]> => {
  const due = kind === 'sources' ? 'source_due' : 'page_due';
  const free = await trx
    .selectFrom('hosts')
    .select('host')
    .where(due, '<=', now)
    .where('free_at', '<=', now)
    .orderBy(due)
    .orderBy('host')
    .limit(limit)
    .$if(flavour === 'postgres', (query) => query.forUpdate().skipLocked())
    .execute();
  if (free.length === 0) return [];
  // A statement of its own: it sees what was committed until the rows were locked.
  const claimed = await earliest(
    trx,
    kind,
    free.map(({ host }) => host),
    now,
  );
  if (claimed.length === 0) return [];
  const end = now + leaseMs;
  for (const batch of batches(claimed))
    await trx
      .insertInto('hosts')
      .values(batch.map(({ host, id }) => ({ host, free_at: end, holder: holderOf(kind, id) })))
      .onConflict((conflict) =>
        conflict
          .column('host')
          .doUpdateSet((eb) => ({ free_at: eb.ref('excluded.free_at'), holder: eb.ref('excluded.holder') })),
      )
      .execute();
  for (const { id } of claimed) leases.note(kind, id, end);
  return claimed.map(({ id }) => id);
};

const earliest = async (
  trx: Transaction<Tables>,
  kind: Kind,
  hosts: readonly string[],
  now: number,
): Promise<readonly Claimed[]> => {
  const { rows } = await sql<{ host: string; id: string | null }>`
    select host, (select id from ${sql.table(kind)} as thing where thing.host = hosts.host and due_at <= ${now}
      order by due_at, id limit 1) as id
    from hosts where host in (${sql.join(padded(hosts))})`.execute(trx);
  return rows.flatMap(({ host, id }) => (id === null ? [] : [{ host, id }]));
};

export type HostRow = Tables['hosts'];

/** Makes the rows of hosts where there are none and locks them, always in one order. Before counters, after a source. */
export const lockHosts = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  names: readonly string[],
): Promise<ReadonlyMap<string, HostRow>> => {
  const hosts = [...new Set(names)].sort();
  if (hosts.length === 0) return new Map();
  // Goes round again only when another process took an idle host away between the two statements.
  for (;;) {
    for (const batch of batches(hosts))
      await trx
        .insertInto('hosts')
        .values(batch.map((host) => ({ host, free_at: 0 })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    const rows = await trx
      .selectFrom('hosts')
      .selectAll()
      .where('host', 'in', padded(hosts))
      .orderBy('host')
      .$if(flavour === 'postgres', (query) => query.forUpdate())
      .execute();
    if (rows.length === hosts.length) return new Map(rows.map((row) => [row.host, row]));
  }
};

/** To be called on locked hosts after what is due there has changed. */
export const refreshHosts = async (trx: Kysely<Tables>, names: readonly string[]): Promise<void> => {
  const hosts = [...new Set(names)];
  if (hosts.length === 0) return;
  await trx
    .updateTable('hosts')
    .set((eb) => ({
      source_due: eb
        .selectFrom('sources')
        .select(({ fn }) => fn.min('sources.due_at').as('due'))
        .whereRef('sources.host', '=', 'hosts.host'),
      page_due: eb
        .selectFrom('pages')
        .select(({ fn }) => fn.min('pages.due_at').as('due'))
        .whereRef('pages.host', '=', 'hosts.host'),
    }))
    .where('host', 'in', padded(hosts))
    .execute();
};

/** Whether the lease is over and the host in other hands by now. */
export const isLate = (row: HostRow | undefined, lease: Lease): boolean =>
  lease.end !== undefined && !isOwn(row, lease);

const isOwn = (row: HostRow | undefined, lease: Lease): boolean =>
  row !== undefined && row.holder === lease.holder && row.free_at === lease.end;

/** Ends a lease: the host rests until `freeAt`. Where the lease is another's by now, the rest is not made shorter. */
export const freeHost = async (
  trx: Transaction<Tables>,
  row: HostRow | undefined,
  lease: Lease,
  freeAt: number,
): Promise<void> => {
  if (row === undefined) return;
  if (isOwn(row, lease))
    await trx.updateTable('hosts').set({ free_at: freeAt, holder: null }).where('host', '=', row.host).execute();
  else if (row.free_at < freeAt && row.holder === null)
    await trx.updateTable('hosts').set({ free_at: freeAt }).where('host', '=', row.host).execute();
};

/** Gives back what was leased and not read; what is another's by now stays his. */
export const releaseHosts = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  leases: Leases,
  kind: Kind,
  things: readonly { readonly id: string; readonly host: string }[],
): Promise<readonly string[]> => {
  const rows = await lockHosts(
    trx,
    flavour,
    things.map(({ host }) => host),
  );
  const own = things.filter(({ id, host }) => isOwn(rows.get(host), leases.take(kind, id)));
  if (own.length > 0)
    await trx
      .updateTable('hosts')
      .set({ free_at: 0, holder: null })
      .where('host', 'in', padded(own.map(({ host }) => host)))
      .execute();
  return own.map(({ id }) => id);
};
