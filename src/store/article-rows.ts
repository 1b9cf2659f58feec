/** Articles as rows, and the one way in which they are written: with their place in the search and in the queue of the analysis. */
import type { Kysely, Transaction } from 'kysely';
import type { Article } from '../model.ts';
import { batches, type Flavour, lists, padded } from './flavour.ts';
import { readArticle, readId, writeArticle } from './records.ts';
import type { Tables } from './schema.ts';
import { indexArticles, unindexArticles } from './search.ts';

export type ArticleRow = Tables['articles'];

export type PutOutcome = 'new' | 'same' | 'changed';

/** Ids come from files and may hold any character; JSON writes each in one way that every database keeps. */
export const articleKey = (id: string): string => JSON.stringify(id);

const instant = (date: string | null): number | undefined => {
  const at = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? undefined : at;
};

/** Undated and unseen come last of all. */
export const datesOf = (published: string | null, seen: string | null): Pick<ArticleRow, 'kept_at' | 'moment'> => ({
  kept_at: instant(seen) ?? 0,
  moment: instant(published) ?? instant(seen) ?? Number.MAX_SAFE_INTEGER,
});

const toRow = (article: Article): ArticleRow => ({
  id: articleKey(article.id),
  content: writeArticle(article),
  seen: article.seen ?? null,
  source: article.source ?? null,
  twin_of: article.twinOf === undefined ? null : articleKey(article.twinOf),
  ...datesOf(article.published, article.seen ?? null),
});

/** The columns of which an Article is made. */
export const articleColumns = ['articles.content', 'articles.seen', 'articles.source', 'articles.twin_of'] as const;

export const fromRow = ({
  content,
  seen,
  source,
  twin_of,
}: Pick<ArticleRow, 'content' | 'seen' | 'source' | 'twin_of'>): Article => ({
  ...readArticle(content),
  ...(seen !== null && { seen }),
  ...(source !== null && { source }),
  ...(twin_of !== null && { twinOf: readId(twin_of) }),
});

/** Two processes that write articles take turns: a row that is written stays locked until its transaction ends. */
export const lockArticles = async (trx: Transaction<Tables>): Promise<void> => {
  await trx
    .updateTable('counters')
    .set((eb) => ({ value: eb.ref('value') }))
    .where('name', '=', 'articles')
    .execute();
};

export const raiseRevision = async (trx: Transaction<Tables>): Promise<void> => {
  await trx
    .updateTable('counters')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'articles')
    .execute();
};

/**
 * Writes articles, in order; one that changed loses its readings and is to be read again. First seen is first seen,
 * whatever changes later, and whoever brought it first stays its source.
 */
export const putArticles = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  articles: readonly Article[],
): Promise<readonly PutOutcome[]> => {
  if (articles.length === 0) return [];
  await lockArticles(trx);
  const held = await heldRows(
    trx,
    articles.map(({ id }) => articleKey(id)),
  );
  const changed = new Map<string, ArticleRow>();
  const outcomes: PutOutcome[] = [];
  for (const article of articles) {
    const made = toRow(article);
    const before = held.get(made.id);
    const outcome = before === undefined ? 'new' : before.content === made.content ? 'same' : 'changed';
    outcomes.push(outcome);
    if (outcome === 'same') continue;
    const seen = before === undefined ? made.seen : before.seen;
    const row: ArticleRow =
      before === undefined
        ? made
        : {
            ...made,
            seen: seen ?? made.seen,
            source: before.source,
            twin_of: before.twin_of,
            ...datesOf(article.published, seen ?? made.seen),
          };
    held.set(row.id, row);
    changed.set(row.id, row);
  }
  if (changed.size > 0) {
    await writeRows(trx, flavour, [...changed.values()]);
    await raiseRevision(trx);
  }
  return outcomes;
};

export const heldRows = async (db: Kysely<Tables>, keys: readonly string[]): Promise<Map<string, ArticleRow>> => {
  const held = new Map<string, ArticleRow>();
  for (const batch of lists([...new Set(keys)])) {
    for (const row of await db.selectFrom('articles').selectAll().where('id', 'in', batch).execute())
      held.set(row.id, row);
  }
  return held;
};

/** As they stand, in place of what stood there. */
export const writeRows = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  rows: readonly ArticleRow[],
): Promise<void> => {
  for (const batch of batches(rows)) {
    await trx
      .insertInto('articles')
      .values(batch)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          content: eb.ref('excluded.content'),
          seen: eb.ref('excluded.seen'),
          source: eb.ref('excluded.source'),
          twin_of: eb.ref('excluded.twin_of'),
          kept_at: eb.ref('excluded.kept_at'),
          moment: eb.ref('excluded.moment'),
        })),
      )
      .execute();
  }
  await indexArticles(trx, flavour, rows);
  await queueForReading(trx, rows);
};

/** Whoever keeps readings or takes them away has the turn, after that of the articles; gives the last sequence number. */
export const lockReadings = async (trx: Transaction<Tables>): Promise<number> => {
  const row = await trx
    .updateTable('counters')
    .set((eb) => ({ value: eb.ref('value') }))
    .where('name', '=', 'readings')
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value;
};

const queueForReading = async (trx: Transaction<Tables>, rows: readonly ArticleRow[]): Promise<void> => {
  const versions = await trx.selectFrom('versions').select('version').execute();
  if (versions.length === 0 || rows.length === 0) return;
  // Else a reading of the old text, kept at the same moment, would outlive the change.
  await lockReadings(trx);
  for (const batch of batches(rows)) {
    const articles = batch.map(({ id }) => id);
    await trx.deleteFrom('readings').where('article', 'in', articles).execute();
    await trx
      .insertInto('unread')
      .values(
        versions.flatMap(({ version }) =>
          batch.map(({ id, moment }) => ({ version, article: id, moment, leased_until: 0 })),
        ),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['article', 'version'])
          .doUpdateSet((eb) => ({ moment: eb.ref('excluded.moment'), leased_until: 0 })),
      )
      .execute();
  }
};

/** Takes articles away, with all that hangs on them. */
export const deleteArticles = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  keys: readonly string[],
): Promise<void> => {
  await lockReadings(trx);
  await unindexArticles(trx, flavour, keys);
  const list = padded(keys);
  await trx.deleteFrom('unread').where('article', 'in', list).execute();
  await trx.deleteFrom('readings').where('article', 'in', list).execute();
  await trx.deleteFrom('articles').where('id', 'in', list).execute();
};
