/** The permissions that the bot uses, and which of them it lacks in a place. */
import { type Channel, type Client, PermissionFlagsBits } from 'discord.js';

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

const attach: Permission = { bit: PermissionFlagsBits.AttachFiles, label: 'Attach Files' };

/** What each thing that the bot does needs. */
export const needs = {
  post: [view, send, embedLinks],
  thread: [view, startThreads, sendInThreads, embedLinks],
  look: [view, history],
} as const satisfies Record<string, readonly Permission[]>;

/** What a digest and the questions in its thread need. */
export const digestPermissions: readonly Permission[] = [view, send, embedLinks, history, startThreads, sendInThreads];

/** Everything that the invitation asks for, no more: pictures beside that. */
export const botPermissions: readonly Permission[] = [...digestPermissions, attach];

/** What to do, without its first letter. */
export const grant = (permissions: readonly Permission[]): string =>
  `ive Crosswire's role ${permissions.map(({ label }) => `"${label}"`).join(', ')} in this channel (channel settings, Permissions).`;

/** Which of the `wanted` the bot lacks in a channel, as far as the gateway has told; all where it sees no such channel. */
export const lacking = (
  client: Client,
  channel: Channel | undefined,
  wanted: readonly Permission[],
): readonly Permission[] => {
  const me = client.user;
  if (channel === undefined || me === null) return wanted;
  const held = channel.isDMBased() ? null : channel.permissionsFor(me.id);
  return held === null ? [] : wanted.filter(({ bit }) => !held.has(bit));
};

/**
 * One line: which of the `wanted` permissions to give. Those that the gateway has told to be missing, or all of them
 * where it has not told; and to invite the bot where it is in no server with such a channel.
 */
export const permissionFix = (client: Client, channelId: string, wanted: readonly Permission[]): string => {
  const channel = client.channels.cache.get(channelId);
  if (channel === undefined) return `Invite the bot to the server of this channel, or g${grant(wanted)}`;
  const missing = lacking(client, channel, wanted);
  return `G${grant(missing.length === 0 ? wanted : missing)}`;
};
