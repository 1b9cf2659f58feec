/** Posts that wait to be sent: claimed once, leased to one sender at a time, settled with what became of them. */
import type { Transaction } from 'kysely';
import type { Delivery } from '../model.ts';
import type { Outbox, OutboxEntry, OutboxPost } from '../ports.ts';
import type { Base } from './flavour.ts';
import { readAddress, readBriefing, readDelivery, readPayload } from './records.ts';
import type { Tables } from './schema.ts';
import { channelOf } from './told.ts';

const parentNotSent: Delivery = { kind: 'skipped', code: 'parent-not-sent' };

const keyOf = (subscription: string, slot: string, part: number): string => `${subscription}/${slot}/${part}`;

export const outbox = ({ db, now: clock }: Base): Outbox => ({
  claim: (subscription, slot, posts, told) =>
    db.transaction().execute(async (trx) => {
      const claimed = await trx
        .insertInto('slots')
        .values({ subscription, slot, written_at: clock() })
        .onConflict((conflict) => conflict.doNothing())
        .returning('slot')
        .execute();
      if (claimed.length === 0) return false;
      const rows = posts.map((post, part) => waitingRow(subscription, slot, part, post));
      if (rows.length > 0) await trx.insertInto('posts').values(rows).execute();
      if (told !== undefined)
        await trx
          .insertInto('told')
          .values({ subscription, slot, channel: channelOf(told.address), content: JSON.stringify(told.told) })
          .execute();
      await moveWatermark(trx, subscription, slot);
      return true;
    }),

  miss: async (subscription, slot) => {
    const noted = await db
      .insertInto('slots')
      .values({ subscription, slot, written_at: clock(), outcome: 'missed' })
      .onConflict((conflict) => conflict.doNothing())
      .returning('slot')
      .execute();
    return noted.length > 0;
  },

  lease: (now, leaseMs, limit) =>
    db.transaction().execute(async (trx) => {
      await takeTurn(trx);
      const rows = await dueRows(trx, now, limit);
      if (rows.length === 0) return [];
      await trx
        .updateTable('posts')
        .set((eb) => ({ leased_until: now + leaseMs, attempts: eb('attempts', '+', 1) }))
        .where(
          'key',
          'in',
          rows.map((row) => row.key),
        )
        .execute();
      return rows.map(toEntry);
    }),

  settle: (key, delivery, retryAt) =>
    db.transaction().execute(async (trx) => {
      const sent = delivery.kind === 'sent' || delivery.kind === 'edited';
      const settled_at = clock();
      const outcome = JSON.stringify(delivery);
      const change = sent
        ? { state: 'sent' as const, ref: delivery.ref, payload: null, briefing: null, delivery: outcome, settled_at }
        : retryAt === undefined
          ? { state: 'ended' as const, payload: null, briefing: null, delivery: outcome, settled_at }
          : { due_at: retryAt, leased_until: 0, delivery: outcome };
      // Only what waits: the late word of a sender whose lease ran out must not bring back a post that was sent since.
      const ended = await trx
        .updateTable('posts')
        .set(change)
        .where('key', '=', key)
        .where('state', '=', 'waiting')
        .returning(['subscription', 'slot', 'part', 'state'])
        .executeTakeFirst();
      if (ended?.part === 0 && ended.state === 'ended') {
        await skipReplies(trx, ended, settled_at);
        await forget(trx, ended);
      }
    }),

  history: async (subscription, slot) => {
    const rows = await db
      .selectFrom('posts')
      .select(['part', 'delivery'])
      .where('subscription', '=', subscription)
      .where('slot', '=', slot)
      .orderBy('part')
      .execute();
    return rows.map(({ part, delivery }) => ({
      part,
      delivery: delivery === null ? undefined : readDelivery(delivery),
    }));
  },

  waiting: async () => {
    const { count } = await db
      .selectFrom('posts')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow();
    return count;
  },
});

const waitingRow = (subscription: string, slot: string, part: number, post: OutboxPost): Tables['posts'] => ({
  key: keyOf(subscription, slot, part),
  subscription,
  slot,
  part,
  address: JSON.stringify(post.address),
  payload: JSON.stringify(post.payload),
  briefing: post.briefing === undefined ? null : JSON.stringify(post.briefing),
  state: 'waiting',
  due_at: 0,
  leased_until: 0,
  attempts: 0,
  ref: null,
  delivery: null,
  settled_at: null,
});

/** Forwards only: a slot that is made up for late does not bring back those after it. */
const moveWatermark = async (trx: Transaction<Tables>, subscription: string, slot: string): Promise<void> => {
  await trx
    .insertInto('watermarks')
    .values({ subscription, slot })
    .onConflict((conflict) => conflict.column('subscription').doUpdateSet({ slot }).where('watermarks.slot', '<', slot))
    .execute();
};

/**
 * Senders in several processes lease one after another: the row that is written stays locked until the transaction
 * ends. Plain SKIP LOCKED would let a second sender pass the first within one thread.
 */
const takeTurn = async (trx: Transaction<Tables>): Promise<void> => {
  await trx
    .updateTable('counters')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'outbox')
    .execute();
};

/**
 * A reply waits for its parent to be sent, and for every earlier reply that waits for a second try or is in another
 * sender's hands: a thread is never out of order.
 */
const dueRows = (trx: Transaction<Tables>, now: number, limit: number) =>
  trx
    .selectFrom('posts as post')
    .innerJoin('posts as parent', (join) =>
      join
        .onRef('parent.subscription', '=', 'post.subscription')
        .onRef('parent.slot', '=', 'post.slot')
        .on('parent.part', '=', 0),
    )
    .select([
      'post.key',
      'post.subscription',
      'post.slot',
      'post.part',
      'post.address',
      'post.payload',
      'post.briefing',
      'post.attempts',
      'parent.ref as parentRef',
    ])
    .where('post.state', '=', 'waiting')
    .where('post.due_at', '<=', now)
    .where('post.leased_until', '<=', now)
    .where((eb) => eb.or([eb('post.part', '=', 0), eb('parent.state', '=', 'sent')]))
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

type DueRow = Awaited<ReturnType<typeof dueRows>>[number];

const toEntry = (row: DueRow): OutboxEntry => {
  const address = readAddress(row.address);
  return {
    key: row.key,
    subscription: row.subscription,
    slot: row.slot,
    part: row.part,
    address: row.part > 0 && row.parentRef !== null ? { ...address, thread: row.parentRef } : address,
    payload: row.payload === null ? {} : readPayload(row.payload),
    ...(row.briefing === null ? {} : { briefing: readBriefing(row.briefing) }),
    attempts: row.attempts,
  };
};

const skipReplies = async (
  trx: Transaction<Tables>,
  { subscription, slot }: { readonly subscription: string; readonly slot: string },
  at: number,
): Promise<void> => {
  await trx
    .updateTable('posts')
    .set({ state: 'ended', payload: null, briefing: null, delivery: JSON.stringify(parentNotSent), settled_at: at })
    .where('subscription', '=', subscription)
    .where('slot', '=', slot)
    .where('state', '=', 'waiting')
    .execute();
};

/** What never reached the channel was not told: the next digest covers it. */
const forget = async (
  trx: Transaction<Tables>,
  { subscription, slot }: { readonly subscription: string; readonly slot: string },
): Promise<void> => {
  await trx
    .updateTable('slots')
    .set({ outcome: 'lost' })
    .where('subscription', '=', subscription)
    .where('slot', '=', slot)
    .execute();
  await trx.deleteFrom('told').where('subscription', '=', subscription).where('slot', '=', slot).execute();
};
