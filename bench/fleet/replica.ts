/**
 * One replica of the fleet: the real store, desk in its thread, platforms and delivery, in a process that may be killed
 * at any moment. Its parent tells it what time it is; for the rest it goes by itself, as the service does.
 */
import { z } from 'zod';
import { createDiscordPlatform } from '../../adapters/discord/discord.ts';
import { webLinker } from '../../adapters/links.ts';
import { createSlackPlatform } from '../../adapters/slack/slack.ts';
import { createDelivery } from '../../src/deliver/deliver.ts';
import { createAnalysis } from '../../src/live/analysis.ts';
import { openDeskThread } from '../../src/live/desk-thread.ts';
import type { Meter } from '../../src/live/meter.ts';
import type { Clock, Log, Platform, Signal } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { type FleetClock, fleetClock, realSleep, timeSchema } from './clock.ts';

const orders = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    database: z.string(),
    slack: z.object({ apiUrl: z.string(), botToken: z.string(), appToken: z.string() }),
    discord: z.object({ apiUrl: z.string(), token: z.string() }),
    time: timeSchema,
  }),
  z.object({ kind: z.literal('time'), time: timeSchema }),
]);
type Start = Extract<z.infer<typeof orders>, { kind: 'start' }>;

const quiet = (): void => undefined;
const log: Log = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: (message, fields) => console.error(message, fields),
};
const unmeasured: Meter = {
  fetch: (_what, fetch) => fetch,
  items: quiet,
  page: quiet,
  analysis: () => quiet,
};

/** In simulated time: what the heartbeat of the service waits at most. */
const minuteMs = 60_000;
/** In real time: how often it is looked for articles that nobody has read. */
const analysisRestMs = 500;

let clock: FleetClock | undefined;
let wakeAll: () => void = quiet;

const start = async ({ database, slack, discord, time }: Start): Promise<void> => {
  const simulated = fleetClock(time);
  clock = simulated;
  const store = await openStore({ kind: 'postgres', url: database }, simulated.now);
  // What the platforms wait for is the wire, which is real.
  const wire: Clock = { now: simulated.now, sleep: realSleep };
  const shared = { linker: webLinker(undefined), clock: wire, log };
  const thread = openDeskThread(log);
  const analysis = createAnalysis({
    store,
    engine: thread.engine,
    clock: simulated,
    log,
    meter: unmeasured,
    liveArticles: 5_000,
    retentionDays: 60,
  });
  const { signal } = new AbortController();
  const readAll = async (): Promise<undefined> => {
    while ((await analysis.step(signal)) > 0);
    await analysis.keep();
  };
  await readAll();
  thread.open('whole');
  const platforms: Platform[] = [
    createSlackPlatform({ ...shared, ...slack }),
    createDiscordPlatform({
      ...shared,
      ...discord,
      commands: [{ name: 'news', description: 'The news', usage: '' }],
      limits: store.outbox,
    }),
  ];
  // A command sets the desk to work, as a topic does. Its answer is a word to the asker; that to a question stands under it.
  for (const platform of platforms)
    await platform.start(async ({ name, text }) => {
      const { points, sources } = await thread.desk.topStories();
      return name === 'ask'
        ? { kind: 'reply', reply: { question: text, answer: points.slice(0, 1), sources } }
        : { kind: 'notice', notice: { tone: 'info', title: `${points.length} points`, lines: ['Read.'] } };
    });
  const { compose, send } = createDelivery({
    store,
    desk: thread.desk,
    clock: simulated,
    log,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    scopeOf: async () => 'everything',
    topicsOf: async () => [],
    random: Math.random,
  });
  const wakes = [
    beat(simulated, readAll, () => quiet, analysisRestMs * time.speed),
    beat(simulated, compose, (wake) => store.signals.on('subscriptions' satisfies Signal, wake), minuteMs),
    beat(simulated, send, (wake) => store.signals.on('outbox' satisfies Signal, wake), minuteMs),
  ];
  wakeAll = () => {
    for (const wake of wakes) wake();
  };
};

/** As src/deliver/heartbeat.ts, whose minutes are the wall clock's. Gives what wakes it. */
const beat = (
  time: Clock,
  work: () => Promise<number | undefined>,
  listen: (wake: () => void) => () => void,
  restMs: number,
): (() => void) => {
  let rest = new AbortController();
  const wake = (): void => rest.abort();
  listen(wake);
  const live = async (): Promise<never> => {
    for (;;) {
      rest = new AbortController();
      const next = await work();
      // On the minute, as the service's own: a slot is a whole minute.
      const rests = restMs === minuteMs ? minuteMs - (time.now() % minuteMs) : restMs;
      const ms = next === undefined ? rests : Math.min(rests, Math.max(0, next - time.now()));
      await time.sleep(ms, rest.signal);
      // Real time passes too, whatever the simulated one says.
      await realSleep(5);
    }
  };
  live().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
  return wake;
};

process.on('message', (message) => {
  const order = orders.parse(message);
  if (order.kind === 'time') {
    clock?.set(order.time);
    wakeAll();
    return;
  }
  start(order).then(
    () => process.send?.({ kind: 'ready' }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
// A parent that was ended takes its replicas with it.
process.on('disconnect', () => process.exit(0));
