/** What a change does to subscriptions and feeds; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';
import { applied, feedEdit, following, requestOf, undo } from './store-change-samples.ts';
import {
  address,
  type FreshStore,
  feed,
  feedItem,
  follower,
  nextSlot,
  posts,
  reading,
  sent,
  slot,
  subscription,
} from './store-samples.ts';

export const changedContract = (name: string, freshStore: FreshStore): void => {
  describe(`${name}: changes of subscriptions`, () => {
    const follow = async (store: Store): Promise<void> => {
      await applied(store, requestOf([following('s1', null, subscription('s1'))]));
    };

    it('skip what a removed one has not begun to send, and finish a thread under way', async () => {
      const store = await freshStore();
      await follow(store);
      await store.outbox.claim('s1', slot, posts(2));
      await store.outbox.claim('s1', nextSlot, posts(2));
      const [parent] = await store.outbox.lease(1_000, 500, 1);
      await store.outbox.settle(parent?.key ?? '', sent('1.1'));
      await applied(store, requestOf([following('s1', subscription('s1'), null)]));
      expect((await store.outbox.lease(2_000, 500, 10)).map((entry) => [entry.slot, entry.part])).toEqual([[slot, 1]]);
      expect((await store.outbox.history('s1', nextSlot)).map((post) => post.delivery)).toEqual([
        { kind: 'skipped', code: 'unfollowed' },
        { kind: 'skipped', code: 'unfollowed' },
      ]);
      expect(await store.subscriptions.list()).toEqual([]);
      expect(await store.subscriptions.watermark('s1')).toBeUndefined();
    });

    it('let one that comes back go on where it was: nothing is composed twice, nothing unsent is lost', async () => {
      const store = await freshStore();
      await follow(store);
      const told = { points: [], slots: [] };
      await store.outbox.claim('s1', slot, posts(1), { address, told });
      const [parent] = await store.outbox.lease(1_000, 500, 1);
      await store.outbox.settle(parent?.key ?? '', sent('1.1'));
      await store.outbox.claim('s1', nextSlot, posts(1), { address, told });
      const removal = await applied(store, requestOf([following('s1', subscription('s1'), null)]));
      await undo(store, removal);
      expect(await store.subscriptions.list()).toEqual([subscription('s1')]);
      expect(await store.subscriptions.watermark('s1')).toBe(nextSlot);
      // The second never went out: the next one covers what it would have told.
      expect(await store.subscriptions.covered('s1')).toBe(slot);
      expect(await store.outbox.claim('s1', nextSlot, posts(1))).toBe(false);
    });

    it('let one that is ordered anew begin anew', async () => {
      const store = await freshStore();
      await follow(store);
      await store.outbox.claim('s1', slot, posts(0));
      await applied(store, requestOf([following('s1', subscription('s1'), null)]));
      const anew = subscription('s1', { createdAt: nextSlot });
      await applied(store, requestOf([following('s1', null, anew)]));
      expect(await store.subscriptions.watermark('s1')).toBeUndefined();
    });

    it('leave what the platform thinks of it, and do not count that as somebody’s change', async () => {
      const store = await freshStore();
      const refused = { code: 'not_in_channel', fix: 'Invite the bot.', since: slot };
      await follow(store);
      await store.subscriptions.refuse('s1', refused);
      // Seen before the platform refused, and written after.
      await applied(store, requestOf([following('s1', subscription('s1'), subscription('s1', { paused: true }))]));
      expect(await store.subscriptions.list()).toEqual([subscription('s1', { paused: true, refused })]);
      await store.subscriptions.refuse('s1', null);
      await applied(
        store,
        requestOf([following('s1', subscription('s1', { paused: true, refused }), subscription('s1', { refused }))]),
      );
      expect(await store.subscriptions.list()).toEqual([subscription('s1')]);
    });
  });

  describe(`${name}: changes of feeds`, () => {
    it('let channels join and leave, and read a source while anybody follows it', async () => {
      const store = await freshStore();
      await store.sources.follow(feed('a'), follower({ workspace: 'T2' }));
      const both = [follower(), follower({ channel: 'C2' })];
      await applied(store, requestOf([feedEdit(feed('a', { etag: 'stale' }), [], both)]));
      expect((await store.sources.get('a'))?.etag).toBeNull();
      await applied(store, requestOf([feedEdit(feed('a'), both.toReversed(), [follower({ channel: 'C2' })])]));
      expect(await store.sources.followers('a')).toEqual([follower({ channel: 'C2' }), follower({ workspace: 'T2' })]);
      await applied(store, requestOf([feedEdit(feed('a'), [follower({ channel: 'C2' })], [])]));
      expect(await store.sources.list('slack:T1')).toEqual([]);
      expect((await store.sources.claim(1_000, 500, 9)).map(({ id }) => id)).toEqual(['a']);
    });

    it('end the reading of what nobody follows, and take it up again as it was', async () => {
      const store = await freshStore();
      const known = feed('a', { etag: '"1"', readAt: slot });
      const added = await applied(store, requestOf([feedEdit(known, [], [follower()])]));
      expect((await store.sources.claim(1_000, 500, 9)).map(({ id }) => id)).toEqual(['a']);
      await store.sources.settle(reading(known, [feedItem('n')], { hostFreeAt: 1_000 }));
      const removed = await undo(store, added);
      if (removed.kind === 'conflict') throw new Error('nobody was quicker');
      expect(await store.sources.get('a')).toBeUndefined();
      expect(await store.sources.claim(2_000, 500, 9)).toEqual([]);
      await undo(store, removed.change);
      expect(await store.sources.get('a')).toEqual(known);
      expect(await store.sources.followers('a')).toEqual([follower()]);
      expect((await store.sources.claim(2_000, 500, 9)).map(({ id }) => id)).toEqual(['a']);
      // What was known of it is known: nothing old comes up again.
      expect(await store.sources.settle(reading(known, [feedItem('n')]))).toEqual(['known']);
    });

    it('note who asked anew', async () => {
      const store = await freshStore();
      const other = { ...follower(), by: 'U9' };
      await applied(store, requestOf([feedEdit(feed('a'), [], [follower()])]));
      await applied(store, requestOf([feedEdit(feed('a'), [follower()], [other])]));
      expect(await store.sources.followers('a')).toEqual([other]);
    });

    it('take in and take back a long list at once', async () => {
      const store = await freshStore();
      const edits = Array.from({ length: 1_200 }, (_, n) =>
        feedEdit(feed(`f${n}`, { host: `h${n % 7}` }), [], [follower()]),
      );
      const change = await applied(store, requestOf(edits));
      expect(await store.sources.list('slack:T1')).toHaveLength(1_200);
      expect(await store.sources.claim(1_000, 500, 99)).toHaveLength(7);
      expect((await undo(store, change)).kind).toBe('applied');
      expect(await store.sources.list()).toEqual([]);
    });

    it('of the same feeds in two workspaces at once pass one another, in whatever order they are listed', async () => {
      const store = await freshStore();
      const list = (workspace: string): readonly Edit[] =>
        Array.from({ length: 40 }, (_, n) =>
          feedEdit(feed(`f${n}`, { host: `h${n % 5}` }), [], [follower({ workspace })]),
        );
      for (let round = 0; round < 5; round += 1) {
        const made = await Promise.all(
          ['T1', 'T2', 'T3'].map((workspace, n) =>
            applied(
              store,
              requestOf(n === 1 ? list(workspace).toReversed() : list(workspace), { workspace: `slack:${workspace}` }),
            ),
          ),
        );
        expect(await store.sources.followers('f0')).toHaveLength(3);
        await Promise.all(made.map((change) => undo(store, change)));
        expect(await store.sources.list()).toEqual([]);
      }
    });

    it('refuse two edits of one source', async () => {
      const store = await freshStore();
      const edit = feedEdit(feed('a'), [], [follower()]);
      await expect(store.changes.apply(requestOf([edit, edit]))).rejects.toThrow(/one source/u);
      expect(await store.sources.list()).toEqual([]);
    });
  });
};
