/** Articles by id, and a revision that grows with every change. */
import type { Kysely, Transaction } from 'kysely';
import type { Article } from '../model.ts';
import type { ArticleStore } from '../ports.ts';
import { readArticle, writeArticle } from './records.ts';
import type { Tables } from './schema.ts';

/** Rows a statement: well below the 32,766 parameters that SQLite takes. */
const BATCH = 500;

type Outcome = 'new' | 'same' | 'changed';
type Row = Tables['articles'];

/** Ids come from files and may hold any character; JSON writes each in one way that every database keeps. */
const keyOf = (id: string): string => JSON.stringify(id);

const batches = function* <T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += BATCH) yield items.slice(start, start + BATCH);
};

const fromRow = ({ content, seen }: Pick<Row, 'content' | 'seen'>): Article =>
  seen === null ? readArticle(content) : { ...readArticle(content), seen };

/** Undated articles come last; those of one moment in the order of their ids. */
const byPublication = (a: Article, b: Article): number => {
  const moments = [a, b].map(({ published }) => (published === null ? Number.NaN : Date.parse(published)));
  const [first = Number.NaN, second = Number.NaN] = moments.map((at) => (Number.isNaN(at) ? Number.MAX_VALUE : at));
  return first - second || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
};

export const articleStore = (db: Kysely<Tables>): ArticleStore => ({
  put: (articles) =>
    db.transaction().execute(async (trx) => {
      await lockCounter(trx);
      const held = await heldRows(trx, articles);
      const changed = new Map<string, Row>();
      const outcomes: Outcome[] = [];
      for (const article of articles) {
        const id = keyOf(article.id);
        const before = held.get(id);
        const content = writeArticle(article);
        const outcome = before === undefined ? 'new' : before.content === content ? 'same' : 'changed';
        outcomes.push(outcome);
        if (outcome === 'same') continue;
        // First seen is first seen, whatever changes later.
        const row = { id, content, seen: before?.seen ?? article.seen ?? null };
        held.set(id, row);
        changed.set(id, row);
      }
      await writeRows(trx, [...changed.values()]);
      return outcomes;
    }),

  get: async (id) => {
    const row = await db
      .selectFrom('articles')
      .select(['content', 'seen'])
      .where('id', '=', keyOf(id))
      .executeTakeFirst();
    return row === undefined ? undefined : fromRow(row);
  },

  all: async () => {
    const rows = await db.selectFrom('articles').select(['content', 'seen']).execute();
    return rows.map(fromRow).sort(byPublication);
  },

  revision: async () => {
    const row = await db
      .selectFrom('counters')
      .select('value')
      .where('name', '=', 'articles')
      .executeTakeFirstOrThrow();
    return row.value;
  },
});

/** Two processes that put at once take turns: a row that is written stays locked until its transaction ends. */
const lockCounter = async (trx: Transaction<Tables>): Promise<void> => {
  await trx
    .updateTable('counters')
    .set((eb) => ({ value: eb.ref('value') }))
    .where('name', '=', 'articles')
    .execute();
};

const heldRows = async (trx: Transaction<Tables>, articles: readonly Article[]): Promise<Map<string, Row>> => {
  const held = new Map<string, Row>();
  const ids = [...new Set(articles.map((article) => keyOf(article.id)))];
  for (const batch of batches(ids)) {
    for (const row of await trx.selectFrom('articles').selectAll().where('id', 'in', batch).execute())
      held.set(row.id, row);
  }
  return held;
};

const writeRows = async (trx: Transaction<Tables>, rows: readonly Row[]): Promise<void> => {
  if (rows.length === 0) return;
  for (const batch of batches(rows)) {
    await trx
      .insertInto('articles')
      .values(batch)
      .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ content: eb.ref('excluded.content') })))
      .execute();
  }
  await trx
    .updateTable('counters')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'articles')
    .execute();
};
