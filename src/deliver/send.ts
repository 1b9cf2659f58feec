/** Empties the outbox: lease, send, settle. What became of each post is written down before the next is tried. */
import type { Delivery } from '../model.ts';
import type { OutboxEntry } from '../ports.ts';
import { noteAccess } from './access.ts';
import type { SendServices } from './services.ts';

/** Longer than any one send may take, so that no second process takes a post that is under way. */
const leaseMs = 60_000;
const batch = 20;
const firstRetryMs = 5_000;
/** Past this a post is given up as failed: about 45 minutes after the first try. */
const mostAttempts = 9;

/** When to try again: as the platform asks, else 5 s doubled each time; undefined when it is settled for good. */
const retryAt = (delivery: Delivery, attempts: number, now: number): number | undefined => {
  if (delivery.kind === 'rate-limited') return now + delivery.retryAfterMs;
  if (delivery.kind === 'failed' && attempts < mostAttempts) return now + firstRetryMs * 2 ** attempts;
  return undefined;
};

/** A platform's own fault is no reason to hold up the posts behind this one. */
const attempt = async ({ platforms, log }: SendServices, entry: OutboxEntry): Promise<Delivery> => {
  const platform = platforms.get(entry.address.platform);
  if (platform === undefined)
    return { kind: 'rejected', code: 'platform-not-connected', fix: `set the tokens of ${entry.address.platform}` };
  try {
    // Leased before: that sender may have died after the post arrived.
    return await platform.send(entry.address, entry.payload, entry.key, entry.attempts > 0);
  } catch (error) {
    log.error('a post could not be sent', { key: entry.key, err: error });
    return { kind: 'failed', code: 'internal', unknown: true };
  }
};

/** False when the post is to be tried again later. */
const sendOne = async (services: SendServices, entry: OutboxEntry): Promise<boolean> => {
  const { store, clock, log } = services;
  const delivery = await attempt(services, entry);
  const again = retryAt(delivery, entry.attempts, clock.now());
  const fields = { key: entry.key, platform: entry.address.platform, channel: entry.address.channel, ...delivery };
  // Before it is settled: a crash between the two then sends a retry, not a thread that nobody knows.
  if (delivery.kind === 'sent' && entry.briefing !== undefined)
    await store.threads.put({ ...entry.address, thread: delivery.ref }, entry.briefing);
  await store.outbox.settle(entry.key, delivery, again);
  await noteAccess(services, entry, delivery);
  if (delivery.kind === 'sent' || delivery.kind === 'edited') log.info('posted', fields);
  else log.warn('not posted', fields);
  return again === undefined;
};

const byChannel = (entries: readonly OutboxEntry[]): OutboxEntry[][] => {
  const channels = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    const { platform, workspace, channel } = entry.address;
    const key = JSON.stringify([platform, workspace, channel]);
    const held = channels.get(key);
    if (held === undefined) channels.set(key, [entry]);
    else held.push(entry);
  }
  return [...channels.values()];
};

/** Ends with a post that was put off: none behind it overtakes it, and the rest comes when its lease is over. */
const sendInOrder = async (
  services: SendServices,
  entries: readonly OutboxEntry[],
  signal: AbortSignal | undefined,
): Promise<void> => {
  for (const entry of entries) {
    if (signal?.aborted === true) return;
    if (!(await sendOne(services, entry))) return;
  }
};

/**
 * Sends all that is due now; a reply becomes due when its parent is sent, so it goes round until nothing is. Channels
 * do not wait for one another; within one, posts go in order.
 */
export const emptyOutbox = async (services: SendServices, signal?: AbortSignal): Promise<void> => {
  while (signal?.aborted !== true) {
    const entries = await services.store.outbox.lease(services.clock.now(), leaseMs, batch);
    if (entries.length === 0) return;
    await Promise.all(byChannel(entries).map((each) => sendInOrder(services, each, signal)));
  }
};
