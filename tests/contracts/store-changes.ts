/** What people change, who did, and how it is taken back; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import {
  applied,
  feedEdit,
  following,
  odd,
  requestOf,
  settings,
  settingsEdit,
  topic,
  topicEdit,
  undo,
} from './store-change-samples.ts';
import { address, type FreshStore, feed, follower, subscription } from './store-samples.ts';

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
};
