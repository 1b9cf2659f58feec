import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { answers } from '../../contracts/samples.ts';
import { channelNamed } from '../../fakes/discord/world.ts';
import { openConversation, settled } from './conversation.ts';

const conversation = openConversation();
const { begin, commands, posted, requests } = conversation;

describe('a question put to the bot', () => {
  const bot = (): string => conversation.harness.discord.world.bot;

  it('by a mention in a thread is about the thread, and is answered under it', async () => {
    const { people, world } = await begin(answers.typical);
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    const thread = conversation.harness.posts()[0]?.ref ?? '';
    commands.length = 0;
    const question = people.says({ text: `<@${bot()}>  how long\nwill it last?`, channel: thread });
    await settled(() => expect(conversation.harness.posts().length).toBeGreaterThanOrEqual(3));
    expect(commands).toEqual([
      {
        address: { ...conversation.harness.address, thread },
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
    const thread = conversation.harness.posts()[0]?.ref ?? '';
    const points = conversation.harness.posts()[1]?.ref ?? '';
    people.says({ text: `<@${bot()}> and how many on the Russian side?`, channel: thread });
    people.says({ text: 'and how many on the Russian side?', channel: thread, repliesTo: points });
    await settled(() => expect(commands).toHaveLength(3));
    for (const command of commands.slice(1)) {
      expect(command).toMatchObject({ name: 'ask', text: 'and how many on the Russian side?' });
      expect(command.address).toEqual({ ...conversation.harness.address, thread });
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
    const thread = conversation.harness.posts()[0]?.ref ?? '';
    if (words !== 'deleted') people.denies('news', PermissionFlagsBits.SendMessagesInThreads);
    people.says({ text: `<@${bot()}> how long?`, channel: thread });
    await posted(3);
    expect(world.messages.at(-1)?.channel).toBe(channelNamed(world, 'direct').id);
    expect(conversation.harness.posts()[2]?.reading.text).toContain(words);
  });

  it('by a reply to a card is about that card', async () => {
    const { people } = await begin(answers.small);
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    const card = conversation.harness.posts()[0]?.ref ?? '';
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
    expect(commands[0]?.address).toEqual(conversation.harness.address);
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
