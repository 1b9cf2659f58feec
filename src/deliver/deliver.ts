/** Due slots -> Digests -> Deliveries: the table of contents of the stage. */
import type { Desk } from '../desk.ts';
import type { Subscription, Topic } from '../model.ts';
import { composeDigest, postsOf } from './compose.ts';
import { dueSlot } from './due.ts';
import type { SendServices } from './send.ts';
import { emptyOutbox } from './send.ts';

export interface DeliverServices extends SendServices {
  readonly desk: Desk;
  /** All topics that a Subscription may name. */
  readonly topicsOf: (subscription: Subscription) => Promise<readonly Topic[]>;
}

/** One tick of the heartbeat. Stops between two posts when the signal aborts: what is left waits in the outbox. */
export type Tick = (signal?: AbortSignal) => Promise<void>;

export const createDelivery = (services: DeliverServices): Tick => {
  const { store, desk, platforms, clock, log, topicsOf } = services;
  /** The slot last told of as missed, by Subscription: every tick finds it again until the next is due. */
  const told = new Map<string, string>();

  const deliverDue = async (subscription: Subscription): Promise<void> => {
    const platform = platforms.get(subscription.address.platform);
    if (platform === undefined) return;
    const watermark = await store.subscriptions.watermark(subscription.id);
    const due = dueSlot(subscription, watermark, clock.now());
    if (due.kind === 'missed' && told.get(subscription.id) !== due.slot) {
      told.set(subscription.id, due.slot);
      log.warn('missed; the next digest covers it', { subscription: subscription.id, slot: due.slot });
    }
    if (due.kind !== 'due') return;
    const span = { from: watermark ?? null, to: due.slot };
    const digest = await composeDigest(desk, subscription, await topicsOf(subscription), span, clock.now());
    await store.outbox.claim(subscription.id, due.slot, postsOf(platform, subscription, digest));
  };

  return async (signal) => {
    for (const subscription of await store.subscriptions.list()) {
      if (signal?.aborted === true) return;
      try {
        await deliverDue(subscription);
      } catch (error) {
        // One Subscription that fails stops no other.
        log.error('a digest could not be composed', { subscription: subscription.id, err: error });
      }
    }
    await emptyOutbox(services, signal);
  };
};
