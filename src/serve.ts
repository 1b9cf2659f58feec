/** The running bot: platforms, heartbeat, and an orderly end. Composed by main. */
import { createChat } from './chat/chat.ts';
import type { ChatServices } from './chat/verb.ts';
import { deliver } from './deliver/deliver.ts';
import { startHeartbeat } from './deliver/heartbeat.ts';
import { operator } from './deliver/standing-orders.ts';
import { CrosswireError } from './errors.ts';
import type { Subscription } from './model.ts';
import type { Log, Platform, Store } from './ports.ts';

export interface ServeServices extends ChatServices {
  readonly platforms: readonly Platform[];
  /** What DIGESTS orders. */
  readonly orders: readonly Subscription[];
  readonly log: Log;
}

export interface Service {
  /** Takes nothing new, finishes what is under way. */
  stop(): Promise<void>;
}

/** Makes the store's standing orders those of the setting; one that stays keeps its beginning. */
const keepOrders = async (store: Store, orders: readonly Subscription[]): Promise<void> => {
  const held = (await store.subscriptions.list()).filter((each) => each.createdBy === operator);
  const wanted = new Set(orders.map((order) => order.id));
  for (const each of held) if (!wanted.has(each.id)) await store.subscriptions.remove(each.id);
  for (const order of orders) {
    const before = held.find((each) => each.id === order.id);
    await store.subscriptions.put({ ...order, createdAt: before?.createdAt ?? order.createdAt });
  }
};

/** Starts every platform, or none: one that cannot start stops the others, and every cause is named. */
const startPlatforms = async (services: ServeServices): Promise<void> => {
  const { platforms } = services;
  const answerer = createChat(services);
  const started = await Promise.allSettled(platforms.map((platform) => platform.start(answerer)));
  const causes = started.flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (causes.length === 0) return;
  await Promise.allSettled(platforms.map((platform) => platform.stop()));
  const bug = causes.find((cause) => !(cause instanceof CrosswireError));
  if (bug !== undefined) throw bug;
  const known = causes.filter((cause) => cause instanceof CrosswireError);
  throw new CrosswireError(
    'platform',
    known.map((cause) => cause.message).join('\n'),
    known.map((cause) => cause.fix).join('; '),
    { cause: known[0] },
  );
};

export const serve = async (services: ServeServices): Promise<Service> => {
  const { platforms, store, orders, log, clock, desk, topics } = services;
  await keepOrders(store, orders);
  await startPlatforms(services);
  const delivery = {
    store,
    desk,
    clock,
    log,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    topicsOf: async ({ address }: Subscription) => [
      ...topics,
      ...(await store.topics.list(`${address.platform}:${address.workspace}`)),
    ],
  };
  const heartbeat = startHeartbeat(async () => {
    try {
      await deliver(delivery);
    } catch (error) {
      log.error('the heartbeat failed; it goes on', { err: error });
    }
  });
  return {
    stop: async () => {
      await heartbeat.stop();
      await Promise.allSettled(platforms.map((platform) => platform.stop()));
      await store.close();
    },
  };
};
