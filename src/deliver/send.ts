/** Empties the outbox: lease, send, settle. What became of each post is written down before the next is tried. */
import type { Delivery } from '../model.ts';
import type { OutboxEntry } from '../ports.ts';
import { noteAccess } from './access.ts';
import type { SendServices } from './services.ts';

/** Longer than any one send may take, so that no second process takes a post that is under way. */
const leaseMs = 60_000;
/** Posts that one process has under way at once. */
const mostUnderWay = 32;
const firstRetryMs = 5_000;
/** Past this a post is given up as failed: about 45 minutes after the first try. */
const mostAttempts = 9;
/** The shortest rest while posts are under way and none may go: limits are kept in tens of milliseconds. */
const shortestRestMs = 20;
const longestRestMs = 1_000;

/** When to try again: as the platform asks, else 5 s doubled each time; undefined when it is settled for good. */
const retryAt = (delivery: Delivery, attempts: number, now: number): number | undefined => {
  if (delivery.kind === 'rate-limited') return now + delivery.retryAfterMs;
  if (delivery.kind === 'failed' && attempts < mostAttempts) return now + firstRetryMs * 2 ** attempts;
  return undefined;
};

/** A platform's own fault is no reason to hold up the posts behind this one. */
const attempt = async ({ platforms, log }: SendServices, entry: OutboxEntry): Promise<Delivery> => {
  const { address, payload, key } = entry;
  const platform = platforms.get(address.platform);
  if (platform === undefined)
    return { kind: 'rejected', code: 'platform-not-connected', fix: `set the tokens of ${address.platform}` };
  try {
    if (address.person !== undefined)
      return (
        (await platform.tell?.(address.person, payload, key, address.workspace)) ?? {
          kind: 'skipped',
          code: 'no-place-for-a-person',
        }
      );
    // Leased before: that sender may have died after the post arrived.
    return await platform.send(address, payload, key, entry.attempts > 0);
  } catch (error) {
    log.error('a post could not be sent', { key, err: error });
    return { kind: 'failed', code: 'internal', unknown: true };
  }
};

/** What one replica is told to wait for, all wait for. */
const holdLimits = async ({ store, platforms }: SendServices, entry: OutboxEntry, delivery: Delivery, at: number) => {
  if (delivery.kind !== 'rate-limited') return;
  const limits = platforms.get(entry.address.platform)?.limits?.(entry.address) ?? [];
  const hit = limits.filter(({ key }) => delivery.limit === undefined || key === delivery.limit);
  if (hit.length > 0) await store.outbox.hold(hit, at);
};

/** False when the post is to be tried again later. */
const sendOne = async (services: SendServices, entry: OutboxEntry): Promise<boolean> => {
  const { store, clock, log } = services;
  const delivery = await attempt(services, entry);
  const again = retryAt(delivery, entry.attempts, clock.now());
  const fields = { key: entry.key, platform: entry.address.platform, channel: entry.address.channel, ...delivery };
  if (again !== undefined) await holdLimits(services, entry, delivery, again);
  // Before it is settled: a crash between the two then sends a retry, not a thread that nobody knows.
  if (delivery.kind === 'sent' && entry.briefing !== undefined)
    await store.threads.put({ ...entry.address, thread: delivery.ref }, entry.briefing);
  await noteAccess(services, entry, delivery);
  await store.outbox.settle(entry.key, delivery, again);
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
 * Sends all that is due; a reply becomes due when its parent is sent, so it goes round until nothing is. Channels do
 * not wait for one another; within one, posts go in order, and each no sooner than the limits of its platform let it.
 *
 * @returns the instant (ms) from which something may be due again; undefined when nothing waits
 */
export const emptyOutbox = async (services: SendServices, signal?: AbortSignal): Promise<number | undefined> => {
  const { store, platforms, clock } = services;
  const underWay = new Set<Promise<void>>();
  let sending = 0;
  let fault: unknown;
  let lookedAgain = false;
  const start = (entries: readonly OutboxEntry[]): void => {
    sending += entries.length;
    const run = sendInOrder(services, entries, signal)
      .catch((error: unknown) => {
        fault = error;
      })
      .finally(() => {
        sending -= entries.length;
        underWay.delete(run);
      });
    underWay.add(run);
  };
  while (signal?.aborted !== true && fault === undefined) {
    const room = mostUnderWay - sending;
    const entries =
      room > 0
        ? await store.outbox.lease(
            clock.now(),
            leaseMs,
            room,
            (one, again) => platforms.get(one.platform)?.limits?.(one, again) ?? [],
          )
        : [];
    for (const each of byChannel(entries)) start(each);
    if (entries.length > 0) {
      lookedAgain = false;
      continue;
    }
    const next = await store.outbox.next();
    if (underWay.size === 0) {
      // The last one under way may have ended between the two looks, and let its thread go.
      if (lookedAgain || next === undefined || next > clock.now()) return next;
      lookedAgain = true;
      continue;
    }
    const rest = new AbortController();
    const restMs = Math.min(longestRestMs, Math.max(shortestRestMs, (next ?? Number.POSITIVE_INFINITY) - clock.now()));
    await Promise.race([...underWay, clock.sleep(restMs, rest.signal)]);
    rest.abort();
  }
  await Promise.all(underWay);
  if (fault !== undefined) throw fault;
  return undefined;
};
