/** RSS 0.9x and 2.0, and RSS 1.0 (RDF), to a ParsedFeed. Pure. */
import type { RdfFeed, RssFeed } from 'feedsmith';
import { feedDate } from './dates.ts';
import type { ParsedFeed, ParsedItem } from './feed.ts';
import { resolved, resolvedId, within } from './links.ts';
import { lineOfMarkup, paragraphsOfMarkup, paragraphsOfText } from './text.ts';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MINUTE = 60_000;
const PERIODS: Readonly<Record<string, number>> = {
  hourly: 60 * MINUTE,
  daily: 24 * 60 * MINUTE,
  weekly: 7 * 24 * 60 * MINUTE,
  monthly: 30 * 24 * 60 * MINUTE,
  yearly: 365 * 24 * 60 * MINUTE,
};

/** A feed that asks for longer is not heard the longer for it, and what is no number of milliseconds cannot be stored. */
const LONGEST_PERIOD = 366 * 24 * 60 * MINUTE;
const within366Days = (ms: number): number => Math.min(ms, LONGEST_PERIOD);

interface Syndication {
  readonly updatePeriod?: string;
  readonly updateFrequency?: number;
}

/** `sy:updatePeriod` divided by `sy:updateFrequency`. */
export const periodOf = (sy: Syndication | undefined): number | null => {
  const period = PERIODS[sy?.updatePeriod?.trim().toLowerCase() ?? ''];
  const frequency = sy?.updateFrequency ?? 1;
  return period === undefined || !(frequency > 0) ? null : within366Days(period / frequency);
};

const first = (values: readonly string[] | undefined): string | undefined => values?.[0];

type RssItem = NonNullable<RssFeed.Feed<string>['items']>[number];
type RdfItem = NonNullable<RdfFeed.Feed<string>['items']>[number];

/** What items of both kinds have. */
const common = (item: RssItem | RdfItem): Omit<ParsedItem, 'id' | 'url' | 'publisher'> => ({
  title: lineOfMarkup(item.title ?? item.dc?.titles?.[0] ?? item.media?.title?.value),
  published: feedDate(
    'pubDate' in item ? item.pubDate : undefined,
    first(item.dcterms?.issued),
    first(item.dc?.dates),
    item.atom?.published,
    first(item.dcterms?.created),
  ),
  updated: feedDate(first(item.dcterms?.modified), item.atom?.updated, first(item.dc?.dates)),
  summary: paragraphsOfMarkup(item.description ?? item.dc?.descriptions?.[0] ?? item.atom?.summary?.value ?? ''),
  content: paragraphsOfMarkup(item.content?.encoded ?? item.atom?.content?.value ?? ''),
});

const atomLink = (item: RssItem | RdfItem): string | undefined =>
  item.atom?.links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href;

/**
 * An aggregator's item names whose it is; what it describes it with is links, to the same report and to others' on the
 * same thing, each with its outlet: none of it is this outlet's text. A podcast's and a video's words stand elsewhere.
 */
const summaryOf = (item: RssItem, described: readonly string[]): readonly string[] => {
  if (item.source?.url !== undefined) return paragraphsOfMarkup(item.description ?? '', MOSTLY_LINKS);
  if (described.length > 0) return described;
  return paragraphsOfText(item.itunes?.summary ?? item.media?.description?.value ?? item.itunes?.subtitle ?? '');
};

/** The share of a paragraph in links from which it is a link with a name beside it. */
const MOSTLY_LINKS = 0.3;

const rssItem = (item: RssItem, feedBase: string): ParsedItem => {
  const base = within(feedBase, item.xml?.base);
  const told = common(item);
  const guid = item.guid?.value;
  const permalink =
    item.guid?.isPermaLink === false || guid === undefined || !/^https?:/iu.test(guid) ? undefined : guid;
  return {
    id: resolvedId(guid, base),
    url: resolved(item.link ?? atomLink(item) ?? permalink, base),
    publisher: lineOfMarkup(item.source?.title ?? first(item.dc?.publishers)),
    ...told,
    summary: summaryOf(item, told.summary),
  };
};

const rdfItem = (item: RdfItem, feedBase: string): ParsedItem => {
  const base = within(feedBase, item.xml?.base);
  return {
    id: resolvedId(item.rdf?.about, base),
    url: resolved(item.link ?? atomLink(item) ?? item.rdf?.about, base),
    publisher: lineOfMarkup(first(item.dc?.publishers)),
    ...common(item),
  };
};

export const fromRss = (feed: RssFeed.Feed<string>, documentBase: string): ParsedFeed => {
  const base = within(documentBase, feed.xml?.base);
  return {
    format: 'rss',
    title: lineOfMarkup(feed.title ?? first(feed.dc?.titles)),
    site: resolved(feed.link, base),
    ttlMs: feed.ttl !== undefined && feed.ttl > 0 ? within366Days(feed.ttl * MINUTE) : periodOf(feed.sy),
    // 24 stands for midnight in the first version of the format.
    skipHours: [...new Set(feed.skipHours?.map((hour) => hour % 24))].filter(
      (hour) => Number.isInteger(hour) && hour >= 0,
    ),
    skipDays: [...new Set(feed.skipDays?.map((day) => DAYS.indexOf(day.trim().toLowerCase())))].filter(
      (day) => day !== -1,
    ),
    items: (feed.items ?? []).map((item) => rssItem(item, base)),
  };
};

export const fromRdf = (feed: RdfFeed.Feed<string>, documentBase: string): ParsedFeed => {
  const base = within(documentBase, feed.xml?.base);
  return {
    format: 'rdf',
    title: lineOfMarkup(feed.title ?? first(feed.dc?.titles)),
    site: resolved(feed.link, base),
    ttlMs: periodOf(feed.sy),
    skipHours: [],
    skipDays: [],
    items: (feed.items ?? []).map((item) => rdfItem(item, base)),
  };
};
