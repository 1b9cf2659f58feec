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

/** What cannot tell one item of a feed from another, since several share it. */
export interface Ambiguous {
  readonly ids: ReadonlySet<string>;
  readonly urls: ReadonlySet<string>;
}

const letters = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * Feeds without care give every item the site's address, or one guid: such a value names no item. An address counts as
 * shared when items with different titles have it; so does a guid when they have different addresses as well.
 */
export const ambiguous = (items: readonly ParsedItem[], site: string | null): Ambiguous => {
  const byId = new Map<string, ParsedItem>();
  const byUrl = new Map<string, ParsedItem>();
  const ids = new Set<string>();
  const urls = new Set<string>(site === null ? [] : [canonicalUrl(site)]);
  const differ = (a: ParsedItem, b: ParsedItem): boolean => letters(a.title ?? '') !== letters(b.title ?? '');
  for (const item of items) {
    const url = item.url === null ? null : canonicalUrl(item.url);
    const sameUrl = url === null ? undefined : byUrl.get(url);
    if (url !== null && sameUrl !== undefined && differ(item, sameUrl)) urls.add(url);
    if (url !== null) byUrl.set(url, item);
    const sameId = item.id === null ? undefined : byId.get(item.id);
    if (item.id !== null && sameId !== undefined && differ(item, sameId) && item.url !== sameId.url) ids.add(item.id);
    if (item.id !== null) byId.set(item.id, item);
  }
  return { ids, urls };
};

/** The key that every feed has for an item at this address. */
export const urlKeyOf = (url: string): string => `url:${digest(canonicalUrl(url))}`;

/** Most certain first; empty for an item that nothing tells from others. */
export const keysOf = (item: ParsedItem, source: string, shared: Ambiguous): readonly string[] => {
  const title = letters(item.title ?? '');
  return [
    ...(item.id === null || shared.ids.has(item.id) ? [] : [`id:${digest(source, item.id)}`]),
    ...(item.url === null || shared.urls.has(canonicalUrl(item.url)) ? [] : [urlKeyOf(item.url)]),
    ...(title === '' || item.published === null ? [] : [`title:${digest(source, title, item.published)}`]),
  ];
};

/** The article's own id: by its address where that is its alone, else by what else it is known by. */
export const itemIdOf = (item: ParsedItem, source: string, shared: Ambiguous): string =>
  item.url !== null && !shared.urls.has(canonicalUrl(item.url))
    ? articleIdOf({ url: item.url })
    : articleIdOf({
        source,
        guid:
          item.id !== null && !shared.ids.has(item.id)
            ? item.id
            : letters(`${item.title ?? ''} ${item.published ?? ''} ${item.summary[0] ?? ''}`),
      });
