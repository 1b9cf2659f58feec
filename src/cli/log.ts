/** The log: pino on standard error, one JSON line each, secrets cut out wherever they stand. */
import { pino } from 'pino';
import type { Log } from '../ports.ts';

const standardError = 2;

/** @param redact takes out what must never be seen, whatever field or message it comes in */
export const createLog = (level: string, redact: (text: string) => string): Log => {
  const log = pino({ level, hooks: { streamWrite: redact } }, pino.destination({ dest: standardError, sync: true }));
  return {
    debug: (message, fields) => log.debug(fields ?? {}, message),
    info: (message, fields) => log.info(fields ?? {}, message),
    warn: (message, fields) => log.warn(fields ?? {}, message),
    error: (message, fields) => log.error(fields ?? {}, message),
  };
};
