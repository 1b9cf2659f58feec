/** What people change, who did and how it is taken back, and what workspaces decide; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import { inverseOf } from '../../src/chat/changes.ts';
import type { Change, ChangeRequest, Edit, Follower, Settings, Source, Subscription, Topic } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';
import {
  address,
  briefing,
  type FreshStore,
  feed,
  feedItem,
  follower,
  nextSlot,
  posts,
  reading,
  sent,
  slot,
  subscription,
} from './store-samples.ts';

const at = '2025-06-02T09:00:00.000Z';
const odd = 'nul \0 half \uD800 quote \' " \\ <!channel>';

const requestOf = (edits: readonly Edit[], change: Partial<ChangeRequest> = {}): ChangeRequest => ({
  workspace: 'slack:T1',
  channel: 'C1',
  by: 'U1',
  at,
  what: 'follow ferries at 08:00',
  edits,
  ...change,
});

const following = (id: string, before: Subscription | null, after: Subscription | null): Edit => ({
  kind: 'subscription',
  id,
  before,
  after,
});
const topic = (name: string, query = name): Topic => ({ name, title: name, query, description: '', shortcut: true });
const topicEdit = (name: string, before: Topic | null, after: Topic | null): Edit => ({
  kind: 'topic',
  name,
  before,
  after,
});
const feedEdit = (source: Source, before: readonly Follower[], after: readonly Follower[]): Edit => ({
  kind: 'feed',
  source,
  before,
  after,
});
const settings = (change: Partial<Settings> = {}): Settings => ({
  changes: 'managers',
  editors: [],
  charts: false,
  ...change,
});
const settingsEdit = (before: Settings | null, after: Settings | null): Edit => ({ kind: 'settings', before, after });

/** The edits that take it back. */
const backwards = ({ edits }: Change): readonly Edit[] => [...edits].reverse().map(inverseOf);

const applied = async (store: Store, request: ChangeRequest): Promise<Change> => {
  const outcome = await store.changes.apply(request);
  if (outcome.kind === 'applied') return outcome.change;
  throw new Error('somebody was quicker');
};

const undo = (store: Store, change: Change) =>
  store.changes.apply({ ...change, what: `undo ${change.id}`, edits: backwards(change), undoes: change.id });

export const changeContract = (name: string, freshStore: FreshStore): void => {
  describe(`${name}: changes`, () => {
    it('are written and noted with who, when and what was typed, newest first', async () => {
      const store = await freshStore();
      const first = requestOf([following('s1', null, subscription('s1'))], { what: odd });
      const second = requestOf([topicEdit('grain', null, topic('grain', odd))], { by: 'U2', what: 'topic add grain' });
      expect(await store.changes.apply(first)).toEqual({ kind: 'applied', change: { ...first, id: '1' } });
      expect(await store.changes.apply(second)).toEqual({ kind: 'applied', change: { ...second, id: '2' } });
      expect(await store.subscriptions.list()).toEqual([subscription('s1')]);
      expect(await store.topics.list('slack:T1')).toEqual([topic('grain', odd)]);
      expect(await store.changes.list('slack:T1', 9)).toEqual([
        { ...second, id: '2' },
        { ...first, id: '1' },
      ]);
      expect(await store.changes.list('slack:T1', 1)).toEqual([{ ...second, id: '2' }]);
      expect(await store.changes.list('slack:T1', 9, '2')).toEqual([{ ...first, id: '1' }]);
      expect(await store.changes.get('slack:T1', '1')).toEqual({ ...first, id: '1' });
    });

    it('find none under what is no id', async () => {
      const store = await freshStore();
      await applied(store, requestOf([settingsEdit(null, settings())]));
      for (const id of ['0', '2', '-1', '1.0', '1e0', ' 1', '0x1', '', 'one', '99999999999999', '4294967297'])
        expect(await store.changes.get('slack:T1', id), id).toBeUndefined();
    });

    it('come to nothing when somebody was quicker: not one of their edits is kept, and none is noted', async () => {
      const store = await freshStore();
      await applied(store, requestOf([following('s1', null, subscription('s1'))]));
      await applied(
        store,
        requestOf([following('s1', subscription('s1'), subscription('s1', { paused: true }))], { by: 'U2' }),
      );
      const late = following('s1', subscription('s1'), subscription('s1', { time: '09:00' }));
      const request = requestOf([
        topicEdit('grain', null, topic('grain')),
        feedEdit(feed('a'), [], [follower()]),
        settingsEdit(null, settings()),
        late,
      ]);
      expect(await store.changes.apply(request)).toEqual({ kind: 'conflict', edit: late });
      expect(await store.subscriptions.list()).toEqual([subscription('s1', { paused: true })]);
      expect(await store.topics.list('slack:T1')).toEqual([]);
      expect(await store.sources.list()).toEqual([]);
      expect(await store.settings.get('slack:T1')).toBeUndefined();
      expect(await store.changes.list('slack:T1', 9)).toHaveLength(2);
      // Numbers are given to what stands alone.
      expect((await applied(store, requestOf([topicEdit('corn', null, topic('corn'))]))).id).toBe('3');
    });

    it.each([
      [
        'a digest',
        following('s1', null, subscription('s1')),
        following('s1', null, subscription('s1', { zone: 'UTC' })),
      ],
      ['a topic', topicEdit('t', null, topic('t')), topicEdit('t', null, topic('t', 'other'))],
      [
        'a feed',
        feedEdit(feed('a'), [], [follower()]),
        feedEdit(feed('a'), [], [follower(), follower({ channel: 'C2' })]),
      ],
      ['settings', settingsEdit(null, settings()), settingsEdit(null, settings({ charts: true }))],
    ])('of %s are made by one of two that begin with the same', async (_, one, other) => {
      const store = await freshStore();
      const outcomes = await Promise.all(
        [one, other, one, other].map((edit, n) => store.changes.apply(requestOf([edit], { by: `U${n}` }))),
      );
      expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['applied', 'conflict', 'conflict', 'conflict']);
      const [change, more] = await store.changes.list('slack:T1', 9);
      expect([change?.id, more]).toEqual(['1', undefined]);
      const lost = outcomes.find((outcome) => outcome.kind === 'conflict');
      expect([one, other]).toContainEqual(lost?.kind === 'conflict' ? lost.edit : undefined);
    });

    it('are numbered from 1 in each workspace, without a gap, however many come at once', async () => {
      const store = await freshStore();
      const names = Array.from({ length: 12 }, (_, n) => `t${n}`);
      const given = await Promise.all(
        names.flatMap((each) =>
          ['slack:T1', 'slack:T2'].map((workspace) =>
            applied(store, requestOf([topicEdit(each, null, topic(each))], { workspace })),
          ),
        ),
      );
      for (const workspace of ['slack:T1', 'slack:T2']) {
        const ids = given.filter((change) => change.workspace === workspace).map(({ id }) => Number(id));
        expect(ids.toSorted((a, b) => a - b)).toEqual(names.map((_, n) => n + 1));
        expect((await store.changes.list(workspace, 99)).map(({ id }) => Number(id))).toEqual(
          names.map((_, n) => names.length - n),
        );
      }
    });

    it('keep what a workspace changed from every other', async () => {
      const store = await freshStore();
      await applied(store, requestOf([topicEdit('grain', null, topic('grain'))]));
      expect(await store.changes.list('slack:T2', 9)).toEqual([]);
      expect(await store.changes.list('discord:T1', 9)).toEqual([]);
      expect(await store.changes.get('slack:T2', '1')).toBeUndefined();
      expect(await store.topics.list('slack:T2')).toEqual([]);
      // The same name there is another thing.
      const theirs = requestOf([topicEdit('grain', null, topic('grain', 'corn'))], { workspace: 'slack:T2' });
      expect((await applied(store, theirs)).id).toBe('1');
      expect(await store.topics.list('slack:T1')).toEqual([topic('grain')]);
    });

    it('reach nothing of another workspace, whatever is asked for', async () => {
      const store = await freshStore();
      const theirs = subscription('theirs', { address: { ...address, workspace: 'T2' } });
      await store.subscriptions.put(theirs);
      await store.sources.follow(feed('a'), follower({ workspace: 'T2' }));
      const shared = { ...theirs.address, channel: 'C1' };
      for (const edit of [
        following('theirs', theirs, null),
        following('theirs', theirs, { ...theirs, address: shared, paused: true }),
        following('s1', null, subscription('s2')),
        following('s1', null, subscription('s1', { address: { ...address, platform: 'discord' } })),
        topicEdit('a', null, topic('b')),
        feedEdit(feed('a'), [follower({ workspace: 'T2' })], []),
        feedEdit(feed('a'), [], [follower({ platform: 'discord' })]),
      ])
        await expect(store.changes.apply(requestOf([edit])), JSON.stringify(edit)).rejects.toThrow(/workspace/u);
      expect(await store.subscriptions.list()).toEqual([theirs]);
      expect(await store.sources.followers('a')).toEqual([follower({ workspace: 'T2' })]);
      expect(await store.changes.list('slack:T1', 9)).toEqual([]);
    });

    it('may be of what the setting orders, in its own channel', async () => {
      const store = await freshStore();
      const order = subscription('o', {
        address: { ...address, workspace: 'environment' },
        createdBy: 'environment',
      });
      await store.subscriptions.put(order);
      const pause = following('o', order, { ...order, paused: true });
      await expect(store.changes.apply(requestOf([pause], { channel: 'C2' }))).rejects.toThrow(/workspace/u);
      await expect(store.changes.apply(requestOf([pause], { workspace: 'discord:1' }))).rejects.toThrow(/workspace/u);
      await applied(store, requestOf([pause]));
      expect(await store.subscriptions.list()).toEqual([{ ...order, paused: true }]);
    });
  });

  describe(`${name}: taking changes back`, () => {
    it('notes by what, and can be taken back itself', async () => {
      const store = await freshStore();
      const first = await applied(store, requestOf([topicEdit('grain', null, topic('grain'))]));
      const second = await undo(store, first);
      expect(await store.topics.list('slack:T1')).toEqual([]);
      expect(await store.changes.get('slack:T1', '1')).toEqual({ ...first, undoneBy: '2' });
      if (second.kind === 'conflict') throw new Error('nobody was quicker');
      expect(await undo(store, second.change)).toMatchObject({ kind: 'applied', change: { id: '3', undoes: '2' } });
      expect(await store.topics.list('slack:T1')).toEqual([topic('grain')]);
      expect((await store.changes.list('slack:T1', 9)).map(({ undoneBy }) => undoneBy)).toEqual([undefined, '3', '2']);
    });

    it('is done once, by one of those who try at once', async () => {
      const store = await freshStore();
      const change = await applied(store, requestOf([settingsEdit(null, settings({ charts: true }))]));
      const outcomes = await Promise.all([1, 2, 3].map(() => undo(store, change)));
      expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['applied', 'conflict', 'conflict']);
      expect(await store.settings.get('slack:T1')).toBeUndefined();
      expect(await store.changes.list('slack:T1', 9)).toHaveLength(2);
    });

    it('is not done twice, even where the thing stands as the change left it', async () => {
      const store = await freshStore();
      const first = requestOf([topicEdit('grain', null, topic('grain'))]);
      const change = await applied(store, first);
      await undo(store, change);
      await applied(store, first);
      expect(await undo(store, change)).toMatchObject({ kind: 'conflict', edit: { kind: 'topic', name: 'grain' } });
      expect(await store.topics.list('slack:T1')).toEqual([topic('grain')]);
    });

    it('is refused when the thing has changed since', async () => {
      const store = await freshStore();
      const change = await applied(store, requestOf([topicEdit('grain', null, topic('grain'))]));
      await applied(store, requestOf([topicEdit('grain', topic('grain'), topic('grain', 'corn'))]));
      expect((await undo(store, change)).kind).toBe('conflict');
      expect(await store.topics.list('slack:T1')).toEqual([topic('grain', 'corn')]);
      expect((await store.changes.get('slack:T1', change.id))?.undoneBy).toBeUndefined();
    });

    it('does not take back a change of another workspace with the same number', async () => {
      const store = await freshStore();
      await applied(store, requestOf([topicEdit('grain', null, topic('grain'))]));
      const theirs = requestOf([topicEdit('grain', null, topic('grain'))], { workspace: 'slack:T2' });
      await undo(store, await applied(store, theirs));
      expect((await store.changes.get('slack:T1', '1'))?.undoneBy).toBeUndefined();
      expect(await store.topics.list('slack:T1')).toEqual([topic('grain')]);
    });
  });

  describe(`${name}: changes of subscriptions`, () => {
    const follow = async (store: Store): Promise<void> => {
      await applied(store, requestOf([following('s1', null, subscription('s1'))]));
    };

    it('skip what a removed one has not begun to send, and finish a thread under way', async () => {
      const store = await freshStore();
      await follow(store);
      await store.outbox.claim('s1', slot, posts(2));
      await store.outbox.claim('s1', nextSlot, posts(2));
      const [parent] = await store.outbox.lease(1_000, 500, 1);
      await store.outbox.settle(parent?.key ?? '', sent('1.1'));
      await applied(store, requestOf([following('s1', subscription('s1'), null)]));
      expect((await store.outbox.lease(2_000, 500, 10)).map((entry) => [entry.slot, entry.part])).toEqual([[slot, 1]]);
      expect((await store.outbox.history('s1', nextSlot)).map((post) => post.delivery)).toEqual([
        { kind: 'skipped', code: 'unfollowed' },
        { kind: 'skipped', code: 'unfollowed' },
      ]);
      expect(await store.subscriptions.list()).toEqual([]);
      expect(await store.subscriptions.watermark('s1')).toBeUndefined();
    });

    it('let one that comes back go on where it was: nothing is composed twice, nothing unsent is lost', async () => {
      const store = await freshStore();
      await follow(store);
      const told = { points: [], slots: [] };
      await store.outbox.claim('s1', slot, posts(1), { address, told });
      const [parent] = await store.outbox.lease(1_000, 500, 1);
      await store.outbox.settle(parent?.key ?? '', sent('1.1'));
      await store.outbox.claim('s1', nextSlot, posts(1), { address, told });
      const removal = await applied(store, requestOf([following('s1', subscription('s1'), null)]));
      await undo(store, removal);
      expect(await store.subscriptions.list()).toEqual([subscription('s1')]);
      expect(await store.subscriptions.watermark('s1')).toBe(nextSlot);
      // The second never went out: the next one covers what it would have told.
      expect(await store.subscriptions.covered('s1')).toBe(slot);
      expect(await store.outbox.claim('s1', nextSlot, posts(1))).toBe(false);
    });

    it('let one that is ordered anew begin anew', async () => {
      const store = await freshStore();
      await follow(store);
      await store.outbox.claim('s1', slot, posts(0));
      await applied(store, requestOf([following('s1', subscription('s1'), null)]));
      const anew = subscription('s1', { createdAt: nextSlot });
      await applied(store, requestOf([following('s1', null, anew)]));
      expect(await store.subscriptions.watermark('s1')).toBeUndefined();
    });

    it('leave what the platform thinks of it, and do not count that as somebody’s change', async () => {
      const store = await freshStore();
      const refused = { code: 'not_in_channel', fix: 'Invite the bot.', since: slot };
      await follow(store);
      await store.subscriptions.refuse('s1', refused);
      // Seen before the platform refused, and written after.
      await applied(store, requestOf([following('s1', subscription('s1'), subscription('s1', { paused: true }))]));
      expect(await store.subscriptions.list()).toEqual([subscription('s1', { paused: true, refused })]);
      await store.subscriptions.refuse('s1', null);
      await applied(
        store,
        requestOf([following('s1', subscription('s1', { paused: true, refused }), subscription('s1', { refused }))]),
      );
      expect(await store.subscriptions.list()).toEqual([subscription('s1')]);
    });
  });

  describe(`${name}: changes of feeds`, () => {
    it('let channels join and leave, and read a source while anybody follows it', async () => {
      const store = await freshStore();
      await store.sources.follow(feed('a'), follower({ workspace: 'T2' }));
      const both = [follower(), follower({ channel: 'C2' })];
      await applied(store, requestOf([feedEdit(feed('a', { etag: 'stale' }), [], both)]));
      expect((await store.sources.get('a'))?.etag).toBeNull();
      await applied(store, requestOf([feedEdit(feed('a'), both.toReversed(), [follower({ channel: 'C2' })])]));
      expect(await store.sources.followers('a')).toEqual([follower({ channel: 'C2' }), follower({ workspace: 'T2' })]);
      await applied(store, requestOf([feedEdit(feed('a'), [follower({ channel: 'C2' })], [])]));
      expect(await store.sources.list('slack:T1')).toEqual([]);
      expect((await store.sources.claim(1_000, 500, 9)).map(({ id }) => id)).toEqual(['a']);
    });

    it('end the reading of what nobody follows, and take it up again as it was', async () => {
      const store = await freshStore();
      const known = feed('a', { etag: '"1"', readAt: slot });
      const added = await applied(store, requestOf([feedEdit(known, [], [follower()])]));
      expect((await store.sources.claim(1_000, 500, 9)).map(({ id }) => id)).toEqual(['a']);
      await store.sources.settle(reading(known, [feedItem('n')], { hostFreeAt: 1_000 }));
      const removed = await undo(store, added);
      if (removed.kind === 'conflict') throw new Error('nobody was quicker');
      expect(await store.sources.get('a')).toBeUndefined();
      expect(await store.sources.claim(2_000, 500, 9)).toEqual([]);
      await undo(store, removed.change);
      expect(await store.sources.get('a')).toEqual(known);
      expect(await store.sources.followers('a')).toEqual([follower()]);
      expect((await store.sources.claim(2_000, 500, 9)).map(({ id }) => id)).toEqual(['a']);
      // What was known of it is known: nothing old comes up again.
      expect(await store.sources.settle(reading(known, [feedItem('n')]))).toEqual(['known']);
    });

    it('note who asked anew', async () => {
      const store = await freshStore();
      const other = { ...follower(), by: 'U9' };
      await applied(store, requestOf([feedEdit(feed('a'), [], [follower()])]));
      await applied(store, requestOf([feedEdit(feed('a'), [follower()], [other])]));
      expect(await store.sources.followers('a')).toEqual([other]);
    });

    it('take in and take back a long list at once', async () => {
      const store = await freshStore();
      const edits = Array.from({ length: 1_200 }, (_, n) =>
        feedEdit(feed(`f${n}`, { host: `h${n % 7}` }), [], [follower()]),
      );
      const change = await applied(store, requestOf(edits));
      expect(await store.sources.list('slack:T1')).toHaveLength(1_200);
      expect(await store.sources.claim(1_000, 500, 99)).toHaveLength(7);
      expect((await undo(store, change)).kind).toBe('applied');
      expect(await store.sources.list()).toEqual([]);
    });

    it('of the same feeds in two workspaces at once pass one another, in whatever order they are listed', async () => {
      const store = await freshStore();
      const list = (workspace: string): readonly Edit[] =>
        Array.from({ length: 40 }, (_, n) =>
          feedEdit(feed(`f${n}`, { host: `h${n % 5}` }), [], [follower({ workspace })]),
        );
      for (let round = 0; round < 5; round += 1) {
        const made = await Promise.all(
          ['T1', 'T2', 'T3'].map((workspace, n) =>
            applied(
              store,
              requestOf(n === 1 ? list(workspace).toReversed() : list(workspace), { workspace: `slack:${workspace}` }),
            ),
          ),
        );
        expect(await store.sources.followers('f0')).toHaveLength(3);
        await Promise.all(made.map((change) => undo(store, change)));
        expect(await store.sources.list()).toEqual([]);
      }
    });

    it('refuse two edits of one source', async () => {
      const store = await freshStore();
      const edit = feedEdit(feed('a'), [], [follower()]);
      await expect(store.changes.apply(requestOf([edit, edit]))).rejects.toThrow(/one source/u);
      expect(await store.sources.list()).toEqual([]);
    });
  });

  describe(`${name}: settings`, () => {
    it('are a workspace’s own, and none before it decided anything', async () => {
      const store = await freshStore();
      expect(await store.settings.get('slack:T1')).toBeUndefined();
      await applied(store, requestOf([topicEdit('t', null, topic('t'))]));
      expect(await store.settings.get('slack:T1')).toBeUndefined();
      const chosen = settings({ changes: 'everyone', editors: ['U2', odd], charts: true });
      await applied(store, requestOf([settingsEdit(null, chosen)]));
      expect(await store.settings.get('slack:T1')).toEqual(chosen);
      expect(await store.settings.get('slack:T2')).toBeUndefined();
      await applied(store, requestOf([settingsEdit(chosen, null)]));
      expect(await store.settings.get('slack:T1')).toBeUndefined();
    });
  });

  describe(`${name}: installs`, () => {
    it('are kept by platform and workspace, replaced, listed and removed', async () => {
      const { installs } = await freshStore();
      await installs.put('slack', 'T2', 'sealed 2');
      await installs.put('slack', 'T1', 'sealed 1');
      await installs.put('discord', 'T1', 'sealed 3');
      await installs.put('slack', 'T1', odd.replaceAll('\0', '').replaceAll('\uD800', ''));
      expect(await installs.get('slack', 'T1')).toBe('nul  half  quote \' " \\ <!channel>');
      expect(await installs.get('slack', 'T3')).toBeUndefined();
      expect(await installs.get('discord', 'T2')).toBeUndefined();
      expect(await installs.workspaces('slack')).toEqual(['T1', 'T2']);
      expect(await installs.remove('slack', 'T1')).toBe(true);
      expect(await installs.remove('slack', 'T1')).toBe(false);
      expect(await installs.get('slack', 'T1')).toBeUndefined();
      expect(await installs.get('discord', 'T1')).toBe('sealed 3');
      expect(await installs.workspaces('slack')).toEqual(['T2']);
    });
  });

  describe(`${name}: questions in a thread`, () => {
    it('are remembered one at a time, under a briefing that stands there, and only there', async () => {
      const { threads } = await freshStore();
      const thread = { ...address, thread: '1.1' };
      await threads.ask(thread, 'how many?');
      expect(await threads.asked(thread)).toBeUndefined();
      await threads.put(thread, briefing);
      expect(await threads.asked(thread)).toBeUndefined();
      await threads.ask(thread, 'how many?');
      await threads.ask(thread, odd);
      expect(await threads.asked(thread)).toBe(odd);
      for (const elsewhere of [
        { ...thread, thread: '1.2' },
        { ...thread, workspace: 'T2' },
        { ...thread, channel: 'C2' },
        { ...thread, platform: 'discord' as const },
        address,
      ])
        expect(await threads.asked(elsewhere)).toBeUndefined();
      await threads.put(thread, { ...briefing, title: 'Another' });
      expect(await threads.get(thread)).toEqual({ ...briefing, title: 'Another' });
    });
  });
};
