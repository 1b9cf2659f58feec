/** Standing orders and how far each has been served. */
import type { Kysely, Transaction } from 'kysely';
import type { Delivery, Subscription } from '../model.ts';
import type { SubscriptionStore } from '../ports.ts';
import { type Base, batches } from './flavour.ts';
import { writePosts } from './outbox.ts';
import { readSubscription } from './records.ts';
import type { Tables } from './schema.ts';
import { toldBySlot, toldIn } from './told.ts';

const unfollowed: Delivery = { kind: 'skipped', code: 'unfollowed' };

export const subscriptionStore = (base: Base): SubscriptionStore => ({
  list: async () => {
    const rows = await base.db.selectFrom('subscriptions').select('content').orderBy('id').execute();
    return rows.map((row) => readSubscription(row.content));
  },

  put: (subscription) => putSubscription(base.db, subscription),

  remove: (id) => base.db.transaction().execute((trx) => removeSubscription(trx, id, base.now())),

  refuse: async (id, refused, tell) => {
    // Nearly always there is nothing to take back.
    if (refused === null && !(await isRefused(base.db, id))) return undefined;
    return base.db.transaction().execute(async (trx) => {
      // Written as it is first, so that whoever changes it too waits until this is done.
      const row = await trx
        .updateTable('subscriptions')
        .set((eb) => ({ content: eb.ref('content') }))
        .where('id', '=', id)
        .returning('content')
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { refused: before, ...held } = readSubscription(row.content);
      if (refused === null && before === undefined) return undefined;
      const content = JSON.stringify(refused === null ? held : { ...held, refused: before ?? refused });
      await trx.updateTable('subscriptions').set({ content }).where('id', '=', id).execute();
      if (refused === null || before !== undefined) return undefined;
      const word = tell?.(held);
      if (word !== undefined) await writePosts(trx, `refused/${id}`, refused.since, [word], base.now());
      return held;
    });
  },

  watermark: async (id) => {
    const row = await base.db.selectFrom('watermarks').select('slot').where('subscription', '=', id).executeTakeFirst();
    return row?.slot;
  },

  covered: async (id, before) => {
    const row = await base.db
      .selectFrom('slots')
      .innerJoin('watermarks', 'watermarks.subscription', 'slots.subscription')
      .select(({ fn }) => fn.max('slots.slot').as('slot'))
      .where('slots.subscription', '=', id)
      .where('slots.outcome', '=', 'composed')
      .$if(before !== undefined, (query) => query.where('slots.slot', '<', before ?? ''))
      .executeTakeFirst();
    return row?.slot ?? undefined;
  },

  told: (address, before) => toldIn(base, address, before),
  toldBy: (id, slot) => toldBySlot(base, id, slot),
});

const isRefused = async (db: Kysely<Tables>, id: string): Promise<boolean> => {
  const row = await db.selectFrom('subscriptions').select('content').where('id', '=', id).executeTakeFirst();
  return row !== undefined && readSubscription(row.content).refused !== undefined;
};

const putSubscription = async (db: Kysely<Tables>, subscription: Subscription): Promise<void> => {
  await db
    .insertInto('subscriptions')
    .values({ id: subscription.id, content: JSON.stringify(subscription) })
    .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ content: eb.ref('excluded.content') })))
    .execute();
};

/**
 * As somebody changed it. Whether the platform takes its posts is not theirs to say: that stays. One that comes back
 * goes on after the last slot that it was composed for.
 */
export const replaceSubscription = async (
  trx: Transaction<Tables>,
  { refused: _, ...subscription }: Subscription,
): Promise<void> => {
  const { id, createdAt } = subscription;
  const row = await trx.selectFrom('subscriptions').select('content').where('id', '=', id).executeTakeFirst();
  const refused = row === undefined ? undefined : readSubscription(row.content).refused;
  await putSubscription(trx, { ...subscription, ...(refused !== undefined && { refused }) });
  if (row !== undefined) return;
  const { slot } = await trx
    .selectFrom('slots')
    .select(({ fn }) => fn.max('slot').as('slot'))
    .where('subscription', '=', id)
    .where('slot', '>', createdAt)
    .where('outcome', '!=', 'missed')
    .executeTakeFirstOrThrow();
  if (slot === null) return;
  await trx
    .insertInto('watermarks')
    .values({ subscription: id, slot })
    .onConflict((conflict) => conflict.column('subscription').doUpdateSet({ slot }))
    .execute();
};

/** @param at milliseconds since the Unix epoch */
export const removeSubscription = async (trx: Transaction<Tables>, id: string, at: number): Promise<boolean> => {
  const removed = await trx.deleteFrom('subscriptions').where('id', '=', id).returning('id').execute();
  if (removed.length === 0) return false;
  await trx.deleteFrom('watermarks').where('subscription', '=', id).execute();
  await skipUnsent(trx, id, at);
  return true;
};

/**
 * What nobody has seen the beginning of is not sent any more, and was not told; a thread under way is finished. Claims
 * stay, as lost: whoever takes the removal back finds in the next digest what these would have told.
 */
const skipUnsent = async (trx: Transaction<Tables>, subscription: string, at: number): Promise<void> => {
  const begun = trx
    .selectFrom('posts')
    .select('slot')
    .where('subscription', '=', subscription)
    .where('part', '=', 0)
    .where('state', '=', 'sent');
  const skipped = await trx
    .updateTable('posts')
    .set({ state: 'ended', payload: null, briefing: null, delivery: JSON.stringify(unfollowed), settled_at: at })
    .where('subscription', '=', subscription)
    .where('state', '=', 'waiting')
    .where('slot', 'not in', begun)
    .returning('slot')
    .execute();
  await trx.deleteFrom('told').where('subscription', '=', subscription).where('slot', 'not in', begun).execute();
  for (const batch of batches([...new Set(skipped.map(({ slot }) => slot))]))
    await trx
      .updateTable('slots')
      .set({ outcome: 'lost' })
      .where('subscription', '=', subscription)
      .where('outcome', '=', 'composed')
      .where('slot', 'in', batch)
      .execute();
};
