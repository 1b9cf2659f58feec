import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/model.ts';
import type { Platform } from '../../src/ports.ts';
import type { DeliveryHarness } from './harness.ts';
import { openHarness, order, recorder, sent, slot } from './harness.ts';

describe('the delivery', () => {
  let desk: DeliveryHarness;
  beforeEach(async () => {
    desk = await openHarness();
  });
  afterEach(() => desk.close());

  it('posts nothing before the slot, then the card and its thread, once', async () => {
    const { platform, posts } = recorder();
    await desk.tick(platform);
    expect(posts).toEqual([]);
    desk.clock.set(slot);
    await desk.tick(platform);
    expect(posts.map(({ text, thread }) => [text, thread])).toEqual([
      ['Morning digest', undefined],
      ['first reply', 'ref-1'],
      ['second reply', 'ref-1'],
    ]);
    await desk.tick(platform);
    expect(posts).toHaveLength(3);
  });

  it('posts nothing again after a restart', async () => {
    desk.clock.set(slot);
    const { platform, posts } = recorder();
    await desk.tick(platform);
    await desk.reopen();
    await desk.tick(platform);
    expect(posts).toHaveLength(3);
  });

  it('goes on after a restart with what was composed and not yet sent', async () => {
    desk.clock.set(slot);
    const lost: Delivery = { kind: 'failed', code: 'dropped', unknown: true };
    await desk.tick(recorder([sent, lost]).platform);
    await desk.reopen();
    desk.clock.set('2025-06-03T05:10:00Z');
    const { platform, posts } = recorder();
    await desk.tick(platform);
    // The first may have arrived: the platform is told so; the second waited, so that it did not overtake it.
    expect(posts.map(({ text, again }) => [text, again])).toEqual([
      ['first reply', true],
      ['second reply', true],
    ]);
    const history = await desk.store.outbox.history(order.id, slot);
    expect(history.map((part) => part.delivery?.kind)).toEqual(['sent', 'sent', 'sent']);
  });

  it('tells the platform of a first try that it is none again', async () => {
    desk.clock.set(slot);
    const { platform, posts } = recorder();
    await desk.tick(platform);
    expect(posts.map(({ again }) => again)).toEqual([false, false, false]);
  });

  it('goes on with other channels when one platform throws, and tries that post again', async () => {
    desk.clock.set(slot);
    const other = { ...order, id: 'other', address: { ...order.address, channel: 'there' } };
    await desk.store.subscriptions.put(other);
    const { platform, posts } = recorder();
    const broken: Platform = {
      ...platform,
      send: (address, ...rest) => {
        if (address.channel === 'here') throw new TypeError('a bug');
        return platform.send(address, ...rest);
      },
    };
    await desk.tick(broken);
    expect(posts).toHaveLength(3);
    const [parent] = await desk.store.outbox.history(order.id, slot);
    expect(parent?.delivery).toEqual({ kind: 'failed', code: 'internal', unknown: true });
    desk.clock.set('2025-06-03T05:02:00Z');
    await desk.tick(platform);
    expect(posts).toHaveLength(6);
  });

  it('stops between two posts when it is told to, and the rest is sent later', async () => {
    desk.clock.set(slot);
    const ending = new AbortController();
    const { platform, posts } = recorder();
    const last: Platform = {
      ...platform,
      send: async (...given) => {
        ending.abort();
        return platform.send(...given);
      },
    };
    await desk.delivery(last)(ending.signal);
    expect(posts).toHaveLength(1);
    desk.clock.set('2025-06-03T05:02:00Z');
    await desk.tick(platform);
    expect(posts.map(({ text }) => text)).toEqual(['Morning digest', 'first reply', 'second reply']);
  });

  it('waits as long as the platform asks, and sends the same key again', async () => {
    desk.clock.set(slot);
    const { platform, posts } = recorder([{ kind: 'rate-limited', code: '429', retryAfterMs: 30_000 }]);
    await desk.tick(platform);
    expect(posts).toEqual([]);
    desk.clock.set('2025-06-03T05:00:29Z');
    await desk.tick(platform);
    expect(posts).toEqual([]);
    desk.clock.set('2025-06-03T05:00:31Z');
    await desk.tick(platform);
    expect(posts).toHaveLength(3);
    expect(new Set(posts.map(({ key }) => key)).size).toBe(3);
  });

  it('sends again what it composed, byte for byte, whatever has come in since', async () => {
    desk.clock.set(slot);
    const { platform, digests } = recorder();
    const sentBytes: string[] = [];
    const turningAway: Platform = {
      ...platform,
      render: (answer) => {
        const { replies } = platform.render(answer);
        return { parent: { text: JSON.stringify(answer) }, replies };
      },
      send: async (_address, payload) => {
        sentBytes.push(JSON.stringify(payload));
        return { kind: 'rate-limited', code: '429', retryAfterMs: 30_000 };
      },
    };
    await desk.tick(turningAway);
    const [article] = await desk.store.articles.all();
    if (article === undefined) throw new Error('the seeds hold articles');
    await desk.store.articles.put([{ ...article, id: 'later', title: 'A ferry is late', published: slot }]);
    await desk.reopen();
    desk.clock.set('2025-06-03T05:00:31Z');
    await desk.tick(turningAway);
    expect(sentBytes).toHaveLength(2);
    expect(sentBytes[1]).toBe(sentBytes[0]);
    expect(digests).toHaveLength(1);
  });

  it('posts no thread under a card that was refused, and tries neither again', async () => {
    desk.clock.set(slot);
    const { platform, posts } = recorder([{ kind: 'rejected', code: 'not_in_channel', fix: '/invite @Crosswire' }]);
    await desk.tick(platform);
    desk.clock.set('2025-06-03T06:00:00Z');
    await desk.tick(platform);
    expect(posts).toEqual([]);
    const [parent, reply] = await desk.store.outbox.history(order.id, slot);
    expect(parent?.delivery).toMatchObject({ kind: 'rejected', code: 'not_in_channel' });
    expect(reply?.delivery?.kind).toBe('skipped');
  });

  it('remembers which briefing stands above the thread', async () => {
    desk.clock.set(slot);
    await desk.tick(recorder().platform);
    const briefing = await desk.store.threads.get({ ...order.address, thread: 'ref-1' });
    expect(briefing?.title).toBe('Morning digest');
  });

  it('lets a slot go by that is more than three hours late, and covers it with the next', async () => {
    desk.clock.set('2025-06-03T08:00:01Z');
    const { platform, posts } = recorder();
    const minute = desk.delivery(platform);
    await minute();
    await minute();
    expect(posts).toEqual([]);
    expect(desk.warnings).toEqual(['missed; the next digest covers it']);
    expect(await desk.store.subscriptions.watermark(order.id)).toBeUndefined();
    desk.clock.set('2025-06-04T05:00:00Z');
    await minute();
    expect(posts).toHaveLength(3);
  });

  it('posts nothing for a subscription that is paused, or younger than the slot', async () => {
    desk.clock.set(slot);
    const { platform, posts } = recorder();
    await desk.store.subscriptions.put({ ...order, paused: true });
    await desk.tick(platform);
    await desk.store.subscriptions.put({ ...order, createdAt: slot });
    await desk.tick(platform);
    expect(posts).toEqual([]);
  });
});
