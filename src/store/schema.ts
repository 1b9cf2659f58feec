/**
 * The tables, as Kysely types. What is looked up by is a column; the rest of each thing is one JSON document, which
 * keeps every string whole: a NUL or half a surrogate pair survives in neither database's own text type. Instants are
 * milliseconds since the Unix epoch.
 */
import type { Generated } from 'kysely';
import type { SourceStatus } from '../model.ts';

/** What became of an item's text, so that a stub never takes the place of what a page gave. */
export type Origin =
  /** Known since a baseline, or under another item's article: no article of its own. */
  | 'none'
  /** The feed carries the whole text. */
  | 'feed'
  /** The feed's stub, because its page could not be read. */
  | 'stub'
  /** Its page is still to be read. */
  | 'waiting'
  | 'page';

export interface Tables {
  /**
   * Each counts something, and whoever holds its row has the turn. `articles`: changes; `items`: the last number given;
   * `outbox`: leases; `readings`: the last sequence number given.
   */
  counters: { name: 'articles' | 'outbox' | 'items' | 'readings'; value: number };
  articles: {
    id: string;
    content: string;
    seen: string | null;
    /** Null for what an operator put in. */
    source: string | null;
    /** Key of the article that another source had brought of the same item. */
    twin_of: string | null;
    /** `seen` in milliseconds; 0 when it is not known. */
    kept_at: number;
    /** When it was published, or else seen, in milliseconds; far ahead when neither is known. */
    moment: number;
  };
  topics: { workspace: string; name: string; content: string };
  subscriptions: { id: string; content: string };
  watermarks: { subscription: string; slot: string };
  /** `written_at` is null where a process of the last version wrote it. */
  slots: {
    subscription: string;
    slot: string;
    written_at: number | null;
    /** `missed`: nothing ran in time. `lost`: composed, and refused by the platform for good. */
    outcome: Generated<'composed' | 'missed' | 'lost'>;
  };
  /** What posting a slot's digest tells a channel (`PLATFORM:CHANNEL`). */
  told: { subscription: string; slot: string; channel: string; content: string };
  posts: {
    key: string;
    subscription: string;
    slot: string;
    part: number;
    address: string;
    /** Null once the post is settled for good: only what may still be sent is kept. */
    payload: string | null;
    briefing: string | null;
    /** `ended`: will not be sent. */
    state: 'waiting' | 'sent' | 'ended';
    due_at: number;
    leased_until: number;
    attempts: number;
    ref: string | null;
    delivery: string | null;
    /** Null while it waits. */
    settled_at: number | null;
  };
  threads: {
    platform: string;
    workspace: string;
    channel: string;
    thread: string;
    briefing: string;
    written_at: number | null;
    /** What was last asked there. */
    question: string | null;
  };
  /** `changes`: how many there have been; whoever changes something in a workspace holds its row. */
  workspaces: { workspace: string; settings: string | null; changes: Generated<number> };
  changes: {
    workspace: string;
    number: number;
    content: string;
    undone_by: number | null;
  };
  installs: { platform: string; workspace: string; content: string };
  /** Keys that were made up here. */
  secrets: { name: string; content: string };
  /** One row for every host that a source or a page is on: whoever holds its row or its lease may ask it something. */
  hosts: {
    host: string;
    /** The earliest instant at which a source (a page) of it is due; null when there is none. */
    source_due: number | null;
    page_due: number | null;
    /** Before this nothing of it is given out: the end of its lease, or of its rest. */
    free_at: number;
    /** What it is leased for; null when it is not. */
    holder: string | null;
  };
  sources: {
    id: string;
    host: string;
    status: SourceStatus;
    /** Null when it is no longer read. */
    due_at: number | null;
    /** The last time its feed was read whole. */
    listed_at: number;
    content: string;
  };
  followers: { source: string; workspace: string; channel: string; content: string };
  /**
   * One thing that a feed told of, whatever became of it. `source` brought its article, or was the first to have it;
   * `article` is null until there is one, or a second source has it too. A source that brings a twin of it has an item
   * of its own, found by its own keys; the shared key leads to the first.
   */
  items: {
    number: number;
    source: string;
    article: string | null;
    origin: Origin;
    /** Of the text as its own feed carried it last. */
    digest: string | null;
    /** The last time that it stood in a feed, to within a week. */
    seen_at: number;
  };
  item_keys: { key: string; item: number };
  /**
   * Sources other than an item's own that listed it, and when in milliseconds: less than nothing where it stood in the
   * source before anybody followed that.
   */
  listings: { source: string; article: string; listed_at: number };
  pages: {
    /** Of its article. */
    id: string;
    item: number;
    source: string;
    host: string;
    url: string;
    content: string;
    seen: string | null;
    twin_of: string | null;
    due_at: number;
    attempts: number;
  };
  /** The versions of the analysis that read these articles. */
  versions: { version: string; used_at: number };
  unread: { version: string; article: string; moment: number; leased_until: number };
  readings: { version: string; article: string; sequence: number; content: string };
  snapshots: { version: string; sequence: number; content: string };
  /** When each limit of a platform is free again (see limits.ts). */
  limits: { key: string; free_at: number; promised_at: number };
  /** Who alone may do something, and for how long. */
  turns: { name: string; holder: string; until: number };
  /** What a platform has handed in, so that no second replica acts on it. */
  arrivals: { id: string; at: number };
  /** SQLite alone: the row of each article in the full-text index. */
  article_numbers: { number: Generated<number>; article: string };
}
