/** Everything in the database as lines of JSON, and back: how an operator moves from one database to another, or keeps a copy. */
import { type Kysely, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { CrosswireError } from '../errors.ts';
import {
  readAddress,
  readArticle,
  readBriefing,
  readDelivery,
  readPayload,
  readSubscription,
  readTopic,
} from './records.ts';
import type { Tables } from './schema.ts';

/** Parents before children. Counters are not moved: they count what happens in one database. */
const keys = {
  articles: ['id'],
  topics: ['workspace', 'name'],
  subscriptions: ['id'],
  watermarks: ['subscription'],
  slots: ['subscription', 'slot'],
  posts: ['key'],
  threads: ['platform', 'workspace', 'channel', 'thread'],
} as const satisfies { readonly [T in Exclude<keyof Tables, 'counters'>]: readonly (keyof Tables[T] & string)[] };

type Table = keyof typeof keys;
const tables = Object.keys(keys).filter((name): name is Table => name in keys);

const text = z.string();

/** A document that can be read back: one that cannot would make every later reading of its table fail. */
const document = (read: (json: string) => unknown) =>
  text.refine((json) => {
    try {
      read(json);
      return true;
    } catch (error) {
      if (error instanceof CrosswireError) return false;
      throw error;
    }
  }, 'is no document of ours');

const rows = {
  articles: z.strictObject({ id: text, content: document(readArticle), seen: text.nullable() }),
  topics: z.strictObject({ workspace: text, name: text, content: document(readTopic) }),
  subscriptions: z.strictObject({ id: text, content: document(readSubscription) }),
  watermarks: z.strictObject({ subscription: text, slot: text }),
  slots: z.strictObject({ subscription: text, slot: text }),
  posts: z.strictObject({
    key: text,
    subscription: text,
    slot: text,
    part: z.int(),
    address: document(readAddress),
    payload: document(readPayload).nullable(),
    briefing: document(readBriefing).nullable(),
    state: z.enum(['waiting', 'sent', 'ended']),
    due_at: z.int(),
    leased_until: z.int(),
    attempts: z.int(),
    ref: text.nullable(),
    delivery: document(readDelivery).nullable(),
  }),
  threads: z.strictObject({
    platform: text,
    workspace: text,
    channel: text,
    thread: text,
    briefing: document(readBriefing),
  }),
} satisfies { readonly [T in Table]: z.ZodType<Tables[T]> };

/** Named in the first line, so that a file of another kind or time is known for what it is. */
const format = 'crosswire-export-1';

/** The lines of an export, each with its line break. A table at a time is held in memory. */
export const dump = async function* (db: Kysely<Tables>): AsyncGenerator<string> {
  yield `${JSON.stringify({ format })}\n`;
  for (const table of tables) {
    const found = await db
      .selectFrom(table)
      .selectAll()
      .orderBy(sql.join(keys[table].map((key) => sql.ref(key))))
      .execute();
    for (const row of found) yield `${JSON.stringify({ table, row })}\n`;
  }
};

const line = z.object({ table: z.enum(tables), row: z.record(z.string(), z.unknown()) });

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

const upsert = async (
  trx: Transaction<Tables>,
  table: Table,
  row: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const names = Object.keys(row);
  const own: readonly string[] = keys[table];
  const rest = names.filter((name) => !own.includes(name));
  const changes = rest.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`);
  const conflict = changes.length === 0 ? sql`nothing` : sql`update set ${sql.join(changes)}`;
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    values (${sql.join(Object.values(row))})
    on conflict (${sql.join(own.map((name) => sql.ref(name)))}) do ${conflict}`.execute(trx);
};

/**
 * Takes in an export, all of it or nothing; what is there under the same key is replaced.
 *
 * @returns how many records there were
 * @throws CrosswireError `database` that names the line which cannot be read
 */
export const restore = async (db: Kysely<Tables>, lines: AsyncIterable<string>): Promise<number> =>
  db.transaction().execute(async (trx) => {
    let number = 0;
    for await (const content of lines) {
      number += 1;
      const value = parseLine(content, number);
      if (number === 1) {
        if (!z.object({ format: z.literal(format) }).safeParse(value).success)
          throw new CrosswireError(
            'database',
            'this is no export of Crosswire',
            `its first line must name the format ${format}`,
          );
        continue;
      }
      const record = line.safeParse(value);
      const row = record.success ? rows[record.data.table].safeParse(record.data.row) : undefined;
      if (!record.success || row?.success !== true) throw broken(number, 'is no record', record.error ?? row?.error);
      await upsert(trx, record.data.table, row.data);
    }
    if (number === 0) throw new CrosswireError('database', 'the export is empty', 'export it again');
    await trx
      .updateTable('counters')
      .set((eb) => ({ value: eb('value', '+', 1) }))
      .where('name', '=', 'articles')
      .execute();
    return number - 1;
  });
