/** Due slots -> Digests -> Deliveries: the table of contents of the stage. */
import type { OpenDesk } from '../desk.ts';
import type { Digest, ReaderScope, Subscription, Topic, Watch } from '../model.ts';
import type { Turn } from '../ports.ts';
import { type Beside, composeDigest, onePerOrder, postsOf } from './compose.ts';
import { createDue, type Due } from './due.ts';
import { emptyOutbox } from './send.ts';
import type { SendServices } from './services.ts';
import { channelsOf, inTurn } from './turns.ts';

export interface DeliverServices extends SendServices {
  readonly desk: OpenDesk;
  /** What of the articles a Subscription's channel may be told. */
  readonly scopeOf: (subscription: Subscription) => Promise<ReaderScope>;
  /** All topics that a Subscription may name. */
  readonly topicsOf: (subscription: Subscription) => Promise<readonly Topic[]>;
  /** What was read for a channel since an instant (ISO; null for ever); undefined where there are no feeds. */
  readonly watchOf?: (subscription: Subscription, since: string | null) => Promise<Watch | undefined>;
  /** Buttons and a picture for a digest; none unless given. */
  readonly besideOf?: (subscription: Subscription, digest: Digest) => Promise<Beside>;
  /** From 0 to below 1: processes that share a database begin at different channels, and wait less for one another. */
  readonly random?: () => number;
}

/** The two halves of the delivery. Each may be called at any time, in any number of processes, and the same one not twice at once. */
export interface DeliveryWork {
  /** Composes every digest that is due, into the outbox. Stops between two when the signal aborts. */
  compose(signal?: AbortSignal): Promise<undefined>;
  /** Sends what is due in the outbox; gives the instant (ms) from which something may be due again. Stops between two posts. */
  send(signal?: AbortSignal): Promise<number | undefined>;
}

/** Nothing new, and the channel has asked to hear nothing then. A source that fails is never passed off as calm. */
const isQuiet = ({ quiet }: Subscription, { entries, watch }: Digest): boolean =>
  quiet === 'nothing' && entries.length === 0 && (watch?.failing ?? []).length === 0;

const missed = async ({ store, log }: DeliverServices, { id }: Subscription, slot: string): Promise<void> => {
  if (await store.outbox.miss(id, slot)) log.warn('missed; the next digest covers it', { subscription: id, slot });
};

/** One digest that is due, in the turn of its channel: what the channel was told is read after the turn was taken. */
const composeOne = async (
  services: DeliverServices,
  { subscription, slot }: Extract<Due, { kind: 'due' }>,
  turn: Turn,
): Promise<void> => {
  const { store, desk, platforms, clock, scopeOf, topicsOf, watchOf } = services;
  const platform = platforms.get(subscription.address.platform);
  if (platform === undefined || (await store.outbox.known(subscription.id, slot))) return;
  const from = (await store.subscriptions.covered(subscription.id)) ?? null;
  const told = await store.subscriptions.told(subscription.address);
  const [topics, watch] = await Promise.all([topicsOf(subscription), watchOf?.(subscription, from)]);
  const scoped = desk.within(await scopeOf(subscription));
  const digest = await composeDigest(scoped, subscription, topics, { from, to: slot, told }, watch, clock.now());
  const beside = await services.besideOf?.(subscription, digest);
  const posts = isQuiet(subscription, digest) ? [] : postsOf(platform, subscription, digest, beside);
  await store.outbox.claim(subscription.id, slot, posts, { address: subscription.address, told: digest.told }, turn);
};

export const createDelivery = (services: DeliverServices): DeliveryWork => {
  const { store, log, clock, platforms, random = () => 0 } = services;
  const dueOf = createDue(store);

  /** Every digest of one channel. One Subscription that fails stops no other. */
  const composeChannel = async (each: DeliverServices, subscriptions: readonly Subscription[]): Promise<void> => {
    const attempt = async (subscription: Subscription, work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        log.error('a digest could not be composed', { subscription: subscription.id, err: error });
      }
    };
    const due: Extract<Due, { kind: 'due' }>[] = [];
    for (const subscription of subscriptions)
      await attempt(subscription, async () => {
        const one = await dueOf(subscription, clock.now());
        if (one.kind === 'missed') await missed(services, subscription, one.slot);
        if (one.kind === 'due' && platforms.has(subscription.address.platform)) due.push(one);
      });
    const [first] = due;
    if (first === undefined) return;
    await inTurn(services, first.subscription.address, async (turn) => {
      for (const one of due) await attempt(one.subscription, () => composeOne(each, one, turn));
    });
  };

  return {
    compose: async (signal) => {
      const channels = channelsOf(await store.subscriptions.list());
      const begin = Math.floor(random() * channels.length);
      // Channels that are due the same are composed for once.
      const each = { ...services, desk: onePerOrder(services.desk) };
      for (const subscriptions of [...channels.slice(begin), ...channels.slice(0, begin)]) {
        if (signal?.aborted === true) return;
        await composeChannel(each, subscriptions);
      }
    },
    send: (signal) => emptyOutbox(services, signal),
  };
};
