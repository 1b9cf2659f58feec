/** What the contract of stores puts in, and what each Store is opened as. */
import type { Address, Article, Briefing, Delivery, Follower, Source, Subscription } from '../../src/model.ts';
import type { FeedItem, OutboxPost, SourceReading, Store } from '../../src/ports.ts';
import { sampleArticle } from '../store/sample.ts';

export interface OpenedStore {
  /** Empty when opened. */
  readonly store: Store;
  /** Opens the same database once more, after `store` was closed; undefined where nothing outlives a close. */
  readonly again?: () => Promise<Store>;
  readonly discard?: () => Promise<void>;
}

/** @param now milliseconds since the Unix epoch, as the store is to see the time */
export type FreshStore = (now?: () => number) => Promise<Store>;

export const address: Address = { platform: 'slack', workspace: 'T1', channel: 'C1' };

export const subscription = (id: string, change: Partial<Subscription> = {}): Subscription => ({
  id,
  address,
  topics: ['ferries'],
  time: '08:00',
  days: ['mon', 'thu'],
  zone: 'Europe/Kyiv',
  paused: false,
  createdBy: 'U1',
  createdAt: '2025-06-01T00:00:00.000Z',
  ...change,
});

export const briefing: Briefing = {
  title: 'The ferries',
  asOf: '2025-06-02',
  topic: 'ferries',
  points: [
    {
      text: 'The ferry left at noon.',
      support: 'single',
      speaker: 'The harbour master',
      citations: [{ article: 'a', start: 0, end: 23, quote: 'The ferry left at noon.', source: 1 }],
    },
  ],
  differences: [
    {
      about: 'length of the crossing',
      kind: 'duration',
      positions: [{ value: 'an hour', citations: [{ article: 'a', start: 4, end: 9, quote: 'ferry', source: 1 }] }],
    },
  ],
  updates: [],
  timeline: [{ date: '2025-06-02', precision: 'day', text: 'It left.', citations: [] }],
  ahead: [{ text: 'It comes back.', citations: [] }],
  sources: [{ n: 1, article: 'a', title: 'Ferries', publisher: 'The Example Post' }],
};

export const slot = '2025-06-02T05:00:00.000Z';
export const nextSlot = '2025-06-03T05:00:00.000Z';

export const posts = (count: number): readonly OutboxPost[] =>
  Array.from({ length: count }, (_, part) => ({ address, payload: { text: `part ${part}`, blocks: [{ part }] } }));

export const sent = (ref: string): Delivery => ({ kind: 'sent', ref });
export const failed: Delivery = { kind: 'failed', code: 'timeout', unknown: true };
export const rejected: Delivery = { kind: 'rejected', code: 'channel_not_found', fix: 'Invite the bot.' };

/** A source on a host of its own, due from the beginning. */
export const feed = (id: string, change: Partial<Source> = {}): Source => ({
  id,
  url: `https://${id}.example/feed`,
  host: `${id}.example:443`,
  title: `Feed ${id}`,
  site: null,
  status: 'active',
  etag: null,
  lastModified: null,
  dueAt: 0,
  intervalMs: 300_000,
  failures: 0,
  failure: null,
  readAt: null,
  newAt: null,
  rhythmMs: null,
  toldAt: null,
  ...change,
});

export const follower = (change: Partial<Address> = {}): Follower => ({
  address: { ...address, ...change },
  by: 'U1',
  at: '2025-06-01T00:00:00.000Z',
});

/** An item that is known by its id in the feed and by its URL. */
export const feedItem = (
  id: string,
  { page, keys, ...change }: Partial<Article> & { readonly page?: string; readonly keys?: readonly string[] } = {},
): FeedItem => ({
  keys: keys ?? [`id:${id}`, `url:https://example.org/${id}`],
  article: sampleArticle(id, change),
  ...(page !== undefined && { page: { url: `https://${page}/${id}`, host: `${page}:443` } }),
});

/** A reading at 1,000 ms that frees its host at once. */
export const reading = (
  source: Source,
  items: readonly FeedItem[],
  change: Partial<SourceReading> = {},
): SourceReading => ({ source, items, hostFreeAt: 0, baseline: false, now: 1_000, ...change });
