/** Standing orders and how far each has been served. */
import type { Transaction } from 'kysely';
import type { Delivery } from '../model.ts';
import type { SubscriptionStore } from '../ports.ts';
import type { Base } from './flavour.ts';
import { readSubscription } from './records.ts';
import type { Tables } from './schema.ts';

const unfollowed: Delivery = { kind: 'skipped', code: 'unfollowed' };

export const subscriptionStore = ({ db, now }: Base): SubscriptionStore => ({
  list: async () => {
    const rows = await db.selectFrom('subscriptions').select('content').orderBy('id').execute();
    return rows.map((row) => readSubscription(row.content));
  },

  put: async (subscription) => {
    await db
      .insertInto('subscriptions')
      .values({ id: subscription.id, content: JSON.stringify(subscription) })
      .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ content: eb.ref('excluded.content') })))
      .execute();
  },

  remove: (id) =>
    db.transaction().execute(async (trx) => {
      const removed = await trx.deleteFrom('subscriptions').where('id', '=', id).returning('id').execute();
      if (removed.length === 0) return false;
      await trx.deleteFrom('watermarks').where('subscription', '=', id).execute();
      await skipUnsent(trx, id, now());
      return true;
    }),

  watermark: async (id) => {
    const row = await db.selectFrom('watermarks').select('slot').where('subscription', '=', id).executeTakeFirst();
    return row?.slot;
  },
});

/** What nobody has seen the beginning of is not sent any more; a thread under way is finished. Claims stay. */
const skipUnsent = async (trx: Transaction<Tables>, subscription: string, at: number): Promise<void> => {
  const begun = trx
    .selectFrom('posts')
    .select('slot')
    .where('subscription', '=', subscription)
    .where('part', '=', 0)
    .where('state', '=', 'sent');
  await trx
    .updateTable('posts')
    .set({ state: 'ended', payload: null, briefing: null, delivery: JSON.stringify(unfollowed), settled_at: at })
    .where('subscription', '=', subscription)
    .where('state', '=', 'waiting')
    .where('slot', 'not in', begun)
    .execute();
};
