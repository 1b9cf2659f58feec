/** What is past its time goes, once a day. */
import type { Clock, Log, Store } from '../ports.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What items are known by outlives their text, so that an old one that slides back in is not new. */
const itemDays = 365;
const chatDays = 90;

/** @returns a step that prunes when a day has gone by since it last did, and gives how long to rest */
export const createPruning = (
  store: Pick<Store, 'prune'>,
  clock: Clock,
  log: Log,
  retentionDays: number,
): (() => Promise<number>) => {
  let dueAt = clock.now();
  return async () => {
    const now = clock.now();
    if (now >= dueAt) {
      const gone = await store.prune({
        articles: now - retentionDays * day,
        items: now - itemDays * day,
        posts: now - chatDays * day,
        threads: now - chatDays * day,
      });
      dueAt = now + day;
      log.info('pruned', gone);
    }
    return hour;
  };
};
