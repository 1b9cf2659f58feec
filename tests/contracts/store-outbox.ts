/** Posts that wait to be sent; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import { address, briefing, type FreshStore, failed, nextSlot, posts, rejected, sent, slot } from './store-samples.ts';

export const outboxContract = (name: string, freshStore: FreshStore): void => {
  describe(`${name}: outbox`, () => {
    it('claims a slot once, and writes nothing the second time', async () => {
      const { outbox } = await freshStore();
      expect(await outbox.claim('s1', slot, posts(1))).toBe(true);
      expect(await outbox.claim('s1', slot, posts(3))).toBe(false);
      expect(await outbox.claim('s2', slot, posts(1))).toBe(true);
      expect(await outbox.history('s1', slot)).toEqual([{ part: 0, delivery: undefined }]);
    });

    it('gives a slot to one of many that claim it at once', async () => {
      const { outbox } = await freshStore();
      const claims = await Promise.all(Array.from({ length: 12 }, () => outbox.claim('s1', slot, posts(2))));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await outbox.history('s1', slot)).toHaveLength(2);
    });

    it('claims a slot with nothing to post, and moves the watermark all the same', async () => {
      const { outbox, subscriptions } = await freshStore();
      expect(await outbox.claim('s1', slot, [])).toBe(true);
      expect(await outbox.history('s1', slot)).toEqual([]);
      expect(await subscriptions.watermark('s1')).toBe(slot);
    });

    it('leases a post as it was put, with its briefing, and not again before the lease is over', async () => {
      const { outbox } = await freshStore();
      const [post] = posts(1);
      if (post === undefined) throw new Error('there is one post');
      await outbox.claim('s1', slot, [{ ...post, briefing }]);
      const [entry] = await outbox.lease(1_000, 500, 10);
      expect(entry).toEqual({
        key: entry?.key,
        subscription: 's1',
        slot,
        part: 0,
        address,
        payload: post.payload,
        briefing,
        attempts: 0,
      });
      expect(await outbox.lease(1_499, 500, 10)).toEqual([]);
      const [second] = await outbox.lease(1_500, 500, 10);
      expect(second).toEqual({ ...entry, attempts: 1 });
    });

    it('never leases one post to two senders at once', async () => {
      const { outbox } = await freshStore();
      for (let n = 0; n < 20; n += 1) await outbox.claim(`s${n}`, slot, posts(1));
      const leases = await Promise.all(Array.from({ length: 6 }, () => outbox.lease(1_000, 500, 5)));
      const keys = leases.flat().map((entry) => entry.key);
      expect(keys).toHaveLength(20);
      expect(new Set(keys).size).toBe(20);
    });

    it('leases by slot, subscription and part, at most as many as asked', async () => {
      const { outbox } = await freshStore();
      await outbox.claim('s2', nextSlot, posts(1));
      await outbox.claim('s2', slot, posts(1));
      await outbox.claim('s1', nextSlot, posts(1));
      const order = async (): Promise<readonly string[]> =>
        (await outbox.lease(1_000, 500, 2)).map((entry) => `${entry.subscription} ${entry.slot}`);
      expect(await order()).toEqual([`s2 ${slot}`, `s1 ${nextSlot}`]);
      expect(await order()).toEqual([`s2 ${nextSlot}`]);
    });

    it('holds replies until their parent is sent, then sends them into its thread', async () => {
      const { outbox } = await freshStore();
      await outbox.claim('s1', slot, posts(3));
      const [parent, ...none] = await outbox.lease(1_000, 500, 10);
      expect([parent?.part, none]).toEqual([0, []]);
      expect(await outbox.lease(1_100, 500, 10)).toEqual([]);
      await outbox.settle(parent?.key ?? '', sent('171.5'));
      const replies = await outbox.lease(1_200, 500, 10);
      expect(replies.map((reply) => [reply.part, reply.address.thread])).toEqual([
        [1, '171.5'],
        [2, '171.5'],
      ]);
      for (const reply of replies) await outbox.settle(reply.key, sent(`171.${reply.part}`));
      expect(await outbox.lease(9_999, 500, 10)).toEqual([]);
      expect(await outbox.history('s1', slot)).toEqual([
        { part: 0, delivery: sent('171.5') },
        { part: 1, delivery: sent('171.1') },
        { part: 2, delivery: sent('171.2') },
      ]);
    });

    it('takes an edited parent for a sent one', async () => {
      const { outbox } = await freshStore();
      await outbox.claim('s1', slot, posts(2));
      const [parent] = await outbox.lease(1_000, 500, 10);
      await outbox.settle(parent?.key ?? '', { kind: 'edited', ref: '9.9' });
      expect((await outbox.lease(1_000, 500, 10)).map((reply) => reply.address.thread)).toEqual(['9.9']);
    });

    it('puts a post back until the time it is to be tried again, and counts the tries', async () => {
      const { outbox } = await freshStore();
      await outbox.claim('s1', slot, posts(1));
      const [first] = await outbox.lease(1_000, 60_000, 10);
      await outbox.settle(first?.key ?? '', failed, 5_000);
      expect(await outbox.history('s1', slot)).toEqual([{ part: 0, delivery: failed }]);
      expect(await outbox.lease(4_999, 500, 10)).toEqual([]);
      const [second] = await outbox.lease(5_000, 500, 10);
      expect(second).toEqual({ ...first, attempts: 1 });
      await outbox.settle(second?.key ?? '', sent('1.1'));
      expect(await outbox.lease(99_999, 500, 10)).toEqual([]);
    });

    it('keeps a thread in order when a reply has to be tried again', async () => {
      const { outbox } = await freshStore();
      await outbox.claim('s1', slot, posts(3));
      const [parent] = await outbox.lease(1_000, 500, 10);
      await outbox.settle(parent?.key ?? '', sent('1.1'));
      const [firstReply] = await outbox.lease(1_000, 500, 1);
      expect(await outbox.lease(1_100, 500, 10)).toEqual([]);
      await outbox.settle(firstReply?.key ?? '', { kind: 'rate-limited', code: '429', retryAfterMs: 4_000 }, 5_000);
      expect(await outbox.lease(4_000, 500, 10)).toEqual([]);
      expect((await outbox.lease(5_000, 500, 10)).map((reply) => reply.part)).toEqual([1, 2]);
    });

    it.each([
      ['rejected', rejected],
      ['failed for good', failed],
      ['skipped', { kind: 'skipped', code: 'nothing-new' }],
    ] as const)('skips the replies of a parent that is %s', async (_, delivery) => {
      const { outbox } = await freshStore();
      await outbox.claim('s1', slot, posts(3));
      const [parent] = await outbox.lease(1_000, 500, 10);
      await outbox.settle(parent?.key ?? '', delivery);
      expect(await outbox.lease(9_999, 500, 10)).toEqual([]);
      const skipped = { kind: 'skipped', code: 'parent-not-sent' };
      expect((await outbox.history('s1', slot)).map((post) => post.delivery)).toEqual([delivery, skipped, skipped]);
    });

    it('goes on with the thread when one reply is rejected', async () => {
      const { outbox } = await freshStore();
      await outbox.claim('s1', slot, posts(3));
      const [parent] = await outbox.lease(1_000, 500, 10);
      await outbox.settle(parent?.key ?? '', sent('1.1'));
      const [reply] = await outbox.lease(1_000, 500, 1);
      await outbox.settle(reply?.key ?? '', rejected);
      expect((await outbox.lease(1_000, 500, 10)).map((entry) => entry.part)).toEqual([2]);
    });

    it('lets no late word undo what was settled', async () => {
      const { outbox } = await freshStore();
      await outbox.claim('s1', slot, posts(1));
      const [slow] = await outbox.lease(1_000, 500, 10);
      const [quick] = await outbox.lease(2_000, 500, 10);
      await outbox.settle(quick?.key ?? '', sent('1.1'));
      await outbox.settle(slow?.key ?? '', failed, 3_000);
      await outbox.settle('no such key', failed, 3_000);
      expect(await outbox.lease(9_999, 500, 10)).toEqual([]);
      expect(await outbox.history('s1', slot)).toEqual([{ part: 0, delivery: sent('1.1') }]);
    });

    it('notes a slot that went by, once, and does not compose it after that', async () => {
      const { outbox, subscriptions } = await freshStore();
      expect(await outbox.miss('s1', slot)).toBe(true);
      expect(await outbox.miss('s1', slot)).toBe(false);
      expect(await outbox.claim('s1', slot, posts(1))).toBe(false);
      await outbox.claim('s1', nextSlot, posts(1));
      expect(await outbox.miss('s1', nextSlot)).toBe(false);
      expect(await subscriptions.covered('s1')).toBe(nextSlot);
      expect(await subscriptions.covered('s1', nextSlot)).toBeUndefined();
    });

    it('counts what waits to be sent', async () => {
      const { outbox } = await freshStore();
      expect(await outbox.waiting()).toBe(0);
      await outbox.claim('s1', slot, posts(3));
      const [parent] = await outbox.lease(1_000, 500, 9);
      expect(await outbox.waiting()).toBe(3);
      await outbox.settle(parent?.key ?? '', sent('1.1'));
      expect(await outbox.waiting()).toBe(2);
    });

    it('writes nothing of a claim whose posts cannot be written', async () => {
      const { outbox, subscriptions } = await freshStore();
      const circular: Record<string, unknown> = {};
      circular.self = circular;
      await expect(outbox.claim('s1', slot, [{ address, payload: circular }])).rejects.toThrow();
      expect(await subscriptions.watermark('s1')).toBeUndefined();
      expect(await outbox.claim('s1', slot, posts(1))).toBe(true);
    });
  });
};
