/** The command table as Discord's application commands. Pure. */
import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { CrosswireError } from '../../src/errors.ts';
import { clip } from '../text.ts';
import {
  commandCharacterLimit,
  commandDescriptionLimit,
  commandNamePattern,
  commandsPerApplication,
  optionTextLimit,
} from './limits.ts';
import { declareVerbs, type VerbRow } from './subcommands.ts';

/** One row of the command table: `usage` names what may follow. */
export interface CommandRow {
  readonly name: string;
  readonly description: string;
  readonly usage: string;
  /** What can be done with it, each a subcommand; without any the words after it are one text. */
  readonly verbs?: readonly VerbRow[];
}

export type ApplicationCommand = RESTPostAPIChatInputApplicationCommandsJSONBody;

const questionOption = { name: 'question', description: 'A question about it, in your own words' };

/** What the one text after a command is called: by its usage where that is one word ("[question]"), else a request. */
const wordsOf = (usage: string): { readonly name: string; readonly description: string } => {
  const bare = usage.replace(/^\[(.*)\]$/u, '$1').trim();
  const name = bare.toLowerCase();
  if (name === '' || name === questionOption.name) return questionOption;
  return {
    name: commandNamePattern.test(name) ? name : 'request',
    description: clip(bare, commandDescriptionLimit),
  };
};

/** The words after a command as one optional text. */
const wordsOption = (row: CommandRow): APIApplicationCommandOption => ({
  type: ApplicationCommandOptionType.String,
  ...wordsOf(row.usage),
  required: false,
  max_length: optionTextLimit,
});

/** Whether Discord takes it as the name of a command. */
export const isCommandName = (name: string): boolean => commandNamePattern.test(name) && name === name.toLowerCase();

/** What Discord counts towards the 8,000 characters of a command: names, descriptions and values, all the way down. */
const commandCharacters = (command: ApplicationCommand): number => {
  const ofOption = (option: APIApplicationCommandOption): number => {
    const choices = 'choices' in option ? (option.choices ?? []) : [];
    const options = 'options' in option ? (option.options ?? []) : [];
    return (
      option.name.length +
      option.description.length +
      choices.reduce((sum, { name, value }) => sum + name.length + String(value).length, 0) +
      options.reduce((sum, inner) => sum + ofOption(inner), 0)
    );
  };
  return (command.options ?? []).reduce(
    (sum, option) => sum + ofOption(option),
    command.name.length + command.description.length,
  );
};

const declare = (row: CommandRow, suggests: boolean): ApplicationCommand => ({
  type: ApplicationCommandType.ChatInput,
  name: row.name,
  description: clip(row.description, commandDescriptionLimit) || row.name,
  options:
    row.verbs === undefined || row.verbs.length === 0 ? [wordsOption(row)] : [...declareVerbs(row.verbs, suggests)],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
});

/** A command of one server alone: Discord takes neither contexts nor kinds of installation for it. */
export const guildCommand = (row: CommandRow): ApplicationCommand => {
  const { contexts: _, integration_types: __, ...command } = declare(row, false);
  return command;
};

/**
 * @param suggests whether what may be filled in is suggested while a person types
 * @throws CrosswireError `platform` for what Discord refuses, naming it
 */
export const applicationCommands = (rows: readonly CommandRow[], suggests = false): readonly ApplicationCommand[] => {
  const names = rows.map(({ name }) => name);
  for (const name of names) {
    if (!isCommandName(name)) {
      throw new CrosswireError(
        'platform',
        `Discord does not take "${name}" as the name of a command.`,
        'Name it with 1 to 32 lower-case letters, digits, "-" or "_".',
      );
    }
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new CrosswireError('platform', `Two commands are named "${twice}".`, 'Rename one of the two topics.');
  }
  if (rows.length > commandsPerApplication) {
    throw new CrosswireError(
      'platform',
      `Discord takes at most ${commandsPerApplication} commands; there are ${rows.length}.`,
      'Take the shortcut from some of the topics.',
    );
  }
  return rows.map((row) => {
    const command = declare(row, suggests);
    const characters = commandCharacters(command);
    if (characters <= commandCharacterLimit) return command;
    throw new CrosswireError(
      'platform',
      `Discord takes at most ${commandCharacterLimit} characters for a command; "${row.name}" has ${characters}.`,
      'Shorten the summaries of its verbs and the descriptions of their parameters.',
    );
  });
};
