/** What is wrong with the Discord bot, found by asking Discord; each with what to do. */
import { DiscordAPIError, PermissionsBitField, REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Finding } from '../../src/ports.ts';
import { requestTimeoutMs } from './limits.ts';
import { digestPermissions } from './permissions.ts';
import { plainLine } from './render/markdown.ts';

const bot = z.object({ username: z.string() });
/** `permissions`: what the bot may do in the whole server; channels may say otherwise. */
const guilds = z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string().regex(/^\d+$/u) }));

/** Undefined where nothing is missing. */
const lackingIn = ({ name, permissions }: z.infer<typeof guilds>[number]): Finding | undefined => {
  const held = new PermissionsBitField(BigInt(permissions));
  const missing = digestPermissions.filter(({ bit }) => !held.has(bit)).map(({ label }) => `"${label}"`);
  return missing.length === 0
    ? undefined
    : {
        what: `In the server "${plainLine(name)}" the bot lacks ${missing.join(', ')}.`,
        fix: "give them to Crosswire's role (server settings, Roles), or open the invite link that crosswire manifest discord prints",
      };
};

const refused: Finding = {
  what: 'DISCORD_TOKEN was refused.',
  fix: "copy the token anew from the application's Bot page and set DISCORD_TOKEN",
};

const unreachable = (error: unknown): Finding => ({
  what:
    error instanceof DiscordAPIError
      ? `Discord answered with status ${error.status} (code ${error.code}).`
      : 'Discord could not be reached.',
  fix: 'check the connection to discord.com, a proxy, and DISCORD_API_URL',
});

/** Asks Discord who the bot is and where it was added; never throws for what Discord says, never repeats the token. */
export const examineDiscord = async ({
  token,
  apiUrl,
}: {
  token: string;
  apiUrl?: string;
}): Promise<readonly Finding[]> => {
  // A line break or a space in a header would end in an error that quotes the token.
  if (!/^[\w.-]+$/u.test(token)) return [refused];
  const rest = new REST({ ...(apiUrl !== undefined && { api: apiUrl }), retries: 0, timeout: requestTimeoutMs });
  rest.setToken(token);
  try {
    const { username } = bot.parse(await rest.get(Routes.user()));
    const good: Finding = { what: `DISCORD_TOKEN is good: ${username}.` };
    const joined = guilds.parse(await rest.get(Routes.userGuilds()));
    if (joined.length > 0)
      return [
        good,
        { what: `The bot is in ${joined.length} server${joined.length === 1 ? '' : 's'}.` },
        ...joined.flatMap((guild) => lackingIn(guild) ?? []),
      ];
    return [
      good,
      { what: 'The bot is in no server.', fix: 'open the invite link that crosswire manifest discord prints' },
    ];
  } catch (error) {
    if (error instanceof z.ZodError)
      return [{ what: 'DISCORD_API_URL answers, but not as Discord does.', fix: 'check DISCORD_API_URL' }];
    return [error instanceof DiscordAPIError && error.status === 401 ? refused : unreachable(error)];
  }
};
