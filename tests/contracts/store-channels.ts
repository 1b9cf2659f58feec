/** Topics, subscriptions and threads; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import type { Address, Told, Topic } from '../../src/model.ts';
import {
  address,
  briefing,
  type FreshStore,
  nextSlot,
  posts,
  rejected,
  sent,
  slot,
  subscription,
} from './store-samples.ts';

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

    it('notes that a platform refuses, and says so once, until it takes posts again', async () => {
      const { subscriptions } = await freshStore();
      const refused = { code: 'not_in_channel', fix: 'Invite the bot.', since: slot };
      await subscriptions.put(subscription('s1'));
      expect(await subscriptions.refuse('s2', refused)).toBeUndefined();
      expect(await subscriptions.refuse('s1', null)).toBeUndefined();
      expect(await subscriptions.refuse('s1', refused)).toEqual(subscription('s1'));
      expect(await subscriptions.refuse('s1', { ...refused, since: nextSlot })).toBeUndefined();
      expect(await subscriptions.list()).toEqual([subscription('s1', { refused })]);
      await subscriptions.refuse('s1', null);
      expect(await subscriptions.list()).toEqual([subscription('s1')]);
      expect(await subscriptions.refuse('s1', refused)).toEqual(subscription('s1'));
    });

    it('says of a refusal to one of many that note it at once', async () => {
      const { subscriptions } = await freshStore();
      await subscriptions.put(subscription('s1'));
      const refused = { code: 'not_in_channel', fix: 'Invite the bot.', since: slot };
      const said = await Promise.all(Array.from({ length: 6 }, () => subscriptions.refuse('s1', refused)));
      expect(said.filter((one) => one !== undefined)).toHaveLength(1);
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

  describe(`${name}: what a channel was told`, () => {
    const told = (story: string): Told => ({
      points: [{ story, statements: [`${story}#0`], terms: ['ferry'], figures: ['40 person'] }],
      slots: [{ story, about: 'length of the crossing', values: ['an hour'] }],
    });

    it('is all that its digests told it, oldest first, and by slot', async () => {
      const { outbox, subscriptions } = await freshStore();
      expect(await subscriptions.told(address)).toEqual({ points: [], slots: [] });
      await outbox.claim('s2', nextSlot, posts(1), { address, told: told('later') });
      await outbox.claim('s1', slot, posts(1), { address, told: told('first') });
      await outbox.claim('s3', slot, posts(1), { address: { ...address, channel: 'C2' }, told: told('elsewhere') });
      expect(await outbox.claim('s1', slot, posts(1), { address, told: told('again') })).toBe(false);
      const all = await subscriptions.told(address);
      expect(all.points.map(({ story }) => story)).toEqual(['first', 'later']);
      expect(all.slots).toEqual([...told('first').slots, ...told('later').slots]);
      expect(await subscriptions.told(address, nextSlot)).toEqual(told('first'));
      expect(await subscriptions.toldBy('s2', nextSlot)).toEqual(told('later'));
      expect(await subscriptions.toldBy('s2', slot)).toBeUndefined();
    });

    it('is not what the platform refused for good; that slot is not covered either', async () => {
      const { outbox, subscriptions } = await freshStore();
      for (const each of [slot, nextSlot])
        await outbox.claim('s1', each, posts(2), { address, told: told(`at ${each}`) });
      expect(await subscriptions.covered('s1')).toBe(nextSlot);
      const leased = await outbox.lease(1_000, 500, 9);
      for (const entry of leased) await outbox.settle(entry.key, entry.slot === slot ? sent('1.1') : rejected);
      expect(await subscriptions.told(address)).toEqual(told(`at ${slot}`));
      expect(await subscriptions.covered('s1')).toBe(slot);
      expect(await subscriptions.covered('s1', slot)).toBeUndefined();
      expect(await subscriptions.watermark('s1')).toBe(nextSlot);
    });

    it('is not what a subscription had not begun to send when it was removed', async () => {
      const { outbox, subscriptions } = await freshStore();
      await subscriptions.put(subscription('s1'));
      await outbox.claim('s1', slot, posts(2), { address, told: told('begun') });
      await outbox.claim('s1', nextSlot, posts(2), { address, told: told('not begun') });
      const [parent] = await outbox.lease(1_000, 500, 1);
      await outbox.settle(parent?.key ?? '', sent('1.1'));
      await subscriptions.remove('s1');
      expect(await subscriptions.told(address)).toEqual(told('begun'));
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
