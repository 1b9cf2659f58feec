/** Sources, who follows them, and who may read them when; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports.ts';
import { type FreshStore, feed, feedItem, follower, reading } from './store-samples.ts';

const ids = (things: readonly { readonly id: string }[]): readonly string[] => things.map(({ id }) => id);

/** Follows each, on the host that is named before the slash: `h/a` is source `h/a` of host `h`. */
const followAll = async (store: Store, due: Readonly<Record<string, number>>): Promise<void> => {
  for (const [id, dueAt] of Object.entries(due))
    await store.sources.follow(feed(id, { host: id.split('/')[0] ?? id, dueAt }), follower());
};

export const sourceContract = (name: string, freshStore: FreshStore): void => {
  describe(`${name}: sources`, () => {
    it('adds a source once, and lets channels join it', async () => {
      const { sources } = await freshStore();
      expect(await sources.follow(feed('a'), follower())).toBe('added');
      expect(await sources.follow(feed('a', { title: 'Another' }), follower())).toBe('already');
      expect(await sources.follow(feed('a'), follower({ channel: 'C2' }))).toBe('joined');
      expect(await sources.follow(feed('a'), follower({ platform: 'discord' }))).toBe('joined');
      expect(await sources.get('a')).toEqual(feed('a'));
      expect(await sources.get('b')).toBeUndefined();
      expect(await sources.followers('a')).toEqual([
        follower({ platform: 'discord' }),
        follower(),
        follower({ channel: 'C2' }),
      ]);
      expect(await sources.followers('b')).toEqual([]);
    });

    it('adds it once when many ask at once', async () => {
      const { sources } = await freshStore();
      const said = await Promise.all(
        Array.from({ length: 8 }, (_, n) => sources.follow(feed('a'), follower({ channel: `C${n}` }))),
      );
      expect(said.filter((outcome) => outcome === 'added')).toHaveLength(1);
      expect(said.filter((outcome) => outcome === 'joined')).toHaveLength(7);
      expect(await sources.followers('a')).toHaveLength(8);
    });

    it('lists by title, then id, the untitled last, for one workspace or all', async () => {
      const { sources } = await freshStore();
      await sources.follow(feed('3', { title: null }), follower());
      await sources.follow(feed('2', { title: 'Same' }), follower({ workspace: 'T2' }));
      await sources.follow(feed('1', { title: 'Same' }), follower());
      await sources.follow(feed('4', { title: 'Else' }), follower());
      expect(ids(await sources.list())).toEqual(['4', '1', '2', '3']);
      expect(ids(await sources.list('slack:T1'))).toEqual(['4', '1', '3']);
      expect(ids(await sources.list('slack:T2'))).toEqual(['2']);
      expect(await sources.list('discord:T1')).toEqual([]);
    });

    it('takes the channels of one workspace off, and reads on while anybody follows', async () => {
      const { sources } = await freshStore();
      await sources.follow(feed('a'), follower());
      await sources.follow(feed('a'), follower({ channel: 'C2' }));
      await sources.follow(feed('a'), follower({ workspace: 'T2' }));
      expect(await sources.unfollow('slack:T3', 'a')).toBe(false);
      expect(await sources.unfollow('slack:T1', 'b')).toBe(false);
      expect(await sources.unfollow('slack:T1', 'a')).toBe(true);
      expect(await sources.unfollow('slack:T1', 'a')).toBe(false);
      expect(await sources.followers('a')).toEqual([follower({ workspace: 'T2' })]);
      expect(ids(await sources.claim(1_000, 500, 9))).toEqual(['a']);
      await sources.release(['a']);
      expect(await sources.unfollow('slack:T2', 'a')).toBe(true);
      expect(await sources.claim(1_000, 500, 9)).toEqual([]);
      expect(await sources.get('a')).toBeUndefined();
    });

    it('does not bring back what was unfollowed while it was read, and keeps nothing of it', async () => {
      const { sources, articles } = await freshStore();
      await sources.follow(feed('a'), follower());
      const [source = feed('none')] = await sources.claim(1_000, 500, 1);
      await sources.unfollow('slack:T1', 'a');
      expect(await sources.settle(reading(source, [feedItem('n')]))).toEqual(['baseline']);
      expect(await sources.list()).toEqual([]);
      expect(await articles.all()).toEqual([]);
    });

    it('counts by status, and what is due', async () => {
      const { sources } = await freshStore();
      expect(await sources.counts(0)).toEqual({ new: 0, active: 0, resting: 0, gone: 0, due: 0 });
      const states = ['new', 'active', 'active', 'resting', 'gone'] as const;
      for (const [n, status] of states.entries())
        await sources.follow(feed(`${n}`, { status, dueAt: n * 100 }), follower());
      expect(await sources.counts(200)).toEqual({ new: 1, active: 2, resting: 1, gone: 1, due: 3 });
    });
  });

  describe(`${name}: claims of sources`, () => {
    it('gives the longest due first, at most as many as asked, and none before its time', async () => {
      const store = await freshStore();
      await followAll(store, { a: 300, b: 100, c: 200, d: 1_001 });
      expect(ids(await store.sources.claim(1_000, 500, 2))).toEqual(['b', 'c']);
      expect(ids(await store.sources.claim(1_000, 500, 2))).toEqual(['a']);
      expect(await store.sources.claim(1_000, 500, 2)).toEqual([]);
    });

    it('gives a thing again when its lease is over, and not before', async () => {
      const store = await freshStore();
      await followAll(store, { a: 0 });
      expect(await store.sources.claim(1_000, 500, 9)).toEqual([feed('a', { host: 'a' })]);
      expect(await store.sources.claim(1_499, 500, 9)).toEqual([]);
      expect(ids(await store.sources.claim(1_500, 500, 9))).toEqual(['a']);
    });

    it('gives one source a host at a time, and the next when the host has rested', async () => {
      const store = await freshStore();
      await followAll(store, { 'h/b': 20, 'h/a': 10, 'h/c': 30, other: 40 });
      const first = await store.sources.claim(1_000, 500, 9);
      expect(ids(first)).toEqual(['h/a', 'other']);
      for (const source of first)
        await store.sources.settle(reading({ ...source, dueAt: 9_000 }, [], { hostFreeAt: 1_200 }));
      expect(await store.sources.claim(1_199, 500, 9)).toEqual([]);
      expect(ids(await store.sources.claim(1_200, 500, 9))).toEqual(['h/b']);
    });

    it('finds what is due behind any number of hosts that rest', async () => {
      const store = await freshStore();
      await followAll(store, Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${n}`, n])));
      for (const source of await store.sources.claim(1_000, 500, 29))
        await store.sources.settle(reading({ ...source, dueAt: 1_000 }, [], { hostFreeAt: 5_000 }));
      expect(ids(await store.sources.claim(1_000, 500, 1))).toEqual(['29']);
    });

    it('gives back what was not read: it is due again at once', async () => {
      const store = await freshStore();
      await followAll(store, { a: 0, b: 0 });
      await store.sources.claim(1_000, 500, 9);
      await store.sources.release(['a', 'nobody']);
      expect(ids(await store.sources.claim(1_000, 500, 9))).toEqual(['a']);
      await store.sources.release([]);
    });

    it('does not read what is gone, and what rests when its time has come', async () => {
      const { sources } = await freshStore();
      await sources.follow(feed('gone', { status: 'gone' }), follower());
      await sources.follow(feed('resting', { status: 'resting', dueAt: 500 }), follower());
      expect(await sources.claim(499, 500, 9)).toEqual([]);
      const [source = feed('none')] = await sources.claim(500, 500, 9);
      expect(source.id).toBe('resting');
      await sources.settle(reading({ ...source, status: 'gone' }, []));
      expect(await sources.claim(99_999, 500, 9)).toEqual([]);
      expect((await sources.get('resting'))?.status).toBe('gone');
    });

    it('follows a source that has moved to another host', async () => {
      const store = await freshStore();
      await followAll(store, { 'old/a': 0, 'old/b': 10, 'new/c': 20 });
      const [source = feed('none')] = await store.sources.claim(1_000, 500, 1);
      const moved = { ...source, host: 'new', url: 'https://new/feed', dueAt: 15 };
      await store.sources.settle(reading(moved, [], { hostFreeAt: 1_100 }));
      expect(await store.sources.get('old/a')).toEqual(moved);
      expect(ids(await store.sources.claim(1_100, 500, 9))).toEqual(['old/b', 'old/a']);
    });

    it('never gives one thing, or one host, to two that claim at once', async () => {
      const store = await freshStore();
      await followAll(store, Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`h${n % 20}/${n}`, n])));
      const claims = await Promise.all(Array.from({ length: 10 }, () => store.sources.claim(1_000, 500, 3)));
      const given = claims.flat();
      expect(given).toHaveLength(20);
      expect(new Set(given.map(({ host }) => host)).size).toBe(20);
      expect(await store.sources.claim(1_000, 500, 99)).toEqual([]);
    });
  });
};
