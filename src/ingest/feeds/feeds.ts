/** Feeds in, items and the source's next state out: the table of contents of this folder. */
import { CrosswireError } from '../../errors.ts';
import type { Source } from '../../model.ts';
import type { Fetch, Headers, SourceReading } from '../../ports.ts';

/** What is wrong and what can be done about it, each one line for people. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: string;
  readonly reason: string;
  readonly fix: string;
}

export interface ParsedItem {
  /** As the feed has it: guid, atom:id, rdf:about or JSON id. */
  readonly id: string | null;
  /** Absolute. */
  readonly url: string | null;
  readonly title: string | null;
  /** Who it is by, where an aggregator says so (RSS `source`). */
  readonly publisher: string | null;
  /** ISO instants or dates. */
  readonly published: string | null;
  readonly updated: string | null;
  /** Plain paragraphs: of the summary, and of the full text where the feed carries one. */
  readonly summary: readonly string[];
  readonly content: readonly string[];
}

export interface ParsedFeed {
  readonly format: 'rss' | 'rdf' | 'atom' | 'json';
  readonly title: string | null;
  readonly site: string | null;
  /** How often the publisher wants it read (`ttl`, `sy:updatePeriod`), and the UTC hours and weekdays (0 Sunday) it asks to leave out. */
  readonly ttlMs: number | null;
  readonly skipHours: readonly number[];
  readonly skipDays: readonly number[];
  readonly items: readonly ParsedItem[];
}

/** Pure. @param url where the bytes came from: relative links count from there */
export const parseFeed = (
  _bytes: Uint8Array,
  _headers: Headers,
  _url: string,
): { readonly kind: 'ok'; readonly feed: ParsedFeed } | Refusal => unfinished();

export interface FoundFeed {
  readonly kind: 'found';
  /** `new` and due at once: its first reading is the baseline. */
  readonly source: Source;
  /** How many it holds now, and the newest titles, at most three. */
  readonly items: number;
  readonly sample: readonly string[];
}

/**
 * The feed at an address, or the one that the page there names.
 *
 * Rejects only with the signal's reason, when it aborts.
 */
export const findFeed = async (_fetch: Fetch, _url: string, _signal?: AbortSignal): Promise<FoundFeed | Refusal> =>
  unfinished();

export interface ReadingConditions {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** From 0 to below 1, as Math.random. */
  readonly random: () => number;
  readonly signal?: AbortSignal;
  /** Milliseconds between two requests to one host; 1,000 unless given. */
  readonly hostGapMs?: number;
}

/**
 * Reads a source once, whatever comes: its items (as they stand in the feed, newest first or not) and its next state.
 *
 * Rejects only with the signal's reason, when it aborts: the source is then as it was and can be given back.
 */
export const readFeed = async (
  _fetch: Fetch,
  _source: Source,
  _conditions: ReadingConditions,
): Promise<SourceReading> => unfinished();

/** Letters and digits: safe in file names and addresses, the same for one article from whatever feed. */
export const articleIdOf = (
  _identity: { readonly url: string } | { readonly source: string; readonly guid: string },
): string => unfinished();

/** It answers, and has had nothing new for far longer than its rhythm. @param now milliseconds since the Unix epoch */
export const isSilent = (_source: Source, _now: number): boolean => unfinished();

export type OpmlOutcome =
  | { readonly kind: 'ok'; readonly feeds: readonly { readonly url: string; readonly title: string | null }[] }
  | Refusal;

/** Every feed of an OPML document once, in its order, from whatever depth. */
export const readOpml = (_text: string): OpmlOutcome => unfinished();

/** An OPML 2.0 document. */
export const writeOpml = (_sources: readonly Source[]): string => unfinished();

const unfinished = (): never => {
  throw new CrosswireError('internal', 'feeds are not read yet', 'wait for the next commit');
};
