import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { answers } from '../../contracts/samples.ts';
import { channelNamed } from '../../fakes/discord/world.ts';
import { openConversation } from './conversation.ts';

const conversation = openConversation();
const { begin, commands, posted, requests } = conversation;

describe('where there can be no thread', () => {
  it('answers a direct message in place, in order', async () => {
    const { people, world } = await begin(answers.typical);
    people.slash({ name: 'swap', text: '', channel: 'direct' });
    await posted(2);
    expect(world.messages.map(({ channel }) => channel)).toEqual(
      world.messages.map(() => channelNamed(world, 'direct').id),
    );
    expect(conversation.harness.posts()[1]?.reading.text).toContain('Points in full');
    expect(commands[0]?.person.manages).toBe(false);
  });

  it('answers in place in the chat of a voice channel', async () => {
    const { people, world } = await begin(answers.huge);
    people.slash({ name: 'swap', text: '', channel: 'voice' });
    const expected = 1 + conversation.harness.platform.render(answers.huge).replies.length;
    await posted(expected);
    expect(new Set(world.messages.map(({ channel }) => channel)).size).toBe(1);
    // That the channel takes no threads is asked once.
    expect(requests(/threads$/u)).toHaveLength(1);
  });

  it('answers in place inside a thread, and says that it is one', async () => {
    const { people, world } = await begin(answers.typical);
    people.slash({ name: 'swap', text: '' });
    await posted(2);
    const thread = conversation.harness.posts()[0]?.ref ?? '';
    people.slash({ name: 'swap', text: 'once more', channel: thread });
    await posted(4);
    expect(commands[1]?.address).toEqual({ ...conversation.harness.address, thread });
    expect(world.messages.slice(2).map(({ channel }) => channel)).toEqual([thread, thread]);
  });

  it.each([
    ['Create Public Threads', PermissionFlagsBits.CreatePublicThreads],
    ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads],
  ])('gives the asker the rest, and names the missing permission: %s', async (label, bit) => {
    const { people, world } = await begin(() => Promise.resolve(answers.typical));
    channelNamed(world, 'quiet').deny = bit;
    await conversation.harness.platform.stop();
    await conversation.harness.platform.start(() => Promise.resolve(answers.typical));
    people.slash({ name: 'swap', text: '', channel: 'quiet' });
    await posted(3);
    const [card, why, points] = conversation.harness.posts();
    expect([card, why, points].map((post) => post?.audience)).toEqual(['channel', 'asker', 'asker']);
    expect(why?.reading.text).toContain(`"${label}"`);
    expect(why?.reading.text).not.toContain('"Send Messages"');
    expect(points?.reading.text).toContain('Points in full');
  });
});
