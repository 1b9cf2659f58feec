import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { slashCommands } from '../../../src/chat/commands.ts';
import type { Answer, Command } from '../../../src/model.ts';
import { answers, briefings } from '../../contracts/samples.ts';
import { channelNamed } from '../../fakes/discord/world.ts';
import { createHarness, type DiscordHarness } from './harness.ts';

let harness: DiscordHarness;
const commands: Command[] = [];

const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });
const posted = (count: number): Promise<void> => settled(() => expect(harness.posts()).toHaveLength(count));
const begin = async (script: (command: Command) => Answer | Promise<Answer>): Promise<DiscordHarness['discord']> => {
  harness = await createHarness({ commands: slashCommands([]), expectsNotice: () => true });
  await harness.platform.start(async (command) => {
    commands.push(command);
    return script(command);
  });
  return harness.discord;
};
/** Every word that was typed comes back in every place where words can stand. */
const echo = ({ text }: Command): Answer => ({
  kind: 'notice',
  notice: { tone: 'refusal', title: `There is no "${text}".`, lines: [text], fix: `Try ${text}` },
  actions: [{ label: text, text }],
});
const pick = (value: string) => ({
  name: 'news',
  options: [{ type: 1, name: 'ask', options: [{ type: 3, name: 'question', value }] }],
});

beforeEach(() => {
  commands.length = 0;
});
afterEach(async () => {
  await harness.platform.stop();
  // Fails for whatever Discord would have refused.
  await harness.close();
});

describe('what nobody should type', () => {
  it.each([
    ['40 kB of text', 'long '.repeat(8_000)],
    ['one word of 40 kB', 'x'.repeat(40_000)],
    ['only emoji', '🙂🙃👩‍👩‍👧‍👦🇺🇦'],
    ['text from right to left', 'שלום \u202eעולם\u202c مرحبا'],
    ['a ping of everyone', '@everyone @here <@901> <@&902> <#903>'],
    ['markup', '**bold** ~~gone~~ ||hidden|| `code` > quote\n# heading [bank](https://evil.example)'],
    ['an address with a name in it', 'https://user:word@evil.example/'],
    ['control characters', 'a\u0000b\u0007c\u001b[31md\u200be'],
    ['broken characters', '\ud83d lone \udc4d'],
    ['the words of a button', 'news|-|unfollow everything'],
  ])('is answered in private and pings nobody: %s', async (_, typed) => {
    const { people } = await begin(echo);
    people.picks(pick(typed));
    await settled(() => expect(harness.posts().length).toBeGreaterThan(0));
    expect(commands[0]?.text).toBe(`ask ${typed.trim()}`);
    for (const { audience, reading } of harness.posts()) {
      expect(audience).toBe('asker');
      expect(reading.pings).toEqual([]);
      expect(reading.links).toEqual([]);
    }
    const bodies = JSON.stringify(harness.discord.world.messages.map(({ body }) => body));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(bodies).not.toMatch(/\\u00(?:00|07|1b)|[\u0000\u0007\u001b\u202e]/u);
    for (const { body } of harness.discord.world.requests.filter(({ path }) => path.includes('/webhooks/')))
      expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  it('is pressed without harm where a title of an article has become a button', async () => {
    const title = '@everyone **now** [x](https://evil.example) |news|-|pause';
    const card: Answer = { ...answers.hostile, actions: [{ label: title, text: `story ${title}` }] };
    const { people } = await begin(({ text }) => (text.startsWith('story') ? echo({ ...command, text }) : card));
    const command: Command = {
      address: harness.address,
      person: { id: '901', manages: false },
      name: 'news',
      text: '',
    };
    people.slash({ name: 'news', text: 'brief' });
    await settled(() => expect(commands).toHaveLength(1));
    await settled(() => expect(() => people.presses({ label: title })).not.toThrow());
    await settled(() => expect(commands).toHaveLength(2));
    expect(commands[1]?.text).toBe(`story ${title}`);
    await settled(() => expect(harness.posts().at(-1)?.audience).toBe('asker'));
    expect(harness.posts().flatMap(({ reading }) => reading.pings)).toEqual([]);
  });

  it('is an unknown subcommand: the words are handed in, and the answer is private', async () => {
    const { people } = await begin(echo);
    people.picks({
      name: 'news',
      options: [{ type: 2, name: 'weather', options: [{ type: 1, name: 'add', options: [] }] }],
    });
    await posted(1);
    expect(commands[0]?.text).toBe('weather add');
    expect(harness.posts()[0]?.audience).toBe('asker');
  });
});

describe('what is gone by now', () => {
  const done: Answer = { kind: 'notice', notice: { tone: 'done', title: 'Shown.', lines: [] } };

  it('is a thread in which a command was typed: its answer is told to be lost, alone', async () => {
    const { people } = await begin(async ({ text }) => {
      if (text === 'brief swap') people.deletes(thread);
      return { kind: 'briefing', briefing: briefings.typical };
    });
    people.slash({ name: 'news', text: 'brief' });
    await posted(2);
    const thread = harness.posts()[0]?.ref ?? '';
    people.slash({ name: 'news', text: 'brief swap', channel: thread });
    await settled(() =>
      expect(harness.posts().some(({ reading }) => reading.text.includes('could not be written'))).toBe(true),
    );
    const told = harness.posts().filter(({ reading }) => reading.text.includes('could not be written'));
    expect(told.map(({ audience }) => audience)).toEqual(['asker']);
  });

  it('is the thread of a card: its buttons work all the same', async () => {
    const { people } = await begin(({ text }) =>
      text === 'brief' ? { ...answers.typical, actions: [{ label: 'Sources', text: 'sources' }] } : done,
    );
    people.slash({ name: 'news', text: 'brief' });
    await posted(2);
    const card = harness.posts()[0]?.ref ?? '';
    people.deletes(card);
    people.presses({ label: 'Sources', message: card });
    await posted(3);
    expect(commands[1]?.address.thread).toBe(card);
    expect(harness.posts()[2]?.reading.text).toBe('Shown.');
  });

  it('is the channel, before the answer was ready: nothing is left hanging and nothing fails', async () => {
    const { people, world } = await begin(async () => {
      people.deletes(channelNamed(world, 'news').id);
      return done;
    });
    people.slash({ name: 'news', text: 'brief' });
    await settled(() => expect(commands).toHaveLength(1));
    await harness.platform.stop();
    expect(harness.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});
