/** What arrives over the gateway, as Commands. */
import {
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Message,
  PermissionFlagsBits,
} from 'discord.js';
import type { Address, Command, Parameter, Person } from '../../src/model.ts';
import { typedWords } from '../typed.ts';
import type { CommandRow } from './commands.ts';
import type { VerbRow } from './subcommands.ts';

/** A direct message belongs to no server: its channel is a workspace of its own. */
const workspaceOf = (guildId: string | null, channel: string): string => guildId ?? `direct-${channel}`;

/** A thread's own channel is its parent. */
const addressOf = (
  guildId: string | null,
  channelId: string,
  channel: { isThread(): boolean; parentId?: string | null } | null,
): Address => {
  const base = { platform: 'discord', workspace: workspaceOf(guildId, channelId) } as const;
  const parent = channel?.isThread() === true ? channel.parentId : undefined;
  return typeof parent === 'string' ? { ...base, channel: parent, thread: channelId } : { ...base, channel: channelId };
};

/** Either makes somebody a manager of a channel: the first as it is set there. */
const managing = [PermissionFlagsBits.ManageChannels, PermissionFlagsBits.ManageGuild];

/** Where an interaction happened. */
export const placeOf = (interaction: BaseInteraction): Address =>
  addressOf(interaction.guildId, interaction.channelId ?? '', interaction.channel);

/** Discord tells of no time zone. */
export const personOf = (interaction: BaseInteraction): Person => ({
  id: interaction.user.id,
  // As they are in this very channel.
  manages: interaction.memberPermissions?.any(managing) ?? false,
});

/** The options that hold a value, out of their subcommands. */
const filledIn = (options: readonly CommandInteractionOption[]): readonly CommandInteractionOption[] =>
  options.flatMap((option) => (option.options === undefined ? [option] : filledIn(option.options)));

/** The subcommand that was chosen: `follow`, `topic add`; empty for a command without any. */
export const verbOf = ({
  options,
}: {
  readonly options: {
    getSubcommandGroup(required: false): string | null;
    getSubcommand(required: false): string | null;
  };
}): string =>
  [options.getSubcommandGroup(false), options.getSubcommand(false)].filter((word) => word !== null).join(' ');

/** The verb of that name among those of a command. */
const rowOf = (rows: readonly CommandRow[], command: string, verb: string): VerbRow | undefined =>
  rows.find(({ name }) => name === command)?.verbs?.find(({ name }) => name === verb);

/** What was filled in, as the words that somebody would have typed. */
export const commandOf = (interaction: ChatInputCommandInteraction, rows: readonly CommandRow[]): Command => {
  const verb = verbOf(interaction);
  const given = filledIn(interaction.options.data);
  const values = new Map(given.map(({ name, value }) => [name, typeof value === 'string' ? value : '']));
  // A subcommand that we no longer know may come from a client that has not heard of the change: it is told in chat.
  const parameters: readonly Pick<Parameter, 'name' | 'lead'>[] =
    rowOf(rows, interaction.commandName, verb)?.parameters ?? given;
  return {
    address: placeOf(interaction),
    person: personOf(interaction),
    name: interaction.commandName,
    text: typedWords(verb, parameters, values),
  };
};

const managesAt = ({ channel, member }: Message): boolean =>
  member !== null && !channel.isDMBased() && (channel.permissionsFor(member)?.any(managing) ?? false);

/**
 * A question put to the bot: its mention, a reply to one of its messages, or anything in a direct message. Undefined for
 * the rest. Discord shows a bot the text of these alone, so no privileged intent is asked for.
 */
export const questionOf = (message: Message, bot: string): Command | undefined => {
  if (message.author.bot || message.webhookId !== null || message.system) return undefined;
  if (message.guildId !== null && !message.mentions.users.has(bot)) return undefined;
  const address = addressOf(message.guildId, message.channelId, message.channel);
  const answered = message.mentions.repliedUser?.id === bot ? message.reference?.messageId : undefined;
  return {
    // A reply to a card is a question about its briefing, also before anybody opened the thread.
    address: address.thread === undefined && answered !== undefined ? { ...address, thread: answered } : address,
    person: { id: message.author.id, manages: managesAt(message) },
    name: 'ask',
    text: message.content
      .replaceAll(new RegExp(`<@!?${bot}>`, 'gu'), ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
  };
};
