/** Feeds, answers and sources for tests; the news in them is invented. */

import { parseFeed } from '../../../src/ingest/feeds/feeds.ts';
import { itemsOf } from '../../../src/ingest/feeds/items.ts';
import type { Source } from '../../../src/model.ts';
import type { FeedItem, Fetch, FetchOutcome, FetchRequest } from '../../../src/ports.ts';

export const NOW = Date.parse('2025-06-02T12:00:00Z');
export const ADDRESS = 'https://post.example/feed.xml';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export interface SampleItem {
  readonly guid?: string;
  readonly link?: string;
  readonly title?: string;
  readonly date?: string;
  readonly text?: string;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const element = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `<${name}>${escaped(value)}</${name}>`;

export const rss = (items: readonly SampleItem[], channel = '<title>The Example Post</title>'): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel>${channel}${items
    .map(
      ({ guid, link, title, date, text }) =>
        `<item>${element('guid', guid)}${element('link', link)}${element('title', title)}${element('pubDate', date)}${element('description', text)}</item>`,
    )
    .join('')}</channel></rss>`;

export const source = (change: Partial<Source> = {}): Source => ({
  id: 's1',
  url: ADDRESS,
  host: 'post.example',
  title: 'The Example Post',
  site: null,
  status: 'active',
  etag: null,
  lastModified: null,
  dueAt: NOW,
  intervalMs: 1_800_000,
  failures: 0,
  failure: null,
  readAt: '2025-06-02T11:30:00.000Z',
  newAt: '2025-06-02T10:00:00.000Z',
  rhythmMs: null,
  toldAt: null,
  ...change,
});

/** Parsed and made ready for the store, as one reading of the source `id` would. */
export const items = (feed: string, id = 's1', url = ADDRESS): readonly FeedItem[] => {
  const reading = parseFeed(bytes(feed), {}, url);
  if (reading.kind === 'refused') throw new Error(reading.reason);
  return itemsOf(reading.feed, { id, url, title: null }, NOW);
};

export const answer = (body: string, headers: Record<string, string> = {}, url = ADDRESS): FetchOutcome => ({
  kind: 'ok',
  url,
  headers,
  body: bytes(body),
});

const missing: FetchOutcome = { kind: 'failed', code: 'http-404', reason: 'nothing there', fix: 'Check it.' };

/** A network of these addresses and no other, with what it was asked. */
export const web = (answers: Readonly<Record<string, FetchOutcome>>): { fetch: Fetch; asked: FetchRequest[] } => {
  const asked: FetchRequest[] = [];
  return {
    asked,
    fetch: (request) => {
      asked.push(request);
      return Promise.resolve(answers[request.url] ?? missing);
    },
  };
};
