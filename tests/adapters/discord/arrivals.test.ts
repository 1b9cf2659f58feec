import { PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DiscordOptions } from '../../../adapters/discord/discord.ts';
import type { Answer, Command } from '../../../src/model.ts';
import { answers } from '../../contracts/samples.ts';
import { controlsOf } from '../../fakes/discord/controls.ts';
import { channelNamed } from '../../fakes/discord/world.ts';
import { createHarness, type DiscordHarness } from './harness.ts';

let harness: DiscordHarness;
const commands: Command[] = [];
const welcome: Answer = {
  kind: 'notice',
  notice: { tone: 'info', title: 'Crosswire is here.', lines: ['One.', 'Two.', 'Three.'] },
  audience: 'channel',
  actions: [
    { label: 'Try a briefing', text: 'brief', style: 'primary' },
    { label: 'Follow at 08:00', text: 'follow top stories at 08:00' },
  ],
};
const answerer = async (command: Command): Promise<Answer> => {
  commands.push(command);
  return command.name === 'welcome' ? welcome : answers.notice;
};
const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });
const now = (): string => new Date().toISOString();

/** What the store does: one note for all replicas and restarts. */
const notes = () => {
  const seen = new Set<string>();
  return async (id: string): Promise<boolean> => {
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  };
};

const begin = async (options: Partial<DiscordOptions> & { invited?: boolean } = {}): Promise<DiscordHarness> => {
  const { invited = false, ...rest } = options;
  commands.length = 0;
  harness = await createHarness(rest);
  harness.discord.world.joined = invited;
  await harness.platform.start(answerer);
  return harness;
};
/** A question is answered: whatever was begun before it has been done by then. */
const works = async (): Promise<void> => {
  await harness.type({ name: 'swap', text: 'still there?' });
  await settled(() => expect(commands.some(({ text }) => text === 'still there?')).toBe(true));
  await harness.platform.stop();
};
const greeted = () => commands.filter(({ name }) => name === 'welcome');

afterEach(async () => {
  await harness.platform.stop();
  await harness.close();
});

describe('the bot in a new server', () => {
  it('says in the first text channel what it does, with its buttons, once', async () => {
    const { discord } = await begin();
    discord.people.invites(now());
    await settled(() => expect(harness.posts()).toHaveLength(1));
    expect(harness.posts()[0]).toMatchObject({ audience: 'channel', parent: undefined });
    const [message] = discord.world.messages;
    expect(message?.channel).toBe(channelNamed(discord.world, 'news').id);
    expect(controlsOf(message?.body.components).map(({ label }) => label)).toEqual([
      'Try a briefing',
      'Follow at 08:00',
    ]);
    expect(commands[0]).toMatchObject({ name: 'welcome', text: '', address: harness.address });
    discord.gateway.repeatLast();
    await works();
    expect(greeted()).toHaveLength(1);
  });

  it('speaks in the system channel where there is one', async () => {
    const { discord } = await begin();
    discord.world.systemChannel = channelNamed(discord.world, 'quiet').id;
    discord.people.invites(now());
    await settled(() => expect(discord.world.messages[0]?.channel).toBe(channelNamed(discord.world, 'quiet').id));
  });

  it('passes over a channel where it may not write, and tells the owner nothing of that', async () => {
    const { discord } = await begin();
    channelNamed(discord.world, 'news').deny = PermissionFlagsBits.SendMessages;
    discord.people.invites(now());
    await settled(() => expect(discord.world.messages[0]?.channel).toBe(channelNamed(discord.world, 'quiet').id));
    await works();
    expect(harness.posts().filter(({ audience }) => audience === 'channel')).toHaveLength(1);
  });

  it.each([
    ['View Channel', PermissionFlagsBits.ViewChannel],
    ['Send Messages', PermissionFlagsBits.SendMessages],
    ['Embed Links', PermissionFlagsBits.EmbedLinks],
  ])('that may write nowhere for want of "%s" tells its owner that, by name', async (label, bit) => {
    const { discord } = await begin();
    discord.world.permissions &= ~bit;
    discord.people.invites(now());
    await settled(() => expect(harness.posts()).toHaveLength(1));
    expect(discord.world.messages[0]?.channel).toBe(channelNamed(discord.world, 'direct').id);
    expect(harness.posts()[0]?.reading.text).toContain(`Give Crosswire's role "${label}"`);
    expect(greeted()).toEqual([]);
  });

  it('that may write but start no threads says hello, and tells its owner what is missing', async () => {
    const { discord } = await begin();
    discord.world.permissions &= ~PermissionFlagsBits.CreatePublicThreads;
    discord.people.invites(now());
    await settled(() => expect(harness.posts()).toHaveLength(2));
    expect(harness.posts()[1]?.reading.text).toContain(`Give Crosswire's role "Create Public Threads" in`);
  });

  it('says nothing more after a restart, nor in another replica, nor when the session is lost', async () => {
    const arrive = notes();
    const { discord } = await begin({ arrive });
    discord.people.invites(now());
    await settled(() => expect(greeted()).toHaveLength(1));
    discord.gateway.invalidate(false);
    await settled(() => expect(discord.gateway.counts.identifies).toBe(2));
    await works();
    await harness.platform.start(answerer);
    await works();
    expect(greeted()).toHaveLength(1);
    expect(harness.posts().filter(({ reading }) => reading.text.includes('Crosswire is here.'))).toHaveLength(1);
  });

  it('that was invited while nothing ran says hello when it starts', async () => {
    await begin({ arrive: notes() });
    await harness.platform.stop();
    harness.discord.world.joined = true;
    harness.discord.world.joinedAt = now();
    await harness.platform.start(answerer);
    await settled(() => expect(greeted()).toHaveLength(1));
  });

  it('that was there before says nothing, at a start or after an outage of the server', async () => {
    const { discord } = await begin({ invited: true });
    const { guild } = discord.world;
    discord.gateway.dispatch('GUILD_DELETE', { id: guild, unavailable: true });
    discord.people.invites(discord.world.joinedAt);
    await works();
    expect(greeted()).toEqual([]);
  });

  it('keeps quiet where the chat has no word of welcome', async () => {
    harness = await createHarness();
    harness.discord.world.joined = false;
    commands.length = 0;
    await harness.platform.start(async (command) => {
      commands.push(command);
      return answers.refusal;
    });
    harness.discord.people.invites(now());
    await settled(() => expect(greeted()).toHaveLength(1));
    await works();
    expect(harness.posts().filter(({ audience }) => audience === 'channel')).toEqual([]);
  });
});

describe('a missing permission', () => {
  const done: Answer = { kind: 'notice', notice: { tone: 'done', title: 'This channel follows swap.', lines: [] } };

  it('is told to whoever orders something, before the first digest fails', async () => {
    harness = await createHarness({ expectsNotice: () => true });
    channelNamed(harness.discord.world, 'news').deny = PermissionFlagsBits.SendMessages;
    await harness.platform.start(() => Promise.resolve(done));
    harness.discord.people.slash({ name: 'news', text: 'follow' });
    await settled(() => expect(harness.posts()).toHaveLength(2));
    const [first, second] = harness.posts();
    expect([first?.audience, second?.audience]).toEqual(['asker', 'asker']);
    expect(second?.reading.text).toContain(`Give Crosswire's role "Send Messages" in this channel`);
  });

  it('is not told of where nothing is missing, nor for what changes nothing', async () => {
    harness = await createHarness({ expectsNotice: () => true });
    await harness.platform.start(({ text }) => Promise.resolve(text === 'help' ? answers.notice : done));
    harness.discord.people.slash({ name: 'news', text: 'follow' });
    await settled(() => expect(harness.posts()).toHaveLength(1));
    channelNamed(harness.discord.world, 'news').deny = PermissionFlagsBits.SendMessages;
    harness.discord.people.slash({ name: 'news', text: 'help' });
    await settled(() => expect(harness.posts()).toHaveLength(2));
    await harness.platform.stop();
    expect(harness.posts()).toHaveLength(2);
  });
});
