/** How each kind of record of an export is written: a page of them at a time, in place of what stands under the same key. */
import { sql, type Transaction } from 'kysely';
import { datesOf, heldRows, writeRows } from './article-rows.ts';
import { batches, type Flavour } from './flavour.ts';
import { lockHosts, refreshHosts } from './hosts.ts';
import { lockItems } from './item-keys.ts';
import { readArticle, readSource } from './records.ts';
import type { Tables } from './schema.ts';
import { sourceRow } from './sources.ts';
import type { RecordOf, TableName } from './transfer-records.ts';

/** Tables that are moved row by row, and what tells their rows apart. */
export const keys = {
  topics: ['workspace', 'name'],
  subscriptions: ['id'],
  watermarks: ['subscription'],
  slots: ['subscription', 'slot'],
  told: ['subscription', 'slot'],
  posts: ['key'],
  threads: ['platform', 'workspace', 'channel', 'thread'],
  changes: ['workspace', 'number'],
  installs: ['platform', 'workspace'],
  secrets: ['name'],
  followers: ['source', 'workspace', 'channel'],
  listings: ['source', 'article'],
} as const satisfies { readonly [T in TableName]?: readonly (keyof Tables[T] & string)[] };

type Plain = keyof typeof keys;
type Row = Readonly<Record<string, unknown>>;

/** Everybody else waits until it is done; nobody holds one of these while waiting for another in another order. */
export const lockAll = async (trx: Transaction<Tables>, flavour: Flavour): Promise<void> => {
  if (flavour === 'postgres') await sql`lock table workspaces, sources, hosts, counters in exclusive mode`.execute(trx);
};

/** Of two that share a key the later counts. */
const distinct = <T>(rows: readonly T[], key: (row: T) => unknown): readonly T[] => [
  ...new Map(rows.map((row) => [JSON.stringify(key(row)), row])).values(),
];

const upsert = async (
  trx: Transaction<Tables>,
  table: string,
  own: readonly string[],
  rows: readonly Row[],
): Promise<void> => {
  const names = Object.keys(rows[0] ?? {});
  const changes = names
    .filter((name) => !own.includes(name))
    .map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`);
  const conflict = changes.length === 0 ? sql`nothing` : sql`update set ${sql.join(changes)}`;
  const single = distinct(rows, (row) => own.map((name) => row[name]));
  const values = single.map((row) => sql`(${sql.join(names.map((name) => row[name]))})`);
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    values ${sql.join(values)}
    on conflict (${sql.join(own.map((name) => sql.ref(name)))}) do ${conflict}`.execute(trx);
};

export const takePlain = <T extends Plain>(
  trx: Transaction<Tables>,
  table: T,
  rows: readonly (RecordOf<T> & Row)[],
): Promise<void> => upsert(trx, table, keys[table], rows);

/** The next change of a workspace is numbered after all that are there, whichever database they come from. */
const countChanges = async (
  trx: Transaction<Tables>,
  rows: readonly { readonly workspace: string; readonly changes: number }[],
): Promise<void> => {
  for (const { workspace, changes } of rows)
    await trx
      .insertInto('workspaces')
      .values({ workspace, settings: null, changes })
      .onConflict((conflict) =>
        conflict.column('workspace').doUpdateSet({ changes }).where('workspaces.changes', '<', changes),
      )
      .execute();
};

export const takeWorkspaces = async (
  trx: Transaction<Tables>,
  rows: readonly RecordOf<'workspaces'>[],
): Promise<void> => {
  await countChanges(trx, rows);
  for (const { workspace, settings } of rows)
    await trx.updateTable('workspaces').set({ settings }).where('workspace', '=', workspace).execute();
};

export const takeChanges = async (
  trx: Transaction<Tables>,
  rows: readonly (RecordOf<'changes'> & Row)[],
): Promise<void> => {
  const highest = new Map<string, number>();
  for (const { workspace, number } of rows) highest.set(workspace, Math.max(number, highest.get(workspace) ?? 0));
  await countChanges(
    trx,
    [...highest].map(([workspace, changes]) => ({ workspace, changes })),
  );
  await takePlain(trx, 'changes', rows);
};

export const takeArticles = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  rows: readonly RecordOf<'articles'>[],
): Promise<void> => {
  const held = await heldRows(
    trx,
    rows.map(({ id }) => id),
  );
  const made = distinct(rows, ({ id }) => id).map((row) => ({
    ...row,
    ...datesOf(readArticle(row.content).published, row.seen),
  }));
  // What stands there as it is keeps its readings.
  const differing = made.filter((row) => {
    const { content, seen, source, twin_of } = held.get(row.id) ?? {};
    return content !== row.content || seen !== row.seen || source !== row.source || twin_of !== row.twin_of;
  });
  await writeRows(trx, flavour, differing);
};

export const takeSources = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  rows: readonly RecordOf<'sources'>[],
): Promise<void> => {
  const made = rows.map(({ content, listed_at }) => ({ ...sourceRow(readSource(content)), listed_at }));
  const held = await trx
    .selectFrom('sources')
    .select('host')
    .where(
      'id',
      'in',
      made.map(({ id }) => id),
    )
    .execute();
  const hosts = [...held, ...made].map(({ host }) => host);
  await lockHosts(trx, flavour, hosts);
  await upsert(trx, 'sources', ['id'], made);
  await refreshHosts(trx, hosts);
};

export const takeItems = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  rows: readonly RecordOf<'items'>[],
): Promise<void> => {
  let last = await lockItems(trx);
  const known = new Map<string, number>();
  for (const batch of batches(rows.flatMap((row) => row.keys)))
    for (const { key, item } of await trx.selectFrom('item_keys').selectAll().where('key', 'in', batch).execute())
      known.set(key, item);
  const items: Tables['items'][] = [];
  const made: Tables['item_keys'][] = [];
  const pages: Tables['pages'][] = [];
  for (const { keys: own, page, ...row } of rows) {
    const number = own.map((key) => known.get(key)).find((held) => held !== undefined) ?? last + 1;
    last = Math.max(last, number);
    items.push({ ...row, number });
    for (const key of own) {
      if (known.has(key)) continue;
      known.set(key, number);
      made.push({ key, item: number });
    }
    if (page !== undefined) pages.push({ ...page, item: number, source: row.source });
  }
  await trx.updateTable('counters').set({ value: last }).where('name', '=', 'items').execute();
  await upsert(trx, 'items', ['number'], items);
  for (const batch of batches(made)) await trx.insertInto('item_keys').values(batch).execute();
  if (pages.length === 0) return;
  const hosts = pages.map(({ host }) => host);
  await lockHosts(trx, flavour, hosts);
  await upsert(trx, 'pages', ['id'], pages);
  await refreshHosts(trx, hosts);
};
