/** What an item is known by. Pure: the look-up is the store's. */
import { createHash } from 'node:crypto';
import { canonicalUrl } from './address.ts';
import type { ParsedItem } from './feed.ts';

/** 120 bits, in letters and digits that no file system and no address alters. */
const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 30);

/** Safe in file names and addresses, the same for one article from whatever feed. @param url canonical or not */
export const articleIdOf = (
  identity: { readonly url: string } | { readonly source: string; readonly guid: string },
): string =>
  'url' in identity
    ? `a${digest('url', canonicalUrl(identity.url))}`
    : `a${digest('guid', identity.source, identity.guid)}`;

/** @param url where the feed is read: one address, one source */
export const sourceIdOf = (url: string): string => `s${digest('feed', canonicalUrl(url))}`;

const letters = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** An item with what may tell it from others: an id, and its address in canonical form, that are its alone. */
export interface Identified {
  readonly item: ParsedItem;
  readonly id: string | null;
  readonly canonical: string | null;
}

/** So many items with titles of their own at one address are no versions of one another. */
const SHARED = 3;

/** Values that items with different titles have, with the number of those titles. */
const titlesBy = (
  pairs: readonly (readonly [value: string | null, item: ParsedItem])[],
): ReadonlyMap<string, number> => {
  const titles = new Map<string, Set<string>>();
  for (const [value, { title }] of pairs) {
    if (value === null) continue;
    const held = titles.get(value) ?? new Set();
    titles.set(value, held.add(letters(title ?? '')));
  }
  return new Map([...titles].map(([value, held]) => [value, held.size]));
};

/** The front page of a site, in canonical form. */
const isHome = (canonical: string): boolean => !/[/?]/u.test(canonical);

/**
 * Feeds without care give every item the site's address, or one guid: such a value names no item. Two items of different
 * titles at one address are two versions of one; three are not, and neither are two at different places of one page.
 */
export const identified = (items: readonly ParsedItem[], site: string | null): readonly Identified[] => {
  const canonicals = items.map(({ url }) => (url === null ? null : canonicalUrl(url)));
  const home = site === null ? null : canonicalUrl(site);
  const ids = titlesBy(items.map((item) => [item.id, item]));
  const urls = titlesBy(items.map((item, index) => [canonicals[index] ?? null, item]));
  const places = titlesBy(
    items.map((item, index) => [
      new URL(item.url ?? 'about:blank').hash === '' ? null : (canonicals[index] ?? null),
      item,
    ]),
  );
  const isShared = (canonical: string): boolean =>
    canonical === home || isHome(canonical) || (urls.get(canonical) ?? 0) >= SHARED || (places.get(canonical) ?? 0) > 1;
  return items.map((item, index) => {
    const canonical = canonicals[index] ?? null;
    return {
      item,
      id: item.id === null || (ids.get(item.id) ?? 0) > 1 ? null : item.id,
      canonical: canonical === null || isShared(canonical) ? null : canonical,
    };
  });
};

const urlKey = (canonical: string): string => `url:${digest(canonical)}`;

/** The key that every feed has for an item at this address. */
export const urlKeyOf = (url: string): string => urlKey(canonicalUrl(url));

/** Fewer letters may well come again in another item. */
const TELLING_TEXT = 60;

/** For an item without an address and a date of its own, whose id may be another at every reading. */
const textKey = (title: string, { summary, content }: ParsedItem, source: string): readonly string[] => {
  const text = letters([...summary, ...content].join(' ').slice(0, 2_000));
  return title.length + text.length < TELLING_TEXT ? [] : [`text:${digest(source, title, text)}`];
};

/** Most certain first; empty for an item that nothing tells from others. */
export const keysOf = ({ item, id, canonical }: Identified, source: string): readonly string[] => {
  const title = letters(item.title ?? '');
  return [
    ...(id === null ? [] : [`id:${digest(source, id)}`]),
    ...(canonical === null ? [] : [urlKey(canonical)]),
    ...(title === '' || item.published === null ? [] : [`title:${digest(source, title, item.published)}`]),
    ...(canonical === null && item.published === null ? textKey(title, item, source) : []),
  ];
};

/** The article's own id: by its address where that is its alone, else by what else it is known by. */
export const itemIdOf = ({ item, id, canonical }: Identified, source: string): string =>
  canonical !== null && item.url !== null
    ? articleIdOf({ url: item.url })
    : articleIdOf({
        source,
        guid: id ?? letters(`${item.title ?? ''} ${item.published ?? ''} ${item.summary[0] ?? ''}`),
      });
