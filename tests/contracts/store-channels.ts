/** Topics, subscriptions and threads; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import type { Address, Topic } from '../../src/model.ts';
import { address, briefing, type FreshStore, nextSlot, posts, sent, slot, subscription } from './store-samples.ts';

export const channelContract = (name: string, freshStore: FreshStore): void => {
  describe(`${name}: topics`, () => {
    const topic = (name: string, title = name): Topic => ({
      name,
      title,
      query: '"Black Sea" grain OR corn -popcorn',
      description: 'Ships',
      shortcut: false,
    });

    it('keeps topics by workspace, replaces by name, and lists them by name', async () => {
      const { topics } = await freshStore();
      await topics.put('slack:T1', topic('grain'));
      await topics.put('slack:T1', topic('ferries'));
      await topics.put('discord:1', topic('grain', 'Elsewhere'));
      await topics.put('slack:T1', topic('grain', 'Grain at sea'));
      expect(await topics.list('slack:T1')).toEqual([topic('ferries'), topic('grain', 'Grain at sea')]);
      expect(await topics.list('discord:1')).toEqual([topic('grain', 'Elsewhere')]);
      expect(await topics.list('slack:T2')).toEqual([]);
    });

    it('says whether there was one to remove', async () => {
      const { topics } = await freshStore();
      await topics.put('slack:T1', topic('grain'));
      expect(await topics.remove('slack:T2', 'grain')).toBe(false);
      expect(await topics.remove('slack:T1', 'grain')).toBe(true);
      expect(await topics.remove('slack:T1', 'grain')).toBe(false);
      expect(await topics.list('slack:T1')).toEqual([]);
    });
  });

  describe(`${name}: subscriptions`, () => {
    it('keeps them by id, as they were put', async () => {
      const { subscriptions } = await freshStore();
      const inThread = subscription('s1', { address: { ...address, thread: '1.2' }, topics: [] });
      await subscriptions.put(subscription('s2'));
      await subscriptions.put(subscription('s1'));
      await subscriptions.put(inThread);
      expect(await subscriptions.list()).toEqual([inThread, subscription('s2')]);
      expect(await subscriptions.remove('s1')).toBe(true);
      expect(await subscriptions.remove('s1')).toBe(false);
      expect(await subscriptions.list()).toEqual([subscription('s2')]);
    });

    it('has no watermark before the first claim, then the last slot claimed, and keeps it through a change', async () => {
      const { subscriptions, outbox } = await freshStore();
      await subscriptions.put(subscription('s1'));
      expect(await subscriptions.watermark('s1')).toBeUndefined();
      await outbox.claim('s1', nextSlot, posts(1));
      await outbox.claim('s1', slot, posts(1));
      await subscriptions.put(subscription('s1', { paused: true }));
      expect(await subscriptions.watermark('s1')).toBe(nextSlot);
      expect(await subscriptions.watermark('s2')).toBeUndefined();
    });

    it('skips what a removed subscription has not begun to send, and finishes a thread under way', async () => {
      const { subscriptions, outbox } = await freshStore();
      await subscriptions.put(subscription('s1'));
      await outbox.claim('s1', slot, posts(2));
      await outbox.claim('s1', nextSlot, posts(2));
      const [parent] = await outbox.lease(1_000, 500, 1);
      await outbox.settle(parent?.key ?? '', sent('1.1'));
      await subscriptions.remove('s1');
      expect((await outbox.lease(2_000, 500, 10)).map((entry) => [entry.slot, entry.part])).toEqual([[slot, 1]]);
      expect((await outbox.history('s1', nextSlot)).map((post) => post.delivery)).toEqual([
        { kind: 'skipped', code: 'unfollowed' },
        { kind: 'skipped', code: 'unfollowed' },
      ]);
      expect(await subscriptions.watermark('s1')).toBeUndefined();
      expect(await outbox.claim('s1', slot, posts(1))).toBe(false);
    });
  });

  describe(`${name}: threads`, () => {
    it('knows the briefing above a thread, and only above that thread', async () => {
      const { threads } = await freshStore();
      const thread: Address = { ...address, thread: '1.1' };
      await threads.put(thread, { ...briefing, title: 'Before' });
      await threads.put(thread, briefing);
      expect(await threads.get(thread)).toEqual(briefing);
      expect(await threads.get({ ...thread, thread: '1.2' })).toBeUndefined();
      expect(await threads.get({ ...thread, platform: 'discord' })).toBeUndefined();
      expect(await threads.get(address)).toBeUndefined();
    });
  });
};
