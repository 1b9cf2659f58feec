/** What every Store must do when it is exported and imported; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import { CrosswireError } from '../../src/errors.ts';
import type { Address, Briefing } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';
import { sampleArticle } from '../store/sample.ts';
import type { FreshStore } from './store-samples.ts';

const address: Address = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const slot = '2025-06-02T05:00:00.000Z';
const odd = 'nul \0 half \uD800 line \u2028 quote \' " \\ 👩‍👩‍👧';

const briefing: Briefing = {
  title: 'The ferries',
  asOf: null,
  points: [],
  differences: [],
  updates: [],
  timeline: [],
  ahead: [],
  sources: [],
};

/** Something of everything: articles seen and unseen, a thread half sent, one not begun, one ended. */
export const fill = async (store: Store): Promise<void> => {
  await store.articles.put([sampleArticle('a', { seen: slot, text: odd }), sampleArticle('b'), sampleArticle(odd)]);
  await store.topics.put('slack:T1', { name: 'grain', title: odd, query: 'grain', description: '', shortcut: false });
  for (const id of ['s1', 's2'])
    await store.subscriptions.put({
      id,
      address,
      topics: ['grain'],
      time: '08:00',
      days: ['mon'],
      zone: 'Europe/Kyiv',
      paused: id === 's2',
      createdBy: 'U1',
      createdAt: slot,
    });
  const posts = [0, 1, 2].map((part) => ({
    address,
    payload: { text: `${odd} ${part}` },
    ...(part === 0 && { briefing }),
  }));
  await store.outbox.claim('s1', slot, posts);
  await store.outbox.claim('s2', slot, posts);
  const [parent] = await store.outbox.lease(1_000, 500, 1);
  await store.outbox.settle(parent?.key ?? '', { kind: 'sent', ref: '1.1' });
  await store.threads.put({ ...address, thread: '1.1' }, briefing);
};

export const linesOf = async (store: Store): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const line of store.dump()) lines.push(line);
  return lines;
};

/** As a file is read: without its line breaks. */
const asRead = async function* (lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield line.trimEnd();
};

export const takeIn = (store: Store, lines: readonly string[]): Promise<number> => store.restore(asRead(lines));

const refusalOf = async (store: Store, lines: readonly string[]): Promise<string> => {
  const error = await takeIn(store, lines).then(
    () => new Error('it was taken in'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof CrosswireError)) throw error;
  expect(error.code).toBe('database');
  expect(error.fix).toMatch(/\w/u);
  expect(error.message).not.toContain('\n');
  return error.message;
};

export const transferContract = (name: string, fresh: FreshStore): void => {
  describe(`${name}: export and import`, () => {
    it('moves everything to another store, where work under way goes on', async () => {
      const [from, to] = [await fresh(), await fresh()];
      await fill(from);
      const lines = await linesOf(from);
      for (const line of lines) expect(line).toMatch(/^\{[^\n]*\}\n$/u);
      const before = await to.articles.revision();
      expect(await takeIn(to, lines)).toBe(lines.length - 1);
      expect(await linesOf(to)).toEqual(lines);
      expect(await to.articles.revision()).toBeGreaterThan(before);
      expect(await to.articles.all()).toEqual(await from.articles.all());
      expect(await to.subscriptions.watermark('s1')).toBe(slot);
      expect(await to.threads.get({ ...address, thread: '1.1' })).toEqual(briefing);
      expect(await to.outbox.claim('s1', slot, [])).toBe(false);
      const rest = await to.outbox.lease(2_000, 500, 10);
      expect(rest.map(({ subscription, part, address: { thread } }) => [subscription, part, thread])).toEqual([
        ['s1', 1, '1.1'],
        ['s1', 2, '1.1'],
        ['s2', 0, undefined],
      ]);
    });

    it('replaces what stands under the same key, keeps the rest, and may be done twice', async () => {
      const [from, to] = [await fresh(), await fresh()];
      await fill(from);
      await to.articles.put([sampleArticle('a', { title: 'Another' }), sampleArticle('own')]);
      const lines = await linesOf(from);
      await takeIn(to, lines);
      await takeIn(to, lines);
      expect((await to.articles.get('a'))?.title).toBe('Title of a');
      expect(await to.articles.get('own')).toEqual(sampleArticle('own'));
      expect(await to.articles.all()).toHaveLength(4);
    });

    it('takes in all or nothing: a line that cannot be read is named by its number', async () => {
      const [from, to] = [await fresh(), await fresh()];
      await fill(from);
      await to.articles.put([sampleArticle('own')]);
      const before = await linesOf(to);
      const lines = await linesOf(from);
      const cut = (lines.at(-1) ?? '').slice(0, 20);
      expect(await refusalOf(to, [...lines.slice(0, -1), cut])).toContain(`line ${lines.length} `);
      expect(await refusalOf(to, [...lines, '{"table":"weather","row":{}}'])).toContain(`line ${lines.length + 1} `);
      expect(await refusalOf(to, [lines[0] ?? '', '{"table":"articles","row":{"id":7}}'])).toContain('line 2 ');
      expect(await linesOf(to)).toEqual(before);
    });

    it('refuses what is no export', async () => {
      const store = await fresh();
      const before = await linesOf(store);
      expect(await refusalOf(store, [])).toContain('empty');
      expect(await refusalOf(store, ['{"id":"a","text":"An article."}'])).toContain('no export');
      expect(await refusalOf(store, ['a line of text'])).toContain('line 1 ');
      expect(await linesOf(store)).toEqual(before);
    });
  });
};
