/** Replicas that begin at once on one database, with everything still to be read. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { engineVersion } from '../../src/live/version.ts';
import type { Digest } from '../../src/model.ts';
import type { Clock, Fetch, Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { articleOn, type Desk, startDesk } from './harness.ts';

const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, signal && { signal }).catch(() => undefined),
};
const noNetwork: Fetch = async () => ({ kind: 'failed', code: 'dns', reason: 'there is none here', fix: 'none' });
const order = {
  title: 'Morning digest',
  topics: [],
  from: null,
  to: '2031-01-07T08:00:00.000Z',
  next: null,
  zone: 'UTC',
};

/** The articles that a digest tells of. */
const readIn = ({ briefing }: Digest): readonly string[] => briefing.sources.map(({ article }) => article).toSorted();

let store: Store;
let desk: Desk | undefined;
beforeEach(async () => {
  store = await openStore({ kind: 'sqlite', path: ':memory:' });
  await store.articles.put([articleOn('a', 'Calder Point', 41), articleOn('b', 'Port Ellery', 12)]);
});
afterEach(async () => {
  await desk?.stop();
  await store.close();
});

it('a digest waits for what another replica has taken to read, and tells of it', async () => {
  const taken = await store.readings.claim(engineVersion, Date.now(), 60_000, 10);
  expect(taken).toHaveLength(2);
  let looks = 0;
  const claim: Store['readings']['claim'] = (...given) => {
    looks += 1;
    return store.readings.claim(...given);
  };
  desk = startDesk({ ...store, readings: { ...store.readings, claim } }, noNetwork, clock);
  const digest = desk.thread.desk.digest(order);
  // At the second look the first has found nothing left to read.
  await vi.waitFor(() => expect(looks).toBeGreaterThan(1), { timeout: 30_000 });
  await store.readings.release(taken.map(({ id }) => id));
  expect(readIn(await digest)).toEqual(['a', 'b']);
});

it('what a replica took and died with is read by another when its lease is over', async () => {
  await store.readings.claim(engineVersion, Date.now(), 1_500, 10);
  desk = startDesk(store, noNetwork, clock);
  expect(readIn(await desk.thread.desk.digest(order))).toEqual(['a', 'b']);
});
