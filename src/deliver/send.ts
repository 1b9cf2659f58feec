/** Empties the outbox: lease, send, settle. What became of each post is written down before the next is tried. */
import type { Delivery } from '../model.ts';
import type { Clock, Log, OutboxEntry, Platform, Store } from '../ports.ts';

/** Longer than any one send may take, so that no second process takes a post that is under way. */
const leaseMs = 60_000;
const batch = 20;
const firstRetryMs = 5_000;
/** Past this a post is given up as failed: about 45 minutes after the first try. */
const mostAttempts = 9;

/** When to try again: as the platform asks, else 5 s doubled each time; undefined when it is settled for good. */
export const retryAt = (delivery: Delivery, attempts: number, now: number): number | undefined => {
  if (delivery.kind === 'rate-limited') return now + delivery.retryAfterMs;
  if (delivery.kind === 'failed' && attempts < mostAttempts) return now + firstRetryMs * 2 ** attempts;
  return undefined;
};

export interface SendServices {
  readonly store: Store;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly clock: Clock;
  readonly log: Log;
}

const sendOne = async ({ store, platforms, clock, log }: SendServices, entry: OutboxEntry): Promise<void> => {
  const platform = platforms.get(entry.address.platform);
  const delivery: Delivery =
    platform === undefined
      ? { kind: 'rejected', code: 'platform-not-connected', fix: `set the tokens of ${entry.address.platform}` }
      : await platform.send(entry.address, entry.payload, entry.key);
  const fields = { key: entry.key, platform: entry.address.platform, channel: entry.address.channel, ...delivery };
  // Before it is settled: a crash between the two then sends a retry, not a thread that nobody knows.
  if (delivery.kind === 'sent' && entry.briefing !== undefined)
    await store.threads.put({ ...entry.address, thread: delivery.ref }, entry.briefing);
  await store.outbox.settle(entry.key, delivery, retryAt(delivery, entry.attempts, clock.now()));
  if (delivery.kind === 'sent' || delivery.kind === 'edited') log.info('posted', fields);
  else log.warn('not posted', fields);
};

/** Sends all that is due now, in order; a reply becomes due when its parent is sent, so it goes round until nothing is. */
export const emptyOutbox = async (services: SendServices): Promise<void> => {
  for (;;) {
    const entries = await services.store.outbox.lease(services.clock.now(), leaseMs, batch);
    if (entries.length === 0) return;
    for (const entry of entries) await sendOne(services, entry);
  }
};
