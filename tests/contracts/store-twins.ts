/**
 * One article for each set of readers: what a feed carries is told to those who follow that feed and to nobody else,
 * though another feed lists the same address; a part of the Store contract.
 */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/model.ts';
import type { FeedItem, Store } from '../../src/ports.ts';
import { seenThrough } from '../../src/reader-scope.ts';
import { type FreshStore, feed, feedItem, follower, reading } from './store-samples.ts';

const follow = ({ sources }: Store, source: string, workspace: string, ms = 100) =>
  sources.follow(feed(source), { ...follower({ workspace }), at: new Date(ms).toISOString() });

const settle = ({ sources }: Store, id: string, items: readonly FeedItem[], now: number, baseline = false) =>
  sources.settle(reading(feed(id), items, { now, baseline }));

/** Everything about it says whose it is. */
const toldBy = (source: string, change: { readonly page?: string; readonly keys?: readonly string[] } = {}): FeedItem =>
  feedItem('n', {
    title: `Title of ${source}`,
    publisher: `Publisher of ${source}`,
    text: `The text of ${source}.`,
    keys: [`id:of ${source}`, 'url:n'],
    ...change,
  });

/** What a workspace may see, as the desk finds it. */
const seenBy = async (store: Store, workspace: string): Promise<readonly Article[]> =>
  (await store.articles.all()).filter(seenThrough(await store.sources.scope(`slack:${workspace}`)));

const textsFor = async (store: Store, workspace: string): Promise<readonly string[]> =>
  (await seenBy(store, workspace)).map(({ text }) => text).toSorted();

const countFor = async (store: Store, workspace: string): Promise<number> =>
  store.articles.count(null, await store.sources.scope(`slack:${workspace}`));

const nothing = { articles: 0, items: 0, posts: 0, threads: 0 };

export const twinContract = (name: string, freshStore: FreshStore): void => {
  /** T1 follows `private` alone, T2 `public` alone, T3 both, and T4 `private` by its same address. */
  const fourWorkspaces = async (): Promise<Store> => {
    const store = await freshStore();
    for (const [source, workspace] of [
      ['private', 'T1'],
      ['public', 'T2'],
      ['private', 'T3'],
      ['public', 'T3'],
      ['private', 'T4'],
    ] as const)
      await follow(store, source, workspace);
    return store;
  };

  const isPrivateKept = async (store: Store): Promise<void> => {
    expect(await textsFor(store, 'T1')).toEqual(['The text of private.']);
    expect(await textsFor(store, 'T2')).toEqual(['The text of public.']);
    expect(await textsFor(store, 'T4')).toEqual(['The text of private.']);
    expect(await seenBy(store, 'T3')).toHaveLength(1);
    for (const workspace of ['T1', 'T2', 'T3', 'T4']) expect(await countFor(store, workspace)).toBe(1);
    expect(JSON.stringify(await seenBy(store, 'T1'))).not.toContain('of public');
    expect(JSON.stringify(await seenBy(store, 'T2'))).not.toContain('of private');
  };

  describe(`${name}: one article for each set of readers`, () => {
    it('tells each workspace what its own feed carries, the private one first', async () => {
      const store = await fourWorkspaces();
      expect(await settle(store, 'private', [toldBy('private')], 1_000)).toEqual(['new']);
      expect(await settle(store, 'public', [toldBy('public')], 2_000)).toEqual(['new']);
      await isPrivateKept(store);
      expect(await textsFor(store, 'T3')).toEqual(['The text of private.']);
    });

    it('tells each workspace what its own feed carries, the public one first', async () => {
      const store = await fourWorkspaces();
      expect(await settle(store, 'public', [toldBy('public')], 1_000)).toEqual(['new']);
      expect(await settle(store, 'private', [toldBy('private')], 2_000)).toEqual(['new']);
      await isPrivateKept(store);
      expect(await textsFor(store, 'T3')).toEqual(['The text of public.']);
    });

    it('tells each workspace what its own feed carries, both at the same instant', async () => {
      for (let round = 0; round < 5; round += 1) {
        const store = await fourWorkspaces();
        const outcomes = await Promise.all([
          settle(store, 'private', [toldBy('private')], 1_000),
          settle(store, 'public', [toldBy('public')], 1_000),
        ]);
        expect(outcomes).toEqual([['new'], ['new']]);
        await isPrivateKept(store);
        expect(await store.articles.all()).toHaveLength(2);
      }
    });

    it('brings nothing a second time, however often each feed is read and however it names its item', async () => {
      const store = await fourWorkspaces();
      await settle(store, 'private', [toldBy('private')], 1_000);
      await settle(store, 'public', [toldBy('public')], 2_000);
      const revision = await store.articles.revision();
      for (const source of ['private', 'public', 'private', 'public'])
        expect(await settle(store, source, [toldBy(source)], 3_000)).toEqual(['known']);
      const renamed = toldBy('public', { keys: ['id:another', 'url:n', 'title:another'] });
      expect(await settle(store, 'public', [renamed, toldBy('public')], 4_000)).toEqual(['known', 'known']);
      const namedOnly = toldBy('public', { keys: ['id:another'] });
      expect(await settle(store, 'public', [namedOnly], 5_000)).toEqual(['known']);
      expect(await store.articles.revision()).toBe(revision);
      await isPrivateKept(store);
    });

    it('meets an item that stands twice in the reading that brings it once', async () => {
      const store = await fourWorkspaces();
      await settle(store, 'private', [toldBy('private')], 1_000);
      const again = toldBy('public', { keys: ['id:second', 'url:n'] });
      expect(await settle(store, 'public', [toldBy('public'), again], 2_000)).toEqual(['new', 'known']);
      await isPrivateKept(store);
    });

    it('lets a feed change its own telling and no other', async () => {
      const store = await fourWorkspaces();
      await settle(store, 'private', [toldBy('private')], 1_000);
      await settle(store, 'public', [toldBy('public')], 2_000);
      const changed = (source: string) => feedItem('n', { keys: ['url:n'], text: `Changed by ${source}.` });
      expect(await settle(store, 'private', [changed('private')], 3_000)).toEqual(['changed']);
      expect(await textsFor(store, 'T2')).toEqual(['The text of public.']);
      expect(await settle(store, 'public', [changed('public')], 4_000)).toEqual(['changed']);
      expect(await textsFor(store, 'T1')).toEqual(['Changed by private.']);
      expect(await textsFor(store, 'T2')).toEqual(['Changed by public.']);
      expect(await textsFor(store, 'T3')).toEqual(['Changed by private.']);
      expect(await store.articles.all()).toHaveLength(2);
    });

    it('keeps one article where all who follow the second feed follow the first', async () => {
      const store = await freshStore();
      for (const source of ['a', 'b', 'c']) await follow(store, source, 'T1');
      await follow(store, 'b', 'T2');
      await settle(store, 'a', [toldBy('a')], 1_000);
      expect(await settle(store, 'c', [toldBy('c')], 2_000)).toEqual(['listed']);
      expect(await store.articles.all()).toHaveLength(1);
      expect(await settle(store, 'b', [toldBy('b')], 3_000)).toEqual(['new']);
      expect(await textsFor(store, 'T1')).toEqual(['The text of a.']);
      expect(await textsFor(store, 'T2')).toEqual(['The text of b.']);
    });

    it('gives a workspace of many feeds one article of as many as there are', async () => {
      const store = await freshStore();
      const ids = ['a', 'b', 'c', 'd'];
      for (const source of ids) {
        await follow(store, source, `only ${source}`);
        await follow(store, source, 'all');
      }
      for (const source of ['b', 'c']) await follow(store, source, 'b and c');
      for (const [n, source] of ids.entries())
        expect(await settle(store, source, [toldBy(source)], 1_000 * (n + 1))).toEqual(['new']);
      for (const source of ids) expect(await textsFor(store, `only ${source}`)).toEqual([`The text of ${source}.`]);
      expect(await textsFor(store, 'all')).toEqual(['The text of a.']);
      expect(await textsFor(store, 'b and c')).toEqual(['The text of b.']);
    });

    it('shows nothing more to who follows the other feed later, and nothing again to who leaves one', async () => {
      const store = await fourWorkspaces();
      await settle(store, 'private', [toldBy('private')], 1_000);
      await settle(store, 'public', [toldBy('public')], 2_000);
      await follow(store, 'private', 'T2', 3_000);
      await follow(store, 'public', 'T1', 3_000);
      await follow(store, 'public', 'T5', 3_000);
      expect(await textsFor(store, 'T1')).toEqual(['The text of private.']);
      expect(await textsFor(store, 'T2')).toEqual(['The text of public.']);
      expect(await textsFor(store, 'T5')).toEqual([]);
      await store.sources.unfollow('slack:T3', 'private');
      expect(JSON.stringify(await seenBy(store, 'T3'))).not.toContain('of private');
    });

    it('opens nothing by a listing: not even one that was written before articles were told apart', async () => {
      const store = await freshStore();
      await follow(store, 'private', 'T1');
      await settle(store, 'private', [toldBy('private')], 1_000);
      await follow(store, 'public', 'T2');
      // Nobody was there to whom it could be news: all that there is of the second feed is a listing.
      const other = await freshStore();
      const lines = async function* (): AsyncGenerator<string> {
        yield* store.dump();
        const row = { source: 'public', article: '"n"', listed_at: 2_000 };
        yield JSON.stringify({ table: 'listings', row });
      };
      await other.restore(lines());
      expect(await textsFor(other, 'T1')).toEqual(['The text of private.']);
      expect(await textsFor(other, 'T2')).toEqual([]);
      expect(await countFor(other, 'T2')).toBe(0);
      expect(await other.sources.item('url:n', 'slack:T2')).toBe('known');
    });

    it('reads the page of each for itself, and one that was read once for all', async () => {
      const store = await fourWorkspaces();
      const page = 'outlet.example';
      await settle(store, 'private', [toldBy('private', { page })], 1_000);
      expect(await settle(store, 'public', [toldBy('public', { page })], 2_000)).toEqual(['new']);
      expect(await store.sources.item('url:n', 'slack:T2')).toBe('waiting');
      const [first] = await store.pages.claim(2_000, 500, 9);
      expect(first).toMatchObject({ id: 'n', source: 'private' });
      if (first === undefined) throw new Error('there is a page due');
      await store.pages.settle(first, { article: { ...first.article, text: 'As the page has it.' } }, 0);
      expect(await store.sources.item('url:n', 'slack:T1')).toBe('article');
      expect(await store.sources.item('url:n', 'slack:T2')).toBe('waiting');
      expect(await textsFor(store, 'T2')).toEqual([]);
      const [second] = await store.pages.claim(2_000, 500, 9);
      expect(second?.article).toMatchObject({ source: 'public', twinOf: 'n', text: 'The text of public.' });
      // It cannot be read this time: the stub is its own.
      if (second !== undefined) await store.pages.settle(second, { article: second.article }, 0);
      expect(await textsFor(store, 'T2')).toEqual(['The text of public.']);
      expect(await store.sources.item('url:n', 'slack:T2')).toBe('article');
      await follow(store, 'third', 'T5');
      expect(await settle(store, 'third', [toldBy('third', { page })], 3_000)).toEqual(['new']);
      expect(await store.pages.waiting()).toBe(0);
      const [seen] = await seenBy(store, 'T5');
      expect(seen).toMatchObject({
        text: 'As the page has it.',
        title: 'Title of third',
        publisher: 'Publisher of third',
      });
      expect(await store.sources.item('url:n', 'slack:T5')).toBe('article');
    });

    it('takes a whole text for its own feed’s, though another source read the page', async () => {
      const store = await fourWorkspaces();
      await settle(store, 'public', [toldBy('public', { page: 'outlet.example' })], 1_000);
      const [job] = await store.pages.claim(1_000, 500, 9);
      if (job !== undefined)
        await store.pages.settle(job, { article: { ...job.article, text: 'As the page has it.' } }, 0);
      expect(await settle(store, 'private', [toldBy('private')], 2_000)).toEqual(['new']);
      expect(await textsFor(store, 'T1')).toEqual(['The text of private.']);
      expect(await textsFor(store, 'T2')).toEqual(['As the page has it.']);
    });

    it('says of each for itself whose it is, is read and found by its own words', async () => {
      const store = await fourWorkspaces();
      await settle(store, 'private', [toldBy('private')], 1_000);
      await settle(store, 'public', [toldBy('public')], 2_000);
      const [twin] = await seenBy(store, 'T2');
      expect(twin).toMatchObject({ source: 'public', twinOf: 'n', seen: new Date(2_000).toISOString() });
      expect(await store.articles.get(twin?.id ?? '')).toEqual(twin);
      expect((await store.articles.get('n'))?.twinOf).toBeUndefined();
      expect(await store.articles.search('public', 9)).toEqual([twin?.id]);
      expect(await store.articles.search('private', 9)).toEqual(['n']);
      const claimed = await store.readings.claim('1', 1_000, 500, 9);
      expect(claimed).toContainEqual(twin);
      await store.readings.put(
        '1',
        claimed.map((article) => ({ article, content: '{}' })),
      );
      expect((await store.readings.after('1', 0, 9)).map(({ article }) => article)).toContainEqual(twin);
      // Whoever sees everything counts them as the one that they are.
      expect(await store.articles.count(null, 'everything')).toBe(1);
    });

    it('is gone with its time, each by itself, and comes back to nobody', async () => {
      const store = await fourWorkspaces();
      await settle(store, 'private', [toldBy('private')], 1_000);
      await settle(store, 'public', [toldBy('public')], 2_000);
      expect((await store.prune({ ...nothing, articles: 1_500 })).articles).toBe(1);
      expect(await textsFor(store, 'T2')).toEqual(['The text of public.']);
      // It was told the first: the second is not news to it now.
      expect(await textsFor(store, 'T3')).toEqual([]);
      expect((await store.prune({ ...nothing, articles: 2_500 })).articles).toBe(1);
      await follow(store, 'third', 'T2');
      for (const source of ['private', 'public', 'third'])
        expect(await settle(store, source, [toldBy(source)], 3_000)).not.toContain('new');
      expect(await store.articles.all()).toEqual([]);
    });

    it('leaves what an operator put in to everybody, once', async () => {
      const store = await fourWorkspaces();
      await store.articles.put([toldBy('operator').article].map(({ source: _, ...article }) => article));
      for (const source of ['private', 'public'])
        expect(await settle(store, source, [toldBy(source)], 1_000)).toEqual(['known']);
      for (const workspace of ['T1', 'T2', 'T3'])
        expect(await textsFor(store, workspace)).toEqual(['The text of operator.']);
    });

    it('never puts what a feed carries in the place of what an operator put in', async () => {
      const store = await fourWorkspaces();
      const own = [toldBy('operator').article].map(({ source: _, ...article }) => article);
      await settle(store, 'private', [toldBy('private', { page: 'outlet.example' })], 1_000);
      await store.articles.put(own);
      const [job] = await store.pages.claim(1_000, 500, 9);
      if (job !== undefined) await store.pages.settle(job, { article: job.article }, 0);
      expect(await store.articles.all()).toEqual(own);
      expect(await store.pages.waiting()).toBe(0);
      expect(await settle(store, 'private', [toldBy('private')], 2_000)).toEqual(['known']);
      expect(await settle(store, 'public', [toldBy('public')], 2_000)).not.toContain('new');
      expect(await store.articles.all()).toEqual(own);
    });

    it('never puts it there either when its own article was past its time by then', async () => {
      const store = await fourWorkspaces();
      const own = [toldBy('operator').article].map(({ source: _, ...article }) => article);
      await settle(store, 'private', [toldBy('private')], 1_000);
      await store.prune({ ...nothing, articles: 2_000 });
      await store.articles.put(own);
      const retold = feedItem('n', { keys: ['url:n'], text: 'Changed by private.' });
      expect(await settle(store, 'private', [retold], 3_000)).toEqual(['known']);
      expect(await settle(store, 'public', [toldBy('public')], 3_000)).not.toContain('new');
      expect(await store.articles.all()).toEqual(own);
    });

    it('is the same after an export and an import, with a page still to be read, and goes on', async () => {
      const [store, other] = [await fourWorkspaces(), await freshStore()];
      await settle(store, 'private', [toldBy('private')], 1_000);
      await settle(store, 'public', [toldBy('public')], 2_000);
      await follow(store, 'third', 'T5');
      await settle(store, 'third', [toldBy('third', { page: 'outlet.example' })], 3_000);
      await other.restore(store.dump());
      await isPrivateKept(other);
      for (const source of ['private', 'public', 'third'])
        expect(await settle(other, source, [toldBy(source)], 4_000)).not.toContain('new');
      const [job] = await other.pages.claim(4_000, 500, 9);
      if (job !== undefined) await other.pages.settle(job, { article: job.article }, 0);
      expect(await seenBy(other, 'T5')).toMatchObject([{ source: 'third', twinOf: 'n' }]);
      expect(await other.articles.count(null, 'everything')).toBe(1);
    });
  });
};
