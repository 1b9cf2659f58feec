/** A feed's items as they go into the store: keys, article, and the page to read where the feed carries a stub. Pure. */
import type { Article } from '../../model.ts';
import type { FeedItem } from '../../ports.ts';
import { withoutSiteName } from '../page-metadata.ts';
import { pastTitle } from '../title.ts';
import { LONGEST_NAME, LONGEST_TITLE, shortened } from '../visible.ts';
import { hostOf, withoutTracking } from './address.ts';
import type { ParsedFeed, ParsedItem } from './feed.ts';
import { type Identified, identified, itemIdOf, keysOf } from './identity.ts';
import { publisherOf } from './publisher.ts';
import { isWhole, withoutAsides } from './stub.ts';

/** Longer than any report. Characters. */
const LONGEST_TEXT = 200_000;

/** A day and more ahead is a slip, or the date of something announced: not when it was published. */
const AHEAD_MS = 26 * 60 * 60 * 1000;

export interface Origin {
  /** Id of the source. */
  readonly id: string;
  readonly url: string;
  readonly title: string | null;
}

/** Every item that says something, in the feed's order. @param now milliseconds since the Unix epoch */
export const itemsOf = (feed: ParsedFeed, origin: Origin, now: number): readonly FeedItem[] => {
  const outlet = publisherOf(feed.title ?? origin.title, feed.site ?? origin.url);
  return identified(feed.items, feed.site).flatMap((one) => {
    const keys = keysOf(one, origin.id);
    if (keys.length === 0 || !saysSomething(one.item)) return [];
    const article = articleOf(one.item, itemIdOf(one, origin.id), origin.id, outlet, now);
    const page = pageOf(one);
    return [{ keys, article, ...(page !== undefined && { page }) }];
  });
};

const saysSomething = ({ title, summary, content }: ParsedItem): boolean =>
  title !== null || summary.length > 0 || content.length > 0;

/** The longer of summary and content: some feeds put the report in the one, some in the other. */
const paragraphsOf = ({ summary, content }: ParsedItem): readonly string[] =>
  content.join('').length >= summary.join('').length ? content : summary;

const articleOf = (item: ParsedItem, id: string, source: string, outlet: string | null, now: number): Article => {
  const publisher = item.publisher ?? outlet;
  const headline = withoutSiteName(item.title, publisher);
  const title = headline === null ? null : shortened(headline, LONGEST_TITLE);
  const text = shortened(withoutAsides(paragraphsOf(item)).join('\n\n'), LONGEST_TEXT);
  const published = item.published ?? item.updated;
  return {
    id,
    title,
    publisher: publisher === null ? null : shortened(publisher, LONGEST_NAME),
    url: item.url === null ? null : withoutTracking(item.url),
    published: published !== null && Date.parse(published) > now + AHEAD_MS ? null : published,
    source,
    text,
    bodyStart: title === null ? 0 : pastTitle(text, 0, title),
  };
};

/** None for a full text, and none where the address is no page of the item's own. */
const pageOf = ({ item, canonical }: Identified): { url: string; host: string } | undefined => {
  if (item.url === null || canonical === null || isWhole(paragraphsOf(item))) return undefined;
  const url = withoutTracking(item.url);
  return { url, host: hostOf(url) };
};
