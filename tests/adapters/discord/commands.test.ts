import type { APIApplicationCommandOption } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { applicationCommands } from '../../../adapters/discord/commands.ts';
import {
  choiceLimit,
  choiceNameLimit,
  choiceValueLimit,
  commandCharacterLimit,
  commandDescriptionLimit,
  commandsPerApplication,
  optionsPerCommand,
} from '../../../adapters/discord/limits.ts';
import { applicationIdOf, discordManifest } from '../../../adapters/discord/manifest.ts';
import type { VerbRow } from '../../../adapters/discord/subcommands.ts';
import { offered } from '../../../adapters/discord/suggest.ts';
import { slashCommands, verbRows } from '../../../src/chat/commands.ts';
import { CrosswireError } from '../../../src/errors.ts';
import type { Parameter } from '../../../src/model.ts';
import { contractCommands } from '../../contracts/harness.ts';
import { commandFaults, specificationFaults, specificationIsChecked } from '../../fakes/discord/checks.ts';

const row = (name: string, description = 'A topic') => ({ name, description, usage: '' });
const refusalOf = (rows: Parameters<typeof applicationCommands>[0]): CrosswireError | undefined => {
  try {
    applicationCommands(rows);
    return undefined;
  } catch (error) {
    if (error instanceof CrosswireError) return error;
    throw error;
  }
};
const path = '/applications/{application_id}/commands';

describe('the commands of Discord', () => {
  it('are the rows of the command table, each with its words as one optional text', () => {
    const [news, swap] = applicationCommands(contractCommands, true);
    expect(news).toMatchObject({
      name: 'news',
      description: 'A briefing of the top stories, or of one topic',
      options: [{ type: 3, name: 'topic', description: 'TOPIC', required: false }],
    });
    expect(swap?.options).toEqual([
      {
        type: 3,
        name: 'question',
        description: 'A question about it, in your own words',
        required: false,
        max_length: 6000,
      },
    ]);
  });

  it.each([
    ['[topic | ask | help ...]', 'request', 'topic | ask | help ...'],
    ['[question]', 'question', 'A question about it, in your own words'],
    ['', 'question', 'A question about it, in your own words'],
    ['[URL]', 'url', 'URL'],
  ])('name the words after a command by its usage "%s"', (usage, name, description) => {
    const [command] = applicationCommands([{ ...row('news'), usage }], true);
    expect(command?.options).toMatchObject([{ name, description }]);
  });

  it('are taken by Discord', () => {
    const commands = applicationCommands([...contractCommands, row('été'), row('x'.repeat(32))], true);
    expect(commandFaults(commands)).toEqual([]);
    expect(specificationFaults(path, 'PUT', commands)).toEqual([]);
  });

  it.each(['', 'Swap', 'two words', 'x'.repeat(33), 'a/b', 'smile☺'])(
    'refuse the name "%s" and say the rule',
    (name) => {
      const error = refusalOf([row(name)]);
      expect(error?.code).toBe('platform');
      expect(error?.message).toContain(`"${name}"`);
      expect(error?.fix).toContain('32');
    },
  );

  it('refuse two of one name', () => {
    expect(refusalOf([row('swap'), row('swap')])?.message).toContain('"swap"');
  });

  it(`are at most ${commandsPerApplication}`, () => {
    const rows = (count: number) => Array.from({ length: count }, (_, n) => row(`topic-${n}`));
    expect(refusalOf(rows(commandsPerApplication))).toBeUndefined();
    expect(refusalOf(rows(commandsPerApplication + 1))?.message).toContain(`${commandsPerApplication + 1}`);
  });

  it('keep a description of the limit and clip a longer one', () => {
    const described = (length: number) => applicationCommands([row('swap', 'x'.repeat(length))])[0]?.description;
    expect(described(commandDescriptionLimit)).toBe('x'.repeat(commandDescriptionLimit));
    expect(described(commandDescriptionLimit + 1)).toHaveLength(commandDescriptionLimit);
  });
});

describe('the verbs of a command', () => {
  const parameter = (name: string, more: Partial<Parameter> = {}): Parameter => ({
    name,
    description: `The ${name}`,
    kind: 'text',
    required: false,
    ...more,
  });
  const verb = (name: string, parameters: readonly Parameter[] = []): VerbRow => ({
    name,
    summary: `What ${name} does`,
    manages: false,
    parameters,
  });
  const declared = (...verbs: readonly VerbRow[]) =>
    applicationCommands([{ name: 'news', description: 'News', usage: '', verbs }], true)[0];
  const refused = (...verbs: readonly VerbRow[]): string | undefined =>
    refusalOf([{ name: 'news', description: 'News', usage: '', verbs }])?.message;

  it('as the chat has them are taken by Discord, each in its subcommand with every parameter', () => {
    const commands = applicationCommands(slashCommands([]), true);
    expect(commandFaults(commands)).toEqual([]);
    expect(specificationFaults(path, 'PUT', commands)).toEqual([]);
    const leaves = (options: readonly APIApplicationCommandOption[], name = ''): readonly string[] =>
      options.flatMap((option) => {
        const own = `${name} ${option.name}`.trim();
        if (option.type !== 1 && option.type !== 2) return [own];
        return option.type === 1 ? [own, ...leaves(option.options ?? [], own)] : leaves(option.options ?? [], own);
      });
    const expected = verbRows().flatMap(({ name, parameters }) => [
      name,
      ...parameters.map((one) => `${name} ${one.name}`),
    ]);
    expect([...leaves(commands[0]?.options ?? [])].sort()).toEqual([...expected].sort());
  });

  it('become subcommands, and groups where a verb does several things', () => {
    const command = declared(verb('list'), verb('topic add', [parameter('name')]), verb('topic remove'), verb('help'));
    expect(command?.options).toMatchObject([
      { type: 1, name: 'list', options: [] },
      {
        type: 2,
        name: 'topic',
        options: [
          { type: 1, name: 'add' },
          { type: 1, name: 'remove' },
        ],
      },
      { type: 1, name: 'help' },
    ]);
  });

  it('have their required options first, choices where all is known, suggestions where there are any', () => {
    const command = declared(
      verb('follow', [
        parameter('quiet', { kind: 'choice', choices: ['unless quiet'] }),
        parameter('topics', { kind: 'topics', required: true }),
        parameter('url', { kind: 'url' }),
      ]),
    );
    expect(command?.options?.[0]).toMatchObject({
      options: [
        { name: 'topics', required: true, autocomplete: true },
        { name: 'quiet', required: false, choices: [{ name: 'unless quiet', value: 'unless quiet' }] },
        { name: 'url', required: false, max_length: 6000 },
      ],
    });
    expect(JSON.stringify(command).match(/autocomplete/gu)).toHaveLength(1);
    expect(
      JSON.stringify(
        applicationCommands([{ ...row('news'), verbs: [verb('help', [parameter('verb', { kind: 'verb' })])] }]),
      ),
    ).not.toContain('autocomplete');
  });

  const numbered = (count: number) => Array.from({ length: count }, (_, n) => `n${n}`);

  it(`are at most ${optionsPerCommand}, with as many options and as many in a group`, () => {
    const within = numbered(optionsPerCommand);
    const over = numbered(optionsPerCommand + 1);
    expect(refused(...within.map((name) => verb(name)))).toBeUndefined();
    expect(refused(...over.map((name) => verb(name)))).toContain('at most 25');
    expect(refused(...within.map((name) => verb(`feed ${name}`)))).toBeUndefined();
    expect(refused(...over.map((name) => verb(`feed ${name}`)))).toContain('"feed"');
    expect(
      refused(
        verb(
          'follow',
          within.map((name) => parameter(name)),
        ),
      ),
    ).toBeUndefined();
    expect(
      refused(
        verb(
          'follow',
          over.map((name) => parameter(name)),
        ),
      ),
    ).toContain('"follow"');
    const choosing = (choices: readonly string[]) => verb('share', [parameter('what', { kind: 'choice', choices })]);
    expect(refused(choosing(within))).toBeUndefined();
    expect(refused(choosing(over))).toContain('"what"');
  });

  it('are refused where two would have one name, or a name that Discord does not take', () => {
    expect(refused(verb('topic'), verb('topic add'))).toContain('"topic"');
    expect(refused(verb('topic add'), verb('topic add'))).toContain('"topic add"');
    expect(refused(verb('list'), verb('list'))).toContain('"list"');
    expect(refused(verb('one two three'))).toContain('two words');
    expect(refused(verb('List'))).toContain('"List"');
    expect(refused(verb('list', [parameter('A B')]))).toContain('"A B"');
  });

  it(`hold ${commandCharacterLimit} characters with all that is in them, and not one more`, () => {
    const ofHundred = (name: string) => parameter(name, { description: 'x'.repeat(100 - name.length) });
    const sized = (name: string, summary: number, more: readonly Parameter[] = []) => ({
      ...verb(name, [ofHundred('p1'), ofHundred('p2'), ...more]),
      summary: 'x'.repeat(summary),
    });
    // 24 verbs of 300, one of 792, "news" and "News" with 8.
    const most = numbered(24).map((name) => sized(name.padEnd(3, '-'), 97));
    const others = ['q1', 'q2', 'q3', 'q4'].map(ofHundred);
    const last = (description: number) =>
      sized('z', 99, [...others, parameter('q5', { description: 'x'.repeat(description) })]);
    expect(refused(...most, last(90))).toBeUndefined();
    expect(refused(...most, last(91))).toContain(`${commandCharacterLimit + 1}`);
  });
});

describe('the manifest', () => {
  it('holds the commands as registered and an invitation with exactly the permissions used', () => {
    const manifest = discordManifest(contractCommands, { applicationId: '123456789012345678' });
    const url = new URL(manifest.invite);
    expect(url.searchParams.get('client_id')).toBe('123456789012345678');
    expect(url.searchParams.get('scope')).toBe('bot applications.commands');
    // Bits 10, 11, 14, 15, 16, 35 and 38 of Discord's permissions.
    expect(url.searchParams.get('permissions')).toBe(
      String((1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 35n) | (1n << 38n)),
    );
    expect(manifest.permissions).toHaveLength(7);
    expect(manifest.commands).toEqual(applicationCommands(contractCommands));
  });

  it.skipIf(!specificationIsChecked)("passes Discord's own OpenAPI file, which refuses a broken one", () => {
    const { commands } = discordManifest(contractCommands);
    expect(specificationFaults(path, 'PUT', commands)).toEqual([]);
    expect(specificationFaults(path, 'PUT', [{ ...commands[0], name: 'x'.repeat(33) }])).not.toEqual([]);
  });

  it('reads the application from the token, where the token tells it', () => {
    const token = `${Buffer.from('123456789012345678').toString('base64url')}.abc.def`;
    expect(applicationIdOf(token)).toBe('123456789012345678');
    expect(applicationIdOf('no token')).toBeUndefined();
    expect(discordManifest([]).invite).toContain('YOUR_APPLICATION_ID');
  });
});

describe('suggestions', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `n${n}`, value: `v${n}` }));

  it(`are at most ${choiceLimit}, in the order given`, () => {
    expect(offered(many(choiceLimit))).toEqual(many(choiceLimit));
    expect(offered(many(choiceLimit + 1))).toEqual(many(choiceLimit));
  });

  it('are clipped where they are shown and never where they are typed', () => {
    const ofLength = (length: number) => offered([{ name: 'x'.repeat(length), value: 'v'.repeat(length) }]);
    expect(ofLength(choiceValueLimit)).toEqual([
      { name: 'x'.repeat(choiceNameLimit), value: 'v'.repeat(choiceValueLimit) },
    ]);
    expect(ofLength(choiceValueLimit + 1)).toEqual([]);
    expect(offered([{ name: 'x'.repeat(choiceNameLimit + 1), value: 'v' }])[0]?.name).toHaveLength(choiceNameLimit);
  });

  it('leave out what says nothing and what stands there already', () => {
    const swap = { name: 'Swap', value: 'swap' };
    expect(offered([swap, swap, { name: '', value: 'empty' }, { name: 'Nothing', value: '' }])).toEqual([swap]);
    expect(offered([{ name: 'two\nlines\u202e', value: 'x' }])).toEqual([{ name: 'two lines', value: 'x' }]);
  });
});
