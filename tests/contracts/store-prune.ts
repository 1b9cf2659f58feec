/** What goes when its time is over, and what stays; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import { sampleArticle } from '../store/sample.ts';
import {
  address,
  briefing,
  type FreshStore,
  failed,
  feed,
  feedItem,
  follower,
  nextSlot,
  posts,
  reading,
  sent,
  slot,
} from './store-samples.ts';

const nothing = { articles: 0, items: 0, posts: 0, threads: 0 };
const DAY = 24 * 60 * 60 * 1000;

export const pruneContract = (name: string, freshStore: FreshStore): void => {
  describe(`${name}: what is past its time`, () => {
    it('takes the articles of sources with their readings, and leaves what an operator put in', async () => {
      const { articles, sources, readings, prune } = await freshStore();
      await articles.put([sampleArticle('own', { seen: '1970-01-01T00:00:00.500Z' })]);
      await sources.follow(feed('a'), follower());
      await sources.settle(reading(feed('a'), [feedItem('old')]));
      await sources.settle(reading(feed('a'), [feedItem('young')], { now: 2_000 }));
      const claimed = await readings.claim('1', 1_000, 500, 9);
      await readings.put(
        '1',
        claimed.map((article) => ({ article, content: '{}' })),
      );
      const revision = await articles.revision();
      expect(await prune({ ...nothing, articles: 2_000 })).toEqual({ ...nothing, articles: 1 });
      expect((await articles.all()).map(({ id }) => id)).toEqual(['own', 'young']);
      expect((await readings.after('1', 0, 9)).map(({ article }) => article.id).toSorted()).toEqual(['own', 'young']);
      expect(await articles.search('ferry', 9)).toHaveLength(2);
      expect(await articles.revision()).toBeGreaterThan(revision);
      expect(await prune({ ...nothing, articles: 2_000 })).toEqual(nothing);
    });

    it('takes more than one batch, and lets others work in between', async () => {
      const { articles, sources, prune } = await freshStore();
      await sources.follow(feed('a'), follower());
      const items = Array.from({ length: 1_100 }, (_, n) => feedItem(`n${n}`));
      await sources.settle(reading(feed('a'), items));
      const [gone] = await Promise.all([
        prune({ ...nothing, articles: 2_000 }),
        sources.settle(reading(feed('a'), [feedItem('meanwhile')], { now: 3_000 })),
      ]);
      expect(gone.articles).toBe(1_100);
      expect((await articles.all()).map(({ id }) => id)).toEqual(['meanwhile']);
    });

    it('forgets the items of a source that nobody follows', async () => {
      const { sources, prune } = await freshStore();
      await sources.follow(feed('a'), follower());
      await sources.settle(reading(feed('a'), [feedItem('n'), feedItem('m')], { baseline: true }));
      await sources.unfollow('slack:T1', 'a');
      expect((await prune({ ...nothing, items: 1_000 })).items).toBe(0);
      expect((await prune({ ...nothing, items: 1_001 })).items).toBe(2);
      await sources.follow(feed('a'), follower());
      expect(await sources.settle(reading(feed('a'), [feedItem('n')]))).toEqual(['new']);
    });

    it('takes a slot with its posts when all of them were settled long ago', async () => {
      let now = 1_000;
      const { outbox, prune } = await freshStore(() => now);
      await outbox.claim('done', slot, posts(2));
      await outbox.claim('waiting', slot, posts(1));
      await outbox.claim('empty', slot, []);
      const leased = await outbox.lease(1_000, 500, 9);
      for (const entry of leased) if (entry.subscription === 'done') await outbox.settle(entry.key, failed);
      now = 5_000;
      await outbox.claim('later', slot, []);
      expect((await prune({ ...nothing, posts: 1_000 })).posts).toBe(0);
      expect((await prune({ ...nothing, posts: 1_001 })).posts).toBe(2);
      expect(await outbox.history('done', slot)).toEqual([]);
      expect(await outbox.history('waiting', slot)).toHaveLength(1);
      expect(await outbox.claim('waiting', slot, [])).toBe(false);
      expect(await outbox.claim('later', slot, [])).toBe(false);
      expect(await outbox.claim('empty', slot, [])).toBe(true);
    });

    it('counts the age of a slot from the last of its posts that was settled', async () => {
      let now = 1_000;
      const { outbox, subscriptions, prune } = await freshStore(() => now);
      await outbox.claim('s1', slot, posts(2));
      await outbox.claim('s1', nextSlot, []);
      const [parent] = await outbox.lease(1_000, 500, 1);
      await outbox.settle(parent?.key ?? '', sent('1.1'));
      now = 5_000;
      const [reply] = await outbox.lease(5_000, 500, 1);
      await outbox.settle(reply?.key ?? '', sent('1.2'));
      expect((await prune({ ...nothing, posts: 5_000 })).posts).toBe(0);
      expect((await prune({ ...nothing, posts: 5_001 })).posts).toBe(2);
      expect(await subscriptions.watermark('s1')).toBe(nextSlot);
    });

    it('takes a thread that nothing was put to for long', async () => {
      let now = 1_000;
      const { threads, prune } = await freshStore(() => now);
      const [old, renewed] = [
        { ...address, thread: '1.1' },
        { ...address, thread: '1.2' },
      ];
      await threads.put(old, briefing);
      await threads.put(renewed, briefing);
      now = 2_000;
      await threads.put(renewed, briefing);
      expect(await prune({ ...nothing, threads: 2_000 })).toEqual({ ...nothing, threads: 1 });
      expect(await threads.get(old)).toBeUndefined();
      expect(await threads.get(renewed)).toEqual(briefing);
    });

    it('drops what a version of the analysis kept that nobody has used for a day, and no other', async () => {
      let now = 1_000;
      const { articles, readings, prune } = await freshStore(() => now);
      await articles.put([sampleArticle('a')]);
      for (const version of ['1', '2']) {
        now = version === '1' ? 1_000 : DAY;
        const [article = sampleArticle('none')] = await readings.claim(version, now, 500, 9);
        await readings.put(version, [{ article, content: '{}' }]);
        await readings.keepSnapshot(version, 1, version);
      }
      await prune(nothing);
      expect(await readings.after('1', 0, 9)).toHaveLength(1);
      now = 2 * DAY;
      expect(await readings.waiting('2')).toBe(0);
      await prune(nothing);
      expect([await readings.after('1', 0, 9), await readings.snapshot('1')]).toEqual([[], undefined]);
      expect(await readings.after('2', 0, 9)).toHaveLength(1);
      expect(await readings.snapshot('2')).toEqual({ sequence: 1, content: '2' });
      expect(await readings.waiting('1')).toBe(1);
    });
  });
};
