/** The database, by subject. */
import type {
  Address,
  Article,
  Briefing,
  Change,
  ChangeRequest,
  Delivery,
  Edit,
  Follower,
  PlatformName,
  ReaderScope,
  Settings,
  Source,
  SourceStatus,
  Subscription,
  Told,
  Topic,
} from './model.ts';
import type { Limit, Payload, SharedLimits } from './ports-platform.ts';

/** The database, by subject. Every member is atomic. */
export interface Store {
  readonly articles: ArticleStore;
  readonly topics: TopicStore;
  readonly subscriptions: SubscriptionStore;
  readonly outbox: Outbox;
  readonly threads: ThreadStore;
  readonly settings: SettingsStore;
  readonly changes: ChangeStore;
  readonly installs: InstallStore;
  readonly sources: SourceStore;
  readonly pages: PageQueue;
  readonly readings: ReadingStore;
  readonly turns: TurnStore;
  readonly signals: Signals;
  /**
   * Notes that a platform has handed in something, by its id there. True for the first replica that notes it; the
   * others leave it alone. Kept for a day.
   */
  arrive(id: string): Promise<boolean>;
  /** What is kept under a name: `fresh` from the first time that it is asked for, whichever replica asks. */
  secret(name: string, fresh: string): Promise<string>;
  /** Deletes what is past its time, in one pass; gives how many of each went. */
  prune(limits: PruneLimits): Promise<Readonly<Record<keyof PruneLimits, number>>>;
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
  /** How many of those that may be seen were first seen since an ISO instant; null for all. */
  count(since: string | null, scope: ReaderScope): Promise<number>;
  /** Ids of the articles that hold all of the words, best match first: full text, as the database searches it. */
  search(words: string, limit: number): Promise<readonly string[]>;
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
  /**
   * Notes that the platform refuses to post a Subscription's digests, or (null) that it takes them again. When it was
   * not noted as refused before, the Subscription is given, and what `tell` makes of it is put into the outbox in the
   * same transaction: so it is told once, whatever dies in between.
   */
  refuse(
    id: string,
    refused: NonNullable<Subscription['refused']> | null,
    tell?: (subscription: Subscription) => OutboxPost | undefined,
  ): Promise<Subscription | undefined>;
  /** The instant (ISO, UTC) up to which this Subscription's digests have been composed; undefined before the first. */
  watermark(id: string): Promise<string | undefined>;
  /** The latest slot (before one, where given) whose digest reached the channel, or still may: the next one covers what came after it. */
  covered(id: string, before?: string): Promise<string | undefined>;
  /** All that a channel was told by digests that reached it, or still may, before a slot where one is given; oldest first. */
  told(address: Address, before?: string): Promise<Told>;
  /** What one slot's digest told; undefined for a slot without one. */
  toldBy(id: string, slot: string): Promise<Told | undefined>;
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

export interface Outbox extends SharedLimits {
  /**
   * Claims (subscription, slot), writes its posts and moves the watermark, in one transaction.
   * False when the slot was claimed before: nothing is written then. `told` is what the posts tell the channel; it
   * counts until the platform refuses the first of them for good. With a `turn`, also false when it has passed to
   * somebody else meanwhile.
   */
  claim(
    subscription: string,
    slot: string,
    posts: readonly OutboxPost[],
    told?: { readonly address: Address; readonly told: Told },
    turn?: Turn,
  ): Promise<boolean>;
  /** Whether a slot was claimed, or noted as missed. */
  known(subscription: string, slot: string): Promise<boolean>;
  /** Notes that a slot went by with nothing running; false when it was noted or claimed before. */
  miss(subscription: string, slot: string): Promise<boolean>;
  /**
   * Leases up to `limit` posts that are due at `now`, in order; none is leased twice before `now + leaseMs`.
   * A reply is due only after its parent was sent, and carries the parent's ref in `address.thread`. A post that a limit
   * of its address does not let go yet waits until it does, and holds up nobody else's. An earlier attempt at a post that
   * goes `again` may have arrived.
   */
  lease(
    now: number,
    leaseMs: number,
    limit: number,
    limitsOf?: (address: Address, again: boolean) => readonly Limit[],
  ): Promise<readonly OutboxEntry[]>;
  /** The earliest instant (ms) from which something may be leased, were nothing settled before; undefined when nothing waits. */
  next(): Promise<number | undefined>;
  /**
   * Records what became of a post; `retryAt` (ms) puts it back in the queue, and one that was rate limited counts as not
   * attempted, since it was turned away unread. Replies of a post that will not be sent are skipped.
   */
  settle(key: string, delivery: Delivery, retryAt?: number): Promise<void>;
  /** What became of every post of a slot, in order of part; for status and tests. */
  history(subscription: string, slot: string): Promise<readonly { part: number; delivery: Delivery | undefined }[]>;
  /** How many posts wait to be sent. */
  waiting(): Promise<number>;
}

/** The right to do something alone, by name, until it ends or is given up. */
export interface Turn {
  readonly name: string;
  /** Who has it: one run of one replica. */
  readonly holder: string;
}

export interface TurnStore {
  /** Takes a turn that nobody has, or keeps one's own, until an instant (ms); false while another has it. */
  take(turn: Turn, now: number, until: number): Promise<boolean>;
  /** Gives it up; nothing happens when it is another's by now. */
  end(turn: Turn): Promise<void>;
  /** Those whose name begins so and that have not ended, by name. */
  list(prefix: string, now: number): Promise<readonly Turn[]>;
}

/** What is new in the database, so that the replicas need not wait for their next look. */
export type Signal = 'outbox' | 'subscriptions' | 'sources';

export interface Signals {
  /**
   * Calls `wake` when something of this kind is new, whichever replica wrote it (this one too), and after a time in
   * which it could not be heard. It may be called for nothing; who must not miss anything looks now and then as well.
   * Gives what ends it.
   */
  on(signal: Signal, wake: () => void): () => void;
}

/** Which Briefing stands above which thread, so that a question there is about it. */
export interface ThreadStore {
  put(address: Address, briefing: Briefing): Promise<void>;
  get(address: Address): Promise<Briefing | undefined>;
  /** Notes what was last asked there; a later question may lean on it. */
  ask(address: Address, question: string): Promise<void>;
  asked(address: Address): Promise<string | undefined>;
}

// ── Workspaces ──────────────────────────────────────────────────────────────

export interface SettingsStore {
  /** Undefined where a workspace has decided nothing. Written by `ChangeStore.apply` alone. */
  get(workspace: string): Promise<Settings | undefined>;
  /** Those in which anything was ever changed. */
  workspaces(): Promise<readonly string[]>;
}

/** Every change that a person makes goes through here: it is written, and noted with who and when, in one transaction. */
export interface ChangeStore {
  /**
   * Nothing is written when something no longer stands as an edit says that it did before, or what is to be undone was
   * undone: somebody was quicker. One edit a source. Throws for an edit of what is not the workspace's.
   */
  apply(
    request: ChangeRequest,
  ): Promise<
    { readonly kind: 'applied'; readonly change: Change } | { readonly kind: 'conflict'; readonly edit: Edit }
  >;
  /** Newest first. @param before the id of a Change: those before it alone */
  list(workspace: string, limit: number, before?: string): Promise<readonly Change[]>;
  get(workspace: string, id: string): Promise<Change | undefined>;
}

/** Makes a text unreadable to whoever has the database alone. */
export interface Seal {
  /** @param about what it belongs to: it opens for that alone */
  seal(content: string, about: string): string;
  /** Undefined for what was not sealed with this key, or not for this. */
  open(sealed: string, about: string): string | undefined;
}

/** Tells what we gave out from what somebody made up. */
export interface Signer {
  sign(text: string): string;
  isSigned(text: string, signature: string): boolean;
}

/** What a platform gave us for one workspace when it was installed there. The content is sealed before it comes here. */
export interface InstallStore {
  put(platform: PlatformName, workspace: string, content: string): Promise<void>;
  get(platform: PlatformName, workspace: string): Promise<string | undefined>;
  remove(platform: PlatformName, workspace: string): Promise<boolean>;
  workspaces(platform: PlatformName): Promise<readonly string[]>;
}

// ── Sources and what is read of them ────────────────────────────────────────

export interface SourceStore {
  /** Adds a source, or one more channel to one that is there (by its id). */
  follow(source: Source, follower: Follower): Promise<'added' | 'joined' | 'already'>;
  /** Takes a workspace's channels off a source; one that nobody follows is no longer read. False when none followed. */
  unfollow(workspace: string, id: string): Promise<boolean>;
  /** Those of one workspace (`PLATFORM:WORKSPACE`), or all; by title, then id. */
  list(workspace?: string): Promise<readonly Source[]>;
  get(id: string): Promise<Source | undefined>;
  followers(id: string): Promise<readonly Follower[]>;
  /** Channels that follow anything, each with its workspace (`PLATFORM:WORKSPACE`). */
  channels(): Promise<readonly { readonly workspace: string; readonly channel: string }[]>;
  /** What a workspace (`PLATFORM:WORKSPACE`) may see of the articles that sources brought. */
  scope(workspace: string): Promise<Exclude<ReaderScope, 'everything'>>;
  /**
   * What became of an item that is shared by all sources (a key that begins with `url:`): it is an article, its page
   * waits to be read, or it is only known, from before a feed was followed. Undefined when no feed has listed it.
   *
   * @param workspace where feeds that others follow count for nothing; all of them unless given
   */
  item(key: string, workspace?: string): Promise<'article' | 'waiting' | 'known' | undefined>;
  /**
   * Leases up to `limit` sources that are due at `now`, longest due first: at most one of any host, and none of a host
   * that is leased or resting (see `hostFreeAt`). Nobody else is given them before `now + leaseMs`.
   */
  claim(now: number, leaseMs: number, limit: number): Promise<readonly Source[]>;
  /** Writes what a reading came to, all of it or nothing, and frees the source and its host. One outcome an item, in order. */
  settle(reading: SourceReading): Promise<readonly ItemOutcome[]>;
  /** Gives back what was leased, unread: it is due again at once. */
  release(ids: readonly string[]): Promise<void>;
  /** How many sources stand how, and how many are due at `now`. */
  counts(now: number): Promise<Readonly<Record<SourceStatus | 'due', number>>>;
}

export interface SourceReading {
  /** As it stands now: its next instant, failures and validators included; `newAt` is set by the store when an item was new. */
  readonly source: Source;
  /** Milliseconds since the Unix epoch before which nothing else of this host is to be read. */
  readonly hostFreeAt: number;
  /** Empty when it failed or was unchanged. */
  readonly items: readonly FeedItem[];
  /** The first reading of a source: every item is noted as known and none becomes an article. */
  readonly baseline: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** One item of a feed, ready to be stored. */
export interface FeedItem {
  /**
   * What it may be known by, most certain first: its id, its canonical URL, its title and date. An item one of whose
   * keys is known is not new; its other keys are noted then. Keys that begin with `url:` are shared by all sources.
   */
  readonly keys: readonly string[];
  /** As the feed tells it: whole, or the stub to fall back on when its page cannot be read. */
  readonly article: Article;
  /** Where its full text stands, when the feed carries a stub. */
  readonly page?: { readonly url: string; readonly host: string };
}

/**
 * `new`: it is an article of this source, though another may have brought it to readers of its own. `listed`: the source
 * has it for the first time, and every workspace that follows it follows one that had it before. `changed`: known, but
 * its text as the feed carries it is another now, and the article was replaced.
 */
export type ItemOutcome = 'new' | 'listed' | 'known' | 'changed' | 'baseline';

/** One page whose text is to be read in place of a feed's stub. */
export interface PageJob {
  readonly id: string;
  readonly source: string;
  readonly url: string;
  readonly host: string;
  /** The stub. */
  readonly article: Article;
  readonly attempts: number;
}

export interface PageQueue {
  /** As `SourceStore.claim`, and over the same hosts: one request at a time to each, feed or page. */
  claim(now: number, leaseMs: number, limit: number): Promise<readonly PageJob[]>;
  /** `article`: what is kept, page or stub, and the job is done. `retryAt` (ms): to be tried again. */
  settle(
    job: PageJob,
    outcome: { readonly article: Article } | { readonly retryAt: number },
    hostFreeAt: number,
  ): Promise<void>;
  release(ids: readonly string[]): Promise<void>;
  waiting(): Promise<number>;
}

/** What the analysis made of one article, as the analysis writes it: JSON. */
export interface Reading {
  readonly article: Article;
  readonly content: string;
}

export interface KeptReading extends Reading {
  /** Grows in the order in which readings were kept: every process places articles in this order. */
  readonly sequence: number;
}

/** Articles are analysed once, by whichever process claims them; every process then takes the readings in one order. */
export interface ReadingStore {
  /** Leases up to `limit` articles without a reading of this engine version, oldest first. */
  claim(version: string, now: number, leaseMs: number, limit: number): Promise<readonly Article[]>;
  /** Keeps readings; one of an article that has changed since its claim is dropped, and the article is due again. */
  put(version: string, readings: readonly Reading[]): Promise<void>;
  /** Gives back what was claimed, unread. */
  release(articles: readonly string[]): Promise<void>;
  /** Readings kept after a sequence number, in its order. */
  after(version: string, sequence: number, limit: number): Promise<readonly KeptReading[]>;
  /** How many articles wait to be read. */
  waiting(version: string): Promise<number>;
  /** The placements up to a sequence number, so that a restart goes on with the same stories. */
  snapshot(version: string): Promise<{ readonly sequence: number; readonly content: string } | undefined>;
  keepSnapshot(version: string, sequence: number, content: string): Promise<void>;
}

/** Milliseconds since the Unix epoch: what is older goes. */
export interface PruneLimits {
  /** Articles that came from a source (`Article.source`), with their readings; what an operator put in stays. */
  readonly articles: number;
  /** What items are known by. */
  readonly items: number;
  /** Posts that were settled. */
  readonly posts: number;
  /** Threads that can be asked about. */
  readonly threads: number;
}
