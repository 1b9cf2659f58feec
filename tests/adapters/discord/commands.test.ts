import { describe, expect, it } from 'vitest';
import { applicationCommands } from '../../../adapters/discord/commands.ts';
import {
  choiceLimit,
  choiceValueLimit,
  commandDescriptionLimit,
  commandsPerApplication,
} from '../../../adapters/discord/limits.ts';
import { applicationIdOf, discordManifest } from '../../../adapters/discord/manifest.ts';
import { matching } from '../../../adapters/discord/suggest.ts';
import { CrosswireError } from '../../../src/errors.ts';
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
      options: [{ type: 3, name: 'topic', description: 'TOPIC', required: false, autocomplete: true }],
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
    expect(command?.options?.some((one) => 'autocomplete' in one)).toBe(name !== 'question');
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

describe('the manifest', () => {
  it('holds the commands as registered and an invitation with exactly the permissions used', () => {
    const manifest = discordManifest(contractCommands, { applicationId: '123456789012345678' });
    const url = new URL(manifest.invite);
    expect(url.searchParams.get('client_id')).toBe('123456789012345678');
    expect(url.searchParams.get('scope')).toBe('bot applications.commands');
    // Bits 10, 11, 14, 16, 35 and 38 of Discord's permissions.
    expect(url.searchParams.get('permissions')).toBe(
      String((1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 16n) | (1n << 35n) | (1n << 38n)),
    );
    expect(manifest.permissions).toHaveLength(6);
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
  const choices = [
    { name: 'Talks: the negotiations', value: 'talks' },
    { name: 'Swap: the exchange', value: 'swap' },
    { name: 'Ask a question', value: 'ask ' },
  ];

  it('put what begins with the typed words before what merely holds them', () => {
    expect(matching(choices, 'sw').map(({ value }) => value)).toEqual(['swap']);
    expect(matching(choices, 'a').map(({ value }) => value)).toEqual(['ask ', 'talks', 'swap']);
    expect(matching(choices, '  TALKS ').map(({ value }) => value)).toEqual(['talks']);
    expect(matching(choices, 'zebra')).toEqual([]);
  });

  it(`are at most ${choiceLimit}, and none is cut`, () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `n${n}`, value: `v${n}` }));
    expect(matching(many(choiceLimit), '')).toHaveLength(choiceLimit);
    expect(matching(many(choiceLimit + 1), '')).toHaveLength(choiceLimit);
    const ofLength = (length: number) => [{ name: 'a', value: 'v'.repeat(length) }];
    expect(matching(ofLength(choiceValueLimit), '')).toHaveLength(1);
    expect(matching(ofLength(choiceValueLimit + 1), '')).toEqual([]);
  });
});
