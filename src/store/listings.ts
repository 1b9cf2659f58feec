/**
 * What each workspace may see of the articles that feeds brought. An article in several feeds is one article, and its
 * source is the one that brought it first; that others listed it too is noted here.
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

/** Whether a source that a workspace follows brought an item, or listed its article. */
export const isListedIn = (eb: ExpressionBuilder<Tables, 'items'>, workspace: string): Expression<SqlBool> => {
  const followed = eb.selectFrom('followers').select('followers.source').where('workspace', '=', workspace);
  return eb.or([
    eb('items.source', 'in', followed),
    eb(
      'items.article',
      'in',
      eb.selectFrom('listings').select('listings.article').where('listings.source', 'in', followed),
    ),
  ]);
};

/** How many articles within a scope were kept since (ms). */
export const countSeen = async (db: Kysely<Tables>, since: number, scope: ReaderScope): Promise<number> => {
  const counted = async (where: Expression<SqlBool>): Promise<number> => {
    const { count } = await db
      .selectFrom('articles')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where(where)
      .$if(Number.isFinite(since), (query) => query.where('kept_at', '>=', since))
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  const eb = expressionBuilder<Tables, 'articles'>();
  if (scope === 'everything') return counted(eb.lit(true));
  let count = await counted(eb('source', 'is', null));
  for (const batch of batches([...scope.sources]))
    count += await counted(
      eb.or(batch.map(([source, from]) => eb.and([eb('source', '=', source), eb('kept_at', '>=', from)]))),
    );
  for (const batch of batches([...scope.articles])) {
    const listed = eb(
      'id',
      'in',
      batch.map((id) => JSON.stringify(id)),
    );
    count += await counted(eb.and([listed, eb('source', 'not in', [...scope.sources.keys()])]));
  }
  return count;
};

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
  if (sources.size === 0) return { sources, articles: new Set() };
  const listed = await db
    .selectFrom('listings')
    .select(['source', 'article', 'listed_at'])
    .where('source', 'in', (eb) => eb.selectFrom('followers').select('source').where('workspace', '=', workspace))
    .orderBy('article')
    .execute();
  const seen = listed.filter(({ source, listed_at }) => listed_at >= (sources.get(source) ?? Number.POSITIVE_INFINITY));
  return { sources, articles: new Set(seen.map(({ article }) => readId(article))) };
};
