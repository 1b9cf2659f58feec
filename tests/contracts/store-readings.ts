/** What the analysis made of the articles; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';
import { sampleArticle } from '../store/sample.ts';
import { type FreshStore, feed, feedItem, follower, reading } from './store-samples.ts';

const ids = (articles: readonly { readonly id: string }[]): readonly string[] => articles.map(({ id }) => id);

const readAll = async ({ readings }: Store, version: string): Promise<void> => {
  const claimed = await readings.claim(version, 1_000, 500, 99);
  await readings.put(
    version,
    claimed.map((article) => ({ article, content: `of ${article.id}` })),
  );
};

const kept = async ({ readings }: Store, version: string): Promise<readonly string[]> =>
  (await readings.after(version, 0, 99)).map(({ article }) => article.id);

export const readingContract = (name: string, freshStore: FreshStore): void => {
  describe(`${name}: readings`, () => {
    it('claims what is unread, oldest first, and not again before the lease is over', async () => {
      const { articles, readings } = await freshStore();
      await articles.put([
        sampleArticle('undated', { published: null }),
        sampleArticle('late', { published: '2025-06-03' }),
        sampleArticle('early', { published: '2025-06-01' }),
        sampleArticle('seen', { published: null, seen: '2025-06-02T00:00:00.000Z' }),
      ]);
      expect(await readings.waiting('1')).toBe(4);
      const claimed = await readings.claim('1', 1_000, 500, 3);
      expect(ids(claimed)).toEqual(['early', 'seen', 'late']);
      expect(claimed).toEqual(await Promise.all(claimed.map(({ id }) => articles.get(id))));
      expect(ids(await readings.claim('1', 1_499, 9_000, 3))).toEqual(['undated']);
      expect(ids(await readings.claim('1', 1_500, 500, 9))).toEqual(['early', 'seen', 'late']);
      await readings.release(['seen']);
      expect(ids(await readings.claim('1', 1_600, 500, 9))).toEqual(['seen']);
      expect(await readings.waiting('1')).toBe(4);
    });

    it('keeps readings in the order in which they were put, and gives them page by page', async () => {
      const { articles, readings } = await freshStore();
      await articles.put(['a', 'b', 'c'].map((id) => sampleArticle(id)));
      const claimed = await readings.claim('1', 1_000, 500, 9);
      const [a, b, c] = claimed.map((article) => ({ article, content: `of ${article.id}` }));
      if (a === undefined || b === undefined || c === undefined) throw new Error('there are three');
      await readings.put('1', [c]);
      await readings.put('1', [a, b]);
      const first = await readings.after('1', 0, 2);
      expect(first.map(({ article, content }) => ({ article, content }))).toEqual([c, a]);
      const last = first.at(-1)?.sequence ?? 0;
      const second = await readings.after('1', last, 2);
      expect(second.map(({ article, content }) => ({ article, content }))).toEqual([b]);
      expect(await readings.after('1', second[0]?.sequence ?? 0, 2)).toEqual([]);
      expect(await readings.waiting('1')).toBe(0);
      expect(await readings.claim('1', 9_000, 500, 9)).toEqual([]);
    });

    it('reads an article that comes later, and each once', async () => {
      const store = await freshStore();
      await store.articles.put([sampleArticle('a')]);
      await readAll(store, '1');
      await store.articles.put([sampleArticle('a'), sampleArticle('b')]);
      expect(ids(await store.readings.claim('1', 1_000, 500, 9))).toEqual(['b']);
      expect(await store.readings.waiting('1')).toBe(1);
    });

    it('lets each version of the analysis read everything', async () => {
      const store = await freshStore();
      await store.articles.put([sampleArticle('a'), sampleArticle('b')]);
      await readAll(store, '1');
      expect(await store.readings.waiting('2')).toBe(2);
      await readAll(store, '2');
      await store.articles.put([sampleArticle('c')]);
      expect([await store.readings.waiting('1'), await store.readings.waiting('2')]).toEqual([1, 1]);
      expect([await kept(store, '1'), await kept(store, '2')]).toEqual([
        ['a', 'b'],
        ['a', 'b'],
      ]);
    });

    it('takes the reading from an article that changed, and has it read again', async () => {
      const store = await freshStore();
      await store.articles.put([sampleArticle('a'), sampleArticle('b')]);
      await readAll(store, '1');
      const before = await store.readings.after('1', 0, 9);
      await store.articles.put([sampleArticle('a', { text: 'It sank.' })]);
      expect(await kept(store, '1')).toEqual(['b']);
      expect(await store.readings.claim('1', 1_000, 500, 9)).toEqual([sampleArticle('a', { text: 'It sank.' })]);
      await store.readings.release(['a']);
      await readAll(store, '1');
      const [again, ...none] = await store.readings.after('1', before.at(-1)?.sequence ?? 0, 9);
      expect([again?.article.text, none]).toEqual(['It sank.', []]);
    });

    it('has an article read again whose feed tells it otherwise', async () => {
      const store = await freshStore();
      await store.sources.follow(feed('f'), follower());
      await store.sources.settle(reading(feed('f'), [feedItem('n')]));
      await readAll(store, '1');
      await store.sources.settle(reading(feed('f'), [feedItem('n', { text: 'It sank.' })]));
      expect(await kept(store, '1')).toEqual([]);
      expect((await store.readings.claim('1', 1_000, 500, 9)).map(({ text }) => text)).toEqual(['It sank.']);
    });

    it('drops the reading of a text that has changed since, and has the article read at once', async () => {
      const { articles, readings } = await freshStore();
      await articles.put([sampleArticle('a')]);
      const [old] = await readings.claim('1', 1_000, 60_000, 9);
      if (old === undefined) throw new Error('there is one');
      const changed = sampleArticle('a', { text: 'It sank.' });
      await articles.put([changed]);
      await readings.put('1', [{ article: old, content: 'of the old text' }]);
      expect(await readings.after('1', 0, 9)).toEqual([]);
      expect(await readings.claim('1', 1_100, 500, 9)).toEqual([changed]);
    });

    it('drops the reading of an article that is no longer there', async () => {
      const { readings } = await freshStore();
      await readings.put('1', [{ article: sampleArticle('nobody'), content: '' }]);
      expect(await readings.after('1', 0, 9)).toEqual([]);
      expect(await readings.claim('1', 1_000, 500, 9)).toEqual([]);
    });

    it('keeps one reading of an article when two of it come', async () => {
      const { articles, readings } = await freshStore();
      await articles.put([sampleArticle('a')]);
      const [slow] = await readings.claim('1', 1_000, 500, 9);
      const [quick] = await readings.claim('1', 2_000, 500, 9);
      if (slow === undefined || quick === undefined) throw new Error('each has it');
      const put = (article: Article, content: string) => readings.put('1', [{ article, content }]);
      await Promise.all([put(quick, 'same'), put(slow, 'same')]);
      expect((await readings.after('1', 0, 9)).map(({ content }) => content)).toEqual(['same']);
    });

    it('never gives one article to two that claim at once, and one sequence number to two readings', async () => {
      const store = await freshStore();
      await store.articles.put(Array.from({ length: 60 }, (_, n) => sampleArticle(`n${n}`)));
      const claims = await Promise.all(Array.from({ length: 8 }, () => store.readings.claim('1', 1_000, 500, 5)));
      expect(new Set(ids(claims.flat())).size).toBe(claims.flat().length);
      await Promise.all(
        claims.map((claimed) =>
          store.readings.put(
            '1',
            claimed.map((article) => ({ article, content: '{}' })),
          ),
        ),
      );
      const sequences = (await store.readings.after('1', 0, 99)).map(({ sequence }) => sequence);
      expect(new Set(sequences).size).toBe(claims.flat().length);
      expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    });

    it('keeps the newest snapshot of each version', async () => {
      const { readings } = await freshStore();
      expect(await readings.snapshot('1')).toBeUndefined();
      await readings.keepSnapshot('1', 5, 'five');
      await readings.keepSnapshot('2', 1, 'one');
      await readings.keepSnapshot('1', 7, 'seven');
      await readings.keepSnapshot('1', 6, 'six, come late');
      expect(await readings.snapshot('1')).toEqual({ sequence: 7, content: 'seven' });
      expect(await readings.snapshot('2')).toEqual({ sequence: 1, content: 'one' });
    });
  });
};
