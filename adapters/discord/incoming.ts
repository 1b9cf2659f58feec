/** What arrives over the gateway, as Commands. */
import { type ChatInputCommandInteraction, type Message, PermissionFlagsBits } from 'discord.js';
import type { Address, Command } from '../../src/model.ts';

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

/** The words of a command are its one text option. */
export const commandOf = (interaction: ChatInputCommandInteraction): Command => ({
  address: addressOf(interaction.guildId, interaction.channelId, interaction.channel),
  person: {
    id: interaction.user.id,
    manages: interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
  },
  name: interaction.commandName,
  text: interaction.options.data
    .map((option) => (typeof option.value === 'string' ? option.value : ''))
    .join(' ')
    .trim(),
});

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
    person: {
      id: message.author.id,
      manages: message.member?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false,
    },
    name: 'ask',
    text: message.content
      .replaceAll(new RegExp(`<@!?${bot}>`, 'gu'), ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
  };
};
