/** What the platforms have handed in: a platform repeats itself, and not always to the same replica. */
import type { Base } from './flavour.ts';

/** Slack repeats an event for minutes, Discord's gateway for as long as a session can be resumed. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** How often what is too old is taken away, at most. */
const SWEEP_MS = 60 * 60 * 1000;

/** True for the first who notes an id. */
export const arrivals = ({ db, now }: Base): ((id: string) => Promise<boolean>) => {
  let swept = Number.NEGATIVE_INFINITY;
  return async (id) => {
    const at = now();
    if (at - swept >= SWEEP_MS) {
      swept = at;
      await db
        .deleteFrom('arrivals')
        .where('at', '<', at - KEPT_MS)
        .execute();
    }
    const noted = await db
      .insertInto('arrivals')
      .values({ id, at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute();
    return noted.length > 0;
  };
};
