/** JSON Feed 1.0 and 1.1 to a ParsedFeed. Pure. */
import type { JsonFeed } from 'feedsmith';
import { feedDate } from './dates.ts';
import type { ParsedFeed, ParsedItem } from './feed.ts';
import { resolved, resolvedId } from './links.ts';
import { lineOfText, paragraphsOfMarkup, paragraphsOfText } from './text.ts';

type Item = NonNullable<JsonFeed.Feed<string>['items']>[number];

const jsonItem = (item: Item, base: string): ParsedItem => ({
  id: resolvedId(item.id, base),
  url: resolved(item.url ?? item.external_url, base),
  title: lineOfText(item.title),
  publisher: null,
  published: feedDate(item.date_published),
  updated: feedDate(item.date_modified),
  summary: paragraphsOfText(item.summary ?? ''),
  content:
    item.content_html === undefined ? paragraphsOfText(item.content_text ?? '') : paragraphsOfMarkup(item.content_html),
});

export const fromJson = (feed: JsonFeed.Feed<string>, base: string): ParsedFeed => ({
  format: 'json',
  title: lineOfText(feed.title),
  site: resolved(feed.home_page_url, base),
  ttlMs: null,
  skipHours: [],
  skipDays: [],
  items: (feed.items ?? []).map((item) => jsonItem(item, base)),
});
