/** What becomes of each item of a reading: new, known or changed; and the writing of it. */
import type { Transaction } from 'kysely';
import type { Article } from '../model.ts';
import type { ItemOutcome, SourceReading } from '../ports.ts';
import { type ArticleRow, articleKey, heldRows, lockArticles, putArticles } from './article-rows.ts';
import { batches, type Flavour, lists } from './flavour.ts';
import {
  broughtBefore,
  find,
  type ItemRow,
  type Known,
  lockItems,
  lookup,
  type Prepared,
  twinKey,
} from './item-keys.ts';
import { noteListings } from './listings.ts';
import { newToSome } from './news-to.ts';
import { readArticle, readId, writeArticle } from './records.ts';
import type { Origin, Tables } from './schema.ts';

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
  /** Known items whose article this source brings, or would. */
  readonly taken: ItemRow[];
  /** Items told otherwise than before. */
  readonly retold: Pick<ItemRow, 'number' | 'digest' | 'origin'>[];
  readonly stubs: Pick<PageRow, 'id' | 'content'>[];
  readonly noted: Set<number>;
  readonly listings: Tables['listings'][];
}

/** Whether it may become an article of this source. */
export const mayBring = (known: Known, one: Prepared, source: string): boolean =>
  find(known, one) === undefined || broughtBefore(known, one, source) !== undefined;

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
  const met = prepared.filter((one) => find(known, one) === undefined || broughtBefore(known, one, context.source.id));
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
  const news = context.baseline
    ? new Map<Prepared, readonly string[]>()
    : await newToSome(trx, known, met, context.source.id);
  const ledger = new Ledger(context, known, await standing(trx, known, [...met, ...retold]), news, last);
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
    taken: [],
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
    /** Items of others that are news to somebody all the same, with the sources that had them. */
    private readonly news: ReadonlyMap<Prepared, readonly string[]>,
    public last: number,
  ) {}

  take(one: Prepared): ItemOutcome {
    const id = articleKey(one.item.article.id);
    const held = find(this.known, one) ?? this.made.get(id);
    if (held === undefined) return this.add(one, id);
    const had = held.source === this.context.source.id ? undefined : this.news.get(one);
    const first = held.article ?? id;
    const stands = this.stands(first);
    // One that is past its time by now comes back to nobody.
    if (had !== undefined && held.origin !== 'none' && stands && !this.isOpen(first))
      return this.bringTwin(held, one, first, had);
    const isNews = had !== undefined && held.origin === 'none' && !stands;
    const isListed = !isNews && this.list(held, one, id);
    this.link(held, one.keys);
    if (held.seen_at < this.context.now - NOTED_MS) this.changes.noted.add(held.number);
    if (this.met.has(held.number)) return 'known';
    this.met.add(held.number);
    if (isNews) return this.bring(held, one, first);
    if (this.context.baseline) return 'known';
    if (isListed) return 'listed';
    return isRetold(held, one, this.context.source.id) ? this.retell(held, one) : 'known';
  }

  private stands(id: string): boolean {
    return this.standing.articles.has(id) || this.standing.pages.has(id);
  }

  /** An operator put it in: everybody sees it. */
  private isOpen(id: string): boolean {
    return this.standing.articles.get(id)?.source === null;
  }

  private add(one: Prepared, id: string): ItemOutcome {
    const { source, now, baseline } = this.context;
    // Put in by an operator, or kept longer than its keys were: it is known all the same.
    const stands = this.stands(id);
    this.last += 1;
    const row: ItemRow = {
      number: this.last,
      source: source.id,
      article: null,
      origin: 'none',
      digest: null,
      seen_at: now,
    };
    this.changes.items.push(row);
    this.made.set(id, row);
    this.met.add(row.number);
    this.link(row, one.keys);
    if (stands) return 'known';
    if (baseline) return 'baseline';
    this.keep(row, one, id);
    return 'new';
  }

  /** What was old to those who follow the source that had it is news of this one. */
  private bring(held: ItemRow, one: Prepared, id: string): ItemOutcome {
    const { source, now } = this.context;
    this.changes.listings.push({ source: held.source, article: id, listed_at: -now });
    held.source = source.id;
    this.keep(held, one, id);
    this.changes.taken.push(held);
    return 'new';
  }

  /**
   * Others brought it for readers of theirs: those of this source that follow none of them are told it as this one does.
   * To who follows one of them the twin is old, so that nobody has both.
   */
  private bringTwin(held: ItemRow, one: Prepared, first: string, had: readonly string[]): ItemOutcome {
    const { source, now } = this.context;
    const id = twinKey(first, source.id);
    this.last += 1;
    const row: ItemRow = { ...held, number: this.last, source: source.id, seen_at: now };
    this.changes.items.push(row);
    this.met.add(row.number);
    this.link(row, one.own);
    this.changes.listings.push(
      { source: source.id, article: first, listed_at: now },
      ...had.map((lister) => ({ source: lister, article: id, listed_at: -now })),
    );
    this.keep(row, one, id, { key: first, origin: held.origin });
    return 'new';
  }

  /**
   * Its article, or the page that is to be read for it, is this source's.
   *
   * @param twin the article that another source has of it
   */
  private keep(
    row: ItemRow,
    { item, digest }: Prepared,
    id: string,
    twin?: { readonly key: string; readonly origin: Origin },
  ): void {
    const { source, now } = this.context;
    // What its page told another source it tells this one: it is not asked for again.
    const read = twin?.origin === 'page' && item.page !== undefined ? this.standing.articles.get(twin.key) : undefined;
    const page = read === undefined ? item.page : undefined;
    row.article = id;
    row.origin = read !== undefined ? 'page' : page === undefined ? 'feed' : 'waiting';
    row.digest = digest;
    const article: Article = {
      ...item.article,
      ...(read !== undefined && textOf(read)),
      id: readId(id),
      seen: new Date(now).toISOString(),
      source: source.id,
      ...(twin !== undefined && { twinOf: readId(twin.key) }),
    };
    if (page === undefined) this.changes.articles.push(article);
    else
      this.changes.pages.push({
        id,
        item: row.number,
        source: source.id,
        ...page,
        content: writeArticle(article),
        seen: article.seen ?? null,
        twin_of: twin?.key ?? null,
        due_at: now,
        attempts: 0,
      });
  }

  private retell(held: ItemRow, { item, digest }: Prepared): ItemOutcome {
    const key = held.article ?? '';
    const stub = this.standing.pages.get(key);
    const article = this.standing.articles.get(key);
    const kept = stub ?? article;
    // Past its time by now: its feed does not bring it back.
    if (kept === undefined) return 'known';
    // An operator put it in after that: what a feed carries is not for everybody who sees it.
    if (article !== undefined && article.source !== this.context.source.id) return 'known';
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

  /** Another source's item, met here for the first time: those who follow this one may see its article, too. */
  private list(held: ItemRow, one: Prepared, id: string): boolean {
    const { source, now, baseline } = this.context;
    if (broughtBefore(this.known, one, source.id) === undefined) return false;
    this.changes.listings.push({ source: source.id, article: held.article ?? id, listed_at: baseline ? -now : now });
    if (held.article !== null) return held.origin !== 'none';
    held.article = id;
    this.changes.taken.push(held);
    return false;
  }

  private link(held: ItemRow, keys: readonly string[]): void {
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
  const { items, keys, pages, articles, taken, retold, stubs, noted, listings } = changes;
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
  for (const { number, source, article, digest, origin } of taken)
    await trx.updateTable('items').set({ source, article, digest, origin }).where('number', '=', number).execute();
  for (const { number, digest, origin } of retold)
    await trx.updateTable('items').set({ digest, origin }).where('number', '=', number).execute();
  for (const batch of lists([...noted]))
    await trx.updateTable('items').set({ seen_at: now }).where('number', 'in', batch).execute();
  await putArticles(trx, flavour, articles);
  await noteListings(trx, listings);
};

const textOf = ({ content }: ArticleRow): Pick<Article, 'text' | 'bodyStart'> => {
  const { text, bodyStart } = readArticle(content);
  return { text, bodyStart };
};
