import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSource } from '../../src/ingest/feeds/feeds.ts';
import { watchOf } from '../../src/live/watch.ts';
import type { Source } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { address, subscription } from '../contracts/store-samples.ts';
import { sampleArticle } from '../store/sample.ts';

describe('what stands behind a digest', () => {
  let store: Store;
  const now = Date.parse('2025-06-03T05:00:00Z');
  beforeEach(async () => {
    store = await openStore({ kind: 'sqlite', path: ':memory:' }, () => now);
    await store.articles.put([
      { ...sampleArticle('old'), seen: '2025-06-01T05:00:00.000Z' },
      { ...sampleArticle('new'), seen: '2025-06-03T04:00:00.000Z' },
    ]);
  });
  afterEach(() => store.close());

  const follow = (name: string, change: Partial<Source> = {}, workspace = address.workspace) =>
    store.sources.follow(
      { ...newSource(`https://${name}.example/feed`, name, null), ...change },
      { address: { ...address, workspace }, by: 'U1', at: '2025-06-01T00:00:00Z' },
    );

  it('is nothing where no feed is followed', async () => {
    expect(await watchOf(store, subscription('s1'), null, 'everything')).toBeUndefined();
  });

  it('counts the feeds that are read and the articles of the span, and names the feeds that fail', async () => {
    await follow('ferry-post', { status: 'active' });
    await follow('island-radio', { status: 'active', failures: 2 });
    await follow('old-gazette', { status: 'resting', title: null, failures: 11 });
    expect(await watchOf(store, subscription('s1'), '2025-06-02T05:00:00.000Z', 'everything')).toEqual({
      sources: 1,
      articles: 1,
      failing: ['island-radio', 'old-gazette.example'],
    });
    expect((await watchOf(store, subscription('s1'), null, 'everything'))?.articles).toBe(2);
  });

  it('knows nothing of the feeds of another workspace', async () => {
    await follow('ferry-post', {}, 'T2');
    expect(await watchOf(store, subscription('s1'), null, 'everything')).toBeUndefined();
  });
});
