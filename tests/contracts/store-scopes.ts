/** What each workspace gets of the articles that feeds bring, whatever others follow; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports.ts';
import { type FreshStore, feed, feedItem, follower, reading } from './store-samples.ts';

const followedAt = (workspace: string, ms: number, channel = 'C1') => ({
  ...follower({ workspace, channel }),
  at: new Date(ms).toISOString(),
});

/** Known by an id of its feed and by its address. */
const named = (id: string) => feedItem(id, { keys: [`id:${id}`, `url:${id}`] });
/** Known by its address alone. */
const nameless = (id: string) => feedItem(id, { keys: [`url:${id}`] });

type Item = ReturnType<typeof feedItem>;

const settle = ({ sources }: Store, id: string, items: readonly Item[], now: number, baseline = false) =>
  sources.settle(reading(feed(id), items, { now, baseline }));

const scopeOf = (store: Store, workspace: string) => store.sources.scope(`slack:${workspace}`);

/** The articles that a workspace may see, as the desk finds them: each by its id, a twin as `ID@SOURCE`. */
const seenBy = async (store: Store, workspace: string): Promise<readonly string[]> => {
  const { sources, old } = await scopeOf(store, workspace);
  const all = await store.articles.all();
  return all
    .filter(({ id, source = '', seen = '' }) => {
      const since = sources.get(source);
      return since !== undefined && Date.parse(seen) >= since && !old.has(id);
    })
    .map(({ id, twinOf, source }) => (twinOf === undefined ? id : `${twinOf}@${source}`))
    .toSorted();
};

export const scopeContract = (name: string, freshStore: FreshStore): void => {
  describe(`${name}: what a workspace may see`, () => {
    it('is what its own sources brought since it followed them, whether another’s had brought it or not', async () => {
      const store = await freshStore();
      const { sources } = store;
      await sources.follow(feed('a'), followedAt('T1', 100));
      await sources.follow(feed('a'), followedAt('T1', 50, 'C2'));
      await sources.follow(feed('b'), followedAt('T2', 2_000));
      await sources.follow(feed('a'), followedAt('T3', 5_000));
      const nothing = { old: new Set() };
      expect(await scopeOf(store, 'T1')).toEqual({ sources: new Map([['a', 50]]), ...nothing });
      expect(await scopeOf(store, 'T9')).toEqual({ sources: new Map(), ...nothing });
      await settle(store, 'a', ['n', 'm', 'o'].map(named), 1_000);
      await settle(store, 'b', [named('m')], 3_000, true);
      // What stood in it before it was followed is none of its news, now or later.
      expect(await seenBy(store, 'T2')).toEqual([]);
      expect(await settle(store, 'b', ['m', 'n'].map(named), 4_000)).toEqual(['known', 'new']);
      expect(await settle(store, 'b', ['m', 'n'].map(named), 5_000)).toEqual(['known', 'known']);
      expect(await scopeOf(store, 'T2')).toEqual({ sources: new Map([['b', 2_000]]), ...nothing });
      expect(await seenBy(store, 'T2')).toEqual(['n@b']);
      expect(await scopeOf(store, 'T1')).toEqual({ sources: new Map([['a', 50]]), ...nothing });
      // Who follows the second source later sees none of what it listed before.
      await sources.follow(feed('b'), followedAt('T3', 5_000));
      expect(await seenBy(store, 'T3')).toEqual([]);
      await sources.unfollow('slack:T2', 'b');
      expect(await scopeOf(store, 'T2')).toEqual({ sources: new Map(), ...nothing });
    });

    it('is what a source of its own lists later, though it stood in another’s source from the start', async () => {
      const store = await freshStore();
      await store.sources.follow(feed('a'), followedAt('T1', 100));
      await store.sources.follow(feed('b'), followedAt('T2', 100));
      await settle(store, 'a', ['n', 'm'].map(named), 1_000, true);
      await settle(store, 'b', [named('m')], 1_000, true);
      expect(await settle(store, 'b', ['n', 'm'].map(named), 2_000)).toEqual(['new', 'known']);
      expect((await store.sources.get('b'))?.newAt).toBe(new Date(2_000).toISOString());
      expect(await settle(store, 'b', ['n', 'm'].map(named), 3_000)).toEqual(['known', 'known']);
      expect(await settle(store, 'a', ['n', 'm'].map(named), 3_000)).toEqual(['known', 'known']);
      expect(await seenBy(store, 'T2')).toEqual(['n']);
      expect(await seenBy(store, 'T1')).toEqual([]);
      expect(await store.articles.get('n')).toMatchObject({ source: 'b', seen: new Date(2_000).toISOString() });
      expect(await store.sources.item('url:n', 'slack:T2')).toBe('article');
      expect(await store.sources.item('url:n', 'slack:T1')).toBe('known');
      expect(await store.sources.item('url:m', 'slack:T2')).toBe('known');
    });

    it('does not hold what stood in one of its own sources from the start, whichever lists it later and for whomever', async () => {
      const store = await freshStore();
      for (const [id, workspace] of [
        ['a', 'T1'],
        ['b', 'T1'],
        ['c', 'T1'],
        ['c', 'T3'],
      ] as const)
        await store.sources.follow(feed(id), followedAt(workspace, 100));
      await settle(store, 'a', ['n', 'm'].map(named), 1_000, true);
      await settle(store, 'b', [named('m')], 1_000, true);
      expect(await settle(store, 'b', [named('n')], 2_000)).toEqual(['known']);
      expect(await store.articles.all()).toEqual([]);
      // To a workspace that follows the third alone both are news.
      expect(await settle(store, 'c', ['n', 'm'].map(named), 3_000)).toEqual(['new', 'new']);
      expect(await seenBy(store, 'T3')).toEqual(['m', 'n']);
      expect(await seenBy(store, 'T1')).toEqual([]);
      expect((await scopeOf(store, 'T1')).old).toEqual(new Set(['m', 'n']));
      expect(await store.articles.count(null, await scopeOf(store, 'T1'))).toBe(0);
      expect(await store.articles.count(null, await scopeOf(store, 'T3'))).toBe(2);
    });

    it('stays with it when it follows another source later that had it by then', async () => {
      const store = await freshStore();
      await store.sources.follow(feed('a'), followedAt('T1', 100));
      await store.sources.follow(feed('b'), followedAt('T2', 100));
      await settle(store, 'a', [named('n')], 1_000);
      await settle(store, 'b', [named('n')], 2_000);
      await store.sources.follow(feed('b'), followedAt('T1', 3_000));
      expect(await seenBy(store, 'T1')).toEqual(['n']);
      await store.sources.follow(feed('a'), followedAt('T2', 3_000));
      expect(await seenBy(store, 'T2')).toEqual(['n@b']);
    });

    it('holds items that are known by their address alone, once in each source', async () => {
      const store = await freshStore();
      await store.sources.follow(feed('a'), followedAt('T1', 100));
      await store.sources.follow(feed('b'), followedAt('T2', 100));
      await settle(store, 'a', ['n', 'm'].map(nameless), 1_000);
      await settle(store, 'b', [nameless('m')], 1_000, true);
      expect(await settle(store, 'b', ['n', 'm'].map(nameless), 2_000)).toEqual(['new', 'known']);
      expect(await settle(store, 'b', ['n', 'm'].map(nameless), 3_000)).toEqual(['known', 'known']);
      expect(await seenBy(store, 'T2')).toEqual(['n@b']);
      expect(await seenBy(store, 'T1')).toEqual(['m', 'n']);
    });

    it('does not grow by what an item in a source of its own is renamed, retitled or moved to', async () => {
      const store = await freshStore();
      await store.sources.follow(feed('a'), followedAt('T1', 100));
      await store.sources.follow(feed('b'), followedAt('T2', 100));
      await settle(store, 'a', [named('n'), named('m')], 1_000);
      await settle(store, 'b', [named('n')], 1_000, true);
      const retitled = feedItem('n', { keys: ['id:n', 'url:n', 'title:another'] });
      const renamed = feedItem('n', { keys: ['id:other', 'url:n', 'title:third'] });
      for (const item of [retitled, renamed]) expect(await settle(store, 'b', [item], 2_000)).not.toContain('new');
      expect(await seenBy(store, 'T2')).toEqual([]);
    });

    it('has its page read for the workspace that is to have it', async () => {
      const store = await freshStore();
      await store.sources.follow(feed('a'), followedAt('T1', 100));
      await store.sources.follow(feed('b'), followedAt('T2', 100));
      const stub = feedItem('n', { keys: ['id:n', 'url:n'], page: 'n.example' });
      await settle(store, 'a', [stub], 1_000, true);
      expect(await settle(store, 'b', [stub], 2_000)).toEqual(['new']);
      expect(await store.sources.item('url:n', 'slack:T2')).toBe('waiting');
      const [job] = await store.pages.claim(2_000, 500, 9);
      expect(job).toMatchObject({ id: 'n', source: 'b' });
      if (job !== undefined) await store.pages.settle(job, { article: { ...job.article, text: 'The whole.' } }, 0);
      expect(await seenBy(store, 'T2')).toEqual(['n']);
      expect(await seenBy(store, 'T1')).toEqual([]);
    });

    it('counts what came to it since an instant by when it came to it', async () => {
      const store = await freshStore();
      await store.sources.follow(feed('a'), followedAt('T1', 100));
      await store.sources.follow(feed('b'), followedAt('T2', 100));
      await settle(store, 'a', ['n', 'm'].map(named), 1_000);
      await settle(store, 'b', [named('n')], 5_000);
      const since = async (workspace: string, ms: number) =>
        store.articles.count(new Date(ms).toISOString(), await scopeOf(store, workspace));
      expect(
        await Promise.all([since('T1', 1_000), since('T1', 1_001), since('T2', 1_001), since('T2', 5_001)]),
      ).toEqual([2, 0, 1, 0]);
    });

    it('holds what an operator put in once, however many sources list it', async () => {
      const store = await freshStore();
      await store.articles.put([named('n').article]);
      for (const id of ['a', 'b', 'c']) await store.sources.follow(feed(id), followedAt('T1', 100));
      for (const id of ['a', 'b', 'c']) expect(await settle(store, id, [named('n')], 1_000)).toEqual(['known']);
      expect(await scopeOf(store, 'T1')).toMatchObject({ old: new Set() });
      expect(await store.articles.count(null, await scopeOf(store, 'T1'))).toBe(1);
    });

    it('is the same after an export and an import', async () => {
      const [store, other] = [await freshStore(), await freshStore()];
      for (const [id, workspace] of [
        ['a', 'T1'],
        ['b', 'T1'],
        ['b', 'T2'],
      ] as const)
        await store.sources.follow(feed(id), followedAt(workspace, 100));
      await settle(store, 'a', [named('n')], 1_000, true);
      await settle(store, 'a', [named('n'), named('m')], 1_500);
      await settle(store, 'b', [named('n'), named('m')], 2_000);
      await other.restore(store.dump());
      for (const workspace of ['T1', 'T2'])
        expect(await scopeOf(other, workspace)).toEqual(await scopeOf(store, workspace));
      expect([await seenBy(other, 'T1'), await seenBy(other, 'T2')]).toEqual([['m'], ['m@b', 'n']]);
    });
  });
};
