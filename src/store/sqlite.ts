/** SQLite in one file, held by one process: libsql behind Kysely's SQLite dialect. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Dialect, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { CrosswireError } from '../errors.ts';
import { diagnosed, faultCode } from './faults.ts';

/** How long to wait for a process that is just ending. It blocks, but only here, at the start. */
const BUSY_MS = 1_000;

/** Keys of items are looked up at random: with a million of them SQLite's own 2 MB make every reading go to the disk. */
const CACHE_KIB = 4_096;

const busyCodes = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED']);

/**
 * The lock is SQLite's own (`locking_mode=EXCLUSIVE`): the operating system drops it when the process ends, however it
 * ends, so no stale lock file is left by a kill. Every commit is synced to the disk.
 */
const open = (path: string): Database.Database => {
  const database = new Database(path, { timeout: BUSY_MS });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec('PRAGMA foreign_keys = ON');
    database.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    database.exec('BEGIN EXCLUSIVE');
    database.exec('COMMIT');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/**
 * libsql frees its statements when they are garbage collected, and until then the file stays locked. Leaving WAL and
 * the exclusive mode first gives the lock back at once; the close itself follows even when that fails.
 */
const close = (database: Database.Database): void => {
  try {
    database.exec('PRAGMA journal_mode = DELETE');
    database.exec('PRAGMA locking_mode = NORMAL');
    database.prepare('SELECT count(*) FROM sqlite_schema').all();
  } finally {
    database.close();
  }
};

/** Statements that are kept ready: more than the Store has, save for lists of every length. */
const READY = 256;

/**
 * Prepares each statement once. That halves the time of a short one; and libsql holds what a statement took outside of
 * the heap until it is collected, so that a statement for every call would fill the memory between two collections.
 */
const preparing = (database: Database.Database): ((sql: string) => Database.Statement) => {
  const ready = new Map<string, Database.Statement>();
  return (sql) => {
    const statement = ready.get(sql) ?? database.prepare(sql);
    // Last in, last out: a Map keeps the order in which its keys were set.
    ready.delete(sql);
    ready.set(sql, statement);
    const [oldest] = ready.keys();
    if (ready.size > READY && oldest !== undefined) ready.delete(oldest);
    return statement;
  };
};

const diagnose =
  (path: string) =>
  (cause: unknown): CrosswireError => {
    const code = faultCode(cause);
    if (code !== undefined && busyCodes.has(code))
      return new CrosswireError(
        'database-busy',
        `The database ${path} is held by another process.`,
        'Stop the other Crosswire, or set DATA_DIR to another folder (or DATABASE_URL to share one PostgreSQL).',
        { cause },
      );
    if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
      return new CrosswireError(
        'database',
        `The file ${path} is damaged or is no SQLite database.`,
        'Put a backup in its place, or move it away and start with an empty database.',
        { cause },
      );
    if (code === 'SQLITE_FULL')
      return new CrosswireError('database', `There is no room left to write to ${path}.`, 'Free some disk space.', {
        cause,
      });
    const said = cause instanceof Error ? cause.message : String(cause);
    return new CrosswireError(
      'database',
      `The database ${path} cannot be used: ${said.replace(/\s+/gu, ' ')}.`,
      'Check that the folder exists, is writable by this user, and has free space.',
      { cause },
    );
  };

/** What channels follow and were told is for its owner's eyes. SQLite gives its side files the same rights. */
const makePrivately = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  // Made only where there is none: the rights of a file that stands there are the operator's choice.
  closeSync(openSync(path, 'a', 0o600));
};

/** @param path a file, made with its folder when it does not exist; `:memory:` for one that is gone on close */
export const sqliteDialect = (path: string): Dialect => {
  const explain = diagnose(path);
  try {
    if (path !== ':memory:') makePrivately(path);
    const database = open(path);
    return diagnosed(
      new SqliteDialect({
        database: { prepare: preparing(database), close: () => close(database) },
      }),
      explain,
    );
  } catch (error) {
    throw explain(error);
  }
};
