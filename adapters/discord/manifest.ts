/** What an operator needs to connect Discord: the commands as they are registered, and the invitation. Pure. */
import { PermissionsBitField } from 'discord.js';
import { type ApplicationCommand, applicationCommands, type CommandRow } from './commands.ts';
import { botPermissions } from './permissions.ts';

export interface DiscordManifest {
  readonly commands: readonly ApplicationCommand[];
  /** Opens Discord's page that adds the bot to a server with exactly the permissions it uses. */
  readonly invite: string;
  /** The names of those permissions, as Discord shows them. */
  readonly permissions: readonly string[];
}

/** A bot token's first part is its application's id in base64; undefined where that is not so. */
export const applicationIdOf = (token: string): string | undefined => {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('utf8');
  return /^\d{15,20}$/u.test(id) ? id : undefined;
};

/** @param options.applicationId shown on the application's page; left out, the link holds a word in its place */
export const discordManifest = (
  commands: readonly CommandRow[],
  options: { readonly applicationId?: string | undefined; readonly suggests?: boolean } = {},
): DiscordManifest => {
  const bits = PermissionsBitField.resolve(botPermissions.map(({ bit }) => bit));
  const query = [
    `client_id=${options.applicationId ?? 'YOUR_APPLICATION_ID'}`,
    'scope=bot+applications.commands',
    `permissions=${bits}`,
  ];
  return {
    commands: applicationCommands(commands, options.suggests),
    invite: `https://discord.com/oauth2/authorize?${query.join('&')}`,
    permissions: botPermissions.map(({ label }) => label),
  };
};
