/** When a source is read next. Pure: the time and chance are given. */
import CachePolicy from 'http-cache-semantics';
import type { Source } from '../../model.ts';
import type { Headers } from '../../ports.ts';
import type { ParsedFeed, ParsedItem } from './feed.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const SHORTEST_MS = 5 * MINUTE;
const LONGEST_MS = 6 * HOUR;
/** Until a feed's rhythm is known. */
export const FIRST_INTERVAL_MS = 30 * MINUTE;
/**
 * In a row; then the source rests and is tried once a day. With the waits of `dueAfterFailure` that is near three days
 * after the first (5 + 10 + ... + 1280 minutes and a day: 67 hours, up to a tenth more with jitter): a host that is down
 * over a weekend is back before anybody is told, and one that is gone for good is not read a hundred times.
 */
export const MOST_FAILURES = 11;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Up to a tenth later, never earlier: sources that were added together drift apart. */
const jittered = (delay: number, random: () => number): number => Math.round(delay * (1 + 0.1 * random()));

/** As many of the newest items as tell how it is now, not how it was last year. */
const RECENT = 20;

/** The median time between the newest dated items; null with fewer than three of them. */
const rhythmOf = (items: readonly ParsedItem[], now: number): number | null => {
  const times = [...new Set(items.map(({ published, updated }) => Date.parse(published ?? updated ?? '')))]
    .filter((time) => time <= now)
    .sort((a, b) => b - a)
    .slice(0, RECENT);
  const gaps = times.slice(1).map((time, index) => (times[index] ?? time) - time);
  if (gaps.length < 2) return null;
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
};

/** The newest instant that is not ahead of now; null where no item is dated. */
export const newestOf = (items: readonly ParsedItem[], now: number): number | null => {
  let newest: number | null = null;
  for (const { published, updated } of items) {
    const time = Date.parse(published ?? updated ?? '');
    if (time <= now && (newest === null || time > newest)) newest = time;
  }
  return newest;
};

export interface Pace {
  readonly intervalMs: number;
  readonly rhythmMs: number | null;
}

/** How much of what was learned before stays at each reading. */
const MEMORY = 0.7;

/**
 * The interval follows how often the feed really changes. Where its items are dated, half their usual distance, longer
 * as the newest one ages; where they are not, shorter after a reading that brought something and longer after one that
 * did not.
 *
 * @param feed undefined when nothing has changed since the last reading
 */
export const paceOf = (source: Source, feed: ParsedFeed | undefined, now: number): Pace => {
  const seen = feed === undefined ? null : rhythmOf(feed.items, now);
  const broughtNews = source.newAt !== null && source.newAt === source.readAt;
  if (seen !== null || (feed === undefined && source.rhythmMs !== null)) {
    const rhythmMs =
      seen === null || source.rhythmMs === null
        ? (seen ?? source.rhythmMs ?? 0)
        : Math.round(MEMORY * source.rhythmMs + (1 - MEMORY) * seen);
    const newest = (feed === undefined ? null : newestOf(feed.items, now)) ?? Date.parse(source.newAt ?? '');
    const age = Number.isNaN(newest) ? 0 : now - newest;
    return { rhythmMs, intervalMs: Math.round(clamp(Math.max(rhythmMs / 2, age / 12), SHORTEST_MS, LONGEST_MS)) };
  }
  const factor = source.readAt === null ? 1 : broughtNews ? 0.6 : 1.3;
  const intervalMs = Math.round(clamp(source.intervalMs * factor, SHORTEST_MS, LONGEST_MS));
  const rhythmMs = broughtNews
    ? Math.round(
        source.rhythmMs === null ? source.intervalMs : MEMORY * source.rhythmMs + (1 - MEMORY) * source.intervalMs,
      )
    : source.rhythmMs;
  return { intervalMs, rhythmMs };
};

/** How long the server says that its answer stays fresh (RFC 9111), in milliseconds; 0 when it does not say. */
export const freshFor = (headers: Headers): number => {
  const policy = new CachePolicy(
    { url: '/', method: 'GET', headers: {} },
    { status: 200, headers: { ...headers } },
    { shared: false, cacheHeuristic: 0 },
  );
  return clamp(policy.timeToLive(), 0, LONGEST_MS);
};

/** @returns the first instant at or after `due` that the feed does not ask to be left alone at (UTC) */
const pastSkipped = (due: number, { skipHours, skipDays }: Pick<ParsedFeed, 'skipHours' | 'skipDays'>): number => {
  let at = due;
  // A week of hours: a feed that skips them all is not taken at its word.
  for (let hours = 0; hours < 7 * 24; hours += 1) {
    const date = new Date(at);
    if (!skipHours.includes(date.getUTCHours()) && !skipDays.includes(date.getUTCDay())) return at;
    at = Math.floor(at / HOUR) * HOUR + HOUR;
  }
  return due;
};

/** @param asked milliseconds that the feed (`ttl`) and the server (`Cache-Control`) ask for; at most six hours count */
export const dueAfterSuccess = (
  intervalMs: number,
  asked: readonly (number | null)[],
  feed: Pick<ParsedFeed, 'skipHours' | 'skipDays'> | undefined,
  now: number,
  random: () => number,
): number => {
  const wait = Math.max(intervalMs, ...asked.map((ms) => clamp(ms ?? 0, 0, LONGEST_MS)));
  const due = now + jittered(wait, random);
  return feed === undefined ? due : pastSkipped(due, feed);
};

/**
 * 5 x 2^n minutes after the n-th failure in a row (n from 0), and never before the server asked for. A day at most, which
 * only the tenth wait would pass: a source in trouble is read no more seldom than one at rest. No shorter bound (a well
 * source is read every six hours at the least), since the doubling is what spares a host that is down.
 *
 * @param failures in a row, this one counted
 */
export const dueAfterFailure = (
  failures: number,
  retryAfterMs: number | undefined,
  now: number,
  random: () => number,
): number => {
  const backOff = failures >= MOST_FAILURES ? DAY : Math.min(DAY, 5 * MINUTE * 2 ** (failures - 1));
  return now + jittered(Math.max(backOff, retryAfterMs ?? 0), random);
};

/** Nothing new for this many times its rhythm, and for no less than three days (six weeks where the rhythm is not known). */
const SILENT_RHYTHMS = 10;
const SILENT_AT_LEAST = 3 * DAY;
const SILENT_UNKNOWN = 42 * DAY;

/** It answers, and has had nothing new for far longer than its rhythm. @param now milliseconds since the Unix epoch */
export const isSilent = (source: Source, now: number): boolean => {
  if (source.status !== 'active' || source.newAt === null) return false;
  const patience =
    source.rhythmMs === null ? SILENT_UNKNOWN : Math.max(SILENT_AT_LEAST, SILENT_RHYTHMS * source.rhythmMs);
  return now - Date.parse(source.newAt) > patience;
};
