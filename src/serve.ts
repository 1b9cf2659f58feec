/** The running bot: platforms, heartbeat, and an orderly end. Composed by main. */
import { briefingActions } from './chat/actions.ts';
import { chartOf } from './chat/charts.ts';
import { createChat } from './chat/chat.ts';
import { usualSettings } from './chat/permissions.ts';
import { scopeOf } from './chat/scope.ts';
import { workspaceKey } from './chat/topics.ts';
import type { ChatServices } from './chat/verb.ts';
import { createDelivery } from './deliver/deliver.ts';
import type { Heartbeat, Work } from './deliver/heartbeat.ts';
import { startHeartbeat } from './deliver/heartbeat.ts';
import { CrosswireError } from './errors.ts';
import { watchOf } from './live/watch.ts';
import type { Subscription } from './model.ts';
import type { Log, Platform, Signal, Store } from './ports.ts';
import { operator } from './schedule.ts';

export interface ServeServices extends ChatServices {
  readonly platforms: readonly Platform[];
  /** What DIGESTS orders. */
  readonly orders: readonly Subscription[];
  readonly log: Log;
  /** From 0 to below 1, as Math.random. */
  readonly random: () => number;
  /** What works beside the chat, stopped one after another when the platforms have. */
  readonly background?: readonly { stop(): Promise<void> }[];
  /** What calls the delivery; once a minute unless given. */
  readonly heartbeat?: typeof startHeartbeat;
}

export interface Service {
  /** Takes nothing new, gives what is under way a few seconds to finish, closes the store. */
  stop(): Promise<void>;
}

/** How long `stop` waits for any one part before it goes on without it. */
const farewellMs = 6_000;

/** Makes the store's standing orders those of the setting; one that stays keeps its beginning, and a pause. */
const keepOrders = async (store: Store, orders: readonly Subscription[]): Promise<void> => {
  const held = (await store.subscriptions.list()).filter((each) => each.createdBy === operator);
  const wanted = new Set(orders.map((order) => order.id));
  for (const each of held) if (!wanted.has(each.id)) await store.subscriptions.remove(each.id);
  for (const order of orders) {
    const before = held.find((each) => each.id === order.id);
    const { createdAt, paused, refused } = before ?? order;
    await store.subscriptions.put({ ...order, createdAt, paused, ...(refused && { refused }) });
  }
};

const aborted = (signal: AbortSignal): Promise<'aborted'> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve('aborted');
    else signal.addEventListener('abort', () => resolve('aborted'), { once: true });
  });

/**
 * Starts every platform, or none: one that cannot start stops the others, and every cause is named. A signal ends the
 * waiting; the caller then stops them all.
 */
const startPlatforms = async (services: ServeServices, signal: AbortSignal): Promise<void> => {
  const { platforms } = services;
  const answerer = createChat({
    ...services,
    topicsChanged: async ({ platform, workspace }) =>
      platforms.find(({ name }) => name === platform)?.topicsChanged?.(workspace),
  });
  const starting = Promise.allSettled(platforms.map((platform) => platform.start(answerer)));
  const started = await Promise.race([starting, aborted(signal)]);
  if (started === 'aborted') return;
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

const startDelivery = (services: ServeServices): Heartbeat => {
  const { platforms, store, log, clock, desk, topics } = services;
  const { compose, send } = createDelivery({
    store,
    desk,
    clock,
    log,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    topicsOf: async ({ address }) => [
      ...topics,
      ...(await store.topics.list(`${address.platform}:${address.workspace}`)),
    ],
    scopeOf: ({ address }) => scopeOf(store, address),
    watchOf: async (subscription, since) =>
      watchOf(store, subscription, since, await scopeOf(store, subscription.address)),
    besideOf: async ({ address }, { briefing }) => {
      const { charts } = (await store.settings.get(workspaceKey(address))) ?? usualSettings;
      const chart = charts ? chartOf(briefing) : undefined;
      return { actions: briefingActions(briefing), ...(chart !== undefined && { chart }) };
    },
    random: services.random,
  });
  const { heartbeat = startHeartbeat } = services;
  const beat = (work: Work, signal: Signal): Heartbeat =>
    heartbeat(
      async (ending) => {
        try {
          return await work(ending);
        } catch (error) {
          log.error('the heartbeat failed; it goes on', { err: error });
          return undefined;
        }
      },
      { now: clock.now, listen: (wake) => store.signals.on(signal, wake) },
    );
  // Apart from one another: what waits for a platform's limit holds up no digest that is due.
  const beats = [beat(compose, 'subscriptions'), beat(send, 'outbox')];
  return {
    stop: async () => {
      await Promise.all(beats.map((each) => each.stop()));
    },
  };
};

/**
 * Starts the service. When the signal aborts while it starts, it is not waited for: what comes back has only to be stopped.
 *
 * @throws CrosswireError with every cause, one a line, when a platform cannot start; the store is closed then
 */
export const serve = async (services: ServeServices, signal: AbortSignal): Promise<Service> => {
  const { platforms, store, orders, clock, background = [] } = services;
  const within = async (work: Promise<unknown>): Promise<void> => {
    const timer = new AbortController();
    await Promise.race([Promise.allSettled([work]), clock.sleep(farewellMs, timer.signal)]);
    timer.abort();
  };
  const stopBackground = async (): Promise<void> => {
    for (const part of background) await within(part.stop());
  };
  try {
    await keepOrders(store, orders);
    await startPlatforms(services, signal);
  } catch (error) {
    await stopBackground();
    await store.close();
    throw error;
  }
  const heartbeat = signal.aborted ? undefined : startDelivery(services);
  return {
    stop: async () => {
      if (heartbeat !== undefined) await within(heartbeat.stop());
      await within(Promise.allSettled(platforms.map((platform) => platform.stop())));
      await stopBackground();
      await store.close();
    },
  };
};
