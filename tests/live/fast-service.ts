/** Run as a process of its own by kill.test.ts, which kills it: the service over SQLite, in a time that runs fast. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { networkTo, startDesk } from './harness.ts';

const { path, host, began, speed } = z
  .object({ path: z.string(), host: z.string(), began: z.number(), speed: z.number() })
  .parse(JSON.parse(process.argv[2] ?? ''));

/** The same time in every process: a lease of one that was killed ends in the next. */
const clock: Clock = {
  now: () => began + (Date.now() - began) * speed,
  sleep: (ms, signal) =>
    delay(Math.max(1, Math.min(ms / speed, 1_000)), undefined, signal && { signal }).catch(() => undefined),
};

const store = await openStore({ kind: 'sqlite', path }, () => clock.now());
const desk = startDesk(store, networkTo({ host }).fetch, clock, { settings: { retentionDays: 36_500 } });
await desk.live.ready;
// The first reading is the baseline: nothing is published before it was kept.
while ((await store.sources.list()).some(({ readAt }) => readAt === null)) await delay(20);
process.stdout.write('ready\n');
for (;;) {
  await delay(50);
  const [articles, pages, readings] = await Promise.all([
    store.articles.all(),
    store.pages.waiting(),
    desk.thread.desk.size(),
  ]);
  process.stdout.write(`${articles.length} ${pages} ${readings.articles} ${desk.log.errors.length}\n`);
}
