/** That the pace of each platform keeps to what its documents allow, posts and answers together. */
import { describe, expect, it } from 'vitest';
import { limitsOf as discordLimits, tokenLimit } from '../../adapters/discord/pace.ts';
import { limitsOf as slackLimits } from '../../adapters/slack/pace.ts';
import type { Address } from '../../src/model.ts';
import type { Limit, Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';

const begin = Date.parse('2025-06-03T05:00:00Z');
/** How often it is looked: finer than any limit. */
const lookMs = 10;

const at = (platform: 'slack' | 'discord', channel: string): Address => ({ platform, workspace: 'W', channel });

const claim = async (store: Store, address: Address, posts: number): Promise<void> => {
  for (let n = 0; n < posts; n += 1)
    await store.outbox.claim(`${address.channel}-${n}`, '2025-06-03T05:00:00.000Z', [{ address, payload: {} }]);
};

interface Went {
  readonly at: number;
  readonly address: Address | undefined;
}

/** What goes in so many ms while more waits than can go, and people ask as often as told. */
const goes = async (
  store: Store,
  limitsOf: (address: Address) => readonly Limit[],
  ms: number,
  asked: { readonly everyMs: number; readonly limit: Limit } | undefined = undefined,
): Promise<readonly Went[]> => {
  const went: Went[] = [];
  for (let now = begin; now < begin + ms; now += lookMs) {
    if (asked !== undefined && (now - begin) % asked.everyMs === 0)
      went.push({ at: await store.outbox.admit([asked.limit], now), address: undefined });
    for (const { address } of await store.outbox.lease(now, 60_000, 32, limitsOf)) went.push({ at: now, address });
  }
  return went.toSorted((a, b) => a.at - b.at);
};

/** The most of them within any span of so many ms, each counted as many times as told. */
const mostWithin = (went: readonly Went[], ms: number, times: (one: Went) => number): number =>
  Math.max(
    ...went.map(({ at: from }) =>
      went.filter((other) => other.at >= from && other.at < from + ms).reduce((sum, one) => sum + times(one), 0),
    ),
  );

const memory = () => openStore({ kind: 'sqlite', path: ':memory:' });

describe('the pace on Discord', () => {
  const tokens = (address: Address): readonly Limit[] => discordLimits(address).filter(({ key }) => key === tokenLimit);
  const [limit] = tokens(at('discord', 'C'));
  if (limit === undefined) throw new Error('the bot has a limit');

  it('is under 50 requests in any second, however many channels are due and people ask', async () => {
    const store = await memory();
    for (let n = 0; n < 120; n += 1) await claim(store, at('discord', `C${n}`), 1);
    const went = await goes(store, discordLimits, 3_000, { everyMs: 100, limit });
    const most = mostWithin(went, 1_000, ({ address }) => (address === undefined ? 1 : tokens(address).length));
    expect(most).toBeLessThan(50);
    // And not so far under it that a thousand channels would wait longer than two minutes: five requests for each.
    expect(most).toBeGreaterThan((500 * 5) / 120);
    await store.close();
  });

  it('lets an answer go at once in the middle of it, up to the reserve, and the digests after it', async () => {
    const store = await memory();
    for (let n = 0; n < 60; n += 1) await claim(store, at('discord', `C${n}`), 1);
    await goes(store, discordLimits, 500);
    const now = begin + 500;
    const waits: number[] = [];
    for (let n = 0; n < (limit.reserve ?? 0); n += 1) waits.push((await store.outbox.admit([limit], now)) - now);
    expect(Math.max(...waits)).toBeLessThanOrEqual(limit.intervalMs);
    expect(await store.outbox.lease(now, 60_000, 32, discordLimits)).toEqual([]);
    await store.close();
  });

  it('is at most five messages in five seconds and channel or thread', async () => {
    const store = await memory();
    await claim(store, at('discord', 'C1'), 12);
    const went = await goes(store, discordLimits, 12_000);
    expect(mostWithin(went, 5_000, () => 1)).toBeLessThanOrEqual(5);
    expect(went.length).toBeGreaterThan(8);
    await store.close();
  });
});

describe('the pace on Slack', () => {
  it('is one message a second and channel', async () => {
    const store = await memory();
    await claim(store, at('slack', 'C1'), 8);
    const went = await goes(store, slackLimits, 6_000);
    expect(mostWithin(went, 1_000, () => 1)).toBe(1);
    expect(went).toHaveLength(6);
    await store.close();
  });

  it('is under 300 messages a minute and workspace, and no workspace waits for another', async () => {
    const store = await memory();
    for (const workspace of ['W1', 'W2'])
      for (let n = 0; n < 30; n += 1) await claim(store, { ...at('slack', `${workspace}-${n}`), workspace }, 1);
    const went = await goes(store, slackLimits, 3_000);
    const each = ['W1', 'W2'].map((workspace) => went.filter(({ address }) => address?.workspace === workspace));
    // A burst, and then so many a second that a minute of it stays under the limit.
    for (const posts of each) {
      const [first = 0] = posts.map(({ at: when }) => when - begin);
      const late = posts.filter(({ at: when }) => when - begin >= 1_000 && when - begin < 2_000);
      expect(first).toBe(0);
      expect(posts.length - late.length * 3 + late.length * 60).toBeLessThan(300);
    }
    await store.close();
  });
});
