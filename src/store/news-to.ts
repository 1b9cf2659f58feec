/**
 * To whom an item is news that stood in another source before that one was followed. A workspace gets what it would get
 * if nobody else used this desk: what was old to others is no reason to keep it from those who never followed them.
 */
import type { Kysely } from 'kysely';
import { articleKey } from './article-rows.ts';
import { lists } from './flavour.ts';
import { broughtBefore, find, type Known, type Prepared } from './item-keys.ts';
import type { Tables } from './schema.ts';

/** Items that no feed has brought yet, though they are known: a source that lists one for the first time may be to bring it. */
export const heldBack = (known: Known, prepared: readonly Prepared[], source: string): readonly Prepared[] =>
  prepared.filter((one) => broughtBefore(known, one, source)?.origin === 'none');

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

/** Those of what is held back that a workspace follows this source for and follows no source that had it before. */
export const newToSome = async (
  db: Kysely<Tables>,
  known: Known,
  prepared: readonly Prepared[],
  source: string,
): Promise<ReadonlySet<Prepared>> => {
  const back = heldBack(known, prepared, source);
  if (back.length === 0) return new Set();
  const articleOf = (one: Prepared): string => find(known, one)?.article ?? articleKey(one.item.article.id);
  const had = new Map<string, Set<string>>();
  for (const batch of lists(back.map(articleOf)))
    for (const { article, source: lister } of await db
      .selectFrom('listings')
      .select(['article', 'source'])
      .where('article', 'in', batch)
      .execute())
      had.set(article, (had.get(article) ?? new Set()).add(lister));
  const readers = await readersOf(db, source);
  return new Set(
    back.filter((one) => {
      const before = [find(known, one)?.source ?? source, ...(had.get(articleOf(one)) ?? [])];
      // Its keys may have changed since this source listed it.
      return !before.includes(source) && readers.some((followed) => !before.some((lister) => followed.has(lister)));
    }),
  );
};
