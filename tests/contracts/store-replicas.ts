/** What replicas share: the limits of the platforms, turns, arrivals, signals; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import type { Address } from '../../src/model.ts';
import type { Limit, Outbox, Signal } from '../../src/ports.ts';
import { address, type FreshStore, posts, sent, slot } from './store-samples.ts';

const to = (channel: string): Address => ({ ...address, channel });
const each = { intervalMs: 1_000, burst: 1 };
const channelLimit = ({ channel }: Address): readonly Limit[] => [{ key: channel, ...each }];

const claimFor = async (outbox: Outbox, subscription: string, channel: string, count: number): Promise<void> => {
  const waiting = posts(count).map((post) => ({ ...post, address: to(channel) }));
  await outbox.claim(subscription, slot, waiting);
};

const leasedAt = async (outbox: Outbox, now: number, limitsOf: (address: Address) => readonly Limit[], limit = 10) =>
  (await outbox.lease(now, 60_000, limit, limitsOf)).map(({ subscription, part }) => `${subscription} ${part}`);

export const replicasContract = (name: string, freshStore: FreshStore): void => {
  describe(`${name}: limits`, () => {
    it('lets one channel have one post a second, and holds up no other channel', async () => {
      const { outbox } = await freshStore();
      await claimFor(outbox, 's1', 'C1', 3);
      await claimFor(outbox, 's2', 'C2', 1);
      const [parent] = await outbox.lease(1_000, 60_000, 1, channelLimit);
      await outbox.settle(parent?.key ?? '', sent('1.1'));
      expect(await leasedAt(outbox, 1_000, channelLimit)).toEqual(['s2 0']);
      expect(await leasedAt(outbox, 1_999, channelLimit)).toEqual([]);
      expect(await leasedAt(outbox, 2_000, channelLimit)).toEqual(['s1 1']);
    });

    it('lets a burst go at once, and then one after another', async () => {
      const { outbox } = await freshStore();
      for (let n = 0; n < 8; n += 1) await claimFor(outbox, `s${n}`, `C${n}`, 1);
      const shared = () => [{ key: 'all', intervalMs: 100, burst: 5 }];
      expect(await leasedAt(outbox, 1_000, shared)).toEqual(['s0 0', 's1 0', 's2 0', 's3 0', 's4 0']);
      expect(await leasedAt(outbox, 1_099, shared)).toEqual([]);
      expect(await leasedAt(outbox, 1_100, shared)).toEqual(['s5 0']);
      expect(await leasedAt(outbox, 1_300, shared)).toEqual(['s6 0', 's7 0']);
    });

    it('counts a post against every limit that it has, or against none', async () => {
      const { outbox } = await freshStore();
      for (const n of [1, 2, 3]) await claimFor(outbox, `s${n}`, n === 3 ? 'C2' : 'C1', 1);
      const both = (one: Address) => [...channelLimit(one), { key: 'all', intervalMs: 10, burst: 2 }];
      expect(await leasedAt(outbox, 1_000, both)).toEqual(['s1 0', 's3 0']);
      expect(await leasedAt(outbox, 2_000, both)).toEqual(['s2 0']);
    });

    it('are one for many senders at once', async () => {
      const { outbox } = await freshStore();
      for (let n = 0; n < 12; n += 1) await claimFor(outbox, `s${n}`, 'C1', 1);
      const leases = await Promise.all(
        Array.from({ length: 6 }, () => outbox.lease(1_000, 60_000, 10, () => [{ key: 'C1', ...each, burst: 3 }])),
      );
      expect(leases.flat()).toHaveLength(3);
    });

    it('say when the next post may go: a reply not before its parent', async () => {
      const { outbox } = await freshStore();
      expect(await outbox.next()).toBeUndefined();
      await claimFor(outbox, 's1', 'C1', 2);
      await claimFor(outbox, 's2', 'C1', 1);
      await outbox.lease(1_000, 60_000, 10, channelLimit);
      expect(await outbox.next()).toBe(2_000);
      expect(await leasedAt(outbox, 2_000, channelLimit)).toEqual(['s2 0']);
      expect(await outbox.next()).toBe(61_000);
    });

    it('say of a thread when its next reply may go, not those behind it', async () => {
      const { outbox } = await freshStore();
      await claimFor(outbox, 's1', 'C1', 3);
      const [parent] = await outbox.lease(1_000, 60_000, 1);
      await outbox.settle(parent?.key ?? '', sent('1.1'));
      expect(await outbox.next()).toBe(0);
      await outbox.lease(1_000, 60_000, 1);
      expect(await outbox.next()).toBe(61_000);
    });

    it('that a platform has named hold until then, whoever sends', async () => {
      const { outbox } = await freshStore(() => 1_000);
      await claimFor(outbox, 's1', 'C1', 1);
      await claimFor(outbox, 's2', 'C2', 1);
      // A post that is two requests names its limit twice.
      await outbox.hold([...channelLimit(to('C1')), ...channelLimit(to('C1'))], 9_000);
      expect(await leasedAt(outbox, 8_999, channelLimit)).toEqual(['s2 0']);
      expect(await leasedAt(outbox, 9_000, channelLimit)).toEqual(['s1 0']);
    });

    it('keep what is reserved for a person, who waits for no post; posts then wait for what went', async () => {
      const { outbox } = await freshStore();
      for (let n = 0; n < 9; n += 1) await claimFor(outbox, `s${n}`, `C${n}`, 1);
      const shared = [{ key: 'all', intervalMs: 100, burst: 5, reserve: 3 }];
      expect(await leasedAt(outbox, 1_000, () => shared)).toEqual(['s0 0', 's1 0']);
      const admitted: number[] = [];
      for (let n = 0; n < 5; n += 1) admitted.push(await outbox.admit(shared, 1_000));
      expect(admitted).toEqual([1_000, 1_000, 1_000, 1_100, 1_200]);
      // Seven have gone or will: the eighth of them all is as long after as the limit says, less what posts may burst.
      expect(await leasedAt(outbox, 1_599, () => shared)).toEqual([]);
      expect(await leasedAt(outbox, 1_600, () => shared)).toHaveLength(1);
    });

    it('are not passed by many at once who ask before posts', async () => {
      const { outbox } = await freshStore();
      const shared = [{ key: 'all', intervalMs: 100, burst: 2, reserve: 2 }];
      const admitted = await Promise.all(Array.from({ length: 6 }, () => outbox.admit(shared, 1_000)));
      expect(admitted.toSorted((a, b) => a - b)).toEqual([1_000, 1_000, 1_100, 1_200, 1_300, 1_400]);
    });

    it('that a platform has named hold what is reserved too', async () => {
      const { outbox } = await freshStore(() => 1_000);
      const shared = [{ key: 'all', intervalMs: 100, burst: 5, reserve: 3 }];
      await outbox.hold(shared, 9_000);
      expect(await outbox.admit(shared, 1_000)).toBe(9_000);
      expect(await outbox.admit(shared, 1_000)).toBe(9_100);
    });

    it('are told of a post whose earlier attempt may have arrived, and of none that was turned away', async () => {
      const { outbox } = await freshStore();
      const asked: [string, boolean][] = [];
      const noting = ({ channel }: Address, again: boolean): readonly Limit[] => {
        asked.push([channel, again]);
        return [];
      };
      for (const n of [1, 2]) await claimFor(outbox, `s${n}`, `C${n}`, 1);
      const leased = await outbox.lease(1_000, 60_000, 10, noting);
      const [turnedAway, lost] = leased.map(({ key }) => key);
      await outbox.settle(turnedAway ?? '', { kind: 'rate-limited', code: '429', retryAfterMs: 500 }, 2_000);
      await outbox.settle(lost ?? '', { kind: 'failed', code: 'dropped', unknown: true }, 2_000);
      asked.length = 0;
      const again = await outbox.lease(2_000, 60_000, 10, noting);
      expect(asked).toEqual([
        ['C1', false],
        ['C2', true],
      ]);
      expect(again.map(({ attempts }) => attempts)).toEqual([0, 1]);
    });

    it('that are free later than any platform asks were written by a clock that ran ahead, and hold nothing', async () => {
      const { outbox } = await freshStore();
      const day = 86_400_000;
      await claimFor(outbox, 's1', 'C1', 1);
      expect(await leasedAt(outbox, 2 * day, channelLimit)).toEqual(['s1 0']);
      await claimFor(outbox, 's2', 'C1', 1);
      expect(await leasedAt(outbox, day, channelLimit)).toEqual(['s2 0']);
    });
  });

  describe(`${name}: turns`, () => {
    const mine = { name: 'channel/C1', holder: 'a' };
    const yours = { name: 'channel/C1', holder: 'b' };

    it('are one at a time, until they end or are given up', async () => {
      const { turns } = await freshStore();
      expect(await turns.take(mine, 1_000, 2_000)).toBe(true);
      expect(await turns.take(yours, 1_999, 3_000)).toBe(false);
      expect(await turns.take(mine, 1_500, 2_500)).toBe(true);
      expect(await turns.take(yours, 2_499, 3_000)).toBe(false);
      expect(await turns.take(yours, 2_500, 3_000)).toBe(true);
      await turns.end(mine);
      expect(await turns.take(mine, 2_600, 4_000)).toBe(false);
      await turns.end(yours);
      expect(await turns.take(mine, 2_600, 4_000)).toBe(true);
    });

    it('go to one of many that ask at once', async () => {
      const { turns } = await freshStore();
      const asked = Array.from({ length: 8 }, (_, n) => turns.take({ name: 'shard/0', holder: `r${n}` }, 1_000, 2_000));
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    });

    it('are listed by how their names begin, without those that have ended', async () => {
      const { turns } = await freshStore();
      for (const [name, until] of [
        ['shard/1', 2_000],
        ['shard/0', 3_000],
        ['shards', 9_000],
        ['replica/a', 9_000],
      ] as const)
        await turns.take({ name, holder: 'a' }, 1_000, until);
      expect(await turns.list('shard/', 1_500)).toEqual([
        { name: 'shard/0', holder: 'a' },
        { name: 'shard/1', holder: 'a' },
      ]);
      expect(await turns.list('shard/', 2_000)).toEqual([{ name: 'shard/0', holder: 'a' }]);
    });

    it('that passed to somebody else claim no slot', async () => {
      const { outbox, turns } = await freshStore();
      await turns.take(mine, 1_000, 2_000);
      await turns.take(yours, 2_000, 3_000);
      expect(await outbox.claim('s1', slot, posts(1), undefined, mine)).toBe(false);
      expect(await outbox.known('s1', slot)).toBe(false);
      expect(await outbox.claim('s1', slot, posts(1), undefined, yours)).toBe(true);
      expect(await outbox.known('s1', slot)).toBe(true);
    });
  });

  describe(`${name}: arrivals`, () => {
    it('are new to the first who notes them, for a day', async () => {
      let now = 1_000;
      const { arrive } = await freshStore(() => now);
      const noted = await Promise.all(Array.from({ length: 6 }, () => arrive('slack/Ev1')));
      expect(noted.filter(Boolean)).toHaveLength(1);
      expect(await arrive('slack/Ev2')).toBe(true);
      now += 86_400_000;
      expect(await arrive('slack/Ev1')).toBe(false);
      now += 3_600_000;
      expect(await arrive('slack/Ev3')).toBe(true);
      expect(await arrive('slack/Ev1')).toBe(true);
    });
  });

  describe(`${name}: signals`, () => {
    it('tell of posts that wait and of changed subscriptions, to whoever listens', async () => {
      const store = await freshStore();
      const heard: Signal[] = [];
      const hear = (signal: Signal): Promise<void> =>
        new Promise((resolve) => {
          store.signals.on(signal, () => {
            heard.push(signal);
            resolve();
          });
        });
      const [outbox, subscriptions] = [hear('outbox'), hear('subscriptions')];
      await store.outbox.claim('s1', slot, posts(1));
      await outbox;
      await store.subscriptions.put({
        id: 's1',
        address,
        topics: [],
        time: '08:00',
        days: ['mon'],
        zone: 'UTC',
        paused: false,
        createdBy: 'U1',
        createdAt: slot,
      });
      await subscriptions;
      expect(new Set(heard)).toEqual(new Set(['outbox', 'subscriptions']));
    });
  });
};
