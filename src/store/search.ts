/**
 * Full text, as each database searches it: FTS5 in SQLite, tsvector in PostgreSQL. Both are given words without their
 * accents, both stem English (Porter's way, and Snowball's), and neither leaves any word out.
 */
import { type Kysely, sql } from 'kysely';
import { batches, type Flavour, padded } from './flavour.ts';
import { keyType } from './migration-001.ts';
import { readArticle, readId } from './records.ts';
import type { Tables } from './schema.ts';

/** Characters of an article that can be searched: what PostgreSQL takes in one tsvector (1 MB) holds this many of any script. */
const SEARCHED = 150_000;

/** Words of a query that count. */
const WORDS = 32;

/** Articles a statement. */
const BATCH = 100;

interface Indexed {
  readonly id: string;
  readonly content: string;
}

export const createIndex = async (db: Kysely<Tables>, flavour: Flavour): Promise<void> => {
  if (flavour === 'sqlite') {
    await db.schema
      .createTable('article_numbers')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('article', 'text', (column) => column.notNull().unique())
      .execute();
    await sql`create virtual table article_words using fts5(
      title, body, content='', contentless_delete=1, tokenize='porter unicode61')`.execute(db);
    return;
  }
  await sql`create text search dictionary crosswire_stem (template = snowball, language = english)`.execute(db);
  await sql`create text search configuration crosswire (copy = pg_catalog.simple)`.execute(db);
  await sql`alter text search configuration crosswire alter mapping replace simple with crosswire_stem`.execute(db);
  await db.schema
    .createTable('article_words')
    .addColumn('article', keyType(flavour), (column) => column.primaryKey())
    .addColumn('words', sql`tsvector`, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('article_words_index').on('article_words').using('gin').column('words').execute();
};

/** Nothing but letters, digits and single spaces: no operator, no quote, no NUL, and no URL that a parser takes for one word. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export const indexArticles = async (db: Kysely<Tables>, flavour: Flavour, rows: readonly Indexed[]): Promise<void> => {
  for (const batch of batches(rows, BATCH)) {
    const texts = batch.map(({ id, content }) => {
      const { title, text, bodyStart } = readArticle(content);
      return {
        id,
        title: plain((title ?? '').slice(0, SEARCHED)),
        body: plain(text.slice(bodyStart, bodyStart + SEARCHED)),
      };
    });
    if (flavour === 'postgres') {
      const values = texts.map(
        ({ id, title, body }) =>
          sql`(${id}, setweight(to_tsvector('crosswire', ${title}), 'A') || to_tsvector('crosswire', ${body}))`,
      );
      await sql`insert into article_words (article, words) values ${sql.join(values)}
        on conflict (article) do update set words = excluded.words`.execute(db);
      continue;
    }
    await unindexArticles(
      db,
      flavour,
      batch.map(({ id }) => id),
    );
    await db
      .insertInto('article_numbers')
      .values(texts.map(({ id }) => ({ article: id })))
      .execute();
    const numbers = await numbersOf(
      db,
      texts.map(({ id }) => id),
    );
    const values = texts.map(({ id, title, body }) => sql`(${numbers.get(id) ?? null}, ${title}, ${body})`);
    await sql`insert into article_words (rowid, title, body) values ${sql.join(values)}`.execute(db);
  }
};

const numbersOf = async (db: Kysely<Tables>, articles: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const rows = await db.selectFrom('article_numbers').selectAll().where('article', 'in', padded(articles)).execute();
  return new Map(rows.map(({ article, number }) => [article, number]));
};

export const unindexArticles = async (
  db: Kysely<Tables>,
  flavour: Flavour,
  articles: readonly string[],
): Promise<void> => {
  if (flavour === 'postgres') {
    await sql`delete from article_words where article in (${sql.join(articles)})`.execute(db);
    return;
  }
  const numbers = padded([...(await numbersOf(db, articles)).values()]);
  if (numbers.length === 0) return;
  await sql`delete from article_words where rowid in (${sql.join(numbers)})`.execute(db);
  await db.deleteFrom('article_numbers').where('number', 'in', numbers).execute();
};

export const searchArticles = async (
  db: Kysely<Tables>,
  flavour: Flavour,
  query: string,
  limit: number,
): Promise<readonly string[]> => {
  const words = plain(query.slice(0, SEARCHED)).split(' ').filter(Boolean).slice(0, WORDS);
  if (words.length === 0 || limit < 1) return [];
  const { rows } =
    flavour === 'postgres'
      ? await sql<{ article: string }>`
          select article from article_words, plainto_tsquery('crosswire', ${words.join(' ')}) query
          where words @@ query order by ts_rank(words, query, 1) desc, article limit ${limit}`.execute(db)
      : await sql<{ article: string }>`
          select article from article_words join article_numbers on number = article_words.rowid
          where article_words match ${words.map((word) => `"${word}"`).join(' ')}
          order by bm25(article_words, 4.0, 1.0), article limit ${limit}`.execute(db);
  return rows.map(({ article }) => readId(article));
};
