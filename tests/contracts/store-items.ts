/** What a reading of a feed comes to, item by item; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports.ts';
import { sampleArticle } from '../store/sample.ts';
import { type FreshStore, feed, feedItem, follower, reading } from './store-samples.ts';

const following = async (store: Store, ...ids: readonly string[]): Promise<Store> => {
  for (const id of ids) await store.sources.follow(feed(id), follower());
  return store;
};

const seen = '1970-01-01T00:00:01.000Z';
const WEEK = 7 * 24 * 60 * 60 * 1000;

export const itemContract = (name: string, freshStore: FreshStore): void => {
  describe(`${name}: items of feeds`, () => {
    it('keeps a new item as an article that knows its source and when it came', async () => {
      const { sources, articles } = await following(await freshStore(), 'a');
      expect(await sources.settle(reading(feed('a'), [feedItem('n'), feedItem('m')]))).toEqual(['new', 'new']);
      expect(await articles.get('n')).toEqual(sampleArticle('n', { seen, source: 'a' }));
      expect((await sources.get('a'))?.newAt).toBe(seen);
      expect(await articles.search('ferry', 9)).toHaveLength(2);
    });

    it('writes the state of the source as it was given, with new items or without', async () => {
      const { sources } = await following(await freshStore(), 'a');
      const failure = { code: 'http-503', reason: 'It is down.', fix: 'Wait.', at: seen };
      const state = feed('a', { status: 'resting', failures: 3, failure, dueAt: 7_000, etag: '"x"', newAt: 'before' });
      expect(await sources.settle(reading(state, []))).toEqual([]);
      expect(await sources.get('a')).toEqual(state);
    });

    it('knows an item by any of its keys, and by its new ones from then on', async () => {
      const { sources, articles } = await following(await freshStore(), 'a');
      const settle = (...keys: readonly string[]) => sources.settle(reading(feed('a'), [feedItem('n', { keys })]));
      expect(await settle('id:1', 'url:u1')).toEqual(['new']);
      expect(await settle('id:2', 'url:u1', 'title:t')).toEqual(['known']);
      expect(await settle('id:3', 'url:u2', 'title:t')).toEqual(['known']);
      expect(await settle('id:2')).toEqual(['known']);
      expect(await settle('url:u2')).toEqual(['known']);
      expect(await articles.all()).toHaveLength(1);
    });

    it('takes one article in two feeds for one, by its URL, and no other key for more than its own feed', async () => {
      const { sources, articles } = await following(await freshStore(), 'a', 'b', 'c');
      const item = feedItem('n', { keys: ['id:1', 'url:shared'] });
      expect(await sources.settle(reading(feed('a'), [item]))).toEqual(['new']);
      const second = { ...item, article: sampleArticle('n2', { text: 'As the second feed has it.' }) };
      expect(await sources.settle(reading(feed('b'), [second]))).toEqual(['listed']);
      expect(await sources.settle(reading(feed('b'), [{ ...second, keys: ['id:1'] }]))).toEqual(['known']);
      expect(await sources.settle(reading(feed('c'), [feedItem('m', { keys: ['id:1'] })]))).toEqual(['new']);
      expect((await articles.all()).map(({ id, source }) => [id, source])).toEqual([
        ['m', 'c'],
        ['n', 'a'],
      ]);
    });

    it('lets go of what others listed with the article, and of what nobody brought with its item', async () => {
      const { sources, prune, dump } = await freshStore();
      const at = new Date(0).toISOString();
      await sources.follow(feed('a'), { ...follower(), at });
      await sources.follow(feed('b'), { ...follower({ workspace: 'T2' }), at });
      const [item, old] = [feedItem('n', { keys: ['id:1', 'url:u'] }), feedItem('o', { keys: ['id:2', 'url:o'] })];
      const listings = async () => {
        const lines: string[] = [];
        for await (const line of dump()) if (line.includes('"listings"')) lines.push(line);
        return lines.length;
      };
      await sources.settle(reading(feed('a'), [old], { baseline: true }));
      await sources.settle(reading(feed('b'), [old], { baseline: true }));
      await sources.settle(reading(feed('a'), [item]));
      await sources.settle(reading(feed('b'), [item], { now: 2_000 }));
      // One of each on the article of the other.
      expect(await listings()).toBe(3);
      await prune({ articles: 2_000, items: 0, posts: 0, threads: 0 });
      expect(await listings()).toBe(2);
      await prune({ articles: 2_001, items: 0, posts: 0, threads: 0 });
      expect(await listings()).toBe(1);
      await sources.settle(reading(feed('a'), [item], { now: 9 * WEEK }));
      await prune({ articles: 2_000, items: 8 * WEEK, posts: 0, threads: 0 });
      expect(await listings()).toBe(0);
    });

    it('says by a shared key what became of an item', async () => {
      const store = await following(await freshStore(), 'a');
      await store.sources.settle(reading(feed('a'), [feedItem('old')], { baseline: true }));
      await store.sources.settle(reading(feed('a'), [feedItem('n'), feedItem('p', { page: 'p.example' })]));
      const urls = ['old', 'n', 'p', 'nobody'].map((id) => `url:https://example.org/${id}`);
      const found = async () => Promise.all(urls.map((url) => store.sources.item(url)));
      expect(await found()).toEqual(['known', 'article', 'waiting', undefined]);
      const [job] = await store.pages.claim(1_000, 500, 1);
      if (job !== undefined) await store.pages.settle(job, { article: job.article }, 0);
      expect(await found()).toEqual(['known', 'article', 'article', undefined]);
    });

    it('takes one article that two processes bring at once for one', async () => {
      const ids = Array.from({ length: 8 }, (_, n) => `f${n}`);
      const { sources, articles } = await following(await freshStore(), ...ids);
      const outcomes = await Promise.all(
        ids.map((id) => sources.settle(reading(feed(id), [feedItem('n'), feedItem(`own-${id}`)]))),
      );
      expect(outcomes.filter(([shared]) => shared === 'new')).toHaveLength(1);
      expect(await articles.all()).toHaveLength(9);
    });

    it('meets an item that stands twice in one reading once', async () => {
      const { sources, articles } = await following(await freshStore(), 'a');
      const twice = [feedItem('n'), feedItem('n', { text: 'Told otherwise.' }), feedItem('n', { keys: ['id:other'] })];
      expect(await sources.settle(reading(feed('a'), twice))).toEqual(['new', 'known', 'known']);
      expect(await sources.settle(reading(feed('a'), twice))).toEqual(['known', 'known', 'known']);
      expect((await articles.get('n'))?.text).toBe(sampleArticle('n').text);
    });

    it('notes every item of a baseline and makes no article of any', async () => {
      const { sources, articles, pages } = await following(await freshStore(), 'a');
      const revision = await articles.revision();
      const items = [feedItem('n'), feedItem('m', { page: 'm.example' })];
      expect(await sources.settle(reading(feed('a'), items, { baseline: true }))).toEqual(['baseline', 'baseline']);
      expect(await sources.settle(reading(feed('a'), [feedItem('n', { text: 'Told otherwise.' }), ...items]))).toEqual([
        'known',
        'known',
        'known',
      ]);
      expect([await articles.all(), await pages.waiting(), await articles.revision()]).toEqual([[], 0, revision]);
    });

    it('replaces an article whose feed carries another text now, under its id, and keeps when it was first seen', async () => {
      const { sources, articles } = await following(await freshStore(), 'a');
      await sources.settle(reading(feed('a'), [feedItem('n')]));
      const retold = feedItem('other', { keys: ['id:n'], title: 'Sunk', text: 'It sank.' });
      const revision = await articles.revision();
      expect(await sources.settle(reading(feed('a'), [retold], { now: 9_000 }))).toEqual(['changed']);
      expect(await articles.all()).toEqual([{ ...retold.article, id: 'n', seen, source: 'a' }]);
      expect(await articles.revision()).toBeGreaterThan(revision);
      expect(await sources.settle(reading(feed('a'), [retold]))).toEqual(['known']);
      expect(await articles.search('sank', 9)).toEqual(['n']);
      expect(await articles.search('noon', 9)).toEqual([]);
    });

    it('does not take a retitled or redated item for a changed one', async () => {
      const { sources } = await following(await freshStore(), 'a');
      await sources.settle(reading(feed('a'), [feedItem('n')]));
      const item = feedItem('n', { title: 'Another', published: '2025-07-01' });
      expect(await sources.settle(reading(feed('a'), [item]))).toEqual(['known']);
    });

    it('does not bring back an article that is past its time', async () => {
      const { sources, articles, prune } = await following(await freshStore(), 'a');
      await sources.settle(reading(feed('a'), [feedItem('n')]));
      await prune({ articles: 2_000, items: 0, posts: 0, threads: 0 });
      expect(await sources.settle(reading(feed('a'), [feedItem('n', { text: 'Told otherwise.' })]))).toEqual(['known']);
      expect(await articles.all()).toEqual([]);
    });

    it('leaves what an operator put in under the same id', async () => {
      const { sources, articles, pages } = await following(await freshStore(), 'a');
      await articles.put([sampleArticle('n'), sampleArticle('m')]);
      const items = [feedItem('n', { text: 'From the feed.' }), feedItem('m', { page: 'm.example' })];
      expect(await sources.settle(reading(feed('a'), items))).toEqual(['known', 'known']);
      expect(await articles.all()).toEqual([sampleArticle('m'), sampleArticle('n')]);
      expect(await pages.waiting()).toBe(0);
    });

    it('takes a reading of 2,000 items at once, with keys of any length and character', async () => {
      const { sources, articles } = await following(await freshStore(), 'a');
      const items = Array.from({ length: 2_000 }, (_, n) => feedItem(`n${n}`));
      const odd = feedItem('odd \0 \uD800', { keys: [`id:\0\uD800${'x'.repeat(70_000)}`] });
      const outcomes = await sources.settle(reading(feed('a'), [...items, odd]));
      expect(new Set(outcomes)).toEqual(new Set(['new']));
      expect(new Set(await sources.settle(reading(feed('a'), [...items, odd])))).toEqual(new Set(['known']));
      expect(await articles.all()).toHaveLength(2_001);
    });

    it('writes all of a reading or nothing', async () => {
      const { sources, articles } = await following(await freshStore(), 'a');
      const circular: Record<string, unknown> = {};
      circular.self = circular;
      const broken = { ...feed('a', { dueAt: 9_000 }), circular };
      await expect(sources.settle(reading(broken, [feedItem('n')]))).rejects.toThrow();
      expect(await articles.all()).toEqual([]);
      expect(await sources.get('a')).toEqual(feed('a'));
      expect(await sources.settle(reading(feed('a'), [feedItem('n')]))).toEqual(['new']);
    });

    it('forgets an item only after its feed was read without it, however long ago it came', async () => {
      const { sources, prune } = await following(await freshStore(), 'a', 'b');
      const all = { articles: 0, items: 99 * WEEK, posts: 0, threads: 0 };
      await sources.settle(reading(feed('a'), [feedItem('stays'), feedItem('goes')]));
      await sources.settle(reading(feed('b'), [feedItem('silent')]));
      expect((await prune(all)).items).toBe(0);
      await sources.settle(reading(feed('a'), [feedItem('stays')], { now: 4 * WEEK }));
      expect((await prune(all)).items).toBe(1);
      const later = { now: 98 * WEEK };
      expect(await sources.settle(reading(feed('a'), [feedItem('stays')], later))).toEqual(['known']);
      expect(await sources.settle(reading(feed('b'), [feedItem('silent')], later))).toEqual(['known']);
      expect((await prune({ ...all, items: 2 * WEEK })).items).toBe(0);
    });
  });
};
