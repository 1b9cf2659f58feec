/** The permissions that the bot uses, and which of them it lacks in a place. */
import { type Client, PermissionFlagsBits } from 'discord.js';

export interface Permission {
  readonly bit: bigint;
  /** As Discord's settings show it. */
  readonly label: string;
}

const view: Permission = { bit: PermissionFlagsBits.ViewChannel, label: 'View Channel' };
const send: Permission = { bit: PermissionFlagsBits.SendMessages, label: 'Send Messages' };
const embedLinks: Permission = { bit: PermissionFlagsBits.EmbedLinks, label: 'Embed Links' };
const history: Permission = { bit: PermissionFlagsBits.ReadMessageHistory, label: 'Read Message History' };
const startThreads: Permission = { bit: PermissionFlagsBits.CreatePublicThreads, label: 'Create Public Threads' };
const sendInThreads: Permission = { bit: PermissionFlagsBits.SendMessagesInThreads, label: 'Send Messages in Threads' };

/** What each thing that the bot does needs. */
export const needs = {
  post: [view, send, embedLinks],
  thread: [view, startThreads, sendInThreads, embedLinks],
  look: [view, history],
} as const satisfies Record<string, readonly Permission[]>;

/** Everything that the invitation asks for: no more. */
export const botPermissions: readonly Permission[] = [view, send, embedLinks, history, startThreads, sendInThreads];

/** Those of `wanted` that the bot lacks in a channel, as far as the gateway has told; all of them where it has not. */
export const lacking = (
  client: Client | undefined,
  channelId: string,
  wanted: readonly Permission[],
): readonly Permission[] => {
  const channel = client?.channels.cache.get(channelId);
  const me = client?.user;
  if (channel === undefined || me === null || me === undefined || channel.isDMBased()) return wanted;
  const held = channel.permissionsFor(me.id);
  const missing = held === null ? wanted : wanted.filter(({ bit }) => !held.has(bit));
  return missing.length === 0 ? wanted : missing;
};

/** One line: which permissions to give, and where. */
export const permissionFix = (missing: readonly Permission[]): string =>
  `Give Crosswire's role ${missing.map(({ label }) => `"${label}"`).join(', ')} in this channel (channel settings, Permissions).`;
