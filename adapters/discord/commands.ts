/** The command table as Discord's application commands. Pure. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { CrosswireError } from '../../src/errors.ts';
import { clip } from '../text.ts';
import { commandDescriptionLimit, commandNamePattern, commandsPerApplication, optionTextLimit } from './limits.ts';

/** One row of the command table: `usage` names what may follow. */
export interface CommandRow {
  readonly name: string;
  readonly description: string;
  readonly usage: string;
}

export type ApplicationCommand = RESTPostAPIChatInputApplicationCommandsJSONBody;

const questionOption = { name: 'question', description: 'A question about it, in your own words' };

/** What the one text after a command is called: by its usage where that is one word ("[question]"), else a request. */
const optionOf = (usage: string): { readonly name: string; readonly description: string } => {
  const bare = usage.replace(/^\[(.*)\]$/u, '$1').trim();
  const name = bare.toLowerCase();
  if (name === '' || name === questionOption.name) return questionOption;
  return {
    name: commandNamePattern.test(name) ? name : 'request',
    description: clip(bare, commandDescriptionLimit),
  };
};

/** Every command takes the words after it as one optional text, suggested while a person types unless it is a question. */
const option = (row: CommandRow, suggests: boolean): NonNullable<ApplicationCommand['options']>[number] => {
  const named = optionOf(row.usage);
  return {
    type: ApplicationCommandOptionType.String,
    ...named,
    required: false,
    max_length: optionTextLimit,
    ...(suggests && named !== questionOption ? { autocomplete: true } : {}),
  };
};

/**
 * @param suggests whether words are suggested while a person types
 * @throws CrosswireError `platform` for a name that Discord refuses, naming it
 */
export const applicationCommands = (rows: readonly CommandRow[], suggests = false): readonly ApplicationCommand[] => {
  const names = rows.map(({ name }) => name);
  for (const name of names) {
    if (!commandNamePattern.test(name) || name !== name.toLowerCase()) {
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
  return rows.map((row) => ({
    type: ApplicationCommandType.ChatInput,
    name: row.name,
    description: clip(row.description, commandDescriptionLimit) || row.name,
    options: [option(row, suggests)],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  }));
};
