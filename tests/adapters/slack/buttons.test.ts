/** Buttons: what is pressed in Slack is what would have been typed, by whoever pressed it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/model.ts';
import { answers, briefings } from '../../contracts/samples.ts';
import { read } from '../../fakes/slack/reading.ts';
import { ids } from '../../fakes/slack/workspace.ts';
import { closeAll, type Mode, until, wire } from './harness.ts';
import { card, done, panel, privateExcerpt, sharedExcerpt } from './samples.ts';
import { type Talk, talking } from './talk.ts';

afterEach(closeAll);

/** With a card in the channel, and its thread under it. */
const withCard = async (lines: Readonly<Record<string, Answer>>, mode: Mode = 'socket'): Promise<Talk> => {
  const talk = await talking({ '': card, ...lines }, mode);
  await talk.fake.slash({ command: '/news', text: '' });
  const { replies } = talk.platform.render(card);
  await until(() => expect(talk.posts()).toHaveLength(1 + replies.length));
  return talk;
};

describe.each(['socket', 'http'] as const)('a button on a card (%s)', (mode) => {
  it('is the command that stands on it, about the thread of that card, by whoever pressed it', async () => {
    const { fake, commands, post } = await withCard({ sources: privateExcerpt }, mode);
    await fake.press(post(0), 'Sources', { user: ids.member });
    await until(() => expect(commands).toHaveLength(2));
    expect(commands[1]).toEqual({
      address: { platform: 'slack', workspace: ids.team, channel: ids.channel, thread: post(0).ts },
      person: { id: ids.member, manages: false, zone: 'America/New_York' },
      name: 'news',
      text: 'sources',
    });
  });

  it('is acknowledged while the engine is still at work', async () => {
    const { fake, platform } = await wire(mode);
    const finish: ((answer: Answer) => void)[] = [];
    await platform.start(() => new Promise((resolve) => finish.push(resolve)));
    await platform.send(
      { platform: 'slack', workspace: ids.team, channel: ids.channel },
      platform.render(card).parent,
      'k',
    );
    const [message] = fake.workspace.messages;
    if (message === undefined) throw new Error('nothing was posted');
    expect(await fake.press(message, 'Sources')).toMatchObject({ status: 200 });
    await until(() => expect(finish).toHaveLength(1));
    for (const answer of finish) answer(privateExcerpt);
    await until(() => expect(fake.workspace.messages.length).toBeGreaterThan(1));
  });

  it('delivered three times acts once', async () => {
    const { fake, commands, post } = await withCard({ sources: privateExcerpt }, mode);
    for (let turn = 0; turn < 3; turn += 1)
      expect(await fake.press(post(0), 'Sources', { trigger: 'one.and.the.same' })).toMatchObject({ status: 200 });
    await fake.press(post(0), 'Where they differ');
    await until(() => expect(commands).toHaveLength(3));
    expect(commands.map(({ text }) => text)).toEqual(['', 'sources', 'differences']);
  });
});

describe('the answer to a press', () => {
  it('that is private is seen by whoever pressed, in the channel where the card stands', async () => {
    const { fake, posts, post } = await withCard({ sources: privateExcerpt });
    const before = posts().length;
    await fake.press(post(0), 'Sources', { user: ids.member });
    await until(() => expect(posts().length).toBeGreaterThan(before));
    expect(post(before)).toMatchObject({ onlyFor: ids.member, threadTs: undefined });
    expect(read(post(before)).text).toContain('Sources, page 1 of 3');
  });

  it('that is for the channel is posted in the thread of the card, with the thread carried over from private to private', async () => {
    const { fake, commands, posts, post } = await withCard({
      sources: privateExcerpt,
      'share sources': sharedExcerpt,
    });
    const before = posts().length;
    await fake.press(post(0), 'Sources');
    await until(() => expect(posts().length).toBeGreaterThan(before));
    await fake.press(post(before), 'Share to channel');
    await until(() => expect(posts().length).toBeGreaterThan(before + 1));
    expect(commands.at(-1)).toMatchObject({ text: 'share sources', address: { thread: post(0).ts } });
    expect(post(before + 1)).toMatchObject({ onlyFor: undefined, threadTs: post(0).ts });
  });

  it('that is the next page stands in place of the page before it', async () => {
    const second: Answer = {
      kind: 'excerpt',
      excerpt: { title: 'Sources', briefing: briefings.small, page: 2, pages: 3 },
    };
    const { fake, posts, post } = await withCard({ sources: privateExcerpt, 'sources page 2': second });
    const before = posts().length;
    await fake.press(post(0), 'Sources');
    await until(() => expect(posts()).toHaveLength(before + 1));
    await fake.press(post(before), 'Next page');
    await until(() => expect(read(post(before)).text).toContain('page 2 of 3'));
    expect(posts()).toHaveLength(before + 1);
  });

  it('that is another briefing stands in the channel, not under the card', async () => {
    const { fake, posts, post } = await withCard({ 'follow bridge': answers.typical });
    const before = posts().length;
    await fake.press(post(0), 'Follow');
    await until(() => expect(posts().length).toBeGreaterThan(before));
    expect(post(before).threadTs).toBeUndefined();
  });

  it('is a private refusal where whoever pressed may not', async () => {
    const { fake, posts, post } = await withCard({});
    const before = posts().length;
    await fake.press(post(0), 'Follow', { user: ids.member });
    await until(() => expect(posts().length).toBeGreaterThan(before));
    expect(post(before).onlyFor).toBe(ids.member);
  });

  it('is an ephemeral message when the response URL is spent', async () => {
    const { fake, posts, post } = await withCard({ sources: done('Done.') });
    const before = posts().length;
    fake.faults.add('response_url', { kind: '5xx', status: 500 });
    await fake.press(post(0), 'Sources');
    await until(() => expect(posts().length).toBeGreaterThan(before));
    expect(fake.called('chat.postEphemeral')).toHaveLength(1);
  });

  it('pressed in a thread is shown in that thread', async () => {
    const reply: Answer = { ...answers.reply, actions: [{ label: 'Sources', text: 'sources' }] };
    const { fake, commands, posts, post } = await talking({ 'how long?': reply, sources: privateExcerpt });
    const question = fake.says('how long?');
    await fake.event({ type: 'app_mention', user: ids.member, text: 'how long?', channel: ids.channel, ts: question });
    await until(() => expect(posts()).toHaveLength(1));
    await fake.press(post(0), 'Sources', { user: ids.member });
    await until(() => expect(posts().length).toBeGreaterThan(1));
    expect(commands[1]?.address.thread).toBe(question);
    expect(post(1)).toMatchObject({ onlyFor: ids.member, threadTs: question });
  });
});

describe('a press that Slack hands to two replicas', () => {
  it('acts once', async () => {
    const noted = new Set<string>();
    const arrive = (id: string): Promise<boolean> => {
      const first = !noted.has(id);
      noted.add(id);
      return Promise.resolve(first);
    };
    const replicas = [await talking({}, 'socket', { arrive }), await talking({}, 'socket', { arrive })];
    const [first] = replicas;
    if (first === undefined) throw new Error('there is no replica');
    const address = { platform: 'slack', workspace: ids.team, channel: ids.channel } as const;
    await first.platform.send(address, first.platform.render(card).parent, 'k');
    for (const { fake } of replicas) await fake.press(first.post(0), 'Sources', { trigger: 'the.same' });
    for (const [index, { fake }] of replicas.entries())
      await fake.press(first.post(0), 'Follow', { trigger: `another.${index}` });
    await until(() => expect(replicas.flatMap(({ commands }) => commands)).toHaveLength(3));
    const texts = replicas.flatMap(({ commands }) => commands.map(({ text }) => text));
    expect(texts.filter((text) => text === 'sources')).toHaveLength(1);
  });

  it('is answered where it cannot be asked who took it', async () => {
    const { fake, commands, lines } = await talking({}, 'socket', {
      arrive: () => Promise.reject(new Error('no database')),
    });
    await fake.slash({ command: '/news', text: 'x' });
    await until(() => expect(commands).toHaveLength(1));
    expect(lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });
});

describe('a button', () => {
  it('of a notice in the channel is about no thread', async () => {
    const hello: Answer = { ...done('Hello.', [{ label: 'Try it', text: 'brief' }]), audience: 'channel' };
    const { fake, commands, posts, post } = await talking({ '': hello, brief: answers.small });
    await fake.slash({ command: '/news', text: '' });
    await until(() => expect(posts()).toHaveLength(1));
    expect(post(0).onlyFor).toBeUndefined();
    await fake.press(post(0), 'Try it');
    await until(() => expect(commands).toHaveLength(2));
    expect(commands[1]?.address).not.toHaveProperty('thread');
  });

  it('of a panel acts, and one that says nothing is let go', async () => {
    const { fake, commands, posts, post, lines } = await talking({ list: { kind: 'panel', panel } });
    await fake.slash({ command: '/news', text: 'list' });
    await until(() => expect(posts()).toHaveLength(1));
    for (const label of ['Pause', 'Remove', 'Resume']) await fake.press(post(0), label);
    await until(() =>
      expect(commands.map(({ text }) => text)).toEqual(['list', 'pause 1', 'unfollow bridge', 'resume 2']),
    );
    const stranger = {
      ...post(0),
      blocks: [
        {
          type: 'actions',
          block_id: 'x',
          elements: [
            {
              type: 'button',
              action_id: 'news:9',
              text: { type: 'plain_text', text: 'Odd' },
              value: 'nothing of ours',
            },
          ],
        },
      ],
    };
    await fake.press(stranger, 'Odd');
    await until(() => expect(lines.map(({ message }) => message)).toContain('A button was pressed that says nothing'));
    expect(commands).toHaveLength(4);
  });

  it('pressed after a restart works as before: nothing is kept on our side', async () => {
    const first = await withCard({});
    const message = first.post(0);
    const second = await talking({ sources: privateExcerpt });
    await second.fake.press(message, 'Sources');
    await until(() => expect(second.commands[0]).toMatchObject({ text: 'sources', address: { thread: message.ts } }));
  });
});
