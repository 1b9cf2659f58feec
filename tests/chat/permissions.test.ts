/** Who may what: by platform, by setting, by name; typed or pressed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verbRows } from '../../src/chat/commands.ts';
import { mayChange, settingsOf, usualSettings, whoMay } from '../../src/chat/permissions.ts';
import type { Address, Answer, Person, PlatformName } from '../../src/model.ts';
import { type ChatHarness, createHarness, here, reader, standingClock } from './harness.ts';

const manager: Person = { id: 'U1', manages: true };
const platforms: readonly PlatformName[] = ['slack', 'discord', 'web', 'terminal'];
const on = (platform: PlatformName, change: Partial<Address> = {}): Address => ({ ...here, platform, ...change });

const refusalOf = (answer: Answer): string => {
  if (answer.kind !== 'notice') throw new Error(`a ${answer.kind} came instead of a refusal`);
  expect(answer.notice.tone, answer.notice.title).toBe('refusal');
  expect(answer.audience).toBeUndefined();
  return `${answer.notice.title} ${answer.notice.fix}`;
};
const toneOf = (answer: Answer): string => (answer.kind === 'notice' ? answer.notice.tone : answer.kind);

/** Each changes something, or shows who did. */
const guarded = [
  'follow talks at 09:00',
  'unfollow',
  'unfollow swap',
  'pause',
  'resume swap',
  'topic add grain = corn',
  'topic remove mine',
  'feed add https://example.org/feed.xml',
  'feed remove https://one.example/rss',
  'feed import <opml version="2.0"><body/></opml>',
  'feed export',
  'log',
  'undo',
  'undo 1',
] as const;

describe('who may change things', () => {
  let chat: ChatHarness;
  const clock = standingClock('2025-06-03T10:00:00Z');
  beforeEach(async () => {
    chat = await createHarness(clock);
  });
  afterEach(() => chat.store.close());
  const may = (person: Person, address: Address = here): Promise<boolean> =>
    mayChange({ store: chat.store, command: { address, person, name: 'news', text: '' } });
  const standing = async (): Promise<unknown> => [
    await chat.store.subscriptions.list(),
    await chat.store.topics.list('slack:T1'),
    await chat.store.sources.list(),
    await chat.store.changes.list('slack:T1', 99),
    await chat.store.settings.get('slack:T1'),
  ];
  const fill = async (address: Address = here): Promise<void> => {
    await chat.say('/news follow swap at 08:00', { address });
    await chat.say('/news topic add mine = corn', { address });
    await chat.say(
      '/news feed import <opml version="2.0"><body><outline type="rss" text="One" xmlUrl="https://one.example/rss"/></body></opml>',
      { address },
    );
  };

  it.each(platforms)('on %s: whoever manages may, others may not, until it is decided otherwise', async (platform) => {
    const address = on(platform);
    expect([await may(manager, address), await may(reader, address)]).toEqual([true, false]);
    await chat.say('/news settings changes everyone', { address });
    expect(await may(reader, address)).toBe(true);
    for (const elsewhere of [
      on(platform, { workspace: 'T2' }),
      ...platforms.filter((name) => name !== platform).map((name) => on(name)),
    ])
      expect(await may(reader, elsewhere), JSON.stringify(elsewhere)).toBe(false);
    await chat.say('/news settings changes managers', { address });
    expect(await may(reader, address)).toBe(false);
  });

  it.each(platforms)('on %s: a refusal says whom to ask', async (platform) => {
    const said = await whoMay({
      store: chat.store,
      command: { address: on(platform), person: reader, name: 'news', text: '' },
    });
    expect(said).toMatch(
      {
        slack: /admins or the channel's creator/u,
        discord: /Manage Channels/u,
        web: /runs Crosswire/u,
        terminal: /runs Crosswire/u,
      }[platform],
    );
    expect(said).toContain('/news settings');
  });

  it('is tried with every verb that is not for everyone', () => {
    const names = verbRows()
      .filter(({ manages }) => manages)
      .map(({ name }) => name);
    expect(names.filter((name) => !guarded.some((text) => text.startsWith(name)))).toEqual([]);
  });

  it.each(guarded)('refuses "%s" to one who may not, typed or pressed, and nothing changes', async (text) => {
    await fill();
    const before = await standing();
    for (const address of [here, { ...here, thread: '1.1' }, { ...here, channel: reader.id }])
      expect(refusalOf(await chat.say(`/news ${text}`, { person: reader, address }))).toContain(
        'Only those who manage',
      );
    expect(await standing()).toEqual(before);
  });

  it('lets everybody read, whatever was decided', async () => {
    await fill();
    for (const text of [
      '',
      'swap',
      'list',
      'topic list',
      'feed list',
      'feed errors',
      'settings',
      'status',
      'help',
      'sources swap',
      'now',
      'ask who met?',
    ])
      expect(toneOf(await chat.say(`/news ${text}`, { person: reader })), text).not.toBe('refusal');
  });

  it('lets an editor by name change things, in their own workspace alone, and no longer when the name is taken out', async () => {
    await chat.say('/news settings editor <@U2|reader>');
    expect(await may(reader)).toBe(true);
    expect(await may({ id: 'U20', manages: false })).toBe(false);
    expect(await may(reader, { ...here, workspace: 'T2' })).toBe(false);
    expect(await may(reader, on('discord'))).toBe(false);
    expect(toneOf(await chat.say('/news follow swap at 08:00', { person: reader }))).toBe('done');
    await chat.say('/news settings editor U2');
    refusalOf(await chat.say('/news unfollow', { person: reader }));
  });

  it('leaves the decision to those who manage: neither an editor nor everyone may take it, nor bring it back', async () => {
    await chat.say('/news settings changes everyone');
    await chat.say('/news settings editor U2');
    const decided = await chat.store.settings.get('slack:T1');
    for (const text of [
      'settings changes managers',
      'settings editor U2',
      'settings editor U9',
      'settings charts on',
      'undo 1',
      'undo 2',
    ])
      refusalOf(await chat.say(`/news ${text}`, { person: reader }));
    expect(await chat.store.settings.get('slack:T1')).toEqual(decided);
    expect(toneOf(await chat.say('/news undo', { person: manager }))).toBe('done');
    expect(await chat.store.settings.get('slack:T1')).toMatchObject({ changes: 'everyone', editors: [] });
  });

  it('offers no button to one who may not press it', async () => {
    await fill();
    const texts = async (person: Person): Promise<string> => {
      const answer = await chat.say('/news settings', { person });
      if (answer.kind !== 'panel') throw new Error('no panel');
      return answer.panel.sections
        .flatMap(({ rows }) => rows.flatMap(({ actions }) => actions.map(({ text }) => text)))
        .join('\n');
    };
    expect(await texts(manager)).toMatch(/pause|unfollow|remove|settings/u);
    expect(await texts(reader)).not.toMatch(/pause|unfollow|remove|settings/u);
  });

  it('is the usual where nothing was decided', async () => {
    expect(
      await settingsOf({ store: chat.store, command: { address: here, person: reader, name: 'news', text: '' } }),
    ).toEqual(usualSettings);
    expect(usualSettings).toEqual({ changes: 'managers', editors: [], charts: false });
  });
});
