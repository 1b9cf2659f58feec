/** What workspaces decide, their installs, and the questions in their threads; a part of the Store contract. */
import { describe, expect, it } from 'vitest';
import { applied, odd, requestOf, settings, settingsEdit, topic, topicEdit } from './store-change-samples.ts';
import { address, briefing, type FreshStore } from './store-samples.ts';

export const workspaceContract = (name: string, freshStore: FreshStore): void => {
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

  describe(`${name}: secrets`, () => {
    it('are what they were when they were first asked for, and go with an export', async () => {
      const [store, other] = [await freshStore(), await freshStore()];
      const asked = await Promise.all(['one', 'two', 'three'].map((fresh) => store.secret('links', fresh)));
      expect(new Set(asked).size).toBe(1);
      expect(['one', 'two', 'three']).toContain(asked[0]);
      expect(await store.secret('links', 'four')).toBe(asked[0]);
      expect(await store.secret('another', 'five')).toBe('five');
      expect(await other.secret('links', 'six')).toBe('six');
      await other.restore(store.dump());
      expect(await other.secret('links', 'seven')).toBe(asked[0]);
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
