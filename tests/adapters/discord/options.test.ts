import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DiscordOptions } from '../../../adapters/discord/discord.ts';
import { slashCommands } from '../../../src/chat/commands.ts';
import type { Command } from '../../../src/model.ts';
import type { Suggest } from '../../../src/ports.ts';
import { answers } from '../../contracts/samples.ts';
import { createHarness, type DiscordHarness } from './harness.ts';

let harness: DiscordHarness;
const commands: Command[] = [];
const topic = { name: 'swap', title: 'Swap', query: 'swap', description: 'The exchange', shortcut: true };

const begin = async (options: Partial<DiscordOptions> = {}): Promise<DiscordHarness['discord']['people']> => {
  harness = await createHarness({ commands: slashCommands([topic]), ...options });
  await harness.platform.start((command) => {
    commands.push(command);
    return Promise.resolve(answers.notice);
  });
  return harness.discord.people;
};
const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });

beforeEach(() => {
  commands.length = 0;
});
afterEach(async () => {
  await harness.platform.stop();
  await harness.close();
});

const string = (name: string, value: string) => ({ type: 3, name, value });

describe('a subcommand with its options', () => {
  it('is handed in as the line that somebody would have typed', async () => {
    const people = await begin();
    const picked = [
      [{ type: 1, name: 'brief', options: [] }],
      [{ type: 1, name: 'brief', options: [string('topic', 'swap')] }],
      // In whatever order they were filled in.
      [
        {
          type: 1,
          name: 'follow',
          options: [
            string('zone', 'Europe/Kyiv'),
            string('days', 'weekdays'),
            string('time', '08:00'),
            string('topics', 'swap, talks'),
          ],
        },
      ],
      [{ type: 2, name: 'topic', options: [{ type: 1, name: 'list', options: [] }] }],
    ];
    for (const options of picked) {
      const before = commands.length;
      people.picks({ name: 'news', options });
      await settled(() => expect(commands).toHaveLength(before + 1));
    }
    people.picks({ name: 'swap', options: [string('question', 'how many?')] });
    await settled(() => expect(commands).toHaveLength(5));
    expect(commands.map(({ name, text }) => `/${name} ${text}`)).toEqual([
      '/news brief',
      '/news brief swap',
      '/news follow swap, talks at 08:00 weekdays in Europe/Kyiv',
      '/news topic list',
      '/swap how many?',
    ]);
  });

  it.each([
    ['follow swap, talks at 08:00 weekdays in Europe/Kyiv unless quiet', undefined],
    ['follow swap at 8am', undefined],
    ['topic add grain = "Black Sea" grain OR corn', undefined],
    ['ask how long will it stay shut?', undefined],
    ['feed add https://gazette.example/feed.xml', undefined],
    ['help follow', undefined],
    ['share differences swap', undefined],
    ['settings changes everyone', undefined],
    ['sources swap page 2', undefined],
    ['swap', 'brief swap'],
    ['', 'brief'],
  ])('comes back as it was typed: "%s"', async (typed, expected) => {
    const people = await begin();
    people.slash({ name: 'news', text: typed });
    await settled(() => expect(commands.map(({ text }) => text)).toEqual([expected ?? typed]));
  });

  it('that we no longer know is handed in with all that it carries', async () => {
    const people = await begin();
    people.picks({ name: 'news', options: [{ type: 1, name: 'forecast', options: [string('place', 'the coast')] }] });
    await settled(() => expect(commands.map(({ text }) => text)).toEqual(['forecast the coast']));
  });

  it('takes 40,000 characters, emoji and text from right to left as they are', async () => {
    const people = await begin();
    const odd = ['x'.repeat(40_000), '🙂🙂🙂', 'שלום עולם', '@everyone', 'a\u0007b'];
    for (const [n, text] of odd.entries()) {
      people.picks({ name: 'swap', options: [string('question', text)] });
      await settled(() => expect(commands).toHaveLength(n + 1));
    }
    expect(commands.map(({ text }) => text)).toEqual(odd);
  });

  it('is not let through by the fake without what is required, as Discord would not', async () => {
    const people = await begin();
    expect(() => people.slash({ name: 'news', text: 'follow swap' })).toThrow('needs its time');
  });
});

describe('suggestions', () => {
  const offers = async (suggest: Suggest, typed: { name: string; text: string; verb?: string; option?: string }) => {
    const people = await begin({ suggest });
    const asked = people.completes(typed);
    await settled(() => expect(asked.state).toBe('answered'));
    return asked.choices;
  };

  it('are asked for with the verb, the option and the words so far', async () => {
    const requests: unknown[] = [];
    const suggest: Suggest = async (request) => {
      requests.push(request);
      return [{ name: 'Kyiv', value: 'Europe/Kyiv' }];
    };
    const choices = await offers(suggest, { name: 'news', verb: 'follow', option: 'zone', text: 'ky' });
    expect(choices).toEqual([{ name: 'Kyiv', value: 'Europe/Kyiv' }]);
    expect(requests).toEqual([{ address: harness.address, verb: 'follow', parameter: 'zone', typed: 'ky' }]);
  });

  it('know a verb of two words', async () => {
    const suggest: Suggest = async ({ verb }) => [{ name: verb, value: verb }];
    const choices = await offers(suggest, { name: 'news', verb: 'topic remove', text: '' });
    expect(choices).toEqual([{ name: 'topic remove', value: 'topic remove' }]);
  });

  it('are none, in time, where they cannot be found', async () => {
    const suggest: Suggest = () => Promise.reject(new Error('a bug'));
    expect(await offers(suggest, { name: 'news', verb: 'follow', option: 'zone', text: 'ky' })).toEqual([]);
    expect(harness.log.lines.join('\n')).toContain('a bug');
  });

  it('are none where they linger', async () => {
    const suggest: Suggest = () => new Promise(() => undefined);
    expect(await offers(suggest, { name: 'news', verb: 'follow', option: 'zone', text: 'ky' })).toEqual([]);
  });
});
