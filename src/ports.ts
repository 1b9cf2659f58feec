/** The seams: what the stages and the adapters ask of the world, each small enough to hold in the head. */
import type {
  Address,
  Answer,
  Article,
  Briefing,
  Command,
  Delivery,
  PlatformName,
  Subscription,
  Topic,
} from './model.ts';

/** Milliseconds since the Unix epoch. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Never given a secret; never the place where an outcome is told. */
export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** What a Platform sends over its wire for one post: plain JSON, so that it can be stored and sent again byte for byte. */
export type Payload = { readonly [key: string]: unknown };

/** One Answer as a Platform shows it: the post that stands in the channel, and the thread under it. */
export interface Rendered {
  readonly parent: Payload;
  readonly replies: readonly Payload[];
}

/** Turns one Command into one Answer; never throws for what a person can cause. */
export type Answerer = (command: Command) => Promise<Answer>;

export interface Platform {
  readonly name: PlatformName;
  /** Connects and hands in Commands until `stop`. Resolves when ready; throws CrosswireError `platform` when it cannot be. */
  start(answerer: Answerer): Promise<void>;
  stop(): Promise<void>;
  /** Pure: the same Answer gives the same bytes. */
  render(answer: Answer): Rendered;
  /**
   * Sends one post. `key` is the same on a retry, so that the platform can drop a second copy. `again` is true when an
   * earlier attempt may have arrived: a platform that cannot drop copies by itself then looks before it posts.
   */
  send(address: Address, payload: Payload, key: string, again?: boolean): Promise<Delivery>;
}

/** Told of each card that stands, with the address of its thread, so that a question there is about its Briefing. */
export type Posted = (address: Address, briefing: Briefing) => Promise<void>;

/** Where a reader finds the cited passage: the article's own page, or our reader, or nowhere. */
export type Linker = (
  citation: { article: string; start: number; end: number; quote: string },
  url?: string,
) => string | undefined;

/** One line of an examination (`crosswire doctor`); `fix` stands there when something is wrong. */
export interface Finding {
  readonly what: string;
  readonly fix?: string;
}

// ── Store ───────────────────────────────────────────────────────────────────

/** The database, by subject. Every member is atomic. */
export interface Store {
  readonly articles: ArticleStore;
  readonly topics: TopicStore;
  readonly subscriptions: SubscriptionStore;
  readonly outbox: Outbox;
  readonly threads: ThreadStore;
  /** Everything in it as lines of JSON, in an order in which they can be taken in again. */
  dump(): AsyncIterable<string>;
  /** Takes in what `dump` gave, all or nothing; gives the number of records. */
  restore(lines: AsyncIterable<string>): Promise<number>;
  close(): Promise<void>;
}

export interface ArticleStore {
  /** One outcome an article, in order. An id already held with the same content is `same`. */
  put(articles: readonly Article[]): Promise<readonly ('new' | 'same' | 'changed')[]>;
  get(id: string): Promise<Article | undefined>;
  /** Oldest first by publication, then by id. */
  all(): Promise<readonly Article[]>;
  /** Grows with every put that changed something: tells a reader whether its copy is stale. */
  revision(): Promise<number>;
}

/** Topics made at run time, by workspace (`PLATFORM:WORKSPACE`). */
export interface TopicStore {
  list(workspace: string): Promise<readonly Topic[]>;
  put(workspace: string, topic: Topic): Promise<void>;
  remove(workspace: string, name: string): Promise<boolean>;
}

export interface SubscriptionStore {
  list(): Promise<readonly Subscription[]>;
  put(subscription: Subscription): Promise<void>;
  remove(id: string): Promise<boolean>;
  /** The instant (ISO, UTC) up to which this Subscription's digests have been composed; undefined before the first. */
  watermark(id: string): Promise<string | undefined>;
}

/** One post that waits to be sent. `part` 0 is the parent; the rest follow it in its thread. */
export interface OutboxEntry {
  readonly key: string;
  readonly subscription: string;
  readonly slot: string;
  readonly part: number;
  readonly address: Address;
  readonly payload: Payload;
  /** With a parent: what its thread is about, to be remembered under the parent's ref once it was sent. */
  readonly briefing?: Briefing;
  readonly attempts: number;
}

/** A post as it is put into the outbox. */
export type OutboxPost = Pick<OutboxEntry, 'address' | 'payload' | 'briefing'>;

export interface Outbox {
  /**
   * Claims (subscription, slot), writes its posts and moves the watermark, in one transaction.
   * False when the slot was claimed before: nothing is written then.
   */
  claim(subscription: string, slot: string, posts: readonly OutboxPost[]): Promise<boolean>;
  /**
   * Leases up to `limit` posts that are due at `now`, in order; none is leased twice before `now + leaseMs`.
   * A reply is due only after its parent was sent, and carries the parent's ref in `address.thread`.
   */
  lease(now: number, leaseMs: number, limit: number): Promise<readonly OutboxEntry[]>;
  /** Records what became of a post; `retryAt` (ms) puts it back in the queue. Replies of a post that will not be sent are skipped. */
  settle(key: string, delivery: Delivery, retryAt?: number): Promise<void>;
  /** What became of every post of a slot, in order of part; for status and tests. */
  history(subscription: string, slot: string): Promise<readonly { part: number; delivery: Delivery | undefined }[]>;
}

/** Which Briefing stands above which thread, so that a question there is about it. */
export interface ThreadStore {
  put(address: Address, briefing: Briefing): Promise<void>;
  get(address: Address): Promise<Briefing | undefined>;
}
