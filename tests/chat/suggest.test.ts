import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSuggest } from '../../src/chat/suggest.ts';
import { loadTopics } from '../../src/cli/corpus.ts';
import { createDesk } from '../../src/desk.ts';
import { readCorpus } from '../../src/ingest/ingest.ts';
import type { Store, Suggest } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { root } from '../e2e/command-line.ts';
import { here, standingClock } from './harness.ts';

describe('what is offered while somebody fills in a parameter', () => {
  let store: Store;
  let suggest: Suggest;
  beforeAll(async () => {
    store = await openStore({ kind: 'sqlite', path: ':memory:' });
    await store.articles.put((await readCorpus(`${root}/seeds/articles`)).articles);
    await store.topics.put('slack:T1', {
      name: 'grain',
      title: 'Grain',
      query: 'corn',
      description: '',
      shortcut: true,
    });
    suggest = createSuggest({
      desk: createDesk(store.articles),
      store,
      fetch: async () => ({ kind: 'failed', code: 'dns', reason: 'there is no network', fix: 'none' }),
      clock: standingClock('2025-06-03T10:00:00Z'),
      topics: await loadTopics(`${root}/seeds`),
      status: async () => [],
    });
  });
  afterAll(() => store.close());

  const values = async (verb: string, parameter: string, typed: string, workspace = 'T1'): Promise<readonly string[]> =>
    (await suggest({ address: { ...here, workspace }, verb, parameter, typed })).map(({ value }) => value);

  it('completes topics and, after a comma, the next of them', async () => {
    expect(await values('follow', 'topics', 'sw')).toEqual(['swap']);
    expect((await values('follow', 'topics', 'swap, ta'))[0]).toBe('swap, talks');
    expect(await values('follow', 'topics', 'swap, swa')).toEqual([]);
  });

  it("offers a workspace its own topics, and nobody else's", async () => {
    expect(await values('brief', 'topic', 'grain')).toEqual(['grain']);
    expect(await values('brief', 'topic', 'grain', 'T2')).toEqual([]);
  });

  it('offers stories by their title, as what can be typed', async () => {
    const [story = ''] = await values('brief', 'topic', 'story: kyiv');
    expect(story).toMatch(/^story s\w+$/u);
  });

  it('finds a zone by its city, begun or whole, under the name that it has today', async () => {
    expect((await values('follow', 'zone', 'Kyi'))[0]).toBe('Europe/Kyiv');
    expect((await values('follow', 'zone', 'kathmandu'))[0]).toBe('Asia/Kathmandu');
    expect((await values('follow', 'zone', 'new york'))[0]).toBe('America/New_York');
    expect(await values('follow', 'zone', 'europe/kiev')).not.toContain('Europe/Kiev');
  });

  it('reads a time as people write it', async () => {
    expect(await values('follow', 'time', '8.30pm')).toEqual(['20:30']);
    expect((await values('follow', 'time', ''))[0]).toBe('06:00');
    expect(await values('follow', 'days', 'week')).toEqual(['weekdays', 'weekends']);
  });

  it('never offers more than 25, and nothing for what it does not know', async () => {
    expect((await values('follow', 'zone', 'a')).length).toBe(25);
    expect(await values('follow', 'nothing', '')).toEqual([]);
    expect(await values('no such verb', 'topic', '')).toEqual([]);
  });
});
