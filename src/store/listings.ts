/**
 * What each workspace may see of the articles that feeds brought: those of the sources that it follows, each from when it
 * was followed. That other sources listed an article's item, too, is noted here: it opens the article to nobody, and
 * tells to whom it is no news.
 */
import {
  type Expression,
  type ExpressionBuilder,
  expressionBuilder,
  type Kysely,
  type SqlBool,
  type Transaction,
} from 'kysely';
import type { ReaderScope } from '../model.ts';
import { batches } from './flavour.ts';
import { readFollower, readId } from './records.ts';
import type { Tables } from './schema.ts';

/** The first time counts. */
export const noteListings = async (trx: Transaction<Tables>, rows: readonly Tables['listings'][]): Promise<void> => {
  for (const batch of batches(rows))
    await trx
      .insertInto('listings')
      .values(batch)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
};

/** @param articles keys of those that go */
export const dropListings = async (trx: Transaction<Tables>, articles: readonly string[]): Promise<void> => {
  for (const batch of batches(articles)) await trx.deleteFrom('listings').where('article', 'in', batch).execute();
};

/** Those of articles that are none. @param articles keys of what items would have become */
export const dropEmptyListings = async (trx: Transaction<Tables>, articles: readonly string[]): Promise<void> => {
  for (const batch of batches(articles))
    await trx
      .deleteFrom('listings')
      .where('article', 'in', batch)
      .where('article', 'not in', (eb) => eb.selectFrom('articles').select('id').where('id', 'in', batch))
      .execute();
};

/** Whether a source that a workspace follows brought an item, or listed its article. */
export const isListedIn = (
  eb: ExpressionBuilder<Tables, 'items'>,
  workspace: string,
  how: 'brought' | 'listed',
): Expression<SqlBool> => {
  const followed = eb.selectFrom('followers').select('followers.source').where('workspace', '=', workspace);
  if (how === 'brought') return eb('items.source', 'in', followed);
  const listed = eb.selectFrom('listings').select('listings.article').where('listings.source', 'in', followed);
  return eb('items.article', 'in', listed);
};

/** How many articles within a scope came since (ms). */
export const countSeen = async (db: Kysely<Tables>, since: number, scope: ReaderScope): Promise<number> => {
  const counted = async (where: Expression<SqlBool>): Promise<number> => {
    const { count } = await db
      .selectFrom('articles')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where(where)
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  const eb = expressionBuilder<Tables, 'articles'>();
  const from = (ms: number) => (Number.isFinite(ms) ? eb('kept_at', '>=', ms) : eb.lit(true));
  if (scope === 'everything') return counted(eb.and([eb('twin_of', 'is', null), from(since)]));
  let count = await counted(eb.and([eb('source', 'is', null), from(since)]));
  for (const batch of batches([...scope.sources]))
    count += await counted(
      eb.or(batch.map(([source, followed]) => eb.and([eb('source', '=', source), from(Math.max(since, followed))]))),
    );
  for (const batch of batches([...scope.old]))
    count -= await counted(eb.and([eb('id', 'in', keysOf(batch)), from(since)]));
  return count;
};

const keysOf = (ids: readonly string[]): string[] => ids.map((id) => JSON.stringify(id));

/** When a workspace was given an item as news by what it follows, and when one of them was followed that had it already. */
interface Listed {
  news: number;
  old: number;
  /** Whether its own source gave it: else it is not seen at all. */
  own: boolean;
}

/** @param workspace `PLATFORM:WORKSPACE` */
export const scopeOf = async (db: Kysely<Tables>, workspace: string): Promise<Exclude<ReaderScope, 'everything'>> => {
  const followers = await db
    .selectFrom('followers')
    .select(['source', 'content'])
    .where('workspace', '=', workspace)
    .orderBy('source')
    .execute();
  const sources = new Map<string, number>();
  for (const { source, content } of followers) {
    const since = Date.parse(readFollower(content).at);
    sources.set(source, Math.min(since, sources.get(source) ?? since));
  }
  if (sources.size === 0) return { sources, old: new Set() };
  const followed = db.selectFrom('followers').select('source').where('workspace', '=', workspace);
  const rows = await db
    .selectFrom('listings')
    .innerJoin('articles', 'articles.id', 'listings.article')
    .select(['listings.source', 'article', 'listed_at', 'articles.source as bringer', 'kept_at'])
    .where('articles.source', 'in', followed)
    .where('listings.source', 'in', followed)
    .orderBy('article')
    .execute();
  const found = new Map<string, Listed>();
  const note = (listed: Listed, source: string | null, at: number): boolean => {
    const since = sources.get(source ?? '');
    if (since === undefined) return false;
    if (at >= since) listed.news = Math.min(listed.news, at);
    else listed.old = Math.min(listed.old, since);
    return at >= since;
  };
  for (const { source, article, listed_at, bringer, kept_at } of rows) {
    const listed = found.get(article) ?? { news: Number.POSITIVE_INFINITY, old: Number.POSITIVE_INFINITY, own: false };
    found.set(article, listed);
    note(listed, source, listed_at);
    listed.own = note(listed, bringer, kept_at);
  }
  const hidden = [...found].filter(([, { news, old, own }]) => own && news >= old);
  return { sources, old: new Set(hidden.map(([article]) => readId(article))) };
};
