/** Due slots -> Digests -> Deliveries: the table of contents of the stage. */
import type { Desk } from '../desk.ts';
import type { Digest, Subscription, Topic, Watch } from '../model.ts';
import { composeDigest, postsOf } from './compose.ts';
import { dueSlot } from './due.ts';
import { emptyOutbox } from './send.ts';
import type { SendServices } from './services.ts';

export interface DeliverServices extends SendServices {
  readonly desk: Desk;
  /** All topics that a Subscription may name. */
  readonly topicsOf: (subscription: Subscription) => Promise<readonly Topic[]>;
  /** What was read for a channel since an instant (ISO; null for ever); undefined where there are no feeds. */
  readonly watchOf?: (subscription: Subscription, since: string | null) => Promise<Watch | undefined>;
  /** From 0 to below 1: processes that share a database begin at different Subscriptions, and compose little in vain. */
  readonly random?: () => number;
}

/** One tick of the heartbeat. Stops between two posts when the signal aborts: what is left waits in the outbox. */
export type Tick = (signal?: AbortSignal) => Promise<void>;

/** Nothing new, and the channel has asked to hear nothing then. A source that fails is never passed off as calm. */
const isQuiet = ({ quiet }: Subscription, { entries, watch }: Digest): boolean =>
  quiet === 'nothing' && entries.length === 0 && (watch?.failing ?? []).length === 0;

const missed = async ({ store, log }: DeliverServices, { id }: Subscription, slot: string): Promise<void> => {
  if (await store.outbox.miss(id, slot)) log.warn('missed; the next digest covers it', { subscription: id, slot });
};

const deliverDue = async (services: DeliverServices, subscription: Subscription): Promise<void> => {
  const { store, desk, platforms, clock, topicsOf, watchOf } = services;
  const platform = platforms.get(subscription.address.platform);
  if (platform === undefined) return;
  const due = dueSlot(subscription, await store.subscriptions.watermark(subscription.id), clock.now());
  if (due.kind === 'missed') await missed(services, subscription, due.slot);
  if (due.kind !== 'due') return;
  const from = (await store.subscriptions.covered(subscription.id)) ?? null;
  const told = await store.subscriptions.told(subscription.address);
  const [topics, watch] = await Promise.all([topicsOf(subscription), watchOf?.(subscription, from)]);
  const span = { from, to: due.slot, told };
  const digest = await composeDigest(desk, subscription, topics, span, watch, clock.now());
  const posts = isQuiet(subscription, digest) ? [] : postsOf(platform, subscription, digest);
  await store.outbox.claim(subscription.id, due.slot, posts, { address: subscription.address, told: digest.told });
};

export const createDelivery =
  (services: DeliverServices): Tick =>
  async (signal) => {
    const { store, log, random = () => 0 } = services;
    const subscriptions = await store.subscriptions.list();
    const begin = Math.floor(random() * subscriptions.length);
    for (const subscription of [...subscriptions.slice(begin), ...subscriptions.slice(0, begin)]) {
      if (signal?.aborted === true) return;
      try {
        await deliverDue(services, subscription);
      } catch (error) {
        // One Subscription that fails stops no other.
        log.error('a digest could not be composed', { subscription: subscription.id, err: error });
      }
    }
    await emptyOutbox(services, signal);
  };
