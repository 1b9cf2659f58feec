/** Time, the log, the platforms and the network. */
import type { Address, Answer, Briefing, Chart, Command, Delivery, PlatformName } from './model.ts';

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
  /**
   * One post to a person alone, outside any channel; absent where the platform has no such place. `workspace` is that in
   * which they are known.
   */
  tell?(person: string, payload: Payload, key: string, workspace?: string): Promise<Delivery>;
  /**
   * The topics of a workspace (as its addresses name it) were changed: its shortcuts follow, where the platform can do
   * that by itself. One line on what stands in the way, with its fix; undefined where nothing does.
   */
  topicsChanged?(workspace: string): Promise<string | undefined>;
  /**
   * The limits that a post to an address counts against, as the platform documents them; none unless given. `again` as
   * with `send`: looking counts too. Pure.
   */
  limits?(address: Address, again?: boolean): readonly Limit[];
}

/** So many posts at once, and then one every so often; all replicas count against it together. */
export interface Limit {
  /** Which limit of which channel, workspace or token it is. */
  readonly key: string;
  readonly intervalMs: number;
  readonly burst: number;
  /** Of `burst`, so many are left to what a person waits for; none unless given. */
  readonly reserve?: number;
}

/** The limits of the platforms as all replicas keep them. */
export interface SharedLimits {
  /**
   * Counts one request of a platform that is no post of the outbox, and goes before those, out of what is reserved.
   * Gives the instant (ms) from which it may go.
   */
  admit(limits: readonly Limit[], now: number): Promise<number>;
  /** Lets nothing that counts against these limits go before an instant (ms), in any replica. */
  hold(limits: readonly Limit[], until: number): Promise<void>;
}

/** What is offered while a person fills in one parameter of a verb (`follow`, `topic add`): best first, at most 25. */
export type Suggest = (request: {
  readonly address: Address;
  /** Empty for a command that is a topic's shortcut. */
  readonly verb: string;
  readonly parameter: string;
  readonly typed: string;
}) => Promise<readonly Choice[]>;

/** `name` is shown, `value` is typed. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** A Chart as a PNG. */
export type Draw = (chart: Chart) => Promise<Uint8Array>;

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

// ── Network ─────────────────────────────────────────────────────────────────

export interface FetchRequest {
  readonly url: string;
  /** Media types, best first, as the Accept header has them. */
  readonly accept: string;
  /** Validators of an earlier answer: an unchanged resource then comes back as `not-modified`. */
  readonly etag?: string;
  readonly lastModified?: string;
}

/** Header names in lower case. */
export type Headers = Readonly<Record<string, string>>;

export type FetchOutcome =
  | {
      readonly kind: 'ok';
      /** Where the answer came from, after every redirect. */
      readonly url: string;
      /** Where the resource has moved for good: set when every redirect up to there was permanent (301, 308). */
      readonly movedTo?: string;
      readonly headers: Headers;
      /** Decompressed. */
      readonly body: Uint8Array;
    }
  | { readonly kind: 'not-modified'; readonly headers: Headers; readonly movedTo?: string }
  /** The address itself is not to be read: wrong scheme, a private network. Trying again changes nothing. */
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string; readonly fix: string }
  /** 410: the owner says that it will not come back. */
  | { readonly kind: 'gone' }
  /** May succeed later: a timeout, a refused connection, a status, an answer too large. */
  | {
      readonly kind: 'failed';
      /** `http-503`, `timeout`, `dns`, `too-large` ...: a stable name for metrics and for whoever mends it. */
      readonly code: string;
      readonly reason: string;
      readonly fix: string;
      readonly retryAfterMs?: number;
    };

/** One GET over the network; never throws for what a server or an address can cause. */
export type Fetch = (request: FetchRequest, signal?: AbortSignal) => Promise<FetchOutcome>;
