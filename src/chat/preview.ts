/** A channel's next digest as it would be this minute, made the way the real one is. It moves nothing. */
import type { ScopedDesk } from '../desk.ts';
import type { Digest, Subscription, Topic } from '../model.ts';
import type { Clock, Store } from '../ports.ts';
import { digestOrder } from '../schedule.ts';

interface PreviewServices {
  readonly desk: ScopedDesk;
  readonly store: Pick<Store, 'subscriptions'>;
  readonly clock: Clock;
}

/** @param topics all that the channel's workspace knows */
export const preview = async (
  { desk, store, clock }: PreviewServices,
  subscription: Subscription,
  topics: readonly Topic[],
): Promise<Digest> => {
  const to = new Date(clock.now()).toISOString();
  const [from = null, told] = await Promise.all([
    store.subscriptions.covered(subscription.id),
    store.subscriptions.told(subscription.address),
  ]);
  const order = digestOrder(subscription, topics, { from, to, told });
  return desk.digest({ ...order, title: 'Digest preview' });
};
