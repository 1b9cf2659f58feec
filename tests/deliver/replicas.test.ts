/** Several processes over one database, limits of a platform, and what outlives a process that dies in the middle. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onePerOrder } from '../../src/deliver/compose.ts';
import { createDelivery } from '../../src/deliver/deliver.ts';
import { createDesk, type OpenDesk } from '../../src/desk.ts';
import type { Address, Delivery, Subscription } from '../../src/model.ts';
import type { Platform, Store } from '../../src/ports.ts';
import { digestOrder } from '../../src/schedule.ts';
import { type DeliveryHarness, openHarness, order, recorder, sent, slot } from './harness.ts';

const refusal: Delivery = { kind: 'rejected', code: 'is_archived', fix: 'unarchive the channel' };

describe('several processes', () => {
  let desk: DeliveryHarness;
  beforeEach(async () => {
    desk = await openHarness();
  });
  afterEach(() => desk.close());

  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const processOver = (store: Store, platform: Platform) =>
    createDelivery({
      store,
      desk: createDesk(store.articles),
      platforms: new Map([[platform.name, platform]]),
      clock: desk.clock,
      log,
      scopeOf: async () => 'everything',
      topicsOf: async () => [],
    });

  it('tell no claim twice to a channel with two orders for one instant, whichever of them each takes up first', async () => {
    const second = { ...order, id: 'second' };
    await desk.store.subscriptions.put(second);
    desk.clock.set(slot);
    const { platform } = recorder();
    const { subscriptions } = desk.store;
    const backwards = async (): Promise<readonly Subscription[]> => (await subscriptions.list()).toReversed();
    const other = processOver({ ...desk.store, subscriptions: { ...subscriptions, list: backwards } }, platform);
    const one = processOver(desk.store, platform);
    await Promise.all([one.compose(), other.compose()]);
    const told = await Promise.all(
      [order.id, second.id].map(async (id) =>
        ((await subscriptions.toldBy(id, slot))?.points ?? []).flatMap(({ statements }) => statements),
      ),
    );
    expect(await Promise.all([order.id, second.id].map((id) => desk.store.outbox.known(id, slot)))).toEqual([
      true,
      true,
    ]);
    expect(told.flat().length).toBeGreaterThan(0);
    expect(new Set(told.flat()).size).toBe(told.flat().length);
  });

  it('leave a channel to the one whose turn it is, and take it up when that one has died', async () => {
    desk.clock.set(slot);
    const { platform, posts } = recorder();
    await desk.store.turns.take(
      { name: 'compose/terminal:here', holder: 'one that died' },
      Date.parse(slot),
      Date.parse(slot) + 60_000,
    );
    await desk.tick(platform);
    expect(posts).toEqual([]);
    desk.clock.set('2025-06-03T05:01:00Z');
    await desk.tick(platform);
    expect(posts).toHaveLength(3);
  });

  it('wake the sender of a process with what another has composed', async () => {
    desk.clock.set(slot);
    const { platform, posts } = recorder();
    const sender = processOver(desk.store, platform);
    const woken = new Promise<void>((resolve) => {
      desk.store.signals.on('outbox', resolve);
    });
    await processOver(desk.store, platform).compose();
    await woken;
    await sender.send();
    expect(posts).toHaveLength(3);
  });

  it('compose once for the same order, and again for another', async () => {
    let composed = 0;
    const plain = createDesk(desk.store.articles);
    const counting: OpenDesk = {
      ...plain,
      digest: (asked) => {
        composed += 1;
        return plain.digest(asked);
      },
    };
    const one = onePerOrder(counting);
    const span = { from: null, to: slot, told: { points: [], slots: [] } };
    const digests = await Promise.all([1, 2, 3].map(() => one.digest(digestOrder(order, [], span))));
    expect(composed).toBe(1);
    expect(digests[2]).toEqual(digests[0]);
    await one.digest(digestOrder(order, [], { ...span, from: '2025-06-02T05:00:00.000Z' }));
    expect(composed).toBe(2);
  });
});

describe('a slot that was noted as missed', () => {
  it('stays missed when the clock goes back, and nothing is composed for it', async () => {
    const desk = await openHarness();
    const { platform, posts, digests } = recorder();
    desk.clock.set('2025-06-03T08:00:01Z');
    await desk.tick(platform);
    desk.clock.set('2025-06-03T06:00:00Z');
    await desk.tick(platform);
    await desk.tick(platform);
    expect([posts, digests]).toEqual([[], []]);
    await desk.close();
  });
});

describe('the limits of a platform', () => {
  let desk: DeliveryHarness;
  beforeEach(async () => {
    desk = await openHarness();
    desk.clock.set(slot);
  });
  afterEach(() => desk.close());

  const limited = (answers: Delivery[] = []) => {
    const recorded = recorder(answers);
    const limits = ({ channel }: Address) => [
      { key: channel, intervalMs: 1_000, burst: 1 },
      { key: 'workspace', intervalMs: 10, burst: 5 },
    ];
    return { ...recorded, platform: { ...recorded.platform, limits } };
  };
  const past = (ms: number): string => new Date(Date.parse(slot) + ms).toISOString();

  it('are kept from post to post of one channel, over a restart', async () => {
    const { platform, posts } = limited();
    await desk.tick(platform);
    expect(posts).toHaveLength(1);
    await desk.reopen();
    desk.clock.set(past(999));
    await desk.tick(platform);
    expect(posts).toHaveLength(1);
    desk.clock.set(past(1_000));
    await desk.tick(platform);
    desk.clock.set(past(2_000));
    await desk.tick(platform);
    expect(posts.map(({ text }) => text)).toEqual(['Morning digest', 'first reply', 'second reply']);
  });

  it('that a platform names hold everybody who counts against them', async () => {
    const other = { ...order, id: 'other', address: { ...order.address, channel: 'there' }, time: '08:01' };
    await desk.store.subscriptions.put(other);
    const hit: Delivery = { kind: 'rate-limited', code: '429', retryAfterMs: 90_000, limit: 'workspace' };
    const { platform, posts } = limited([hit]);
    await desk.tick(platform);
    desk.clock.set(past(60_000));
    await desk.tick(platform);
    expect(posts).toEqual([]);
    // No burst after that: one after another.
    for (const ms of [90_000, 90_010]) {
      desk.clock.set(past(ms));
      await desk.tick(platform);
    }
    expect(posts.map(({ key }) => key.split('/')[0]).toSorted()).toEqual([order.id, 'other']);
  });

  it('say when to look again', async () => {
    const { platform } = limited();
    const work = createDelivery({
      store: desk.store,
      desk: createDesk(desk.store.articles),
      platforms: new Map([[platform.name, platform]]),
      clock: desk.clock,
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      scopeOf: async () => 'everything',
      topicsOf: async () => [],
    });
    await work.compose();
    // The first reply waits for its channel.
    expect(await work.send()).toBe(Date.parse(slot) + 1_000);
  });
});

describe('the word that a channel is lost', () => {
  it('outlives a process that dies before it is sent, and is sent once', async () => {
    const desk = await openHarness();
    await desk.store.subscriptions.remove(order.id);
    await desk.store.subscriptions.put({ ...order, createdBy: 'U1' });
    desk.clock.set(slot);
    const told: string[] = [];
    const { platform } = recorder([refusal]);
    const telling: Platform = {
      ...platform,
      tell: async (person) => {
        told.push(person);
        return sent;
      },
    };
    const ending = new AbortController();
    const dying: Platform = {
      ...telling,
      send: async (...given) => {
        ending.abort();
        return platform.send(...given);
      },
    };
    await desk.delivery(dying)(ending.signal);
    expect(told).toEqual([]);
    await desk.reopen();
    await desk.tick(telling);
    await desk.tick(telling);
    expect(told).toEqual(['U1']);
    expect(await desk.store.outbox.waiting()).toBe(0);
    await desk.close();
  });
});
