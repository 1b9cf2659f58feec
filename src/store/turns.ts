/** Who alone may do something, for how long: by name, over all replicas. */
import type { Kysely, Transaction } from 'kysely';
import type { Turn, TurnStore } from '../ports.ts';
import type { Tables } from './schema.ts';

export const turnStore = (db: Kysely<Tables>): TurnStore => ({
  take: async ({ name, holder }, now, until) => {
    const taken = await db
      .insertInto('turns')
      .values({ name, holder, until })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ holder, until })
          .where((eb) => eb.or([eb('turns.holder', '=', holder), eb('turns.until', '<=', now)])),
      )
      .returning('name')
      .execute();
    return taken.length > 0;
  },

  end: async ({ name, holder }) => {
    await db.deleteFrom('turns').where('name', '=', name).where('holder', '=', holder).execute();
  },

  list: async (prefix, now) => {
    // The names that begin so: the last code point stands after every other.
    const rows = await db
      .selectFrom('turns')
      .select(['name', 'holder'])
      .where('name', '>=', prefix)
      .where('name', '<', `${prefix}\u{10FFFF}`)
      .where('until', '>', now)
      .orderBy('name')
      .execute();
    return rows;
  },
});

/** True when the turn is still its holder's, and stays so until the transaction ends: who wants to take it waits. */
export const holdsTurn = async (trx: Transaction<Tables>, { name, holder }: Turn): Promise<boolean> => {
  const held = await trx
    .updateTable('turns')
    .set({ holder })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .returning('name')
    .execute();
  return held.length > 0;
};
