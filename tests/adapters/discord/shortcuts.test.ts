import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DiscordOptions } from '../../../adapters/discord/discord.ts';
import { commandsPerGuild } from '../../../adapters/discord/limits.ts';
import type { Command, Topic } from '../../../src/model.ts';
import { answers } from '../../contracts/samples.ts';
import { createHarness, type DiscordHarness } from './harness.ts';

let harness: DiscordHarness;
let topics: readonly Topic[] = [];
const commands: Command[] = [];

const topic = (name: string, more: Partial<Topic> = {}): Topic => ({
  name,
  title: name,
  query: name,
  description: `what the sources say about ${name}`,
  shortcut: true,
  ...more,
});
const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });
const names = (): readonly unknown[] => harness.discord.world.guildCommands.map(({ name }) => name);
const requests = (pattern: RegExp) =>
  harness.discord.world.requests.filter(({ method, path }) => pattern.test(`${method} ${path}`));
const setting = /^PUT .*guilds.*commands$/u;

const begin = async (first: readonly Topic[], options: Partial<DiscordOptions> = {}): Promise<void> => {
  topics = first;
  commands.length = 0;
  harness = await createHarness({ topicsOf: async () => topics, ...options });
  await harness.platform.start(async (command) => {
    commands.push(command);
    return answers.notice;
  });
};
const changed = async (now: readonly Topic[]): Promise<string | undefined> => {
  topics = now;
  return harness.platform.topicsChanged?.(harness.discord.world.guild);
};

afterEach(async () => {
  await harness.platform.stop();
  await harness.close();
});

describe('a topic of one server', () => {
  it('is a command there as soon as it is made, takes a question, and goes with the topic', async () => {
    await begin([]);
    expect(await changed([topic('grain')])).toBeUndefined();
    expect(names()).toEqual(['grain']);
    harness.discord.people.slash({ name: 'grain', text: 'how much?' });
    await settled(() => expect(commands[0]).toMatchObject({ name: 'grain', text: 'how much?' }));
    expect(await changed([])).toBeUndefined();
    expect(names()).toEqual([]);
  });

  it('is there from the start, and what is there already is not made anew', async () => {
    await begin([topic('grain')]);
    await settled(() => expect(names()).toEqual(['grain']));
    await harness.platform.stop();
    await harness.platform.start(() => Promise.resolve(answers.notice));
    await settled(() => expect(requests(/^GET .*guilds.*commands$/u)).toHaveLength(2));
    await changed(topics);
    expect(requests(setting)).toHaveLength(1);
  });

  it('takes the new words of a topic that was changed', async () => {
    await begin([]);
    await changed([topic('grain')]);
    await changed([topic('grain', { description: 'Wheat and corn' })]);
    expect(harness.discord.world.guildCommands[0]?.description).toBe('Wheat and corn');
    expect(harness.discord.world.commandCreations).toBe(1);
  });

  it('has no command without a shortcut, nor of a name that is taken', async () => {
    await begin([]);
    await changed([topic('quiet', { shortcut: false }), topic('swap'), topic('two words'), topic('corn')]);
    expect(names()).toEqual(['corn']);
  });

  it('does not lose a change to one that came right before it', async () => {
    await begin([]);
    const first = changed([topic('grain')]);
    const second = changed([topic('grain'), topic('corn')]);
    await Promise.all([first, second]);
    expect(names()).toEqual(['grain', 'corn']);
  });

  it('is left to /news in a direct message', async () => {
    await begin([topic('grain')]);
    await settled(() => expect(names()).toEqual(['grain']));
    const before = harness.discord.world.requests.length;
    expect(await harness.platform.topicsChanged?.('direct-123')).toBeUndefined();
    expect(harness.discord.world.requests).toHaveLength(before);
  });
});

describe("Discord's limits", () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => topic(`topic-${n}`));

  it(`of ${commandsPerGuild} commands a server is kept, and what has none is named`, async () => {
    await begin([]);
    expect(await changed(many(commandsPerGuild))).toBeUndefined();
    const told = await changed(many(commandsPerGuild + 1));
    expect(told).toContain('/news topic-100');
    expect(names()).toHaveLength(commandsPerGuild);
  });

  it('of 200 new ones a day is told with what works until then, and what was removed still goes', async () => {
    await begin([topic('grain'), topic('corn')]);
    await settled(() => expect(names()).toEqual(['grain', 'corn']));
    harness.discord.world.commandCreations = 200;
    const told = await changed([topic('grain'), topic('wheat')]);
    expect(told).toContain('200');
    expect(told).toContain('/news wheat');
    expect(names()).toEqual(['grain']);
  });

  it('are told apart from an invitation that left the commands out', async () => {
    await begin([]);
    harness.discord.faults.on(setting);
    harness.discord.faults.next({ kind: 'refused', status: 403, code: 50001, message: 'Missing Access' });
    expect(await changed([topic('grain')])).toContain('Invite the bot again');
  });

  it('do not stand in the way of a command when Discord fails for a moment', async () => {
    await begin([]);
    harness.discord.faults.on(setting);
    harness.discord.faults.next({ kind: 'down', status: 502 }, { kind: 'rate-limited', retryAfterSeconds: 2 });
    expect(await changed([topic('grain')])).toBeUndefined();
    expect(names()).toEqual(['grain']);
  });
});
