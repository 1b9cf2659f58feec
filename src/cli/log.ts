/** The log: pino on standard error, one JSON line each, secrets cut out wherever they stand. */
import { pino } from 'pino';
import type { Log } from '../ports.ts';

const standardError = 2;

/** @param secrets values that must never be seen, whatever field or message they come in */
export const createLog = (level: string, secrets: readonly string[]): Log => {
  const hide = (line: string): string => secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
  const log = pino({ level, hooks: { streamWrite: hide } }, pino.destination({ dest: standardError, sync: true }));
  return {
    debug: (message, fields) => log.debug(fields ?? {}, message),
    info: (message, fields) => log.info(fields ?? {}, message),
    warn: (message, fields) => log.warn(fields ?? {}, message),
    error: (message, fields) => log.error(fields ?? {}, message),
  };
};
