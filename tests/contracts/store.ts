/** What every Store must do, whatever database is under it. */
import { afterEach, describe, expect, it } from 'vitest';
import { sampleArticle } from '../store/sample.ts';
import { articleContract } from './store-articles.ts';
import { changedContract } from './store-changed.ts';
import { changeContract } from './store-changes.ts';
import { channelContract } from './store-channels.ts';
import { itemContract } from './store-items.ts';
import { outboxContract } from './store-outbox.ts';
import { pageContract } from './store-pages.ts';
import { pruneContract } from './store-prune.ts';
import { readingContract } from './store-readings.ts';
import { replicasContract } from './store-replicas.ts';
import {
  address,
  briefing,
  type FreshStore,
  feed,
  feedItem,
  follower,
  type OpenedStore,
  posts,
  reading,
  slot,
  subscription,
} from './store-samples.ts';
import { scopeContract } from './store-scopes.ts';
import { sourceContract } from './store-sources.ts';
import { twinContract } from './store-twins.ts';
import { workspaceContract } from './store-workspaces.ts';
import { transferContract } from './transfer.ts';

export const storeContract = (name: string, open: (now?: () => number) => Promise<OpenedStore>): void => {
  const opened: OpenedStore[] = [];
  const fresh = async (now?: () => number): Promise<OpenedStore> => {
    const one = await open(now);
    opened.push(one);
    return one;
  };
  const freshStore: FreshStore = async (now) => (await fresh(now)).store;

  afterEach(async () => {
    for (const { store, discard } of opened.splice(0)) {
      await store.close();
      await discard?.();
    }
  });

  articleContract(name, freshStore);
  channelContract(name, freshStore);
  changeContract(name, freshStore);
  changedContract(name, freshStore);
  workspaceContract(name, freshStore);
  outboxContract(name, freshStore);
  replicasContract(name, freshStore);
  sourceContract(name, freshStore);
  itemContract(name, freshStore);
  scopeContract(name, freshStore);
  twinContract(name, freshStore);
  pageContract(name, freshStore);
  readingContract(name, freshStore);
  pruneContract(name, freshStore);
  transferContract(name, freshStore);

  describe(`${name}: closing`, () => {
    it('finds everything again after it was closed', async (context) => {
      const { store, again } = await fresh();
      if (again === undefined) return context.skip('nothing outlives a close here');
      await store.articles.put([sampleArticle('a')]);
      await store.subscriptions.put(subscription('s1'));
      await store.outbox.claim('s1', slot, posts(1));
      await store.threads.put({ ...address, thread: '1.1' }, briefing);
      await store.sources.follow(feed('f'), follower());
      await store.sources.claim(1_000, 500, 1);
      await store.sources.settle(
        reading(feed('f', { dueAt: 9_000 }), [feedItem('n'), feedItem('p', { page: 'p.example' })]),
      );
      const revision = await store.articles.revision();
      const [unread] = await store.readings.claim('1', 1_000, 500, 1);
      await store.readings.put('1', unread === undefined ? [] : [{ article: unread, content: '{}' }]);
      await store.readings.keepSnapshot('1', 1, 'stories');
      await store.close();
      const reopened = await again();
      opened.push({ store: reopened });
      expect(await reopened.articles.all()).toContainEqual(sampleArticle('a'));
      expect(await reopened.articles.search('ferry', 10)).toHaveLength(2);
      expect((await reopened.pages.claim(2_000, 500, 10)).map((job) => job.id)).toEqual(['p']);
      expect(await reopened.sources.settle(reading(feed('f'), [feedItem('n'), feedItem('p')]))).toEqual([
        'known',
        'known',
      ]);
      expect(await reopened.readings.after('1', 0, 10)).toHaveLength(1);
      expect(await reopened.readings.snapshot('1')).toEqual({ sequence: 1, content: 'stories' });
      expect(await reopened.articles.revision()).toBe(revision);
      expect(await reopened.subscriptions.list()).toEqual([subscription('s1')]);
      expect(await reopened.subscriptions.watermark('s1')).toBe(slot);
      expect(await reopened.outbox.lease(1_000, 500, 10)).toHaveLength(1);
      expect(await reopened.threads.get({ ...address, thread: '1.1' })).toEqual(briefing);
    });
  });
};
