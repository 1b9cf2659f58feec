/** `crosswire serve`: the running service, put together. */

import { createLimits } from '../chat/rate-limits.ts';
import type { Config, Environment } from '../config.ts';
import type { Desk } from '../desk.ts';
import { CrosswireError } from '../errors.ts';
import type { DeskThread } from '../live/desk-thread.ts';
import type { Live } from '../live/live.ts';
import type { Answer } from '../model.ts';
import type { Clock, Signer } from '../ports.ts';
import { endOnSignals, endSoon, whenAborted } from './ending.ts';
import { createLog } from './log.ts';
import { housesBeside, linkSigner, openFilled, openNetwork, shippedTopics } from './opening.ts';
import { readOrders } from './orders.ts';
import type { Output } from './output.ts';
import { connect } from './platforms.ts';
import { postWelcome, statusOf, welcome } from './welcome.ts';

export interface ServiceContext {
  readonly environment: Environment;
  readonly version: string;
  readonly clock: Clock;
  readonly output: Output;
  /** Cuts secrets out of a line of the log. */
  readonly redact: (text: string) => string;
  /** An Answer as this terminal shows it. */
  readonly show: (publicUrl: string | undefined, signer?: Signer) => (answer: Answer) => string;
}

/** What the service holds open; a store that cannot be opened closes the rest. */
const openAll = async (thread: DeskThread, config: Config, { output, version, clock }: ServiceContext) => {
  try {
    const now = new Date(clock.now()).toISOString();
    return await Promise.all([openFilled(config, output, now), openNetwork(config.feeds, version, clock)]);
  } catch (error) {
    await thread.close();
    throw error;
  }
};

/** Runs until a signal, or until a platform is closed for good: that one's reason is thrown. */
export const runService = async (context: ServiceContext): Promise<void> => {
  const { environment, version, clock, output, redact, show } = context;
  const ending = new AbortController();
  endOnSignals(ending);
  const topics = await shippedTopics();
  const { config, orders } = readOrders(environment, topics, new Date(clock.now()).toISOString());
  const log = createLog(config.logLevel, redact);
  // A fault that nobody caught leaves the process in no known state: it is told, and whoever runs us starts us again.
  process.on('uncaughtException', (error) => {
    log.error('a fault that nobody caught', { err: error });
    process.exit(1);
  });
  const [{ openDeskThread }, { startLive }, { serve }, { createOperatorDesk }] = await Promise.all([
    import('../live/desk-thread.ts'),
    import('../live/live.ts'),
    import('../serve.ts'),
    import('../operator.ts'),
  ]);
  // The thread loads the analysis while the rest starts.
  const thread = openDeskThread(log, await housesBeside(config.dataDir), config.feeds.liveArticles);
  const [store, network] = await openAll(thread, config, context);
  const { desk } = thread;
  const signer = await linkSigner(store);
  const chat = {
    desk,
    store,
    fetch: network.fetch,
    clock,
    topics,
    status: (workspace: string, within: Desk) => statusOf(store, within, workspace),
    count: createLimits(),
  };
  const operator = createOperatorDesk({
    store,
    desk,
    clock,
    version,
    topicsOf: async ({ address: { platform, workspace } }) => [
      ...topics,
      ...(await store.topics.list(`${platform}:${workspace}`)),
    ],
    health: () => live.health(),
  });
  const { page, platforms } = await connect({
    config,
    services: chat,
    log,
    signer,
    page: { health: async () => ({ ...(await live.health()) }), metrics: () => live.metrics(), operator },
    failed: (failure) => ending.abort(failure),
  });
  const live: Live = startLive({
    store,
    thread,
    fetch: network.fetch,
    clock,
    log,
    random: Math.random,
    platforms,
    settings: config.feeds,
  });
  const background = [live, { stop: network.close }, { stop: thread.close }];
  const service = await serve({ ...chat, platforms, orders, log, random: Math.random, background }, ending.signal);
  try {
    if (!ending.signal.aborted) {
      const digest = await desk.digest(welcome.order(clock.now()));
      output.print(show(page.url, signer)({ kind: 'digest', digest }));
      for (const line of welcome.lines(config, page.url)) output.print(`${line}\n`);
      await postWelcome(page, store, digest);
    }
    await whenAborted(ending.signal);
  } finally {
    await service.stop();
    endSoon();
  }
  // A platform that was closed for good ends the service with its reason; a signal's own is none.
  if (ending.signal.reason instanceof CrosswireError) throw ending.signal.reason;
};
