/** What every Store must do when it is exported and imported; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import { CrosswireError } from '../../src/errors.ts';
import type { Address, Briefing, ChangeRequest, Settings, Told } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';
import { sampleArticle } from '../store/sample.ts';
import { type FreshStore, feed, feedItem, follower, reading } from './store-samples.ts';

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

const told: Told = {
  points: [{ story: 'x', statements: ['a#0'], terms: [odd], figures: [] }],
  slots: [],
};

const chosen = (after: Settings | null, before: Settings | undefined): ChangeRequest => ({
  workspace: 'slack:T1',
  channel: 'C1',
  by: 'U1',
  at: slot,
  what: odd,
  edits: [{ kind: 'settings', before: before ?? null, after }],
});

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
  await store.outbox.claim('s1', slot, posts, { address, told });
  await store.outbox.claim('s2', slot, posts);
  const [parent] = await store.outbox.lease(1_000, 500, 1);
  await store.outbox.settle(parent?.key ?? '', { kind: 'sent', ref: '1.1' });
  await store.threads.put({ ...address, thread: '1.1' }, briefing);
  await store.threads.ask({ ...address, thread: '1.1' }, odd);
  for (const [changes, charts] of [
    ['managers', true],
    ['everyone', false],
  ] as const)
    await store.changes.apply(chosen({ changes, editors: [odd], charts }, await store.settings.get('slack:T1')));
  await store.changes.apply({ ...chosen(null, await store.settings.get('slack:T1')), undoes: '2' });
  await store.changes.apply({ ...chosen(null, undefined), workspace: 'discord:1', edits: [] });
  await store.installs.put('slack', 'T1', 'sealed');
  await store.outbox.miss('s1', '2025-06-01T05:00:00.000Z');
  await store.sources.follow(feed('a'), follower());
  await store.sources.follow(feed('a'), follower({ channel: 'C2' }));
  await store.sources.follow(feed('gone', { status: 'gone', title: odd }), follower());
  const items = [feedItem('n', { text: odd }), feedItem('p', { page: 'p.example' }), feedItem('a')];
  await store.sources.settle(reading(feed('a', { dueAt: 5_000, etag: '"1"' }), items, { hostFreeAt: 9_000 }));
  await store.sources.settle(reading(feed('gone', { status: 'gone' }), [feedItem('old')], { baseline: true }));
  await store.pages.claim(1_000, 500, 1);
  await store.sources.follow(feed('b'), follower());
  await store.sources.settle(reading(feed('b', { dueAt: 9_000_000 }), [feedItem('n')], { now: Date.parse(slot) }));
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
      expect(await to.subscriptions.told(address)).toEqual(told);
      expect(await to.outbox.claim('s1', slot, [])).toBe(false);
      const rest = await to.outbox.lease(2_000, 500, 10);
      expect(rest.map(({ subscription, part, address: { thread } }) => [subscription, part, thread])).toEqual([
        ['s1', 1, '1.1'],
        ['s1', 2, '1.1'],
        ['s2', 0, undefined],
      ]);
    });

    it('moves the sources, and what keeps their old items from being new again', async () => {
      const [from, to] = [await fresh(), await fresh()];
      await fill(from);
      await takeIn(to, await linesOf(from));
      expect(await to.sources.list()).toEqual(await from.sources.list());
      expect(await to.sources.followers('a')).toEqual(await from.sources.followers('a'));
      expect(await to.sources.scope('slack:T1')).toEqual(await from.sources.scope('slack:T1'));
      expect((await linesOf(to)).some((line) => line.includes('"listings"'))).toBe(true);
      expect(await to.sources.counts(5_000)).toEqual({ new: 0, active: 2, resting: 0, gone: 1, due: 1 });
      expect((await to.sources.claim(5_000, 500, 9)).map(({ id, etag }) => [id, etag])).toEqual([['a', '"1"']]);
      // Due again at once: nobody there holds it.
      const [job] = await to.pages.claim(1_000, 500, 9);
      expect([job?.id, job?.attempts]).toEqual(['p', 1]);
      const items = [
        feedItem('n', { text: odd }),
        feedItem('p', { page: 'p.example' }),
        feedItem('old'),
        feedItem('m'),
      ];
      expect(await to.sources.settle(reading(feed('a'), items))).toEqual(['known', 'known', 'known', 'new']);
      expect(await to.sources.settle(reading(feed('a'), [feedItem('n', { text: 'It sank.' })]))).toEqual(['changed']);
      if (job !== undefined) await to.pages.settle(job, { article: job.article }, 0);
      expect((await to.articles.all()).map(({ id }) => id).toSorted()).toEqual(
        ['a', 'b', 'm', 'n', odd, 'p'].toSorted(),
      );
    });

    it('moves what workspaces decided, who changed what, the last question of a thread, and sealed installs', async () => {
      const [from, to] = [await fresh(), await fresh()];
      await fill(from);
      await takeIn(to, await linesOf(from));
      expect(await to.changes.list('slack:T1', 9)).toEqual(await from.changes.list('slack:T1', 9));
      expect((await to.changes.list('slack:T1', 9)).map(({ undoneBy }) => undoneBy)).toEqual([
        undefined,
        '3',
        undefined,
      ]);
      expect(await to.settings.get('slack:T1')).toBeUndefined();
      expect(await to.threads.asked({ ...address, thread: '1.1' })).toBe(odd);
      expect(await to.installs.get('slack', 'T1')).toBe('sealed');
      const next = await to.changes.apply(chosen({ changes: 'everyone', editors: [], charts: true }, undefined));
      expect(next).toMatchObject({ kind: 'applied', change: { id: '4' } });
    });

    it('numbers the next change after all that are there, when an older export is taken in, or one without the count', async () => {
      const [from, to] = [await fresh(), await fresh()];
      await fill(from);
      const lines = await linesOf(from);
      const settings = { changes: 'everyone', editors: [], charts: true } as const;
      for (let n = 0; n < 5; n += 1)
        await to.changes.apply(chosen(n % 2 === 0 ? settings : null, n % 2 === 0 ? undefined : settings));
      await takeIn(to, lines);
      expect(await to.changes.apply({ ...chosen(null, undefined), edits: [] })).toMatchObject({ change: { id: '6' } });
      const other = await fresh();
      await takeIn(
        other,
        lines.filter((line) => !line.includes('"table":"workspaces"')),
      );
      expect(await other.changes.apply({ ...chosen(null, undefined), edits: [] })).toMatchObject({
        change: { id: '4' },
      });
    });

    it('moves no readings: they are made again', async () => {
      const [from, to] = [await fresh(), await fresh()];
      await fill(from);
      const claimed = await from.readings.claim('1', 1_000, 500, 9);
      await from.readings.put(
        '1',
        claimed.map((article) => ({ article, content: '{}' })),
      );
      await from.readings.keepSnapshot('1', 1, '{}');
      const waiting = await to.readings.waiting('1');
      await takeIn(to, await linesOf(from));
      expect(await to.readings.after('1', 0, 99)).toEqual([]);
      expect(await to.readings.snapshot('1')).toBeUndefined();
      expect((await to.readings.waiting('1')) - waiting).toBe((await from.articles.all()).length);
      expect(await to.articles.search('ferry', 99)).toHaveLength(2);
    });

    it('leaves an article its readings when the export has it as it stands', async () => {
      const store = await fresh();
      await store.articles.put([sampleArticle('a'), sampleArticle('b')]);
      const lines = await linesOf(store);
      await store.articles.put([sampleArticle('b', { text: 'It sank.' })]);
      const claimed = await store.readings.claim('1', 1_000, 500, 9);
      await store.readings.put(
        '1',
        claimed.map((article) => ({ article, content: '{}' })),
      );
      await takeIn(store, lines);
      expect((await store.readings.after('1', 0, 9)).map(({ article }) => article.id)).toEqual(['a']);
      expect((await store.readings.claim('1', 1_000, 500, 9)).map(({ id }) => id)).toEqual(['b']);
    });

    it('takes in an export of the first version', async () => {
      const store = await fresh();
      const { seen: _, ...article } = sampleArticle('a');
      const rows = [
        { table: 'articles', row: { id: '"a"', content: JSON.stringify(article), seen: slot } },
        { table: 'slots', row: { subscription: 's1', slot } },
        { table: 'threads', row: { ...address, thread: '1.1', briefing: JSON.stringify(briefing) } },
      ];
      const lines = [{ format: 'crosswire-export-1' }, ...rows].map((line) => JSON.stringify(line));
      expect(await takeIn(store, lines)).toBe(3);
      expect(await store.articles.all()).toEqual([sampleArticle('a', { seen: slot })]);
      expect(await store.articles.search('ferry', 9)).toEqual(['a']);
      expect(await store.outbox.claim('s1', slot, [])).toBe(false);
      expect(await store.threads.get({ ...address, thread: '1.1' })).toEqual(briefing);
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
      expect(await to.articles.all()).toHaveLength(5);
      expect(await to.pages.waiting()).toBe(1);
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
