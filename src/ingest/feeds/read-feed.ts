/** One reading of a source: asked politely, parsed, and what comes next written down. */
import type { Source } from '../../model.ts';
import type { FeedItem, Fetch, FetchOutcome, SourceReading } from '../../ports.ts';
import { parsed } from '../parsing/parsing.ts';
import { LONGEST_NAME, shortened } from '../visible.ts';
import { FEED_TYPES } from './accept.ts';
import { hostOf } from './address.ts';
import type { ParsedFeed } from './feed.ts';
import { itemsOf } from './items.ts';
import { dueAfterFailure, dueAfterSuccess, freshFor, isSilent, MOST_FAILURES, newestOf, paceOf } from './schedule.ts';

export interface ReadingConditions {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** From 0 to below 1, as Math.random. */
  readonly random: () => number;
  readonly signal?: AbortSignal;
  /** Milliseconds between two requests to one host; 1,000 unless given. */
  readonly hostGapMs?: number;
}

const HOST_GAP_MS = 1_000;
/** A host that asks for quiet gets it, for all of its feeds; for no more than an hour, since one feed may speak for many. */
const LONGEST_QUIET_MS = 60 * 60_000;

type Answered = Extract<FetchOutcome, { kind: 'ok' | 'not-modified' }>;

/**
 * Reads a source once, whatever comes: its items (as they stand in the feed) and its next state. The first reading that
 * succeeds is the baseline.
 *
 * Rejects only with the signal's reason, when it aborts: the source is then as it was and can be given back.
 */
export const readFeed = async (fetch: Fetch, source: Source, conditions: ReadingConditions): Promise<SourceReading> => {
  const outcome = await fetch(
    {
      url: source.url,
      accept: FEED_TYPES,
      ...(source.etag !== null && { etag: source.etag }),
      ...(source.lastModified !== null && { lastModified: source.lastModified }),
    },
    conditions.signal,
  );
  switch (outcome.kind) {
    case 'ok': {
      const { body: bytes, headers, url } = outcome;
      const reading = await parsed('feed', { bytes, headers, url }, conditions.signal);
      if (reading.kind === 'refused') return failedReading(source, reading, conditions);
      return goodReading(source, outcome, reading.feed, conditions);
    }
    case 'not-modified':
      return goodReading(source, outcome, undefined, conditions);
    case 'gone':
      return goneReading(source, conditions);
    default:
      return failedReading(source, outcome, conditions);
  }
};

const hostFreeAt = ({ now, hostGapMs = HOST_GAP_MS }: ReadingConditions, quietMs = 0): number =>
  now + Math.max(hostGapMs, Math.min(quietMs, LONGEST_QUIET_MS));

const iso = (ms: number): string => new Date(ms).toISOString();

/** A moved address is believed once a feed was read there. */
const placeOf = (source: Source, movedTo: string | undefined): Pick<Source, 'url' | 'host'> =>
  movedTo === undefined ? { url: source.url, host: source.host } : { url: movedTo, host: hostOf(movedTo) };

/** A longer one would come back to its server in a request that is too large for it, time and again. */
const LONGEST_VALIDATOR = 1_000;

const validatorsOf = (source: Source, { kind, headers }: Answered): Pick<Source, 'etag' | 'lastModified'> => {
  const told = (name: string): string | null => {
    const value = headers[name] ?? '';
    return value === '' || value.length > LONGEST_VALIDATOR ? null : value;
  };
  const [etag, lastModified] = [told('etag'), told('last-modified')];
  return kind === 'ok'
    ? { etag, lastModified }
    : { etag: etag ?? source.etag, lastModified: lastModified ?? source.lastModified };
};

const titleOf = (title: string | null): string | null => (title === null ? null : shortened(title, LONGEST_NAME));

/**
 * How much older than the last reading that succeeded an item may be and still be news: the days that texts are kept for.
 * What a feed brings up from before then (its archive, another feed's in its place) was not new at any time since.
 */
const NEWS_MS = 30 * 24 * 60 * 60_000;

const isNews = ({ article: { published } }: FeedItem, readAt: string): boolean =>
  published === null || Date.parse(published) >= Date.parse(readAt) - NEWS_MS;

/** @param feed undefined when nothing has changed */
const goodReading = (
  source: Source,
  answer: Answered,
  feed: ParsedFeed | undefined,
  conditions: ReadingConditions,
): SourceReading => {
  const { now, random } = conditions;
  const baseline = source.readAt === null;
  const pace = paceOf(source, feed, now);
  const ttlMs = feed === undefined ? source.ttlMs : (feed.ttlMs ?? undefined);
  const asked = [freshFor(answer.headers), ttlMs ?? null];
  const next: Source = {
    ...source,
    ...placeOf(source, answer.movedTo),
    ...validatorsOf(source, answer),
    ...pace,
    ttlMs,
    title: titleOf(feed?.title ?? source.title),
    site: feed?.site ?? source.site,
    status: 'active',
    dueAt: dueAfterSuccess(pace.intervalMs, asked, feed, now, random),
    failures: 0,
    failure: null,
    readAt: iso(now),
    newAt: baseline ? iso((feed === undefined ? null : newestOf(feed.items, now)) ?? now) : source.newAt,
  };
  const items = feed === undefined ? [] : itemsOf(feed, next, now);
  return {
    // What was told of its silence stays told until it speaks again.
    source: { ...next, toldAt: isSilent(next, now) ? source.toldAt : null },
    hostFreeAt: hostFreeAt(conditions),
    items: items.filter((item) => source.readAt === null || isNews(item, source.readAt)),
    baseline,
    now,
  };
};

interface Failing {
  readonly code: string;
  readonly reason: string;
  readonly fix: string;
  readonly retryAfterMs?: number;
}

const failedReading = (source: Source, failing: Failing, conditions: ReadingConditions): SourceReading => {
  const { now, random } = conditions;
  const failures = source.failures + 1;
  const rests = failures >= MOST_FAILURES;
  const { code, reason, fix, retryAfterMs } = failing;
  return {
    source: {
      ...source,
      status: rests ? 'resting' : source.readAt === null ? 'new' : 'active',
      dueAt: dueAfterFailure(failures, retryAfterMs, now, random),
      failures,
      failure: { code, reason, fix, at: iso(now) },
    },
    hostFreeAt: hostFreeAt(conditions, retryAfterMs),
    items: [],
    baseline: false,
    now,
  };
};

const goneReading = (source: Source, conditions: ReadingConditions): SourceReading => ({
  source: {
    ...source,
    status: 'gone',
    failures: source.failures + 1,
    failure: {
      code: 'gone',
      reason: 'its owner has taken it away for good (HTTP 410)',
      fix: 'Remove it, and add another feed of the site.',
      at: iso(conditions.now),
    },
  },
  hostFreeAt: hostFreeAt(conditions),
  items: [],
  baseline: false,
  now: conditions.now,
});
