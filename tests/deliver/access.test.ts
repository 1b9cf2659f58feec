import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/model.ts';
import type { Payload, Platform } from '../../src/ports.ts';
import type { DeliveryHarness } from './harness.ts';
import { openHarness, order, recorder, sent, slot } from './harness.ts';

const refusal: Delivery = { kind: 'rejected', code: 'not_in_channel', fix: '/invite @Crosswire' };
const followed = { ...order, id: 'terminal:W1:here:08:00', createdBy: 'U1' };
const days = ['2025-06-03', '2025-06-04', '2025-06-05'].map((day) => `${day}T05:00:00.000Z`);

describe('a channel that cannot be posted to', () => {
  let desk: DeliveryHarness;
  const told: { person: string; payload: Payload }[] = [];
  /** Refuses the first post of each of the first `times` digests. */
  const refusing = (times: number, outcome: Delivery = refusal) => {
    const recorded = recorder(Array.from({ length: times }, () => outcome));
    const platform: Platform = {
      ...recorded.platform,
      tell: async (person, payload) => {
        told.push({ person, payload });
        return sent;
      },
    };
    return { ...recorded, platform };
  };
  const held = async () => (await desk.store.subscriptions.list())[0];

  beforeEach(async () => {
    told.length = 0;
    desk = await openHarness();
    await desk.store.subscriptions.remove(order.id);
    await desk.store.subscriptions.put(followed);
  });
  afterEach(() => desk.close());

  it('is told of once, to the person who asked for the digest, with the reason and the fix', async () => {
    const { platform } = refusing(2);
    for (const day of days.slice(0, 2)) {
      desk.clock.set(day);
      await desk.tick(platform);
    }
    expect(told.map(({ person }) => person)).toEqual(['U1']);
    expect(await held()).toMatchObject({ refused: { code: 'not_in_channel', fix: '/invite @Crosswire', since: slot } });
  });

  it('keeps its order, and is served again by itself once it can be', async () => {
    const { platform, posts } = refusing(1);
    for (const day of days.slice(0, 2)) {
      desk.clock.set(day);
      await desk.tick(platform);
    }
    expect(posts).toHaveLength(3);
    expect(await held()).toEqual(followed);
  });

  it.each([
    ['made private, without the bot in it', 'channel_not_found'],
    ['archived', 'is_archived'],
    ['closed to the bot by its permissions', 'missing-permissions'],
    ['turned into a kind that takes no posts', 'wrong-channel-type'],
  ])('because it was edited (%s) keeps its order, and loses nothing until it is edited back', async (_edit, code) => {
    const { platform, digests } = refusing(1, { kind: 'rejected', code, fix: 'edit it back' });
    desk.clock.set(slot);
    await desk.tick(platform);
    expect(told.map(({ person }) => person)).toEqual(['U1']);
    expect(await held()).toEqual({ ...followed, refused: { code, fix: 'edit it back', since: slot } });
    desk.clock.set(days[1] ?? '');
    await desk.tick(platform);
    expect(await held()).toEqual(followed);
    expect(digests[1]?.briefing.points).toEqual(digests[0]?.briefing.points);
    expect(told).toHaveLength(1);
  });

  it('is told by the next digest all that the refused one held', async () => {
    const { platform, digests } = refusing(1);
    for (const day of days) {
      desk.clock.set(day);
      await desk.tick(platform);
    }
    expect(digests.map(({ from }) => from)).toEqual([null, null, days[1]]);
    const [refused, made, next] = digests;
    expect(made?.briefing.points).toEqual(refused?.briefing.points);
    expect(made?.briefing.points.length).toBeGreaterThan(0);
    expect(next?.entries).toEqual([]);
  });

  it('holds up no other post when nobody can be told', async () => {
    const other = { ...followed, id: 'other', address: { ...followed.address, channel: 'there' } };
    await desk.store.subscriptions.put(other);
    const { platform, posts } = refusing(1);
    desk.clock.set(slot);
    await desk.tick({ ...platform, tell: () => Promise.reject(new TypeError('a bug')) });
    expect(posts).toHaveLength(3);
    expect(desk.warnings).toContain('a post could not be sent');
  });

  it('whose order stands in the settings is logged, since nobody asked in chat', async () => {
    await desk.store.subscriptions.remove(followed.id);
    await desk.store.subscriptions.put(order);
    desk.clock.set(slot);
    await desk.tick(refusing(1).platform);
    expect(told).toEqual([]);
    expect(desk.warnings).toContain('a channel cannot be posted to; its digests wait until it can');
  });
});

describe('a quiet day', () => {
  let desk: DeliveryHarness;
  beforeEach(async () => {
    desk = await openHarness();
  });
  afterEach(() => desk.close());

  const twoDays = async (quiet: 'line' | 'nothing') => {
    await desk.store.subscriptions.put({ ...order, quiet });
    const { platform, posts, digests } = recorder();
    for (const day of days.slice(0, 2)) {
      desk.clock.set(day);
      await desk.tick(platform);
    }
    return { posts, digests };
  };

  it('is told in one line by a card without entries', async () => {
    const { digests, posts } = await twoDays('line');
    expect(digests[1]?.entries).toEqual([]);
    expect(posts.filter(({ thread }) => thread === undefined)).toHaveLength(2);
  });

  it('is passed over where the channel asked for nothing, and the next span begins after it', async () => {
    const { posts } = await twoDays('nothing');
    expect(posts.filter(({ thread }) => thread === undefined)).toHaveLength(1);
    expect(await desk.store.subscriptions.covered(order.id)).toBe(days[1]);
  });

  it('is not passed over while a source cannot be read: silence is no calm', async () => {
    desk.watch = { sources: 3, articles: 0, failing: ['The Estuary Gazette'] };
    const { digests, posts } = await twoDays('nothing');
    expect(posts.filter(({ thread }) => thread === undefined)).toHaveLength(2);
    expect(digests[1]).toMatchObject({ entries: [], watch: { failing: ['The Estuary Gazette'] } });
  });
});
