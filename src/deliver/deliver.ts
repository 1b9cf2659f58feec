/** Due slots -> Digests -> Deliveries: the table of contents of the stage. */
import type { Desk } from '../desk.ts';
import type { Subscription, Topic } from '../model.ts';
import { composePosts } from './compose.ts';
import { dueSlot } from './due.ts';
import type { SendServices } from './send.ts';
import { emptyOutbox } from './send.ts';

export interface DeliverServices extends SendServices {
  readonly desk: Desk;
  /** All topics that a Subscription may name. */
  readonly topicsOf: (subscription: Subscription) => Promise<readonly Topic[]>;
}

const deliverDue = async (services: DeliverServices, subscription: Subscription): Promise<void> => {
  const { store, desk, platforms, clock, log, topicsOf } = services;
  const platform = platforms.get(subscription.address.platform);
  if (platform === undefined) return;
  const watermark = await store.subscriptions.watermark(subscription.id);
  const due = dueSlot(subscription, watermark, clock.now());
  if (due.kind === 'missed')
    log.warn('missed; the next digest covers it', { subscription: subscription.id, slot: due.slot });
  if (due.kind !== 'due') return;
  const span = { from: watermark ?? null, to: due.slot };
  const posts = await composePosts(desk, platform, subscription, await topicsOf(subscription), span);
  await store.outbox.claim(subscription.id, due.slot, posts);
};

/** One tick of the heartbeat. One Subscription that fails stops no other. */
export const deliver = async (services: DeliverServices): Promise<void> => {
  for (const subscription of await services.store.subscriptions.list()) {
    try {
      await deliverDue(services, subscription);
    } catch (error) {
      services.log.error('a digest could not be composed', { subscription: subscription.id, err: error });
    }
  }
  await emptyOutbox(services);
};
