import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDelivery } from '../../src/deliver/deliver.ts';
import { createDesk } from '../../src/desk.ts';
import { readCorpus } from '../../src/ingest/ingest.ts';
import type { Answer, Delivery, Subscription } from '../../src/model.ts';
import type { Log, Platform, Store } from '../../src/ports.ts';
import { everyDay } from '../../src/schedule.ts';
import { openStore } from '../../src/store/store.ts';
import { standingClock } from '../chat/harness.ts';

const seeds = fileURLToPath(new URL('../../seeds/articles', import.meta.url));
const sent: Delivery = { kind: 'sent', ref: '' };

/** A Platform that writes down what it is sent, and answers as it is told. */
const recorder = (answers: Delivery[] = []) => {
  const posts: { text: string; thread: string | undefined; key: string; again: boolean }[] = [];
  const textOf = (answer: Answer): string => (answer.kind === 'digest' ? answer.digest.briefing.title : answer.kind);
  const platform: Platform = {
    name: 'terminal',
    start: async () => undefined,
    stop: async () => undefined,
    render: (answer) => ({
      parent: { text: textOf(answer) },
      replies: [{ text: 'first reply' }, { text: 'second reply' }],
    }),
    send: async ({ thread }, payload, key, again = false) => {
      const delivery = answers.shift() ?? sent;
      if (delivery.kind === 'sent') posts.push({ text: String(payload.text), thread, key, again });
      return delivery.kind === 'sent' ? { kind: 'sent', ref: `ref-${posts.length}` } : delivery;
    },
  };
  return { platform, posts };
};

const order: Subscription = {
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
const slot = '2025-06-03T05:00:00.000Z';

describe('the delivery', () => {
  let folder: string;
  let store: Store;
  const clock = standingClock('2025-06-03T04:59:59Z');
  const open = () => openStore({ kind: 'sqlite', path: join(folder, 'desk.db') });
  const warnings: string[] = [];
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (message) => void warnings.push(message),
    error: (message) => void warnings.push(message),
  };
  const delivery = (platform: Platform) =>
    createDelivery({
      store,
      desk: createDesk(store.articles),
      platforms: new Map([[platform.name, platform]]),
      clock,
      log,
      topicsOf: async () => [],
    });
  const tick = (platform: Platform) => delivery(platform)();

  beforeEach(async () => {
    clock.set('2025-06-03T04:59:59Z');
    warnings.length = 0;
    folder = await mkdtemp(join(tmpdir(), 'crosswire-'));
    store = await open();
    await store.articles.put((await readCorpus(seeds)).articles);
    await store.subscriptions.put(order);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('posts nothing before the slot, then the card and its thread, once', async () => {
    const { platform, posts } = recorder();
    await tick(platform);
    expect(posts).toEqual([]);
    clock.set(slot);
    await tick(platform);
    expect(posts.map(({ text, thread }) => [text, thread])).toEqual([
      ['Morning digest', undefined],
      ['first reply', 'ref-1'],
      ['second reply', 'ref-1'],
    ]);
    await tick(platform);
    expect(posts).toHaveLength(3);
  });

  it('posts nothing again after a restart', async () => {
    clock.set(slot);
    const { platform, posts } = recorder();
    await tick(platform);
    await store.close();
    store = await open();
    await tick(platform);
    expect(posts).toHaveLength(3);
  });

  it('goes on after a restart with what was composed and not yet sent', async () => {
    clock.set(slot);
    const lost: Delivery = { kind: 'failed', code: 'dropped', unknown: true };
    await tick(recorder([sent, lost]).platform);
    await store.close();
    store = await open();
    clock.set('2025-06-03T05:10:00Z');
    const { platform, posts } = recorder();
    await tick(platform);
    // The first may have arrived: the platform is told so; the second waited, so that it did not overtake it.
    expect(posts.map(({ text, again }) => [text, again])).toEqual([
      ['first reply', true],
      ['second reply', true],
    ]);
    const history = await store.outbox.history(order.id, slot);
    expect(history.map((part) => part.delivery?.kind)).toEqual(['sent', 'sent', 'sent']);
  });

  it('tells the platform of a first try that it is none again', async () => {
    clock.set(slot);
    const { platform, posts } = recorder();
    await tick(platform);
    expect(posts.map(({ again }) => again)).toEqual([false, false, false]);
  });

  it('goes on with other channels when one platform throws, and tries that post again', async () => {
    clock.set(slot);
    const other = { ...order, id: 'other', address: { ...order.address, channel: 'there' } };
    await store.subscriptions.put(other);
    const { platform, posts } = recorder();
    const broken: Platform = {
      ...platform,
      send: (address, ...rest) => {
        if (address.channel === 'here') throw new TypeError('a bug');
        return platform.send(address, ...rest);
      },
    };
    await tick(broken);
    expect(posts).toHaveLength(3);
    const [parent] = await store.outbox.history(order.id, slot);
    expect(parent?.delivery).toEqual({ kind: 'failed', code: 'internal', unknown: true });
    clock.set('2025-06-03T05:02:00Z');
    await tick(platform);
    expect(posts).toHaveLength(6);
  });

  it('stops between two posts when it is told to, and the rest is sent later', async () => {
    clock.set(slot);
    const ending = new AbortController();
    const { platform, posts } = recorder();
    const last: Platform = {
      ...platform,
      send: async (...given) => {
        ending.abort();
        return platform.send(...given);
      },
    };
    await delivery(last)(ending.signal);
    expect(posts).toHaveLength(1);
    clock.set('2025-06-03T05:02:00Z');
    await tick(platform);
    expect(posts.map(({ text }) => text)).toEqual(['Morning digest', 'first reply', 'second reply']);
  });

  it('waits as long as the platform asks, and sends the same key again', async () => {
    clock.set(slot);
    const { platform, posts } = recorder([{ kind: 'rate-limited', code: '429', retryAfterMs: 30_000 }]);
    await tick(platform);
    expect(posts).toEqual([]);
    clock.set('2025-06-03T05:00:29Z');
    await tick(platform);
    expect(posts).toEqual([]);
    clock.set('2025-06-03T05:00:31Z');
    await tick(platform);
    expect(posts).toHaveLength(3);
    expect(new Set(posts.map(({ key }) => key)).size).toBe(3);
  });

  it('posts no thread under a card that was refused, and tries neither again', async () => {
    clock.set(slot);
    const { platform, posts } = recorder([{ kind: 'rejected', code: 'not_in_channel', fix: '/invite @Crosswire' }]);
    await tick(platform);
    clock.set('2025-06-03T06:00:00Z');
    await tick(platform);
    expect(posts).toEqual([]);
    const [parent, reply] = await store.outbox.history(order.id, slot);
    expect(parent?.delivery).toMatchObject({ kind: 'rejected', code: 'not_in_channel' });
    expect(reply?.delivery?.kind).toBe('skipped');
  });

  it('remembers which briefing stands above the thread', async () => {
    clock.set(slot);
    await tick(recorder().platform);
    const briefing = await store.threads.get({ ...order.address, thread: 'ref-1' });
    expect(briefing?.title).toBe('Morning digest');
  });

  it('lets a slot go by that is more than three hours late, and covers it with the next', async () => {
    clock.set('2025-06-03T08:00:01Z');
    const { platform, posts } = recorder();
    const minute = delivery(platform);
    await minute();
    await minute();
    expect(posts).toEqual([]);
    expect(warnings).toEqual(['missed; the next digest covers it']);
    expect(await store.subscriptions.watermark(order.id)).toBeUndefined();
    clock.set('2025-06-04T05:00:00Z');
    await minute();
    expect(posts).toHaveLength(3);
  });

  it('posts nothing for a subscription that is paused, or younger than the slot', async () => {
    clock.set(slot);
    const { platform, posts } = recorder();
    await store.subscriptions.put({ ...order, paused: true });
    await tick(platform);
    await store.subscriptions.put({ ...order, createdAt: slot });
    await tick(platform);
    expect(posts).toEqual([]);
  });
});
