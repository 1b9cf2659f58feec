import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryHarness } from './harness.ts';
import { openHarness, order, recorder, slot } from './harness.ts';

/** A card and two replies. */
const oneDigest = 3;

describe('the clock', () => {
  let desk: DeliveryHarness;
  const { platform, posts, digests } = recorder();
  beforeEach(async () => {
    posts.length = 0;
    digests.length = 0;
    desk = await openHarness();
  });
  afterEach(() => desk.close());

  it('jumping back after the digest posts it no second time', async () => {
    desk.clock.set(slot);
    await desk.tick(platform);
    desk.clock.set('2025-06-03T04:00:00Z');
    await desk.tick(platform);
    desk.clock.set(slot);
    await desk.tick(platform);
    expect(posts).toHaveLength(oneDigest);
  });

  it('jumping forward over the slot posts it at the next tick, without a word of lateness for a few minutes', async () => {
    await desk.tick(platform);
    desk.clock.set('2025-06-03T05:09:00Z');
    await desk.tick(platform);
    expect(posts).toHaveLength(oneDigest);
    expect(digests.map(({ to, late }) => [to, late])).toEqual([[slot, undefined]]);
  });

  it('jumping forward over several slots posts the last one alone', async () => {
    desk.clock.set('2025-06-06T05:00:10Z');
    await desk.tick(platform);
    expect(posts).toHaveLength(oneDigest);
    expect(digests.map(({ to }) => to)).toEqual(['2025-06-06T05:00:00.000Z']);
  });

  it('that stood still in a suspended laptop lets the digest come late, marked so', async () => {
    await desk.tick(platform);
    desk.clock.set('2025-06-03T06:40:00Z');
    await desk.tick(platform);
    expect(posts).toHaveLength(oneDigest);
    expect(digests.map(({ to, late }) => [to, late])).toEqual([[slot, true]]);
  });

  it('ticking slowly, with the slot between two ticks, posts once', async () => {
    for (const minute of ['04:58:59', '05:01:30', '05:04:00', '05:06:30']) {
      desk.clock.set(`2025-06-03T${minute}Z`);
      await desk.tick(platform);
    }
    expect(posts).toHaveLength(oneDigest);
  });

  it('ticking twice at once, as in two processes, posts once', async () => {
    desk.clock.set(slot);
    await Promise.all([desk.tick(platform), desk.tick(platform), desk.tick(platform)]);
    expect(posts).toHaveLength(oneDigest);
    expect(new Set(posts.map(({ key }) => key)).size).toBe(oneDigest);
  });

  it.each([
    ['1 h', '2025-06-03T06:00:00Z', true],
    ['3 h', '2025-06-03T08:00:00Z', true],
    ['30 h', '2025-06-04T11:00:00Z', false],
  ])('after an outage of %s', async (_, back, posted) => {
    desk.clock.set(back);
    await desk.tick(platform);
    expect(digests.map(({ late }) => late)).toEqual(posted ? [true] : []);
    desk.clock.set('2025-06-05T05:00:00Z');
    await desk.tick(platform);
    // What was let go by is covered: the span goes back to the last digest that was posted.
    expect(digests.at(-1)).toMatchObject({ from: posted ? slot : null, to: '2025-06-05T05:00:00.000Z' });
    expect((await desk.store.subscriptions.watermark(order.id))?.slice(0, 10)).toBe('2025-06-05');
  });
});
