/** Posts that wait to be sent: claimed once, leased to one sender at a time, settled with what became of them. */
import type { Kysely, Transaction } from 'kysely';
import type { Delivery } from '../model.ts';
import type { Outbox, OutboxPost } from '../ports.ts';
import type { Base } from './flavour.ts';
import { lease, nextDue, takeTurn } from './lease.ts';
import { admit, holdLimits } from './limits.ts';
import { readDelivery } from './records.ts';
import type { Tables } from './schema.ts';
import { channelOf } from './told.ts';
import { holdsTurn } from './turns.ts';

const parentNotSent: Delivery = { kind: 'skipped', code: 'parent-not-sent' };

const keyOf = (subscription: string, slot: string, part: number): string => `${subscription}/${slot}/${part}`;

export const outbox = ({ db, now: clock }: Base): Outbox => ({
  claim: (subscription, slot, posts, told, turn) =>
    db.transaction().execute(async (trx) => {
      if (turn !== undefined && !(await holdsTurn(trx, turn))) return false;
      if (!(await writePosts(trx, subscription, slot, posts, clock()))) return false;
      if (told !== undefined)
        await trx
          .insertInto('told')
          .values({ subscription, slot, channel: channelOf(told.address), content: JSON.stringify(told.told) })
          .execute();
      await moveWatermark(trx, subscription, slot);
      return true;
    }),

  known: async (subscription, slot) => {
    const row = await db
      .selectFrom('slots')
      .select('slot')
      .where('subscription', '=', subscription)
      .where('slot', '=', slot)
      .executeTakeFirst();
    return row !== undefined;
  },

  miss: async (subscription, slot) => {
    const noted = await db
      .insertInto('slots')
      .values({ subscription, slot, written_at: clock(), outcome: 'missed' })
      .onConflict((conflict) => conflict.doNothing())
      .returning('slot')
      .execute();
    return noted.length > 0;
  },

  lease: (now, leaseMs, limit, limitsOf) => lease(db, { now, leaseMs, limit, limitsOf }),

  next: () => nextDue(db),

  admit: (limits, now) =>
    db.transaction().execute(async (trx) => {
      await takeTurn(trx);
      return admit(trx, limits, now);
    }),

  hold: (limits, until) =>
    db.transaction().execute(async (trx) => {
      await takeTurn(trx);
      await holdLimits(trx, limits, clock(), until);
    }),

  settle: async (key, delivery, retryAt) => {
    const sent = delivery.kind === 'sent' || delivery.kind === 'edited';
    const settled_at = clock();
    const outcome = JSON.stringify(delivery);
    // Only what waits: the late word of a sender whose lease ran out must not bring back a post that was sent since.
    const change = (on: Kysely<Tables>, values: Partial<Tables['posts']>) =>
      on.updateTable('posts').set(values).where('key', '=', key).where('state', '=', 'waiting');
    const settled = { payload: null, briefing: null, delivery: outcome, settled_at };
    if (sent) {
      await change(db, { ...settled, state: 'sent', ref: delivery.ref }).execute();
      return;
    }
    if (retryAt !== undefined) {
      const turnedAway = delivery.kind === 'rate-limited' ? 1 : 0;
      await change(db, { due_at: retryAt, leased_until: 0, delivery: outcome })
        .set((eb) => ({ attempts: eb('attempts', '-', turnedAway) }))
        .execute();
      return;
    }
    await db.transaction().execute(async (trx) => {
      const ended = await change(trx, { ...settled, state: 'ended' })
        .returning(['subscription', 'slot', 'part'])
        .executeTakeFirst();
      if (ended?.part !== 0) return;
      await skipReplies(trx, ended, settled_at);
      await forget(trx, ended);
    });
  },

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

/** Claims a slot and writes its posts; false, and nothing is written, when it was claimed before. */
export const writePosts = async (
  trx: Transaction<Tables>,
  subscription: string,
  slot: string,
  posts: readonly OutboxPost[],
  at: number,
): Promise<boolean> => {
  const claimed = await trx
    .insertInto('slots')
    .values({ subscription, slot, written_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('slot')
    .execute();
  if (claimed.length === 0) return false;
  const rows = posts.map((post, part) => waitingRow(subscription, slot, part, post));
  if (rows.length > 0) await trx.insertInto('posts').values(rows).execute();
  return true;
};

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
