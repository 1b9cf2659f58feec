/** What items of feeds are known by: short hashes, for they are kept for a year. */
import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { FeedItem } from '../ports.ts';
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

const ownKey = (source: string, key: string): string => hash(JSON.stringify([source, key]), KEY_BYTES);

export type ItemRow = Tables['items'];

/** An item with what is stored of it in place of what is long. */
export interface Prepared {
  readonly item: FeedItem;
  readonly keys: readonly string[];
  /** Those of the keys that no other source has: never empty, so that it can be told which sources have listed it. */
  readonly own: readonly string[];
  /** Of the text as the feed carries it. */
  readonly digest: string;
}

const isShared = (key: string): boolean => key.startsWith('url:');

export const prepare = (source: string, items: readonly FeedItem[]): readonly Prepared[] =>
  items.map((item) => {
    const named = item.keys.filter((key) => !isShared(key));
    // One that has an address alone is known in its feed by that.
    const own = (named.length > 0 ? named : item.keys).map((key) => ownKey(source, key));
    return {
      item,
      keys: [...new Set([...item.keys.map((key) => (isShared(key) ? sharedKey(key) : ownKey(source, key))), ...own])],
      own: [...new Set(own)],
      digest: hash(item.article.text, DIGEST_BYTES),
    };
  });

/** Items by each key of theirs; one item is one object. */
export type Known = Map<string, ItemRow>;

export const lookup = async (db: Kysely<Tables>, prepared: readonly Prepared[]): Promise<Known> => {
  const known: Known = new Map();
  const items = new Map<number, ItemRow>();
  for (const batch of lists([...new Set(prepared.flatMap(({ keys }) => keys))])) {
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

export const find = (known: Known, { keys }: Prepared): ItemRow | undefined => {
  for (const key of keys) {
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
