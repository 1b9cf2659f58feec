/** What every Store must do, whatever database is under it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Address, Topic } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';
import { sampleArticle } from '../store/sample.ts';
import {
  address,
  briefing,
  failed,
  nextSlot,
  type OpenedStore,
  posts,
  rejected,
  sent,
  slot,
  subscription,
} from './store-samples.ts';
import { transferContract } from './transfer.ts';

export const storeContract = (name: string, open: () => Promise<OpenedStore>): void => {
  const opened: OpenedStore[] = [];
  const fresh = async (): Promise<OpenedStore> => {
    const one = await open();
    opened.push(one);
    return one;
  };
  const freshStore = async (): Promise<Store> => (await fresh()).store;

  afterEach(async () => {
    for (const { store, discard } of opened.splice(0)) {
      await store.close();
      await discard?.();
    }
  });

  describe(`${name}: articles`, () => {
    it('says of each article whether it is new, the same or changed', async () => {
      const { articles } = await freshStore();
      expect(await articles.put([sampleArticle('a'), sampleArticle('b')])).toEqual(['new', 'new']);
      expect(
        await articles.put([sampleArticle('a', { title: 'Another' }), sampleArticle('b'), sampleArticle('c')]),
      ).toEqual(['changed', 'same', 'new']);
      expect((await articles.get('a'))?.title).toBe('Another');
      expect(await articles.get('nobody')).toBeUndefined();
    });

    it('judges an id that comes twice in one put against what came before it', async () => {
      const { articles } = await freshStore();
      const later = sampleArticle('a', { text: 'It sank.' });
      expect(await articles.put([sampleArticle('a'), sampleArticle('a'), later])).toEqual(['new', 'same', 'changed']);
      expect(await articles.all()).toEqual([later]);
    });

    it('raises the revision with a change and with nothing else', async () => {
      const { articles } = await freshStore();
      const revisions = [await articles.revision()];
      for (const batch of [[sampleArticle('a')], [sampleArticle('a')], [], [sampleArticle('a', { url: null })]]) {
        await articles.put(batch);
        revisions.push(await articles.revision());
      }
      const [empty = 0, added = 0, same, none, changed] = revisions;
      expect(added).toBeGreaterThan(empty);
      expect([same, none]).toEqual([added, added]);
      expect(changed).toBeGreaterThan(added);
    });

    it('lists the oldest first, then by id, the undated last, instants by their moment', async () => {
      const { articles } = await freshStore();
      const dates: readonly [string, string | null][] = [
        ['undated-b', null],
        ['late', '2025-06-03'],
        ['evening', '2025-06-02T23:00:00-05:00'],
        ['day-b', '2025-06-02'],
        ['undated-a', null],
        ['Day-a', '2025-06-02'],
      ];
      await articles.put(dates.map(([id, published]) => sampleArticle(id, { published })));
      const ids = (await articles.all()).map((article) => article.id);
      expect(ids).toEqual(['Day-a', 'day-b', 'late', 'evening', 'undated-a', 'undated-b']);
    });

    it('remembers when an article was first seen, and counts a new sighting as no change', async () => {
      const { articles } = await freshStore();
      const first = '2025-06-02T06:00:00.000Z';
      await articles.put([sampleArticle('a', { seen: first }), sampleArticle('unseen')]);
      const later = sampleArticle('a', { seen: '2025-06-04T06:00:00.000Z' });
      expect(await articles.put([later, { ...later, text: 'It sank.' }])).toEqual(['same', 'changed']);
      expect(await articles.get('a')).toEqual(sampleArticle('a', { text: 'It sank.', seen: first }));
      expect(await articles.get('unseen')).toEqual(sampleArticle('unseen'));
    });

    it('gives back every character, the hostile ones too', async () => {
      const { articles } = await freshStore();
      const odd =
        'nul \0 half \uD800 other half \uDC00 mark \uFEFF rtl \u202E line \u2028 \'; DROP TABLE "articles" \\ 👩‍👩‍👧';
      const article = sampleArticle(odd, { title: odd, text: odd });
      await articles.put([article]);
      expect(await articles.get(odd)).toEqual(article);
      expect(await articles.all()).toEqual([article]);
    });

    it('takes thousands of articles and a text of two million characters at once', async () => {
      const { articles } = await freshStore();
      const many = Array.from({ length: 2_500 }, (_, n) => sampleArticle(`n${n}`));
      const long = sampleArticle('long', { text: 'ferry '.repeat(333_334) });
      const outcomes = await articles.put([...many, long]);
      expect(new Set(outcomes)).toEqual(new Set(['new']));
      expect(await articles.all()).toHaveLength(2_501);
      expect((await articles.get('long'))?.text.length).toBe(2_000_004);
    });

    it('lets puts that overlap in time each have their say', async () => {
      const { articles } = await freshStore();
      const before = await articles.revision();
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, n) => articles.put([sampleArticle('shared'), sampleArticle(`own${n}`)])),
      );
      expect(outcomes.filter(([shared]) => shared === 'new')).toHaveLength(1);
      expect(await articles.all()).toHaveLength(9);
      expect(await articles.revision()).toBe(before + 8);
    });
  });

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

    it('writes nothing of a claim whose posts cannot be written', async () => {
      const { outbox, subscriptions } = await freshStore();
      const circular: Record<string, unknown> = {};
      circular.self = circular;
      await expect(outbox.claim('s1', slot, [{ address, payload: circular }])).rejects.toThrow();
      expect(await subscriptions.watermark('s1')).toBeUndefined();
      expect(await outbox.claim('s1', slot, posts(1))).toBe(true);
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

  transferContract(name, freshStore);

  describe(`${name}: closing`, () => {
    it('finds everything again after it was closed', async (context) => {
      const { store, again } = await fresh();
      if (again === undefined) return context.skip('nothing outlives a close here');
      await store.articles.put([sampleArticle('a')]);
      const revision = await store.articles.revision();
      await store.subscriptions.put(subscription('s1'));
      await store.outbox.claim('s1', slot, posts(1));
      await store.threads.put({ ...address, thread: '1.1' }, briefing);
      await store.close();
      const reopened = await again();
      opened.push({ store: reopened });
      expect(await reopened.articles.all()).toEqual([sampleArticle('a')]);
      expect(await reopened.articles.revision()).toBe(revision);
      expect(await reopened.subscriptions.list()).toEqual([subscription('s1')]);
      expect(await reopened.subscriptions.watermark('s1')).toBe(slot);
      expect(await reopened.outbox.lease(1_000, 500, 10)).toHaveLength(1);
      expect(await reopened.threads.get({ ...address, thread: '1.1' })).toEqual(briefing);
    });
  });
};
