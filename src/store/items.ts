/** What becomes of each item of a reading: new, known or changed; and the writing of it. */
import type { Transaction } from 'kysely';
import type { Article } from '../model.ts';
import type { ItemOutcome, SourceReading } from '../ports.ts';
import { type ArticleRow, articleKey, heldRows, lockArticles, putArticles } from './article-rows.ts';
import { batches, type Flavour, lists } from './flavour.ts';
import { find, type ItemRow, type Known, lockItems, lookup, type Prepared } from './item-keys.ts';
import { noteListings } from './listings.ts';
import { readArticle, readId, writeArticle } from './records.ts';
import type { Tables } from './schema.ts';

/** That an item still stands in its feed is noted once a week: see `prune.ts`. */
const NOTED_MS = 7 * 24 * 60 * 60 * 1000;

type Context = Pick<SourceReading, 'source' | 'now' | 'baseline'>;
type PageRow = Tables['pages'];

/** What is stored under the articles' ids of a reading. */
interface Standing {
  readonly articles: ReadonlyMap<string, ArticleRow>;
  readonly pages: ReadonlyMap<string, Pick<PageRow, 'id' | 'content'>>;
}

/** What is to be written of a reading. */
interface Changes {
  readonly items: ItemRow[];
  readonly keys: Tables['item_keys'][];
  readonly pages: PageRow[];
  readonly articles: Article[];
  /** Items told otherwise than before. */
  readonly retold: Pick<ItemRow, 'number' | 'digest' | 'origin'>[];
  readonly stubs: Pick<PageRow, 'id' | 'content'>[];
  readonly noted: Set<number>;
  readonly listings: Tables['listings'][];
}

/** Whether its own feed tells it otherwise than before, and that may take the place of what is kept. */
const isRetold = (held: ItemRow, { item, digest }: Prepared, source: string): boolean =>
  held.source === source &&
  held.origin !== 'none' &&
  held.digest !== digest &&
  // A stub never takes the place of a whole text.
  (item.page === undefined || held.origin === 'stub' || held.origin === 'waiting');

/**
 * Writes the items of a reading; the source and the hosts of its pages are locked. Processes that have something to
 * write take turns from the second look on, so that one article in two feeds is new once.
 *
 * @param known what a first look found
 * @returns one outcome an item, in order
 */
export const settleItems = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  context: Context,
  prepared: readonly Prepared[],
  known: Known,
): Promise<readonly ItemOutcome[]> => {
  const unknown = prepared.filter((one) => find(known, one) === undefined);
  const retold = prepared.filter((one) => {
    const held = find(known, one);
    return held !== undefined && isRetold(held, one, context.source.id);
  });
  let last = 0;
  if (prepared.some((one) => isWritten(known, one, context))) {
    last = await lockItems(trx);
    await lockArticles(trx);
    for (const [key, row] of await lookup(trx, prepared)) known.set(key, row);
  }
  const ledger = new Ledger(context, known, await standing(trx, known, [...unknown, ...retold]), last);
  const outcomes = prepared.map((one) => ledger.take(one));
  await write(trx, flavour, context.now, ledger);
  return outcomes;
};

/** Whether anything of it may have to be written: all but an item that stands as it stood. */
const isWritten = (known: Known, one: Prepared, { source, now }: Context): boolean => {
  const held = find(known, one);
  return (
    held === undefined ||
    isRetold(held, one, source.id) ||
    held.seen_at < now - NOTED_MS ||
    one.keys.some((key) => !known.has(key))
  );
};

const standing = async (trx: Transaction<Tables>, known: Known, prepared: readonly Prepared[]): Promise<Standing> => {
  const ids = prepared.map((one) => find(known, one)?.article ?? articleKey(one.item.article.id));
  const pages = new Map<string, Pick<PageRow, 'id' | 'content'>>();
  for (const batch of lists(ids))
    for (const row of await trx.selectFrom('pages').select(['id', 'content']).where('id', 'in', batch).execute())
      pages.set(row.id, row);
  return { articles: await heldRows(trx, ids), pages };
};

/** Takes the items of one reading in order, and gathers what is to be written. */
class Ledger {
  readonly changes: Changes = {
    items: [],
    keys: [],
    pages: [],
    articles: [],
    retold: [],
    stubs: [],
    noted: new Set(),
    listings: [],
  };
  /** Items made here, by their article. */
  private readonly made = new Map<string, ItemRow>();
  /** A feed that holds one item twice, each time told otherwise, is believed once a reading. */
  private readonly met = new Set<number>();

  constructor(
    private readonly context: Context,
    private readonly known: Known,
    private readonly standing: Standing,
    public last: number,
  ) {}

  take(one: Prepared): ItemOutcome {
    const id = articleKey(one.item.article.id);
    const held = find(this.known, one) ?? this.made.get(id);
    if (held === undefined) return this.add(one, id);
    this.list(held, one);
    this.link(held, one);
    if (held.seen_at < this.context.now - NOTED_MS) this.changes.noted.add(held.number);
    if (this.met.has(held.number)) return 'known';
    this.met.add(held.number);
    return !this.context.baseline && isRetold(held, one, this.context.source.id) ? this.retell(held, one) : 'known';
  }

  private add(one: Prepared, id: string): ItemOutcome {
    const { source, now, baseline } = this.context;
    const { item, digest } = one;
    // Put in by an operator, or kept longer than its keys were: it is known all the same.
    const stands = this.standing.articles.has(id) || this.standing.pages.has(id);
    const kept = !baseline && !stands;
    this.last += 1;
    const row: ItemRow = {
      number: this.last,
      source: source.id,
      article: kept ? id : null,
      origin: !kept ? 'none' : item.page === undefined ? 'feed' : 'waiting',
      digest: kept ? digest : null,
      seen_at: now,
    };
    this.changes.items.push(row);
    this.made.set(id, row);
    this.met.add(row.number);
    this.link(row, one);
    if (!kept) return stands ? 'known' : 'baseline';
    const article: Article = { seen: new Date(now).toISOString(), source: source.id, ...item.article };
    if (item.page === undefined) this.changes.articles.push(article);
    else
      this.changes.pages.push({
        id,
        item: row.number,
        source: source.id,
        ...item.page,
        content: writeArticle(article),
        seen: article.seen ?? null,
        due_at: now,
        attempts: 0,
      });
    return 'new';
  }

  private retell(held: ItemRow, { item, digest }: Prepared): ItemOutcome {
    const key = held.article ?? '';
    const stub = this.standing.pages.get(key);
    const article = this.standing.articles.get(key);
    const kept = stub ?? article;
    // Past its time by now: its feed does not bring it back.
    if (kept === undefined) return 'known';
    const told: Article = { ...item.article, id: readId(key) };
    const content = writeArticle(told);
    const origin = stub !== undefined ? 'waiting' : item.page === undefined ? 'feed' : 'stub';
    this.changes.retold.push({ number: held.number, digest, origin });
    if (kept.content === content) return 'known';
    if (stub !== undefined) {
      this.changes.stubs.push({ id: key, content });
      return 'known';
    }
    this.changes.articles.push(told);
    return 'changed';
  }

  /** Another source's article, met here for the first time: those who follow this one may see it, too. */
  private list(held: ItemRow, { keys }: Prepared): void {
    const { source, now, baseline } = this.context;
    if (baseline || held.source === source.id || held.article === null) return;
    if (keys.every((key) => this.known.has(key))) return;
    this.changes.listings.push({ source: source.id, article: held.article, listed_at: now });
  }

  private link(held: ItemRow, { keys }: Prepared): void {
    for (const key of keys) {
      if (this.known.has(key)) continue;
      this.known.set(key, held);
      this.changes.keys.push({ key, item: held.number });
    }
  }
}

const write = async (
  trx: Transaction<Tables>,
  flavour: Flavour,
  now: number,
  { changes, last }: Ledger,
): Promise<void> => {
  const { items, keys, pages, articles, retold, stubs, noted, listings } = changes;
  if (items.length > 0) await trx.updateTable('counters').set({ value: last }).where('name', '=', 'items').execute();
  for (const batch of batches(items)) await trx.insertInto('items').values(batch).execute();
  for (const batch of batches(keys))
    await trx
      .insertInto('item_keys')
      .values(batch)
      .onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ item: eb.ref('excluded.item') })))
      .execute();
  for (const batch of batches(pages)) await trx.insertInto('pages').values(batch).execute();
  for (const { id, content } of stubs) await trx.updateTable('pages').set({ content }).where('id', '=', id).execute();
  for (const { number, digest, origin } of retold)
    await trx.updateTable('items').set({ digest, origin }).where('number', '=', number).execute();
  for (const batch of lists([...noted]))
    await trx.updateTable('items').set({ seen_at: now }).where('number', 'in', batch).execute();
  await putArticles(trx, flavour, articles);
  await noteListings(trx, listings);
};

/** The article as a page job carries it. */
export const stubOf = ({ content, seen, source }: Pick<PageRow, 'content' | 'seen' | 'source'>): Article => ({
  ...readArticle(content),
  ...(seen !== null && { seen }),
  source,
});
