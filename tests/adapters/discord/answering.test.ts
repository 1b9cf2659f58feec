import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DiscordOptions } from '../../../adapters/discord/discord.ts';
import type { Address, Answer, Command } from '../../../src/model.ts';
import { answers, briefings } from '../../contracts/samples.ts';
import { missingPermissions } from '../../fakes/discord/faults.ts';
import { channelNamed } from '../../fakes/discord/world.ts';
import { createHarness, type DiscordHarness } from './harness.ts';

let harness: DiscordHarness;
const commands: Command[] = [];
const remembered: Address[] = [];

const begin = async (
  answer: Answer | (() => Promise<Answer>),
  options: Partial<DiscordOptions> = {},
): Promise<DiscordHarness['discord']> => {
  harness = await createHarness({
    posted: (address) => {
      remembered.push(address);
      return Promise.resolve();
    },
    ...options,
  });
  await harness.platform.start((command) => {
    commands.push(command);
    return typeof answer === 'function' ? answer() : Promise.resolve(answer);
  });
  return harness.discord;
};

const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });
const posted = (count: number): Promise<void> => settled(() => expect(harness.posts()).toHaveLength(count));
const requests = (pattern: RegExp) =>
  harness.discord.world.requests.filter(({ method, path }) => pattern.test(`${method} ${path}`));

beforeEach(() => {
  commands.length = 0;
  remembered.length = 0;
});
afterEach(async () => {
  await harness.platform.stop();
  await harness.close();
});

describe('a slash command', () => {
  it('is acknowledged before the engine is asked, even one that holds the whole process', async () => {
    let acknowledged = false;
    const { people } = await begin(() => {
      acknowledged = requests(/callback$/u).length === 1;
      return Promise.resolve(answers.small);
    });
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    expect(acknowledged).toBe(true);
  });

  it('shows its briefing as the answer to the very command, and the thread starts from it', async () => {
    const { people, world } = await begin(answers.typical);
    const interaction = people.slash({ name: 'swap', text: '' });
    await posted(2);
    const [card, reply] = harness.posts();
    expect(interaction.original).toBe(card?.ref);
    expect(reply?.parent).toBe(card?.ref);
    expect(world.channels.get(card?.ref ?? '')).toMatchObject({ type: 11, name: briefings.typical.title });
    expect(remembered).toEqual([{ ...harness.address, thread: card?.ref }]);
    expect(requests(/^POST \/channels\/\d+\/messages$/u)).toHaveLength(1);
  });

  it('becomes a notice for the asker alone when the words only seemed to ask for a briefing', async () => {
    const { people } = await begin(answers.refusal);
    const interaction = people.slash({ name: 'news', text: 'brige' });
    await posted(1);
    expect(interaction.ephemeral).toBe(false);
    expect(harness.posts()[0]).toMatchObject({ audience: 'asker' });
    expect(requests(/^DELETE .*@original$/u)).toHaveLength(1);
  });

  it('thinks in private when the words ask for a notice, and then fills that in', async () => {
    const { people } = await begin(answers.notice, { expectsNotice: ({ text }) => text === 'help' });
    const interaction = people.slash({ name: 'news', text: 'help' });
    await posted(1);
    expect(interaction.ephemeral).toBe(true);
    expect(interaction.original).toBe(harness.posts()[0]?.ref);
    expect(requests(/^(?:DELETE|POST) .*webhooks/u)).toEqual([]);
  });

  it('stands in the channel all the same when the words only seemed to ask for a notice', async () => {
    const { people } = await begin(answers.typical, { expectsNotice: () => true });
    people.slash({ name: 'news', text: 'help wanted' });
    await posted(2);
    expect(harness.posts().map(({ audience }) => audience)).toEqual(['channel', 'channel']);
    expect(harness.posts()[1]?.parent).toBe(harness.posts()[0]?.ref);
  });

  it('keeps its audience also where Discord does not let the placeholder go', async () => {
    const { people, faults } = await begin(answers.typical, { expectsNotice: () => true });
    faults.on(/^DELETE .*@original$/u);
    faults.next({ kind: 'refused', status: 404, code: 10008, message: 'Unknown Message' });
    people.slash({ name: 'news', text: 'help wanted' });
    await posted(3);
    expect(harness.posts().map(({ audience }) => audience)).toEqual(['asker', 'channel', 'channel']);
    expect(harness.posts()[1]?.reading).toEqual(harness.reads(harness.platform.render(answers.typical).parent));
  });

  it('is posted to the channel when the engine took longer than the token of the command lives', async () => {
    let release: (answer: Answer) => void = () => undefined;
    const { people } = await begin(() => new Promise((resolve) => (release = resolve)));
    const interaction = people.slash({ name: 'swap', text: '' });
    await settled(() => expect(commands).toHaveLength(1));
    interaction.expired = true;
    release(answers.typical);
    await posted(2);
    expect(harness.posts().map(({ audience }) => audience)).toEqual(['channel', 'channel']);
    expect(harness.posts()[0]?.key).toBeDefined();
  });

  it('is answered once when the gateway hands it in twice', async () => {
    const { people, gateway } = await begin(answers.small);
    people.slash({ name: 'swap', text: '' });
    gateway.repeatLast();
    people.slash({ name: 'swap', text: 'again' });
    await posted(4);
    expect(commands.map(({ text }) => text)).toEqual(['', 'again']);
  });

  it('is left to the other Crosswire that has acknowledged it', async () => {
    const { people, faults } = await begin(answers.small);
    faults.on(/callback$/u);
    faults.next({ kind: 'refused', status: 400, code: 40060, message: 'Interaction has already been acknowledged.' });
    people.slash({ name: 'swap', text: 'first' });
    people.slash({ name: 'swap', text: 'second' });
    await posted(2);
    expect(commands.map(({ text }) => text)).toEqual(['second']);
  });

  it('is dropped with a line in the log when it came too late to be acknowledged', async () => {
    const { people, faults } = await begin(answers.small);
    faults.on(/callback$/u);
    faults.next({ kind: 'refused', status: 404, code: 10062, message: 'Unknown interaction' });
    people.slash({ name: 'swap', text: '' });
    await settled(() => expect(harness.log.lines.join('\n')).toContain('came too late'));
    expect(commands).toEqual([]);
  });

  it('is acknowledged once more when the answer to the acknowledgement was lost', async () => {
    const { people, faults } = await begin(answers.small);
    faults.on(/callback$/u);
    faults.next({ kind: 'dropped' });
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    expect(requests(/callback$/u).map(({ status }) => status)).toEqual([-1, 400]);
  });

  it('is filled in after a server error and a rate limit', async () => {
    const { people, faults } = await begin(answers.small);
    faults.on(/^PATCH .*@original$/u);
    faults.next({ kind: 'down', status: 502 }, { kind: 'rate-limited', retryAfterSeconds: 1 }, { kind: 'dropped' });
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    expect(harness.posts()[0]?.audience).toBe('channel');
  });

  it('that Discord takes nowhere ends in a notice with the fix, not in endless thinking', async () => {
    const { people, faults } = await begin(answers.small);
    faults.on(/^(?:PATCH .*@original|POST \/channels\/\d+\/messages)$/u);
    faults.always(missingPermissions);
    const interaction = people.slash({ name: 'swap', text: '' });
    await posted(1);
    expect(interaction.state).toBe('deleted');
    expect(harness.posts()[0]?.audience).toBe('asker');
    expect(harness.posts()[0]?.reading.text).toContain('"Send Messages"');
  });

  it('whose answer cannot be rendered is told so', async () => {
    const { people } = await begin(answers.small, {
      linker: () => {
        throw new Error('a bug');
      },
    });
    people.slash({ name: 'swap', text: '' });
    await posted(1);
    expect(harness.posts()[0]?.audience).toBe('asker');
    expect(harness.log.lines.join('\n')).toContain('Error: a bug');
  });

  it('keeps to the rate limit of the channel without ever running into it, in order', async () => {
    const { people, faults, world } = await begin(answers.huge);
    faults.bucket(20, 2);
    people.slash({ name: 'swap', text: '' });
    const { replies } = harness.platform.render(answers.huge);
    await posted(1 + replies.length);
    expect(
      harness
        .posts()
        .slice(1)
        .map(({ reading }) => reading),
    ).toEqual(replies.map((payload) => harness.reads(payload)));
    expect(world.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('tells who manages the channel', async () => {
    const { people } = await begin(answers.small);
    people.slash({ name: 'swap', text: '', manages: true });
    people.slash({ name: 'swap', text: '' });
    people.slash({ name: 'swap', text: '', permissions: PermissionFlagsBits.ManageChannels });
    people.slash({ name: 'swap', text: '', permissions: PermissionFlagsBits.ManageMessages });
    people.slash({ name: 'swap', text: '', permissions: PermissionFlagsBits.Administrator });
    await settled(() => expect(commands).toHaveLength(5));
    expect(commands.map(({ person }) => person.manages)).toEqual([true, false, true, false, true]);
  });
});

describe('where there can be no thread', () => {
  it('answers a direct message in place, in order', async () => {
    const { people, world } = await begin(answers.typical);
    people.slash({ name: 'swap', text: '', channel: 'direct' });
    await posted(2);
    expect(world.messages.map(({ channel }) => channel)).toEqual(
      world.messages.map(() => channelNamed(world, 'direct').id),
    );
    expect(harness.posts()[1]?.reading.text).toContain('Points in full');
    expect(commands[0]?.person.manages).toBe(false);
  });

  it('answers in place in the chat of a voice channel', async () => {
    const { people, world } = await begin(answers.huge);
    people.slash({ name: 'swap', text: '', channel: 'voice' });
    const expected = 1 + harness.platform.render(answers.huge).replies.length;
    await posted(expected);
    expect(new Set(world.messages.map(({ channel }) => channel)).size).toBe(1);
    // That the channel takes no threads is asked once.
    expect(requests(/threads$/u)).toHaveLength(1);
  });

  it('answers in place inside a thread, and says that it is one', async () => {
    const { people, world } = await begin(answers.typical);
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    const thread = harness.posts()[0]?.ref ?? '';
    people.slash({ name: 'swap', text: 'once more', channel: thread });
    await posted(4);
    expect(commands[1]?.address).toEqual({ ...harness.address, thread });
    expect(world.messages.slice(2).map(({ channel }) => channel)).toEqual([thread, thread]);
  });

  it.each([
    ['Create Public Threads', PermissionFlagsBits.CreatePublicThreads],
    ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads],
  ])('gives the asker the rest, and names the missing permission: %s', async (label, bit) => {
    const { people, world } = await begin(() => Promise.resolve(answers.typical));
    channelNamed(world, 'quiet').deny = bit;
    await harness.platform.stop();
    await harness.platform.start(() => Promise.resolve(answers.typical));
    people.slash({ name: 'swap', text: '', channel: 'quiet' });
    await posted(3);
    const [card, why, points] = harness.posts();
    expect([card, why, points].map((post) => post?.audience)).toEqual(['channel', 'asker', 'asker']);
    expect(why?.reading.text).toContain(`"${label}"`);
    expect(why?.reading.text).not.toContain('"Send Messages"');
    expect(points?.reading.text).toContain('Points in full');
  });
});

describe('a question put to the bot', () => {
  const bot = (): string => harness.discord.world.bot;

  it('by a mention in a thread is about the thread, and is answered under it', async () => {
    const { people, world } = await begin(answers.typical);
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    const thread = harness.posts()[0]?.ref ?? '';
    commands.length = 0;
    const question = people.says({ text: `<@${bot()}>  how long\nwill it last?`, channel: thread });
    await settled(() => expect(harness.posts().length).toBeGreaterThanOrEqual(3));
    expect(commands).toEqual([
      {
        address: { ...harness.address, thread },
        person: { id: '901', manages: false },
        name: 'ask',
        text: 'how long will it last?',
      },
    ]);
    expect(world.messages.find(({ reference }) => reference === question)?.channel).toBe(thread);
  });

  it('leans on the thread in which it stands: "and how many on the Russian side?"', async () => {
    const { people } = await begin(answers.typical);
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    const thread = harness.posts()[0]?.ref ?? '';
    const points = harness.posts()[1]?.ref ?? '';
    people.says({ text: `<@${bot()}> and how many on the Russian side?`, channel: thread });
    people.says({ text: 'and how many on the Russian side?', channel: thread, repliesTo: points });
    await settled(() => expect(commands).toHaveLength(3));
    for (const command of commands.slice(1)) {
      expect(command).toMatchObject({ name: 'ask', text: 'and how many on the Russian side?' });
      expect(command.address).toEqual({ ...harness.address, thread });
      expect(command.person.zone).toBeUndefined();
    }
  });

  it('tells who manages the channel in which it is put, and no other', async () => {
    const { people, world } = await begin(answers.reply);
    const ask = (by: string, channel: string): string =>
      people.says({ text: `<@${bot()}> ${by} ${channel}`, by, channel });
    ask('900', 'news');
    ask('901', 'news');
    ask('907', 'news');
    ask('907', 'quiet');
    await settled(() => expect(commands).toHaveLength(4));
    expect(new Map(commands.map(({ person, text }) => [text, person.manages]))).toEqual(
      new Map([
        ['900 news', true],
        ['901 news', false],
        ['907 news', false],
        ['907 quiet', true],
      ]),
    );
    expect(world.violations).toEqual([]);
  });

  it.each([
    ['in a thread that is gone by then', 'deleted'],
    ['where the bot may not write', 'Send Messages in Threads'],
  ])('%s is told of to the person alone, with what to do', async (_, words) => {
    let asked = 0;
    const { people, world } = await begin(async () => {
      asked += 1;
      if (asked === 2 && words === 'deleted') people.deletes(thread);
      return answers.typical;
    });
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    const thread = harness.posts()[0]?.ref ?? '';
    if (words !== 'deleted') people.denies('news', PermissionFlagsBits.SendMessagesInThreads);
    people.says({ text: `<@${bot()}> how long?`, channel: thread });
    await posted(3);
    expect(world.messages.at(-1)?.channel).toBe(channelNamed(world, 'direct').id);
    expect(harness.posts()[2]?.reading.text).toContain(words);
  });

  it('by a reply to a card is about that card', async () => {
    const { people } = await begin(answers.small);
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    const card = harness.posts()[0]?.ref ?? '';
    people.says({ text: 'and the ferry?', repliesTo: card });
    await settled(() => expect(commands).toHaveLength(2));
    expect(commands[1]).toMatchObject({ name: 'ask', text: 'and the ferry?', address: { thread: card } });
  });

  it('by a mention in a channel is answered under the question, without a ping', async () => {
    const { people, world } = await begin(answers.reply);
    const question = people.says({ text: `<@!${bot()}> how long?` });
    await posted(1);
    expect(world.messages.at(-1)?.reference).toBe(question);
    expect(requests(/messages$/u).at(-1)?.body).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(commands[0]?.address).toEqual(harness.address);
  });

  it('is answered without the pointer where the bot may not read the history', async () => {
    const { people, world } = await begin(answers.reply);
    channelNamed(world, 'news').deny = PermissionFlagsBits.ReadMessageHistory;
    people.says({ text: `<@${bot()}> how long?` });
    await posted(1);
    expect(world.messages.at(-1)?.reference).toBeUndefined();
  });

  it('by a direct message needs no mention', async () => {
    const { people } = await begin(answers.reply);
    people.says({ text: 'how long?', channel: 'direct', mentions: false });
    await posted(1);
    expect(commands[0]).toMatchObject({ name: 'ask', text: 'how long?' });
  });

  it('gets its refusal in private', async () => {
    const { people, world } = await begin(answers.refusal);
    people.says({ text: `<@${bot()}> help` });
    await posted(1);
    expect(world.messages.at(-1)?.channel).toBe(channelNamed(world, 'direct').id);
  });

  it('gets its refusal where it was asked when the person takes no direct messages', async () => {
    const { people, faults, world } = await begin(answers.refusal);
    faults.on(/^POST \/users\/@me\/channels$/u);
    faults.next({ kind: 'refused', status: 403, code: 50007, message: 'Cannot send messages to this user' });
    people.says({ text: `<@${bot()}> help` });
    await posted(1);
    expect(world.messages.at(-1)?.channel).toBe(channelNamed(world, 'news').id);
  });

  it('is not heard from another bot, nor in talk that does not mention it', async () => {
    const { people } = await begin(answers.reply);
    people.says({ text: `<@${bot()}> loop?`, bot: true });
    people.says({ text: 'just talking', mentions: false });
    people.says({ text: `<@${bot()}> real?` });
    await posted(1);
    expect(commands.map(({ text }) => text)).toEqual(['real?']);
  });
});
