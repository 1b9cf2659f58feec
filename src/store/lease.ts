/** Which posts of the outbox go next: due, in the order of their threads, and within the limits of their platforms. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Address } from '../model.ts';
import type { Limit, OutboxEntry } from '../ports.ts';
import { createMeter, limitsOf, sweepLimits, writeLimits } from './limits.ts';
import { readAddress, readBriefing, readPayload } from './records.ts';
import type { Tables } from './schema.ts';

/** So many times more posts than are asked for are looked at: those that a limit puts off hide no other for long. */
const LOOK_AHEAD = 8;

/** Every so many leases, limits that say nothing any more are taken away. */
const SWEEP_EVERY = 1_000;

/**
 * Senders in several processes lease one after another: the row that is written stays locked until the transaction
 * ends. Plain SKIP LOCKED would let a second sender pass the first within one thread. Gives how often it was done.
 */
export const takeTurn = async (trx: Transaction<Tables>): Promise<number> => {
  const { value } = await trx
    .updateTable('counters')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'outbox')
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
};

export interface LeaseOrder {
  readonly now: number;
  readonly leaseMs: number;
  readonly limit: number;
  readonly limitsOf: ((address: Address, again: boolean) => readonly Limit[]) | undefined;
}

export const lease = (db: Kysely<Tables>, order: LeaseOrder): Promise<readonly OutboxEntry[]> =>
  db.transaction().execute(async (trx) => {
    const turn = await takeTurn(trx);
    if (turn % SWEEP_EVERY === 0) await sweepLimits(trx, order.now);
    const rows = await dueRows(trx, order.now, order.limitsOf === undefined ? order.limit : order.limit * LOOK_AHEAD);
    const due = rows.map(({ key, part, address, parentRef, attempts }) => ({
      key,
      address: addressOf(address, part, parentRef),
      again: attempts > 0,
    }));
    const chosen = await withinLimits(trx, due, order);
    if (chosen.length === 0) return [];
    const leased = await trx
      .updateTable('posts')
      .set((eb) => ({ leased_until: order.now + order.leaseMs, attempts: eb('attempts', '+', 1) }))
      .where(
        'key',
        'in',
        chosen.map(({ key }) => key),
      )
      .returning(['key', 'subscription', 'slot', 'part', 'payload', 'briefing', 'attempts'])
      .execute();
    const held = new Map(leased.map((row) => [row.key, row]));
    return chosen.flatMap(({ key, address }) => {
      const row = held.get(key);
      return row === undefined ? [] : [entryOf(row, address)];
    });
  });

interface Due {
  readonly key: string;
  readonly address: Address;
  readonly again: boolean;
}

/** Those that may go now; the rest is put off until its limits let it. */
const withinLimits = async (
  trx: Transaction<Tables>,
  due: readonly Due[],
  { now, limit, limitsOf: limitsAt }: LeaseOrder,
): Promise<readonly Due[]> => {
  if (limitsAt === undefined || due.length === 0) return due.slice(0, limit);
  const asked = due.map((post) => ({ post, limits: limitsAt(post.address, post.again) }));
  const keys = asked.flatMap(({ limits }) => limits.map(({ key }) => key));
  const meter = createMeter(await limitsOf(trx, keys), now);
  const chosen: Due[] = [];
  const putOff: { readonly key: string; readonly due_at: number }[] = [];
  for (const { post, limits } of asked) {
    if (chosen.length === limit) break;
    if (meter.go(limits)) chosen.push(post);
    else putOff.push({ key: post.key, due_at: meter.promise(limits) });
  }
  await writeLimits(trx, meter.changed);
  await putOffRows(trx, putOff);
  return chosen;
};

const putOffRows = async (
  trx: Transaction<Tables>,
  rows: readonly { readonly key: string; readonly due_at: number }[],
): Promise<void> => {
  if (rows.length === 0) return;
  const cases = rows.map(({ key, due_at }) => sql`when ${key} then cast(${due_at} as bigint)`);
  await trx
    .updateTable('posts')
    .set({ due_at: sql<number>`case key ${sql.join(cases, sql` `)} end` })
    .where(
      'key',
      'in',
      rows.map(({ key }) => key),
    )
    .execute();
};

const waiting = (db: Kysely<Tables>) =>
  db
    .selectFrom('posts as post')
    .innerJoin('posts as parent', (join) =>
      join
        .onRef('parent.subscription', '=', 'post.subscription')
        .onRef('parent.slot', '=', 'post.slot')
        .on('parent.part', '=', 0),
    )
    .where('post.state', '=', 'waiting')
    .where((eb) => eb.or([eb('post.part', '=', 0), eb('parent.state', '=', 'sent')]));

/**
 * A reply waits for its parent to be sent, and for every earlier reply that waits for a second try or is in another
 * sender's hands: a thread is never out of order.
 */
const dueRows = (trx: Transaction<Tables>, now: number, limit: number) =>
  waiting(trx)
    .select(['post.key', 'post.part', 'post.address', 'post.attempts', 'parent.ref as parentRef'])
    .where('post.due_at', '<=', now)
    .where('post.leased_until', '<=', now)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('posts as earlier')
            .select('earlier.key')
            .whereRef('earlier.subscription', '=', 'post.subscription')
            .whereRef('earlier.slot', '=', 'post.slot')
            .whereRef('earlier.part', '<', 'post.part')
            .where('earlier.state', '=', 'waiting')
            .where((inner) => inner.or([inner('earlier.due_at', '>', now), inner('earlier.leased_until', '>', now)])),
        ),
      ),
    )
    .orderBy('post.slot')
    .orderBy('post.subscription')
    .orderBy('post.part')
    .limit(limit)
    .execute();

/** The earliest instant at which a post that waits is neither put off nor leased; of each thread, the one that goes next. */
export const nextDue = async (db: Kysely<Tables>): Promise<number | undefined> => {
  const row = await waiting(db)
    .select((eb) =>
      eb.fn
        .min<number | null>(
          eb
            .case()
            .when('post.due_at', '>', eb.ref('post.leased_until'))
            .then(eb.ref('post.due_at'))
            .else(eb.ref('post.leased_until'))
            .end(),
        )
        .as('at'),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('posts as earlier')
            .select('earlier.key')
            .whereRef('earlier.subscription', '=', 'post.subscription')
            .whereRef('earlier.slot', '=', 'post.slot')
            .whereRef('earlier.part', '<', 'post.part')
            .where('earlier.state', '=', 'waiting'),
        ),
      ),
    )
    .executeTakeFirst();
  return row?.at ?? undefined;
};

const addressOf = (json: string, part: number, parentRef: string | null): Address => {
  const address = readAddress(json);
  return part > 0 && parentRef !== null ? { ...address, thread: parentRef } : address;
};

const entryOf = (
  row: Pick<Tables['posts'], 'key' | 'subscription' | 'slot' | 'part' | 'payload' | 'briefing' | 'attempts'>,
  address: Address,
): OutboxEntry => ({
  key: row.key,
  subscription: row.subscription,
  slot: row.slot,
  part: row.part,
  address,
  payload: row.payload === null ? {} : readPayload(row.payload),
  ...(row.briefing === null ? {} : { briefing: readBriefing(row.briefing) }),
  attempts: row.attempts - 1,
});
