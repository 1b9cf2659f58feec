/** What is new is said at once, so that the other replicas need not wait for their next look. */
import type { Signal, Store } from '../ports.ts';

/** The same Store, whose writes say what they wrote. @param say never rejects: the write stands all the same */
export const announcing = (store: Store, say: (signal: Signal) => Promise<void>): Store => ({
  ...store,
  outbox: {
    ...store.outbox,
    claim: async (subscription, slot, posts, told, turn) => {
      const claimed = await store.outbox.claim(subscription, slot, posts, told, turn);
      if (claimed && posts.length > 0) await say('outbox');
      return claimed;
    },
  },
  subscriptions: {
    ...store.subscriptions,
    put: async (subscription) => {
      await store.subscriptions.put(subscription);
      await say('subscriptions');
    },
    remove: async (id) => {
      const removed = await store.subscriptions.remove(id);
      if (removed) await say('subscriptions');
      return removed;
    },
    refuse: async (id, refused, tell) => {
      const subscription = await store.subscriptions.refuse(id, refused, tell);
      if (subscription !== undefined) await say('outbox');
      return subscription;
    },
  },
  sources: {
    ...store.sources,
    follow: async (source, follower) => {
      const outcome = await store.sources.follow(source, follower);
      if (outcome === 'added') await say('sources');
      return outcome;
    },
  },
  changes: {
    ...store.changes,
    apply: async (request) => {
      const outcome = await store.changes.apply(request);
      const kinds = outcome.kind === 'applied' ? request.edits.map(({ kind }) => kind) : [];
      if (kinds.includes('subscription')) await say('subscriptions');
      if (kinds.includes('feed')) await say('sources');
      return outcome;
    },
  },
});
