/** Pages that are read in place of a feed's stub; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import type { PageJob, Store } from '../../src/ports.ts';
import { sampleArticle } from '../store/sample.ts';
import { type FreshStore, feed, feedItem, follower, reading } from './store-samples.ts';

const seen = '1970-01-01T00:00:01.000Z';

/** Source `a` with a stub for each id, its page on the host that is named after it. */
const withStubs = async (store: Store, pages: Readonly<Record<string, string>>): Promise<Store> => {
  await store.sources.follow(feed('a', { dueAt: 50_000 }), follower());
  const items = Object.entries(pages).map(([id, page]) => feedItem(id, { page }));
  await store.sources.settle(reading(feed('a', { dueAt: 50_000 }), items));
  return store;
};

const claimOne = async ({ pages }: Store, now: number): Promise<PageJob> => {
  const [job, ...rest] = await pages.claim(now, 500, 1);
  if (job === undefined || rest.length > 0) throw new Error('there is one page due');
  return job;
};

const ids = (jobs: readonly PageJob[]): readonly string[] => jobs.map(({ id }) => id);

export const pageContract = (name: string, freshStore: FreshStore): void => {
  describe(`${name}: pages`, () => {
    it('keeps a stub out of the articles until its page was tried', async () => {
      const store = await withStubs(await freshStore(), { n: 'p.example' });
      expect([await store.articles.all(), await store.pages.waiting()]).toEqual([[], 1]);
      const stub = sampleArticle('n', { seen, source: 'a' });
      const job = await claimOne(store, 1_000);
      expect(job).toEqual({
        id: 'n',
        source: 'a',
        url: 'https://p.example/n',
        host: 'p.example:443',
        article: stub,
        attempts: 0,
      });
      await store.pages.settle(job, { article: { ...job.article, text: 'The whole of it.' } }, 0);
      expect(await store.articles.all()).toEqual([{ ...stub, text: 'The whole of it.' }]);
      expect(await store.pages.waiting()).toBe(0);
      expect(await store.pages.claim(9_000, 500, 9)).toEqual([]);
      expect(await store.articles.search('whole', 9)).toEqual(['n']);
    });

    it('gives a page again when its lease is over, and counts how often it was given', async () => {
      const store = await withStubs(await freshStore(), { n: 'p.example' });
      expect((await claimOne(store, 1_000)).attempts).toBe(0);
      expect(await store.pages.claim(1_499, 500, 9)).toEqual([]);
      expect((await claimOne(store, 1_500)).attempts).toBe(1);
      await store.pages.release(['n']);
      expect((await claimOne(store, 1_600)).attempts).toBe(1);
    });

    it('tries again when it was told to', async () => {
      const store = await withStubs(await freshStore(), { n: 'p.example' });
      await store.pages.settle(await claimOne(store, 1_000), { retryAt: 5_000 }, 0);
      expect([await store.pages.waiting(), await store.articles.all()]).toEqual([1, []]);
      expect(await store.pages.claim(4_999, 500, 9)).toEqual([]);
      expect((await claimOne(store, 5_000)).attempts).toBe(1);
    });

    it('asks one host one thing at a time, be it a feed or a page', async () => {
      const store = await withStubs(await freshStore(), { n: 'p.example', m: 'p.example', o: 'a.example' });
      await store.sources.follow(feed('p'), follower());
      expect((await store.sources.claim(1_000, 500, 9)).map(({ id }) => id)).toEqual(['p']);
      expect(ids(await store.pages.claim(1_000, 500, 9))).toEqual(['o']);
      await store.sources.settle(reading(feed('p', { dueAt: 9_000 }), [], { hostFreeAt: 1_200 }));
      expect(await store.pages.claim(1_199, 500, 9)).toEqual([]);
      const [first] = await store.pages.claim(1_200, 500, 9);
      expect(first?.id).toBe('m');
      expect(await store.sources.claim(9_000, 500, 0)).toEqual([]);
      if (first !== undefined) await store.pages.settle(first, { article: first.article }, 60_000);
      expect(await store.pages.claim(9_500, 500, 9)).toHaveLength(1);
      expect((await store.sources.claim(9_500, 500, 9)).map(({ id }) => id)).toEqual([]);
    });

    it('does not let a stub take the place of what a page gave, and lets a whole text', async () => {
      const store = await withStubs(await freshStore(), { n: 'p.example' });
      const job = await claimOne(store, 1_000);
      await store.pages.settle(job, { article: { ...job.article, text: 'The whole of it.' } }, 0);
      const settle = (item: ReturnType<typeof feedItem>) => store.sources.settle(reading(feed('a'), [item]));
      expect(await settle(feedItem('n', { page: 'p.example', text: 'Another stub.' }))).toEqual(['known']);
      expect((await store.articles.get('n'))?.text).toBe('The whole of it.');
      expect(await settle(feedItem('n', { text: 'The whole of it, and more.' }))).toEqual(['changed']);
      expect(await settle(feedItem('n', { page: 'p.example', text: 'Another stub.' }))).toEqual(['known']);
      expect((await store.articles.get('n'))?.text).toBe('The whole of it, and more.');
    });

    it('replaces a stub that was kept by a newer one', async () => {
      const store = await withStubs(await freshStore(), { n: 'p.example' });
      const job = await claimOne(store, 1_000);
      await store.pages.settle(job, { article: job.article }, 0);
      const newer = feedItem('n', { page: 'p.example', text: 'A newer stub.' });
      expect(await store.sources.settle(reading(feed('a'), [newer]))).toEqual(['changed']);
      expect((await store.articles.get('n'))?.text).toBe('A newer stub.');
    });

    it('falls back on the stub as the feed carries it by then', async () => {
      const store = await withStubs(await freshStore(), { n: 'p.example' });
      const job = await claimOne(store, 1_000);
      const newer = feedItem('n', { page: 'p.example', text: 'A newer stub.' });
      expect(await store.sources.settle(reading(feed('a'), [newer]))).toEqual(['known']);
      await store.pages.settle(job, { article: job.article }, 0);
      expect((await store.articles.get('n'))?.text).toBe('A newer stub.');
    });

    it('lets a late word about a page that was read change nothing', async () => {
      const store = await withStubs(await freshStore(), { n: 'p.example' });
      const slow = await claimOne(store, 1_000);
      const quick = await claimOne(store, 2_000);
      await store.pages.settle(quick, { article: { ...quick.article, text: 'The whole of it.' } }, 0);
      const revision = await store.articles.revision();
      await store.pages.settle(slow, { article: slow.article }, 0);
      await store.pages.settle(slow, { retryAt: 3_000 }, 0);
      expect(await store.articles.revision()).toBe(revision);
      expect((await store.articles.get('n'))?.text).toBe('The whole of it.');
      expect(await store.pages.waiting()).toBe(0);
    });

    it('never gives one page, or one host, to two that claim at once', async () => {
      const stubs = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`n${n}`, `h${n % 10}.example`]));
      const store = await withStubs(await freshStore(), stubs);
      const claims = await Promise.all(Array.from({ length: 8 }, () => store.pages.claim(1_000, 500, 2)));
      const given = claims.flat();
      expect(given).toHaveLength(10);
      expect(new Set(given.map(({ host }) => host)).size).toBe(10);
    });
  });
};
