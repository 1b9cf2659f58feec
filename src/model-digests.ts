/** Where posts go, what a channel is told day by day, and what became of each post. */
import type { Briefing } from './model-briefings.ts';

export type PlatformName = 'slack' | 'discord' | 'web' | 'terminal';

/** Where a post goes. `thread` is the platform's own id of the parent post. */
export interface Address {
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string;
  /** Where it goes to one person alone: their id, which then stands for the channel too. */
  readonly person?: string;
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export interface Subscription {
  readonly id: string;
  readonly address: Address;
  /** Names of topics; empty means the top stories. */
  readonly topics: readonly string[];
  /** Local wall-clock time, HH:MM. */
  readonly time: string;
  readonly days: readonly Weekday[];
  /** IANA name. */
  readonly zone: string;
  readonly paused: boolean;
  /** On a day without news: one line that says so (unless given), or nothing. */
  readonly quiet?: 'line' | 'nothing';
  /** Set while the platform refuses to post here: with the first refusal, and until one is sent again. */
  readonly refused?: { readonly code: string; readonly fix: string; readonly since: string };
  /** Id of the person who asked for it, or `environment`. */
  readonly createdBy: string;
  /** ISO instant; no slot before it is ever due. */
  readonly createdAt: string;
}

export type Mark = 'new' | 'updated' | 'disputed';

export interface DigestEntry {
  readonly story: string;
  readonly title: string;
  readonly mark: Mark;
  /** For `updated`: the change in words. */
  readonly change?: string;
  /** Numbers of the sources of `Digest.briefing` that report it. */
  readonly sources: readonly number[];
}

/** One point as a channel was told it. */
export interface ToldPoint {
  readonly story: string;
  /** Ids of the statements that say it: more articles may join the claim later. */
  readonly statements: readonly string[];
  /** Stems of its content words, each once, without those of its names where these are kept; its figures with their units. */
  readonly terms: readonly string[];
  readonly figures: readonly string[];
  /** The entities that it names; absent in what earlier versions kept. */
  readonly names?: readonly string[] | undefined;
  /** It tells of what is still to come; of what did not happen, or is denied. */
  readonly ahead?: true | undefined;
  readonly denied?: true | undefined;
}

/** One figure or fact whose positions a channel was told. */
export interface ToldSlot {
  readonly story: string;
  readonly about: string;
  readonly values: readonly string[];
}

/** What a channel has been told, oldest first. */
export interface Told {
  readonly points: readonly ToldPoint[];
  readonly slots: readonly ToldSlot[];
}

/** What stands behind a Digest: silence of a source is never passed off as calm. */
export interface Watch {
  readonly sources: number;
  /** Articles read in the span. */
  readonly articles: number;
  /** Titles of the sources that cannot be read at the moment. */
  readonly failing: readonly string[];
}

export interface Digest {
  /** Instants in ISO 8601, UTC: the span covered, and the next slot; null when there is none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly next: string | null;
  /** In which `from`, `to` and `next` are shown. */
  readonly zone: string;
  readonly entries: readonly DigestEntry[];
  readonly briefing: Briefing;
  /** What posting it tells the channel: later digests leave it out. */
  readonly told: Told;
  /** Posted well after its slot, since nothing ran then. */
  readonly late?: true;
  /** Absent where there are no feeds. */
  readonly watch?: Watch;
}

/** `ref` is the platform's own id of the post, by which it can be edited, threaded under and linked. */
export type Delivery =
  | { readonly kind: 'sent'; readonly ref: string }
  | { readonly kind: 'edited'; readonly ref: string }
  | { readonly kind: 'skipped'; readonly code: string }
  /** `limit` names the one that was hit, as `Platform.limits` does; any of them where the platform does not say which. */
  | { readonly kind: 'rate-limited'; readonly code: string; readonly retryAfterMs: number; readonly limit?: string }
  /** Will not succeed until somebody mends it; `fix` says how. */
  | { readonly kind: 'rejected'; readonly code: string; readonly fix: string }
  /** May succeed when tried again; `unknown` when the platform may have accepted it. */
  | { readonly kind: 'failed'; readonly code: string; readonly unknown: boolean };
