/** The SDK's log lines, sent to ours without tokens. */
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../src/ports.ts';

/**
 * Tokens of every kind, the tickets of sockets, response URLs, which whoever reads them could post to, and the code and
 * the state of an installation.
 */
const secretShapes =
  /\bx(?:ox[a-z]|app)[.-][\w.-]+|(?<=[?&](?:ticket|state|code)=)[^&\s"']+|(?<="code":")\d[^"]*|https:\/\/hooks\.slack\.com\/[^\s"'|>]+/gu;

/** Takes out the given secrets, and whatever looks like one. */
export const redactor =
  (secrets: readonly (string | undefined)[]) =>
  (text: string): string => {
    let clean = text;
    for (const secret of secrets)
      if (secret !== undefined && secret !== '') clean = clean.replaceAll(secret, '[secret]');
    return clean.replace(secretShapes, '[secret]');
  };

const words = (value: unknown): string => {
  if (value instanceof Error) return value.message;
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
};

/** `level` stays where it is: what is kept is for our log to decide. */
export const sdkLogger = (log: Log, redact: (text: string) => string): Logger => {
  const line = (parts: readonly unknown[]): string => redact(parts.map(words).join(' '));
  const from = { from: 'slack sdk' };
  return {
    debug: (...parts: unknown[]) => log.debug(line(parts), from),
    info: (...parts: unknown[]) => log.debug(line(parts), from),
    warn: (...parts: unknown[]) => log.warn(line(parts), from),
    error: (...parts: unknown[]) => log.error(line(parts), from),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
};
