/** Whoever else uses the desk, and whatever they follow: a workspace gets what it would get if nobody did. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Article } from '../../src/model.ts';
import type { FeedItem, Store } from '../../src/ports.ts';
import { seenThrough } from '../../src/reader-scope.ts';
import { openStore } from '../../src/store/store.ts';
import { feed, feedItem, follower, reading } from '../contracts/store-samples.ts';

const workspaces = ['T1', 'T2', 'T3'];
const sources = ['a', 'b', 'c', 'd'];
const addresses = ['u', 'v'];

type Step =
  | { readonly kind: 'follow' | 'leave'; readonly workspace: string; readonly source: string }
  | { readonly kind: 'publish'; readonly source: string; readonly address: string };

const source = fc.constantFrom(...sources);
const workspace = fc.constantFrom(...workspaces);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('follow' as const), workspace, source }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), workspace, source }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      source,
      address: fc.constantFrom(...addresses),
    }),
  },
);

/** Known by an id of its feed in some, by its address alone in others. */
const itemOf = (source: string, address: string): FeedItem =>
  feedItem(address, {
    text: `The text of ${source}.`,
    url: `https://example.org/${address}`,
    keys: [...(source < 'c' ? [`id:${source} ${address}`] : []), `url:${address}`],
  });

/** Plays the steps to a store for some workspaces; whoever is the first to follow a source has its baseline read. */
const play = async (store: Store, steps: readonly Step[], only: readonly string[]): Promise<void> => {
  const listed = new Map(sources.map((source) => [source, new Set<string>()]));
  const followed = new Map(sources.map((source) => [source, new Set<string>()]));
  for (const [n, one] of steps.entries()) {
    const now = 1_000 * (n + 1);
    const standing = listed.get(one.source);
    const readers = followed.get(one.source);
    if (standing === undefined || readers === undefined) throw new Error('there is no such source');
    const settle = (baseline: boolean) => {
      const items = [...standing].map((address) => itemOf(one.source, address));
      return store.sources.settle(reading(feed(one.source), items, { now, baseline }));
    };
    if (one.kind === 'publish') {
      standing.add(one.address);
      if (readers.size > 0) await settle(false);
      continue;
    }
    if (!only.includes(one.workspace) || readers.has(one.workspace) !== (one.kind === 'leave')) continue;
    if (one.kind === 'leave') {
      await store.sources.unfollow(`slack:${one.workspace}`, one.source);
      readers.delete(one.workspace);
      continue;
    }
    const at = new Date(now).toISOString();
    await store.sources.follow(feed(one.source), { ...follower({ workspace: one.workspace }), at });
    readers.add(one.workspace);
    if (readers.size === 1) await settle(true);
  }
};

const told = ({ url, text, source, seen }: Article): string => `${url} ${text} ${source} ${seen}`;

/** What each of some workspaces sees in the end, where these alone use the desk. */
const whatIsSeen = async (steps: readonly Step[], only: readonly string[]) => {
  const store = await openStore({ kind: 'sqlite', path: ':memory:' });
  try {
    await play(store, steps, only);
    const all = await store.articles.all();
    const seen = new Map<string, readonly string[]>();
    for (const each of only) {
      const scope = await store.sources.scope(`slack:${each}`);
      seen.set(each, all.filter(seenThrough(scope)).map(told).toSorted());
    }
    return seen;
  } finally {
    await store.close();
  }
};

it('gives each workspace the same articles, from the same feeds, at the same instants', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 28 }), async (steps) => {
      const together = await whatIsSeen(steps, workspaces);
      for (const each of workspaces) {
        const seen = together.get(each) ?? [];
        const alone = (await whatIsSeen(steps, [each])).get(each) ?? [];
        const hasLeft = steps.some((one) => one.kind === 'leave' && one.workspace === each);
        // What a feed that it left had first, another that it follows may have kept for others: that stays to it.
        if (hasLeft) expect(seen).toEqual(expect.arrayContaining([...alone]));
        else expect(seen).toEqual(alone);
        expect(new Set(seen.map((article) => article.split(' ')[0])).size).toBe(seen.length);
      }
    }),
    { numRuns: 30 },
  );
}, 120_000);
