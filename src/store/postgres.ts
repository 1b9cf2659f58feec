/** PostgreSQL, shared by any number of processes: `pg` behind Kysely's PostgreSQL dialect. */
import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { CrosswireError } from '../errors.ts';
import { diagnosed, faultCode } from './faults.ts';

const CONNECT_MS = 5_000;
const CONNECTIONS = 10;

/** `bigint` holds milliseconds and counts here, all far below 2^53: numbers, not the strings that pg gives by default. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
};

/** Where the database is, without user and password. */
const place = (url: string): string => {
  try {
    const { host, pathname } = new URL(url);
    return `${host === '' ? 'localhost' : host}${pathname}`;
  } catch {
    return 'at DATABASE_URL';
  }
};

/** SQLSTATE classes: 28 wrong login, 3D no such database, 53 out of resources. */
const diagnose =
  (where: string) =>
  (cause: unknown): CrosswireError => {
    const code = faultCode(cause) ?? '';
    const fail = (what: string, fix: string): CrosswireError =>
      new CrosswireError('database', `The PostgreSQL database ${where} ${what}.`, fix, { cause });
    if (code.startsWith('28')) return fail('refused the login', 'Check user and password in DATABASE_URL.');
    if (code.startsWith('3D')) return fail('does not exist', 'Create it, or correct its name in DATABASE_URL.');
    if (code.startsWith('42501'))
      return fail('forbids this user to write', 'Grant the user of DATABASE_URL its rights.');
    if (code.startsWith('53'))
      return fail('has no room or no connection left', 'Free disk space or connections there.');
    if (/^[0-9A-Z]{5}$/u.test(code) && !code.startsWith('08') && !code.startsWith('57'))
      return fail(`reported an error (SQLSTATE ${code})`, "Look into the server's log; this may be a bug.");
    return fail(`cannot be reached${code === '' ? '' : ` (${code})`}`, 'Check DATABASE_URL and that the server runs.');
  };

/** @param url postgres://user:password@host/database */
export const postgresDialect = (url: string): Dialect => {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    max: CONNECTIONS,
    application_name: 'crosswire',
    types,
  });
  // An idle connection that breaks is replaced by the pool; whoever needs one next is told if that fails.
  pool.on('error', () => undefined);
  return diagnosed(new PostgresDialect({ pool }), diagnose(place(url)));
};
