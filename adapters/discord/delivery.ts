/** What an error of discord.js means for a post. */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Delivery } from '../../src/model.ts';
import { channelLimit, tokenLimit } from './pace.ts';

/** Discord's own error codes that we tell apart. */
export const discordCode = {
  unknownChannel: 10003,
  unknownServer: 10004,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  tooManyCommandsCreated: 30034,
  alreadyAcknowledged: 40060,
  missingAccess: 50001,
  directMessagesClosed: 50007,
  noTextChannel: 50008,
  missingPermissions: 50013,
  wrongChannelType: 50024,
  invalidWebhookToken: 50027,
  invalidForm: 50035,
  threadArchived: 50083,
  noSharedServer: 50278,
  overloaded: 130000,
  replyNeedsHistory: 160002,
  threadExists: 160004,
  threadLocked: 160005,
  tooManyThreads: 160006,
  blockedText: 200000,
  blockedTitle: 200001,
} as const;

/** Our stable codes that are told apart elsewhere. */
export const unknownChannel = 'unknown-channel';
export const tokenInvalid = 'token-invalid';

const closedToUs = {
  code: 'direct-messages-closed',
  fix: 'Allow direct messages from members of this server, or use a channel.',
};
const noText = {
  code: 'wrong-channel-type',
  fix: 'Choose a text channel: this kind of channel takes no such post.',
};
const blocked = {
  code: 'blocked-by-automod',
  fix: "Exempt Crosswire's role under Server Settings, AutoMod: a word of the news was blocked there.",
};

/** Our stable code and what to do, by Discord's code. Permissions are told by the caller, who knows which are needed. */
const refusals: ReadonlyMap<number, { readonly code: string; readonly fix: string }> = new Map([
  [
    discordCode.unknownChannel,
    {
      code: unknownChannel,
      fix: 'The channel was deleted, or the bot was removed from its server: choose another channel, or invite the bot again.',
    },
  ],
  [
    discordCode.unknownMessage,
    { code: 'unknown-parent', fix: 'The card was deleted; the next one starts a new thread.' },
  ],
  [
    discordCode.unknownServer,
    { code: 'unknown-server', fix: 'The bot was removed from this server: invite it again, or unfollow.' },
  ],
  [discordCode.directMessagesClosed, closedToUs],
  [discordCode.noSharedServer, closedToUs],
  [discordCode.wrongChannelType, noText],
  [discordCode.noTextChannel, noText],
  [discordCode.blockedText, blocked],
  [discordCode.blockedTitle, blocked],
  [
    discordCode.invalidForm,
    { code: 'invalid-form', fix: 'Discord found the post malformed: please report it with the time of the log line.' },
  ],
  [
    discordCode.threadArchived,
    { code: 'thread-archived', fix: 'Unarchive the thread, or wait for the next briefing.' },
  ],
  [discordCode.threadLocked, { code: 'thread-locked', fix: 'Unlock the thread, or wait for the next briefing.' }],
  [
    discordCode.tooManyThreads,
    { code: 'too-many-threads', fix: 'Archive or delete some of the active threads of this server.' },
  ],
]);

/** Connections that never came about: Discord cannot have taken the request. */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Discord's numeric code, where it sent one. */
export const codeOf = (error: unknown): number | undefined =>
  error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined;

/**
 * @param permissionFix what to tell where Discord says only that a permission is missing
 * @param channel       where it was to be posted: a channel, or a thread
 */
export const deliveryOf = (error: unknown, permissionFix: () => string, channel?: string): Delivery => {
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.ceil(Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout));
    return error.global
      ? { kind: 'rate-limited', code: 'rate-limited-globally', retryAfterMs, limit: tokenLimit }
      : {
          kind: 'rate-limited',
          code: 'rate-limited',
          retryAfterMs,
          ...(channel !== undefined && { limit: channelLimit(channel) }),
        };
  }
  if (error instanceof DiscordAPIError) return refusalOf(error, permissionFix);
  if (error instanceof HTTPError)
    return { kind: 'failed', code: `http-${error.status}`, unknown: error.status !== 503 };
  const code = systemCode(error);
  if (code !== undefined && neverSent.has(code)) return { kind: 'failed', code: 'unreachable', unknown: false };
  return { kind: 'failed', code: 'connection-lost', unknown: true };
};

const refusalOf = (error: DiscordAPIError, permissionFix: () => string): Delivery => {
  const code = codeOf(error);
  if (error.status === 401 && code !== discordCode.invalidWebhookToken) {
    return {
      kind: 'rejected',
      code: tokenInvalid,
      fix: "Set DISCORD_TOKEN to the bot's current token and restart.",
    };
  }
  if (code === discordCode.overloaded) return { kind: 'failed', code: 'overloaded', unknown: false };
  if (code === discordCode.missingAccess) return { kind: 'rejected', code: 'missing-access', fix: permissionFix() };
  if (code === discordCode.missingPermissions) {
    return { kind: 'rejected', code: 'missing-permissions', fix: permissionFix() };
  }
  const known = code === undefined ? undefined : refusals.get(code);
  return {
    kind: 'rejected',
    code: known?.code ?? `discord-${error.code}`,
    fix: known?.fix ?? `Discord refused with its error ${error.code}: see "JSON error codes" in Discord's documents.`,
  };
};
