import { describe, expect, it } from 'vitest';
import { CrosswireError } from '../../src/errors.ts';
import type { Address, Briefing, Subscription } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { sampleArticle } from './sample.ts';

const fresh = (): Promise<Store> => openStore({ kind: 'sqlite', path: ':memory:' });

const address: Address = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const subscription: Subscription = {
  id: 's1',
  address,
  topics: ['ferry'],
  time: '08:00',
  days: ['mon'],
  zone: 'Europe/Kyiv',
  paused: false,
  createdBy: 'U1',
  createdAt: '2025-06-01T00:00:00.000Z',
};
const briefing: Briefing = {
  title: 'Ferries',
  asOf: null,
  points: [],
  differences: [],
  updates: [],
  timeline: [],
  ahead: [],
  sources: [],
};
const slot = '2025-06-02T05:00:00.000Z';

const lines = async (store: Store): Promise<string[]> => {
  const found: string[] = [];
  for await (const line of store.dump()) found.push(line);
  return found;
};
const restoring = async function* (given: readonly string[]): AsyncGenerator<string> {
  yield* given;
};

const filled = async (): Promise<Store> => {
  const store = await fresh();
  await store.articles.put([sampleArticle('a'), sampleArticle('b', { seen: '2025-06-02T00:00:00.000Z' })]);
  await store.topics.put('slack:T1', { name: 'ferry', title: 'F', query: 'ferry', description: 'F', shortcut: false });
  await store.subscriptions.put(subscription);
  await store.outbox.claim('s1', slot, [{ address, payload: { text: 'waits' }, briefing }]);
  await store.threads.put({ ...address, thread: '1.2' }, briefing);
  return store;
};

describe('an export', () => {
  it('holds everything, and gives the same export again from the database that took it in', async () => {
    const store = await filled();
    const given = await lines(store);
    const other = await fresh();
    expect(await other.restore(restoring(given))).toBe(given.length - 1);
    expect(await lines(other)).toEqual(given);
    expect(await other.articles.get('b')).toEqual(sampleArticle('b', { seen: '2025-06-02T00:00:00.000Z' }));
    expect((await other.outbox.lease(0, 1000, 5)).map((entry) => entry.payload)).toEqual([{ text: 'waits' }]);
    await store.close();
    await other.close();
  });

  // One such row would make every later reading of its table fail.
  it.each([
    ['an article that is no JSON', { table: 'articles', row: { id: '"a"', content: '{', seen: null } }],
    ['an article of another shape', { table: 'articles', row: { id: '"a"', content: '{"id":"a"}', seen: null } }],
    ['a topic of another shape', { table: 'topics', row: { workspace: 'w', name: 'n', content: '[]' } }],
    ['a subscription of another shape', { table: 'subscriptions', row: { id: 's', content: 'null' } }],
    [
      'a thread of another shape',
      { table: 'threads', row: { platform: 'slack', workspace: 'T', channel: 'C', thread: '1', briefing: '7' } },
    ],
    [
      'a post whose address is none',
      {
        table: 'posts',
        row: {
          key: 'k',
          subscription: 's1',
          slot,
          part: 9,
          address: '{}',
          payload: '{}',
          briefing: null,
          state: 'waiting',
          due_at: 0,
          leased_until: 0,
          attempts: 0,
          ref: null,
          delivery: null,
        },
      },
    ],
  ])('with %s is refused by its line, and nothing of it is taken in', async (_, record) => {
    const source = await filled();
    const store = await fresh();
    const given = [...(await lines(source)), `${JSON.stringify(record)}\n`];
    const error = await store.restore(restoring(given)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CrosswireError);
    expect(error).toMatchObject({ code: 'database', message: `line ${given.length} of the export is no record` });
    expect(await store.articles.all()).toEqual([]);
    await source.close();
    await store.close();
  });
});
