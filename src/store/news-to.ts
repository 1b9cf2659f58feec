/**
 * To whom an item is news that another source had before. A workspace gets what it would get if nobody else used this
 * desk: what others brought is not shown to it, and is no reason to keep from it what its own source brings.
 */
import type { Kysely } from 'kysely';
import { articleKey } from './article-rows.ts';
import { lists } from './flavour.ts';
import { broughtBefore, find, type Known, type Prepared } from './item-keys.ts';
import type { Tables } from './schema.ts';

/** The workspaces that follow a source, each with all the sources that it follows. */
const readersOf = async (db: Kysely<Tables>, source: string): Promise<readonly ReadonlySet<string>[]> => {
  const rows = await db
    .selectFrom('followers')
    .select(['workspace', 'source'])
    .where('workspace', 'in', (eb) => eb.selectFrom('followers').select('workspace').where('source', '=', source))
    .distinct()
    .execute();
  const readers = new Map<string, Set<string>>();
  for (const { workspace, source: followed } of rows)
    readers.set(workspace, (readers.get(workspace) ?? new Set()).add(followed));
  return [...readers.values()];
};

/**
 * Items of others that a source lists for the first time and that are news to a workspace which follows it, since that
 * follows none of those that had them before; each with those.
 */
export const newToSome = async (
  db: Kysely<Tables>,
  known: Known,
  prepared: readonly Prepared[],
  source: string,
): Promise<ReadonlyMap<Prepared, readonly string[]>> => {
  const others = prepared.filter((one) => broughtBefore(known, one, source) !== undefined);
  if (others.length === 0) return new Map();
  const articleOf = (one: Prepared): string => find(known, one)?.article ?? articleKey(one.item.article.id);
  const had = new Map<string, Set<string>>();
  for (const batch of lists(others.map(articleOf)))
    for (const { article, source: lister } of await db
      .selectFrom('listings')
      .select(['article', 'source'])
      .where('article', 'in', batch)
      .execute())
      had.set(article, (had.get(article) ?? new Set()).add(lister));
  const readers = await readersOf(db, source);
  return new Map(
    others.flatMap((one): readonly [Prepared, readonly string[]][] => {
      const before = [...new Set([find(known, one)?.source ?? source, ...(had.get(articleOf(one)) ?? [])])];
      // Its keys may have changed since this source listed it.
      const isNews =
        !before.includes(source) && readers.some((followed) => !before.some((lister) => followed.has(lister)));
      return isNews ? [[one, before]] : [];
    }),
  );
};
