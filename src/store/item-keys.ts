/** What items of feeds are known by: short hashes, for they are kept for a year. */
import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { FeedItem } from '../ports.ts';
import { articleKey } from './article-rows.ts';
import { lists } from './flavour.ts';
import type { Tables } from './schema.ts';

/** 120 bits in 20 characters: no two keys of any desk's lifetime share one. */
const KEY_BYTES = 15;
/** 48 bits: compared with the one before it and with nothing else. */
const DIGEST_BYTES = 6;

const hash = (text: string, bytes: number): string =>
  createHash('sha256').update(text).digest().subarray(0, bytes).toString('base64url');

/** Of a key that begins with `url:`, which means the same whatever source has it. */
export const sharedKey = (key: string): string => hash(key, KEY_BYTES);

/** Of a key as one source alone has it. */
export const ownKey = (source: string, key: string): string => hash(JSON.stringify([source, key]), KEY_BYTES);

/** Of the article that a source has beside another source's. @param first key of that */
export const twinKey = (first: string, source: string): string =>
  articleKey(
    `t${createHash('sha256')
      .update(JSON.stringify([first, source]))
      .digest('hex')
      .slice(0, 30)}`,
  );

export type ItemRow = Tables['items'];

/** An item with what is stored of it in place of what is long. */
export interface Prepared {
  readonly item: FeedItem;
  /** Those that are kept: one of them at least is no other source's, so that it can be told which sources listed it. */
  readonly keys: readonly string[];
  /** All that no other source has, its address among them: a twin is found by that. */
  readonly own: readonly string[];
  /** Both, most certain first: an address of its own before the one that all sources share. */
  readonly names: readonly string[];
  /** Of the text as the feed carries it. */
  readonly digest: string;
}

const isShared = (key: string): boolean => key.startsWith('url:');

export const prepare = (source: string, items: readonly FeedItem[]): readonly Prepared[] =>
  items.map((item) => {
    const names = [...new Set(item.keys)].map((key) => ({
      own: ownKey(source, key),
      shared: isShared(key) ? sharedKey(key) : undefined,
    }));
    // One that has an address alone is known in its feed by that.
    const isNameless = names.every(({ shared }) => shared !== undefined);
    return {
      item,
      keys: names.flatMap(({ own, shared }) => (shared === undefined ? [own] : isNameless ? [shared, own] : [shared])),
      own: names.map(({ own }) => own),
      names: names.flatMap(({ own, shared }) => (shared === undefined ? [own] : [own, shared])),
      digest: hash(item.article.text, DIGEST_BYTES),
    };
  });

/** Items by each key of theirs; one item is one object. */
export type Known = Map<string, ItemRow>;

export const lookup = async (db: Kysely<Tables>, prepared: readonly Prepared[]): Promise<Known> => {
  const known: Known = new Map();
  const items = new Map<number, ItemRow>();
  for (const batch of lists([...new Set(prepared.flatMap(({ names }) => names))])) {
    const rows = await db
      .selectFrom('item_keys')
      .innerJoin('items', 'items.number', 'item_keys.item')
      .select(['key', 'number', 'source', 'article', 'origin', 'digest', 'seen_at'])
      .where('key', 'in', batch)
      .execute();
    for (const { key, ...row } of rows) {
      const item = items.get(row.number) ?? row;
      items.set(item.number, item);
      known.set(key, item);
    }
  }
  return known;
};

export const find = (known: Known, { names }: Prepared): ItemRow | undefined => {
  for (const key of names) {
    const row = known.get(key);
    if (row !== undefined) return row;
  }
  return undefined;
};

/** An item that another source brought, where a source lists it for the first time; undefined for any other. */
export const broughtBefore = (known: Known, one: Prepared, source: string): ItemRow | undefined => {
  const held = find(known, one);
  return held === undefined || held.source === source || one.own.some((key) => known.has(key)) ? undefined : held;
};

/** Who makes items takes turns with all others who do; gives the last number given. */
export const lockItems = async (trx: Transaction<Tables>): Promise<number> => {
  const row = await trx
    .updateTable('counters')
    .set((eb) => ({ value: eb.ref('value') }))
    .where('name', '=', 'items')
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value;
};
