/** Articles by id, and a revision that grows with every change. */
import type { Article } from '../model.ts';
import type { ArticleStore } from '../ports.ts';
import { articleColumns, articleKey, fromRow, putArticles } from './article-rows.ts';
import type { Base } from './flavour.ts';
import { countSeen } from './listings.ts';
import { searchArticles } from './search.ts';

/** Undated articles come last; those of one moment in the order of their ids. */
const byPublication = (a: Article, b: Article): number => {
  const moments = [a, b].map(({ published }) => (published === null ? Number.NaN : Date.parse(published)));
  const [first = Number.NaN, second = Number.NaN] = moments.map((at) => (Number.isNaN(at) ? Number.MAX_VALUE : at));
  return first - second || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
};

export const articleStore = ({ db, flavour }: Base): ArticleStore => ({
  put: (articles) => db.transaction().execute((trx) => putArticles(trx, flavour, articles)),

  get: async (id) => {
    const row = await db
      .selectFrom('articles')
      .select(articleColumns)
      .where('id', '=', articleKey(id))
      .executeTakeFirst();
    return row === undefined ? undefined : fromRow(row);
  },

  all: async () => {
    const rows = await db.selectFrom('articles').select(articleColumns).execute();
    return rows.map(fromRow).sort(byPublication);
  },

  count: (since, scope) => countSeen(db, since === null ? Number.NEGATIVE_INFINITY : Date.parse(since), scope),

  revision: async () => {
    const row = await db
      .selectFrom('counters')
      .select('value')
      .where('name', '=', 'articles')
      .executeTakeFirstOrThrow();
    return row.value;
  },

  search: (words, limit) => searchArticles(db, flavour, words, limit),
});
