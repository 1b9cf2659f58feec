/** The delivery over the seed corpus and a real database file, with a clock that stands where it is put and a Platform that writes down what it is sent. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDelivery } from '../../src/deliver/deliver.ts';
import { createDesk } from '../../src/desk.ts';
import { readCorpus } from '../../src/ingest/ingest.ts';
import type { Delivery, Digest, Subscription, Watch } from '../../src/model.ts';
import type { Log, Platform, Store } from '../../src/ports.ts';
import { everyDay } from '../../src/schedule.ts';
import { openStore } from '../../src/store/store.ts';
import { standingClock } from '../chat/harness.ts';

const seeds = fileURLToPath(new URL('../../seeds/articles', import.meta.url));

export const sent: Delivery = { kind: 'sent', ref: '' };

export interface RecordedPost {
  readonly text: string;
  readonly thread: string | undefined;
  readonly key: string;
  readonly again: boolean;
}

/** @param answers what becomes of the posts, one after another; what is not told is sent */
export const recorder = (answers: Delivery[] = []) => {
  const posts: RecordedPost[] = [];
  const digests: Digest[] = [];
  const platform: Platform = {
    name: 'terminal',
    start: async () => undefined,
    stop: async () => undefined,
    render: (answer) => {
      if (answer.kind === 'digest') digests.push(answer.digest);
      const text = answer.kind === 'digest' ? answer.digest.briefing.title : answer.kind;
      return { parent: { text }, replies: [{ text: 'first reply' }, { text: 'second reply' }] };
    },
    send: async ({ thread }, payload, key, again = false) => {
      const delivery = answers.shift() ?? sent;
      if (delivery.kind === 'sent') posts.push({ text: String(payload.text), thread, key, again });
      return delivery.kind === 'sent' ? { kind: 'sent', ref: `ref-${posts.length}` } : delivery;
    },
  };
  return { platform, posts, digests };
};

export const order: Subscription = {
  id: 'environment:terminal:here:08:00',
  address: { platform: 'terminal', workspace: 'environment', channel: 'here' },
  topics: [],
  time: '08:00',
  days: everyDay,
  zone: 'Europe/Kyiv',
  paused: false,
  createdBy: 'environment',
  createdAt: '2025-06-02T12:00:00Z',
};
/** 08:00 in Kyiv on the day after the order was given. */
export const slot = '2025-06-03T05:00:00.000Z';

export interface DeliveryHarness {
  readonly clock: ReturnType<typeof standingClock>;
  readonly warnings: string[];
  /** What stands behind each digest; nothing until it is set. */
  watch: Watch | undefined;
  /** The one that is open now. */
  readonly store: Store;
  /** What a heartbeat does: composes what is due, then sends it. */
  delivery(platform: Platform): (signal?: AbortSignal) => Promise<void>;
  tick(platform: Platform): Promise<void>;
  /** As a restart of the process does: closes the file and opens it again. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** One second before the slot; the order is in the store. */
export const openHarness = async (): Promise<DeliveryHarness> => {
  const folder = await mkdtemp(join(tmpdir(), 'crosswire-'));
  const open = () => openStore({ kind: 'sqlite', path: join(folder, 'desk.db') });
  let store = await open();
  await store.articles.put((await readCorpus(seeds)).articles);
  await store.subscriptions.put(order);
  const clock = standingClock('2025-06-03T04:59:59Z');
  let watch: Watch | undefined;
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const log: Log = { debug: () => undefined, info: () => undefined, warn, error: warn };
  const delivery = (platform: Platform): ((signal?: AbortSignal) => Promise<void>) => {
    const work = createDelivery({
      store,
      desk: createDesk(store.articles),
      platforms: new Map([[platform.name, platform]]),
      // The clock stands, but whoever sleeps lets the others work.
      clock: { ...clock, now: clock.now, sleep: () => new Promise((resolve) => setImmediate(resolve)) },
      log,
      scopeOf: async () => 'everything',
      topicsOf: async () => [],
      watchOf: async () => watch,
    });
    return async (signal) => {
      await work.compose(signal);
      await work.send(signal);
    };
  };
  return {
    clock,
    warnings,
    get watch() {
      return watch;
    },
    set watch(next) {
      watch = next;
    },
    get store() {
      return store;
    },
    delivery,
    tick: (platform) => delivery(platform)(),
    reopen: async () => {
      await store.close();
      store = await open();
    },
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
};
