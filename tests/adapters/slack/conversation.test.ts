/** What people do in Slack and what they then see: the real SDK over loopback sockets. */
import { afterEach, describe, expect, it } from 'vitest';
import { botScopes } from '../../../adapters/slack/manifest.ts';
import type { Address, Answer, Briefing } from '../../../src/model.ts';
import { answers, briefings } from '../../contracts/samples.ts';
import { read } from '../../fakes/slack/reading.ts';
import { ids, type Message } from '../../fakes/slack/workspace.ts';
import { closeAll, quickClock, started, until, type Wired, wire } from './harness.ts';
import { chart } from './samples.ts';

afterEach(closeAll);

const mention = (text: string, where: Readonly<Record<string, unknown>>) => ({
  type: 'app_mention',
  user: ids.member,
  text,
  channel: ids.channel,
  ...where,
});

describe('a mention of the bot', () => {
  it('in a thread is a question about that thread, answered in it', async () => {
    const { fake, commands, posts } = await started(answers.reply);
    const card = fake.says('the card');
    const question = fake.says(`<@${ids.botUser}> how long?`, ids.channel, card);
    await fake.event(
      mention(`<@${ids.botUser}>  how long &amp; <https://a.example/x?a=1|why>?`, { ts: question, thread_ts: card }),
    );
    await until(() => expect(posts()).toHaveLength(1));
    expect(commands).toEqual([
      {
        address: { platform: 'slack', workspace: ids.team, channel: ids.channel, thread: card },
        person: { id: ids.member, manages: false, zone: 'America/New_York' },
        name: 'ask',
        text: 'how long & https://a.example/x?a=1?',
      },
    ]);
    expect(posts()[0]?.threadTs).toBe(card);
  });

  it('outside a thread begins one, where it is answered and can be asked further', async () => {
    const { fake, commands, posts } = await started(answers.reply);
    const question = fake.says(`<@${ids.botUser}> how long?`);
    await fake.event(mention(`<@${ids.botUser}> how long?`, { ts: question }));
    await until(() => expect(posts()).toHaveLength(1));
    expect(commands[0]?.address.thread).toBe(question);
    expect(posts()[0]?.threadTs).toBe(question);
  });

  it('that comes to a notice shows it to the asker alone, in the thread', async () => {
    const { fake, posts } = await started(answers.refusal);
    const card = fake.says('the card');
    await fake.event(mention(`<@${ids.botUser}> brige`, { ts: fake.says('q', ids.channel, card), thread_ts: card }));
    await until(() => expect(posts()).toHaveLength(1));
    expect(posts()[0]).toMatchObject({ onlyFor: ids.member, threadTs: card });
  });

  it('delivered twice is answered once', async () => {
    const { fake, commands, posts } = await started(answers.reply);
    const event = mention(`<@${ids.botUser}> how long?`, { ts: fake.says('q') });
    await fake.event(event, 'Ev1');
    await fake.event(event, 'Ev1');
    await fake.event(event, 'Ev2');
    await until(() => expect(posts()).toHaveLength(2));
    expect(commands).toHaveLength(2);
  });

  it('by another bot is not answered', async () => {
    const { fake, commands } = await started(answers.reply);
    await fake.event(mention(`<@${ids.botUser}> hello`, { ts: fake.says('q'), bot_id: 'B0OTHER' }));
    await fake.event(mention(`<@${ids.botUser}> hello`, { ts: fake.says('q') }));
    await until(() => expect(commands).toHaveLength(1));
  });
});

describe('a direct message', () => {
  const direct = (more: Readonly<Record<string, unknown>>) => ({
    type: 'message',
    channel_type: 'im',
    channel: ids.direct,
    user: ids.member,
    text: 'how long?',
    ts: '1.2',
    ...more,
  });

  it('is a question, answered in the thread that it begins; the next one there keeps to it', async () => {
    const { fake, commands, posts } = await started(answers.reply);
    const ts = fake.says('how long?', ids.direct);
    await fake.event(direct({ ts, text: 'how long &lt;exactly&gt;?' }));
    await until(() => expect(posts()).toHaveLength(1));
    expect(commands[0]).toMatchObject({
      name: 'ask',
      text: 'how long <exactly>?',
      address: { channel: ids.direct, thread: ts },
    });
    expect(posts()[0]).toMatchObject({ channel: ids.direct, onlyFor: undefined, threadTs: ts });
    await fake.event(direct({ ts: fake.says('and why?', ids.direct, ts), thread_ts: ts, text: 'and why?' }));
    await until(() => expect(posts()).toHaveLength(2));
    expect(commands[1]?.address.thread).toBe(ts);
    expect(posts()[1]?.threadTs).toBe(ts);
  });

  it('that comes to a notice is answered with a message that stays', async () => {
    const { fake, posts } = await started(answers.notice);
    await fake.event(direct({ ts: fake.says('how long?', ids.direct) }));
    await until(() => expect(posts()).toHaveLength(1));
    expect(posts()[0]).toMatchObject({ channel: ids.direct, onlyFor: undefined });
  });

  it('of our own, of another bot, an edit, or one without words is none', async () => {
    const { fake, commands } = await started(answers.reply);
    await fake.event(direct({ user: ids.botUser, bot_id: ids.bot }));
    await fake.event(direct({ bot_id: 'B0OTHER' }));
    await fake.event(direct({ subtype: 'message_changed', message: { text: 'x' } }));
    await fake.event(direct({ text: '' }));
    await fake.event(direct({ channel_type: 'channel', channel: ids.channel }));
    await fake.event(direct({ text: 'the last' }));
    await until(() => expect(commands.map(({ text }) => text)).toEqual(['the last']));
  });
});

describe('a slash command', () => {
  it.each(['socket', 'http'] as const)('is acknowledged while the engine is still at work (%s)', async (mode) => {
    const { fake, platform } = await wire(mode);
    const finish: ((answer: Answer) => void)[] = [];
    await platform.start(() => new Promise((resolve) => finish.push(resolve)));
    for (let turn = 0; turn < 5; turn += 1)
      expect(await fake.slash({ command: '/swap', text: '' })).toMatchObject({ status: 200 });
    await until(() => expect(finish).toHaveLength(5));
    expect(fake.workspace.messages).toEqual([]);
    for (const answer of finish) answer(answers.notice);
    await until(() => expect(fake.workspace.messages).toHaveLength(5));
  });

  it('of a name that is not declared is handed in too, for the desk to name the nearest', async () => {
    const { fake, commands } = await started(answers.refusal);
    await fake.slash({ command: '/brige', text: '' });
    await until(() => expect(commands[0]?.name).toBe('brige'));
  });

  it.each([
    ['a public channel', ids.outside],
    ['a private channel', ids.hidden],
  ])('in %s that the bot is not in tells the asker alone how to invite it', async (_, channel) => {
    const { fake, posts } = await started(answers.typical);
    await fake.slash({ command: '/swap', text: '', channel });
    await until(() => expect(posts()).toHaveLength(1));
    const [only] = posts();
    expect(only).toMatchObject({ channel, onlyFor: ids.admin });
    expect(only && read(only).text).toContain('/invite @Crosswire');
    expect(only && read(only).text).toContain('Crosswire is not in this channel.');
  });

  it('in an archived channel says so', async () => {
    const { fake, posts } = await started(answers.typical);
    await fake.slash({ command: '/swap', text: '', channel: ids.archived });
    await until(() => expect(posts()).toHaveLength(1));
    expect(
      posts()
        .map((post) => read(post).text)
        .join(),
    ).toContain('unarchive');
  });

  it('delivered twice is answered once', async () => {
    const { fake, commands, posts } = await started(answers.small, 'http');
    const body = new URLSearchParams({
      command: '/swap',
      text: '',
      team_id: ids.team,
      channel_id: ids.channel,
      channel_name: 'news',
      user_id: ids.admin,
      response_url: `${fake.apiUrl}../response/none`,
      trigger_id: 'one.and.the.same',
    }).toString();
    const type = 'application/x-www-form-urlencoded';
    expect((await fake.post(body, { type })).status).toBe(200);
    expect((await fake.post(body, { type })).status).toBe(200);
    await until(() => expect(posts().length).toBeGreaterThan(0));
    expect(commands).toHaveLength(1);
  });

  it('shows a notice as an ephemeral message when its response URL is spent', async () => {
    const { fake, posts } = await started(answers.refusal);
    fake.faults.add('response_url', { kind: '5xx', status: 500 });
    await fake.slash({ command: '/news', text: 'brige' });
    await until(() => expect(posts()).toHaveLength(1));
    expect(posts()[0]?.onlyFor).toBe(ids.admin);
    expect(fake.called('chat.postEphemeral')).toHaveLength(1);
  });

  it('tells the desk where each card stands, before its thread is complete', async () => {
    const told: { address: Address; briefing: Briefing; standing: number }[] = [];
    const { fake, posts } = await started(answers.huge, 'socket', {
      posted: (address, briefing) => {
        told.push({ address, briefing, standing: posts().length });
        return Promise.resolve();
      },
    });
    await fake.slash({ command: '/news', text: '' });
    await until(() => expect(posts().length).toBeGreaterThan(5));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ briefing: { title: briefings.huge.title }, standing: 1 });
    expect(told[0]?.address).toEqual({
      platform: 'slack',
      workspace: ids.team,
      channel: ids.channel,
      thread: posts()[0]?.ts,
    });
  });
});

describe('posting an answer', () => {
  const whole = async (arrange: (wiring: Wired) => void): Promise<readonly Message[]> => {
    const wired = await started(answers.huge);
    const { fake, posts, platform } = wired;
    arrange(wired);
    await fake.slash({ command: '/news', text: '' });
    const { parent, replies } = platform.render(answers.huge);
    await until(() => expect(posts().length).toBeGreaterThanOrEqual(1 + replies.length));
    expect(posts().map((post) => read(post).text)).toEqual([parent, ...replies].map((payload) => read(payload).text));
    expect(
      posts()
        .slice(1)
        .every((post) => post.threadTs === posts()[0]?.ts),
    ).toBe(true);
    return posts();
  };

  it('goes on where it was when Slack asks for patience in the middle', async () => {
    await whole(({ fake }) => {
      fake.faults.add('chat.postMessage', { kind: '429', retryAfter: 1 }, 2);
    });
  });

  it('posts nothing twice when the answer to a post is lost', async () => {
    await whole(({ fake }) => {
      fake.faults.add('chat.postMessage', { kind: 'dropped' });
    });
  });

  it('tries again after a server error', async () => {
    await whole(({ fake }) => {
      fake.faults.add('chat.postMessage', { kind: '5xx', status: 502 }, 2);
    });
  });

  it('unfolds no link', async () => {
    expect((await whole(() => undefined)).filter((post) => post.unfurls)).toEqual([]);
  });

  it('is given up after a few tries, and the asker is told to come back', async () => {
    const { fake, posts } = await started(answers.small);
    fake.faults.add('chat.postMessage', { kind: '5xx', status: 503 }, 99);
    await fake.slash({ command: '/news', text: '' });
    await until(() => expect(posts()).toHaveLength(1));
    expect(
      posts()
        .map((post) => read(post).text)
        .join(),
    ).toContain('does not take it just now (http_503)');
    expect(fake.called('chat.postMessage').length).toBeLessThanOrEqual(5);
  });

  it('does not wait for minutes when Slack asks for that, and the asker is told to come back', async () => {
    const { fake, posts } = await started(answers.small);
    fake.faults.add('chat.postMessage', { kind: '429', retryAfter: 300 });
    await fake.slash({ command: '/news', text: '' });
    await until(() => expect(posts()).toHaveLength(1));
    expect(posts()[0]?.onlyFor).toBe(ids.admin);
    expect(fake.called('chat.postMessage')).toHaveLength(1);
  });

  it('tells the asker what to do when it cannot be done', async () => {
    const { fake, posts } = await started(answers.typical);
    fake.faults.add('chat.postMessage', { kind: 'error', error: 'restricted_action' }, 9);
    await fake.slash({ command: '/news', text: '' });
    await until(() => expect(posts()).toHaveLength(1));
    expect(
      posts()
        .map((post) => read(post).text)
        .join(),
    ).toContain('ask a workspace admin');
  });
});

describe('who asks', () => {
  it('manages when they are an admin of the workspace, and is looked up once', async () => {
    const { fake, commands } = await started(answers.notice);
    await fake.slash({ command: '/news', text: '', user: ids.admin });
    await fake.slash({ command: '/news', text: '', user: ids.member });
    await until(() => expect(commands).toHaveLength(2));
    await fake.slash({ command: '/news', text: '', user: ids.admin });
    await until(() => expect(commands).toHaveLength(3));
    const by = (id: string) => commands.filter(({ person }) => person.id === id).map(({ person }) => person.manages);
    expect([by(ids.admin), by(ids.member)]).toEqual([[true, true], [false]]);
    expect(fake.called('users.info')).toHaveLength(2);
  });

  it('is asked for again when what is known is old', async () => {
    let ahead = 0;
    const { fake, commands } = await started(answers.notice, 'socket', {
      clock: { now: () => Date.now() + ahead, sleep: quickClock.sleep },
    });
    await fake.slash({ command: '/news', text: '', user: ids.admin });
    await until(() => expect(commands).toHaveLength(1));
    ahead = 11 * 60 * 1000;
    fake.workspace.users.set(ids.admin, { id: ids.admin });
    await fake.slash({ command: '/news', text: '', user: ids.admin });
    await until(() => expect(commands.map(({ person }) => person.manages)).toEqual([true, false]));
  });

  it('manages nothing when Slack does not say who they are, and is answered all the same', async () => {
    const { fake, commands, lines } = await started(answers.notice);
    fake.workspace.scopes.delete('users:read');
    await fake.slash({ command: '/news', text: '', user: ids.admin });
    await until(() => expect(commands).toHaveLength(1));
    expect(commands[0]?.person).toEqual({ id: ids.admin, manages: false });
    expect(lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields?.code)).toContain('missing_scope');
  });
});

describe('what is logged and asked for', () => {
  it('holds no token, ticket or response URL', async () => {
    const { fake, lines, posts } = await started(answers.typical);
    fake.workspace.botTokenError = 'token_revoked';
    await fake.slash({ command: '/news', text: '' });
    fake.workspace.botTokenError = undefined;
    await fake.slash({ command: '/news', text: '' });
    await until(() => expect(posts().length).toBeGreaterThan(1));
    const all = JSON.stringify(lines);
    expect(lines.filter(({ fields }) => fields?.from === 'slack sdk').length).toBeGreaterThan(10);
    for (const secret of [fake.workspace.botToken, fake.workspace.appToken, 'secret-ticket', 'xoxb', 'xapp'])
      expect(all).not.toContain(secret);
  });

  it('needs exactly the scopes that the manifest asks for', async () => {
    const { fake, posts, platform } = await started({ ...answers.small, chart }, 'socket', {
      draw: () => Promise.resolve(new Uint8Array([1])),
      suggestedQuestions: () => Promise.resolve(['How long?']),
    });
    fake.workspace.channels.set('G0IN', { id: 'G0IN', kind: 'private', botIsMember: true });
    const address = { platform: 'slack', workspace: ids.team } as const;
    const { parent } = platform.render(answers.small);
    for (const channel of [ids.channel, 'G0IN', ids.direct])
      await platform.send({ ...address, channel }, parent, 'k', true);
    await fake.slash({ command: '/news', text: '', channel: 'G0IN' });
    await fake.event(mention(`<@${ids.botUser}> hi`, { ts: fake.says('q') }));
    await fake.event({ type: 'app_home_opened', user: ids.member, channel: ids.direct, tab: 'messages' });
    await until(() => expect(posts().length).toBeGreaterThan(5));
    await until(() => expect([...fake.workspace.scopesUsed].sort()).toEqual(Object.keys(botScopes).sort()));
  });
});
