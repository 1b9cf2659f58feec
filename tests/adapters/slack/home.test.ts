/** The home tab, the welcome in a channel, and the app's messages. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer, Panel } from '../../../src/model.ts';
import { answers } from '../../contracts/samples.ts';
import { pressables } from '../../fakes/slack/interactions.ts';
import { read } from '../../fakes/slack/reading.ts';
import { ids } from '../../fakes/slack/workspace.ts';
import { closeAll, until } from './harness.ts';
import { done, form, panel } from './samples.ts';
import { type Lines, type Talk, talking } from './talk.ts';

afterEach(closeAll);

const home: Answer = { kind: 'panel', panel, actions: [{ label: 'Briefing', text: 'brief' }] };

const opens = (user: string, tab: 'home' | 'messages') => ({ type: 'app_home_opened', user, channel: ids.direct, tab });

const opened = async (lines: Lines = {}): Promise<Talk> => {
  const talk = await talking({ '(home)': home, ...lines });
  await talk.fake.event(opens(ids.member, 'home'));
  await until(() => expect(talk.fake.workspace.homes.size).toBe(1));
  return talk;
};

const seen = ({ fake }: Talk): string => read({ blocks: fake.workspace.homes.get(ids.member)?.view.blocks }).text;

describe('the home tab', () => {
  it('is what the desk says of a person, who is its address', async () => {
    const talk = await opened();
    expect(talk.commands).toEqual([
      {
        address: { platform: 'slack', workspace: ids.team, channel: ids.member },
        person: { id: ids.member, manages: false, zone: 'America/New_York' },
        name: 'home',
        text: '',
      },
    ]);
    expect(seen(talk)).toContain('08:00 daily: bridge <now> & then');
    expect(seen(talk)).toContain('This workspace follows no feed.');
  });

  it('acts on a button, and is shown anew with what came of it', async () => {
    const talk = await opened({ 'pause 1': done('Paused.', [{ label: 'Undo', text: 'undo 7' }]) });
    await talk.fake.pressAtHome(ids.member, 'Pause');
    await until(() => expect(seen(talk)).toMatch(/^Paused\./u));
    expect(seen(talk)).toContain('09:00 weekdays: budget');
    expect(talk.commands.map(({ name, text }) => [name, text])).toEqual([
      ['home', ''],
      ['news', 'pause 1'],
      ['home', ''],
    ]);
    await talk.fake.pressAtHome(ids.member, 'Undo');
    await until(() => expect(talk.commands.at(-2)).toMatchObject({ text: 'undo 7', address: { channel: ids.member } }));
    expect(talk.posts()).toEqual([]);
  });

  it('says what whoever may not press was refused', async () => {
    const talk = await opened();
    await talk.fake.pressAtHome(ids.member, 'Remove');
    await until(() => expect(seen(talk)).toContain('What to do:'));
  });

  it('leads a briefing to the messages with that person, and says so', async () => {
    const talk = await opened({ brief: answers.small });
    await talk.fake.pressAtHome(ids.member, 'Briefing');
    await until(() => expect(seen(talk)).toContain('answered under Messages'));
    expect(talk.post(0)).toMatchObject({ channel: ids.direct, onlyFor: undefined });
  });

  it('opens a modal for what a command lacks, and is shown anew when it was filled in', async () => {
    const talk = await opened({
      'resume 2': { kind: 'form', form },
      'follow bridge, budget at 07:00 mon,thu in Europe/Kyiv': done('You follow bridge.'),
    });
    await talk.fake.pressAtHome(ids.member, 'Resume');
    await until(() => expect(talk.fake.workspace.modals.size).toBe(1));
    await talk.fake.submit(talk.fake.modal, { time: '07:00' }, { user: ids.member });
    await until(() => expect(seen(talk)).toContain('You follow bridge.'));
    expect(talk.posts()).toEqual([]);
  });

  it.each([33, 49, 200])(
    'has room for %i lines with two buttons each, or says how many are left out',
    async (count) => {
      const rows = Array.from({ length: count }, (_, n) => ({
        text: `Line ${n}`,
        actions: [
          { label: `Pause ${n}`, text: `pause ${n}` },
          { label: `Remove ${n}`, text: `remove ${n}` },
        ],
      }));
      const long: Panel = { title: 'Home', sections: [{ heading: 'Digests', rows, empty: '' }] };
      const talk = await opened({ '(home)': { kind: 'panel', panel: long } });
      const shown = pressables(talk.fake.workspace.homes.get(ids.member)?.view.blocks).length / 2;
      if (count <= 49) expect(shown).toBe(count);
      else expect(seen(talk)).toContain(`${count - shown} lines more: they do not fit here.`);
    },
  );
});

describe('the bot in a channel that it was added to', () => {
  const welcome: Answer = { ...done('I read the news.', [{ label: 'Try it', text: 'brief' }]) };
  const joined = (user: string, channel: string = ids.channel) => ({
    type: 'member_joined_channel',
    user,
    channel,
    channel_type: 'C',
    team: ids.team,
    inviter: ids.member,
  });

  it('says what it does, for all to see, in the zone of whoever added it', async () => {
    const { fake, commands, posts, post } = await talking({ '(welcome)': welcome });
    await fake.event(joined(ids.botUser));
    await until(() => expect(posts()).toHaveLength(1));
    expect(post(0)).toMatchObject({ channel: ids.channel, onlyFor: undefined, threadTs: undefined });
    expect(commands[0]).toMatchObject({ name: 'welcome', person: { id: ids.member, zone: 'America/New_York' } });
  });

  it('says it once, however often the event comes, and in whichever process', async () => {
    const { fake, posts, platform, commands } = await talking({ '(welcome)': welcome });
    await fake.event(joined(ids.botUser), 'Ev1');
    await until(() => expect(posts()).toHaveLength(1));
    await fake.event(joined(ids.botUser), 'Ev1');
    await fake.event(joined(ids.botUser), 'Ev2');
    await until(() => expect(fake.called('conversations.history').length).toBeGreaterThan(1));
    await platform.stop();
    await platform.start((command) => {
      expect(command.name).toBe('welcome');
      return Promise.resolve(welcome);
    });
    const looks = fake.called('conversations.history').length;
    await fake.event(joined(ids.botUser), 'Ev3');
    await until(() => expect(fake.called('conversations.history').length).toBeGreaterThan(looks));
    expect(posts()).toHaveLength(1);
    expect(commands.length).toBeLessThan(3);
  });

  it('is quiet when somebody else joins', async () => {
    const { fake, commands } = await talking({ '(welcome)': welcome });
    await fake.event(joined(ids.member));
    await fake.slash({ command: '/news', text: 'last' });
    await until(() => expect(commands.map(({ name }) => name)).toEqual(['news']));
  });

  it('tells whoever added it what is missing, by name and with the fix', async () => {
    const { fake, posts, post } = await talking({ '(welcome)': welcome });
    fake.workspace.scopes.delete('channels:history');
    await fake.event(joined(ids.botUser));
    await until(() => expect(posts()).toHaveLength(1));
    expect(post(0).channel).toBe(ids.direct);
    expect(read(post(0)).text).toContain('add the scope channels:history under OAuth & Permissions');
  });
});

describe("the app's messages", () => {
  it('offer at most four questions that can be answered, as they are opened', async () => {
    const { fake } = await talking({}, 'socket', {
      suggestedQuestions: (workspace) => Promise.resolve([1, 2, 3, 4, 5].map((n) => `Question ${n} of ${workspace}?`)),
    });
    await fake.event(opens(ids.member, 'messages'));
    await until(() =>
      expect(fake.workspace.prompts.get(ids.direct)).toEqual(
        [1, 2, 3, 4].map((n) => ({
          title: `Question ${n} of ${ids.team}?`,
          message: `Question ${n} of ${ids.team}?`,
        })),
      ),
    );
    expect(fake.workspace.homes.size).toBe(0);
  });

  it('are quiet when there is nothing to ask, or it cannot be told', async () => {
    const outcomes: (() => Promise<readonly string[]>)[] = [
      () => Promise.resolve([]),
      () => Promise.reject(new Error('a bug')),
    ];
    const { fake, lines } = await talking({}, 'socket', {
      suggestedQuestions: () => (outcomes.shift() ?? (() => Promise.resolve([])))(),
    });
    await fake.event(opens(ids.member, 'messages'));
    await fake.event(opens(ids.member, 'messages'));
    await until(() => expect(lines.map(({ message }) => message)).toContain('Questions could not be offered'));
    expect(fake.called('assistant.threads.setSuggestedPrompts')).toEqual([]);
  });

  const direct = (ts: string) => ({
    type: 'message',
    channel_type: 'im',
    channel: ids.direct,
    user: ids.member,
    text: 'how long?',
    ts,
  });

  it('show a status in the thread of the question while it is answered', async () => {
    const { fake, posts } = await talking({ 'how long?': answers.reply });
    const ts = fake.says('how long?', ids.direct);
    await fake.event(direct(ts));
    await until(() => expect(posts()).toHaveLength(1));
    await until(() =>
      expect(fake.workspace.statuses[0]).toEqual({
        channel: ids.direct,
        thread: ts,
        status: 'is reading the sources…',
      }),
    );
  });

  it('wait for no status: the answer comes while it hangs, and one that comes late is taken away', async () => {
    const { fake, posts } = await talking({ 'how long?': answers.reply });
    let free: () => void = () => undefined;
    const until_ = new Promise<void>((resolve) => {
      free = resolve;
    });
    fake.faults.add('assistant.threads.setStatus', { kind: 'slow', until: until_ });
    await fake.event(direct(fake.says('how long?', ids.direct)));
    await until(() => expect(posts()).toHaveLength(1));
    free();
    await until(() =>
      expect(fake.workspace.statuses.map(({ status }) => status)).toEqual(['is reading the sources…', '']),
    );
  });

  it('are answered where no status can be shown', async () => {
    const { fake, posts } = await talking({ 'how long?': answers.reply });
    fake.faults.add('assistant.threads.setStatus', { kind: 'error', error: 'missing_scope' });
    await fake.event(direct(fake.says('how long?', ids.direct)));
    await until(() => expect(posts()).toHaveLength(1));
  });
});

describe('who created a channel', () => {
  it('manages it, and no other; Slack is asked once', async () => {
    const { fake, commands } = await talking({ '': done('Done.') });
    fake.workspace.channels.set('C0OTHER', { id: 'C0OTHER', kind: 'public', botIsMember: true });
    for (const channel of [ids.channel, ids.channel, 'C0OTHER'])
      await fake.slash({ command: '/news', text: '', user: ids.creator, channel });
    await until(() => expect(commands).toHaveLength(3));
    const manages = (channel: string) =>
      commands.filter(({ address }) => address.channel === channel).map(({ person }) => person.manages);
    expect([manages(ids.channel), manages('C0OTHER')]).toEqual([[true, true], [false]]);
    expect(fake.called('users.info').length).toBeLessThan(4);
  });

  it('is not known where Slack does not say, and the answer comes all the same', async () => {
    const { fake, commands, lines } = await talking({ '': done('Done.') });
    fake.workspace.scopes.delete('channels:read');
    await fake.slash({ command: '/news', text: '', user: ids.creator });
    await until(() => expect(commands).toHaveLength(1));
    expect(commands[0]?.person.manages).toBe(false);
    expect(lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields?.code)).toContain('missing_scope');
  });
});

describe('what was done for a channel that the bot is not in', () => {
  it.each([
    ['a public one', ids.outside],
    ['a private one', ids.hidden],
  ])('says at once how to invite it: %s', async (_, channel) => {
    const { fake, posts, post } = await talking({ follow: done('You follow bridge.') });
    await fake.slash({ command: '/news', text: 'follow', channel });
    await until(() => expect(posts()).toHaveLength(1));
    expect(read(post(0)).text).toContain('You follow bridge.');
    expect(read(post(0)).text).toContain('/invite @Crosswire');
  });

  it('says nothing of it where the bot is, as soon as it is', async () => {
    const { fake, posts, post } = await talking({ follow: done('You follow bridge.'), '(welcome)': done('Hello.') });
    await fake.slash({ command: '/news', text: 'follow', channel: ids.outside });
    await until(() => expect(posts()).toHaveLength(1));
    fake.workspace.channels.set(ids.outside, { id: ids.outside, kind: 'public', botIsMember: true });
    await fake.event({ type: 'member_joined_channel', user: ids.botUser, channel: ids.outside, team: ids.team });
    await until(() => expect(posts()).toHaveLength(2));
    await fake.slash({ command: '/news', text: 'follow', channel: ids.outside });
    await until(() => expect(posts()).toHaveLength(3));
    expect(read(post(2)).text).not.toContain('/invite');
  });
});

describe('a scope that is missing', () => {
  it('is named with its use and its fix as the service starts', async () => {
    const { platform, fake, lines } = await talking({});
    expect(lines.filter(({ level }) => level === 'warn')).toEqual([]);
    await platform.stop();
    fake.workspace.scopes.delete('files:write');
    await platform.start(() => Promise.resolve(done('Done.')));
    expect(lines.filter(({ level }) => level === 'warn')).toMatchObject([
      {
        message: 'The scope files:write is missing: charts as pictures.',
        fields: { fix: expect.stringContaining('reinstall') },
      },
    ]);
  });

  it('that a post needs is named to whoever asked for it', async () => {
    const { fake, posts, post } = await talking({ '': answers.small });
    fake.workspace.scopes.delete('chat:write');
    await fake.slash({ command: '/news', text: '' });
    await until(() => expect(posts()).toHaveLength(1));
    expect(post(0).onlyFor).toBe(ids.admin);
    expect(read(post(0)).text).toContain('add the scope chat:write under OAuth & Permissions');
  });
});
