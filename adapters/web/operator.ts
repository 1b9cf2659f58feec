/** What the operator's pages ask of the service: everything that stands, in every workspace of every platform. */
import type { Change, Digest, Follower, Settings, Source, Subscription } from '../../src/model.ts';

export interface ChannelRow {
  readonly subscription: Subscription;
  /** The next three slots as ISO instants, soonest first. */
  readonly next: readonly string[];
}

export interface FeedRow {
  readonly source: Source;
  readonly followers: readonly Follower[];
  /** It answers, but has had nothing new for far longer than it used to take. */
  readonly silent: boolean;
}

export interface ServiceHealth {
  /** What is wrong, one line each; empty when all is well. */
  readonly problems: readonly string[];
  /** What waits to be done: posts to send, pages to read ...; in the order in which they are shown. */
  readonly queues: readonly { readonly name: string; readonly waiting: number }[];
  /** What else is good to know: articles kept, feeds by state, version ... */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

export interface WorkspaceLog {
  /** `PLATFORM:WORKSPACE`. */
  readonly workspace: string;
  /** As they hold there: the usual ones where nobody has decided anything. */
  readonly settings: Settings;
  /** Newest first. */
  readonly changes: readonly Change[];
}

/** Looks and never changes anything. */
export interface OperatorDesk {
  /** Every standing order, soonest first. */
  channels(): Promise<readonly ChannelRow[]>;
  /** The next digest of a standing order as it would be at this moment, through the real path; undefined when there is none of that id. */
  preview(id: string): Promise<Digest | undefined>;
  /** Every feed that somebody follows: those in trouble first, then by title. */
  feeds(): Promise<readonly FeedRow[]>;
  health(): Promise<ServiceHealth>;
  /** Every workspace that has a standing order, a feed, or a change. */
  logs(): Promise<readonly WorkspaceLog[]>;
}
