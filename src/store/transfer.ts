/** Everything in the database as lines of JSON, and back: how an operator moves from one database to another, or keeps a copy. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import { CrosswireError } from '../errors.ts';
import { raiseRevision } from './article-rows.ts';
import type { Base, Flavour } from './flavour.ts';
import type { Tables } from './schema.ts';
import { firstLine, format, line, type RecordOf, records, type TableName, tableNames } from './transfer-records.ts';
import {
  keys,
  lockAll,
  takeArticles,
  takeChanges,
  takeItems,
  takePlain,
  takeSources,
  takeWorkspaces,
} from './transfer-write.ts';

/** Records read or written at once. */
const PAGE = 500;

/** The columns that are exported of the rest. */
const columns = {
  articles: ['id', 'content', 'seen', 'source', 'twin_of'],
  sources: ['id', 'content', 'listed_at'],
} as const;

/**
 * The lines of an export, each with its line break; a page of records at a time is held in memory. PostgreSQL shows it
 * one moment of the database, whatever other processes write meanwhile; SQLite is held by this process alone.
 */
export const dump = async function* ({ db, flavour }: Base): AsyncGenerator<string> {
  if (flavour === 'sqlite') return yield* linesOf(db);
  const moment = await db.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    yield* linesOf(moment);
  } finally {
    await moment.rollback().execute();
  }
};

const linesOf = async function* (db: Kysely<Tables>): AsyncGenerator<string> {
  yield `${JSON.stringify({ format })}\n`;
  for (const table of tableNames)
    for await (const row of rowsOf(db, table)) yield `${JSON.stringify({ table, row })}\n`;
};

const rowsOf = (db: Kysely<Tables>, table: TableName): AsyncIterable<unknown> => {
  if (table === 'items') return items(db);
  if (table === 'articles' || table === 'sources') return pages(db, table, columns[table], ['id']);
  if (table === 'workspaces') return pages(db, table, undefined, ['workspace']);
  return pages(db, table, undefined, keys[table]);
};

/** A table in the order of its key. */
const pages = async function* (
  db: Kysely<Tables>,
  table: Exclude<TableName, 'items'>,
  chosen: readonly string[] | undefined,
  own: readonly string[],
): AsyncGenerator<unknown> {
  const key = sql.join(own.map((name) => sql.ref(name)));
  const what = chosen === undefined ? sql`*` : sql.join(chosen.map((name) => sql.ref(name)));
  let last: readonly unknown[] | undefined;
  for (;;) {
    const from = last === undefined ? sql`` : sql`where (${key}) > (${sql.join(last)})`;
    const { rows } = await sql<Record<string, unknown>>`
      select ${what} from ${sql.table(table)} ${from} order by ${key} limit ${PAGE}`.execute(db);
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return;
    last = own.map((name) => end[name]);
  }
};

const items = async function* (db: Kysely<Tables>): AsyncGenerator<RecordOf<'items'>> {
  for (let last = -1; ; ) {
    const rows = await db
      .selectFrom('items')
      .selectAll()
      .where('number', '>', last)
      .orderBy('number')
      .limit(PAGE)
      .execute();
    const end = rows.at(-1);
    if (end === undefined) return;
    const from = last;
    last = end.number;
    const known = new Map<number, string[]>();
    for (const { key, item } of await db
      .selectFrom('item_keys')
      .selectAll()
      .where('item', '>', from)
      .where('item', '<=', last)
      .orderBy('key')
      .execute())
      known.set(item, [...(known.get(item) ?? []), key]);
    const waiting = rows.flatMap(({ origin, article }) => (origin === 'waiting' && article !== null ? [article] : []));
    const pages = new Map<number, NonNullable<RecordOf<'items'>['page']>>();
    if (waiting.length > 0)
      for (const { item, source: _, ...page } of await db
        .selectFrom('pages')
        .selectAll()
        .where('id', 'in', waiting)
        .execute())
        pages.set(item, page);
    for (const { number, ...row } of rows) {
      const page = pages.get(number);
      yield { ...row, keys: known.get(number) ?? [], ...(page !== undefined && { page }) };
    }
  }
};

const broken = (number: number, reason: string, cause?: unknown): CrosswireError =>
  new CrosswireError('database', `line ${number} of the export ${reason}`, 'export it again; nothing was taken in', {
    cause,
  });

const parseLine = (content: string, number: number): unknown => {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw broken(number, 'is not JSON', cause);
  }
};

/** Records of one table that are written together. */
const inbox = <T>(schema: z.ZodType<T>, write: (rows: readonly T[]) => Promise<void>) => {
  let rows: T[] = [];
  const flush = async (): Promise<void> => {
    const gathered = rows;
    rows = [];
    if (gathered.length > 0) await write(gathered);
  };
  return {
    flush,
    /** Gives what is wrong with it. */
    add: async (row: unknown): Promise<z.ZodError | undefined> => {
      const parsed = schema.safeParse(row);
      if (!parsed.success) return parsed.error;
      rows.push(parsed.data);
      if (rows.length >= PAGE) await flush();
      return undefined;
    },
  };
};

const inboxes = (trx: Transaction<Tables>, flavour: Flavour) => ({
  articles: inbox(records.articles, (rows) => takeArticles(trx, flavour, rows)),
  topics: inbox(records.topics, (rows) => takePlain(trx, 'topics', rows)),
  subscriptions: inbox(records.subscriptions, (rows) => takePlain(trx, 'subscriptions', rows)),
  watermarks: inbox(records.watermarks, (rows) => takePlain(trx, 'watermarks', rows)),
  slots: inbox(records.slots, (rows) => takePlain(trx, 'slots', rows)),
  told: inbox(records.told, (rows) => takePlain(trx, 'told', rows)),
  posts: inbox(records.posts, (rows) => takePlain(trx, 'posts', rows)),
  threads: inbox(records.threads, (rows) => takePlain(trx, 'threads', rows)),
  workspaces: inbox(records.workspaces, (rows) => takeWorkspaces(trx, rows)),
  changes: inbox(records.changes, (rows) => takeChanges(trx, rows)),
  installs: inbox(records.installs, (rows) => takePlain(trx, 'installs', rows)),
  secrets: inbox(records.secrets, (rows) => takePlain(trx, 'secrets', rows)),
  sources: inbox(records.sources, (rows) => takeSources(trx, flavour, rows)),
  followers: inbox(records.followers, (rows) => takePlain(trx, 'followers', rows)),
  listings: inbox(records.listings, (rows) => takePlain(trx, 'listings', rows)),
  items: inbox(records.items, (rows) => takeItems(trx, flavour, rows)),
});

/**
 * Takes in an export, all of it or nothing; what is there under the same key is replaced.
 *
 * @returns how many records there were
 * @throws CrosswireError `database` that names the line which cannot be read
 */
export const restore = async ({ db, flavour }: Base, lines: AsyncIterable<string>): Promise<number> =>
  db.transaction().execute(async (trx) => {
    await lockAll(trx, flavour);
    const boxes = inboxes(trx, flavour);
    let number = 0;
    let table: TableName | undefined;
    for await (const content of lines) {
      number += 1;
      const value = parseLine(content, number);
      if (number === 1) {
        if (!firstLine.safeParse(value).success)
          throw new CrosswireError(
            'database',
            'this is no export of Crosswire',
            `its first line must name the format ${format}`,
          );
        continue;
      }
      const named = line.safeParse(value);
      if (!named.success) throw broken(number, 'is no record', named.error);
      // Parents before children: what was gathered is written before another table begins.
      if (table !== undefined && table !== named.data.table) await boxes[table].flush();
      table = named.data.table;
      const wrong = await boxes[table].add(named.data.row);
      if (wrong !== undefined) throw broken(number, 'is no record', wrong);
    }
    if (number === 0) throw new CrosswireError('database', 'the export is empty', 'export it again');
    if (table !== undefined) await boxes[table].flush();
    await raiseRevision(trx);
    return number - 1;
  });
