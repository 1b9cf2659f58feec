/** How an error is told without a secret in it. */
import { DiscordAPIError, HTTPError } from 'discord.js';

/** Takes the bot's token, and the tokens of interactions in paths, out of a text. */
export const redact = (text: string, token: string): string =>
  (token === '' ? text : text.replaceAll(token, '[token]'))
    .replace(/(\/(?:interactions|webhooks)\/\d+\/)[^/\s?]+/gu, '$1[token]')
    // discord.js shows the token with its last part starred out.
    .replace(/(?<![\w-])[\w-]{20,}\.[\w-]{4,}\.[\w*-]{8,}/gu, '[token]');

/** What went wrong, for a log: never a request's body, which may hold what a person typed. */
export const errorFields = (error: unknown, token: string): Readonly<Record<string, unknown>> => {
  if (error instanceof DiscordAPIError) {
    return { status: error.status, code: error.code, method: error.method, path: redact(error.url, token) };
  }
  if (error instanceof HTTPError) {
    return { status: error.status, method: error.method, path: redact(error.url, token) };
  }
  // A bug is found by its stack.
  const told = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
  return { error: redact(told, token) };
};
