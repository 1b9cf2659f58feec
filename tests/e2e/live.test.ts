/** Three hours of the service against a small simulated web: feeds of every kind and fault, counted to the last item. */
import { describe, expect, it } from 'vitest';
import { simulate } from '../../bench/sim/simulation.ts';

describe('the service over a simulated web', () => {
  it('stores every item once, told of what rests once, and asks politely', { timeout: 300_000 }, async () => {
    const outcome = await simulate({
      seed: 3,
      feeds: 60,
      hosts: 12,
      hours: 3,
      items: 300,
      pace: 5,
      liveArticles: 1000,
      progress: () => undefined,
    });
    const { account, told, feeds } = outcome;
    expect(outcome.errors).toEqual([]);
    const nothing = { count: 0, some: [] };
    expect(account).toMatchObject({ lost: nothing, missed: nothing, twice: nothing, old: nothing, unknown: nothing });
    expect(account.expected).toBeGreaterThan(150);
    expect(account.stored).toBe(account.expected + account.uncertain);
    expect(account.pagesDue).toBeGreaterThan(10);
    expect(account.pagesTaken).toBe(account.pagesDue);
    expect(outcome).toMatchObject({ unread: 0, pagesWaiting: 0 });
    expect(outcome.stories).toBeGreaterThan(10);

    const { politeness, answered } = account;
    expect(politeness).toMatchObject({
      atOnce: 0,
      tooClose: 0,
      tooSoon: { 'max-age': 0, ttl: 0, 'retry-after': 0, gone: 0, moved: 0 },
      withoutUserAgent: 0,
    });
    expect(politeness.conditionalUsed).toBe(politeness.conditionalDue);
    expect(answered['304']).toBeGreaterThan(politeness.requests / 5);

    // Two dead feeds came with ten failures; one feed was taken away; one had been silent for days.
    expect(feeds).toMatchObject({ new: expect.any(Number), gone: 1 });
    expect(told).toMatchObject({ again: 0, untold: 0 });
    expect(told.posts).toBeGreaterThanOrEqual(feeds.resting + feeds.gone);
  });
});
