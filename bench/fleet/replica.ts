/**
 * One replica of the fleet: the real store, desk, platforms and delivery, in a process that may be killed at any
 * moment. Its parent tells it what time it is and when to tick.
 */
import { z } from 'zod';
import { createDiscordPlatform } from '../../adapters/discord/discord.ts';
import { webLinker } from '../../adapters/links.ts';
import { createSlackPlatform } from '../../adapters/slack/slack.ts';
import { createDelivery } from '../../src/deliver/deliver.ts';
import { createDesk } from '../../src/desk.ts';
import type { Clock, Log, Platform } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';

const orders = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    database: z.string(),
    slack: z.object({ apiUrl: z.string(), botToken: z.string(), appToken: z.string() }),
    discord: z.object({ apiUrl: z.string(), token: z.string() }),
    now: z.number(),
  }),
  z.object({ kind: z.literal('tick'), now: z.number() }),
]);
type Start = Extract<z.infer<typeof orders>, { kind: 'start' }>;

let now = 0;
let tick: (() => Promise<void>) | undefined;

const clock: Clock = {
  now: () => now,
  // Waits of the platforms' own connections: in real time, which is all that they are measured in.
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(ms, 200));
      signal?.addEventListener('abort', () => resolve(), { once: true });
      timer.unref();
    }),
};

const quiet = (): void => undefined;
const log: Log = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: (message, fields) => console.error(message, fields),
};

const start = async ({ database, slack, discord, now: at }: Start): Promise<void> => {
  now = at;
  const store = await openStore({ kind: 'postgres', url: database }, () => now);
  const shared = { linker: webLinker(undefined), clock, log };
  const platforms: Platform[] = [
    createSlackPlatform({ ...shared, ...slack }),
    createDiscordPlatform({ ...shared, ...discord, commands: [] }),
  ];
  // Nobody asks anything here.
  for (const platform of platforms)
    await platform.start(() => Promise.reject(new Error('a question in a simulation of digests')));
  tick = createDelivery({
    store,
    desk: createDesk(store.articles),
    clock,
    log,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    topicsOf: async () => [],
    random: Math.random,
  });
};

process.on('message', (message) => {
  const order = orders.parse(message);
  const work = order.kind === 'start' ? start(order) : Promise.resolve();
  if (order.kind === 'tick') now = order.now;
  work
    .then(() => (order.kind === 'tick' ? tick?.() : undefined))
    .then(
      () => process.send?.({ kind: 'done' }),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
});
// A parent that was ended takes its replicas with it.
process.on('disconnect', () => process.exit(0));
