/** From an address that a person gave to the feed that is meant. */
import type { Source } from '../../model.ts';
import type { Fetch, FetchOutcome } from '../../ports.ts';
import { parsed } from '../parsing/parsing.ts';
import { LONGEST_NAME, shortened } from '../visible.ts';
import { FEED_TYPES } from './accept.ts';
import { hostOf } from './address.ts';
import { usualPlaces } from './discover.ts';
import type { ParsedFeed } from './feed.ts';
import { sourceIdOf } from './identity.ts';
import { type Refusal, refusal } from './refusal.ts';
import { FIRST_INTERVAL_MS } from './schedule.ts';

export interface FoundFeed {
  readonly kind: 'found';
  /** `new` and due at once: its first reading is the baseline. */
  readonly source: Source;
  /** How many it holds now, and the first titles, at most three. */
  readonly items: number;
  readonly sample: readonly string[];
}

const NONE = refusal(
  'no-feed',
  'no feed is named on this page, and none stands in the usual places',
  "Look for a link named RSS or Feed on the site and use its address, or ask the site's owner.",
);

const MOST_UNANSWERED = 2;

/** "example.org" and "feed://example.org/x" as people write them. */
const asAddress = (text: string): string => {
  const trimmed = text
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/iu, '')
    .replace(/^feed:\/\//iu, 'https://');
  return /^[a-z][a-z\d+.-]*:/iu.test(trimmed) && !/^[\w.-]+:\d{1,5}(?:\/|$)/u.test(trimmed)
    ? trimmed
    : `https://${trimmed}`;
};

/**
 * The feed at an address, or the one that the page there names, or one in a usual place: one request after the other,
 * at most 20.
 *
 * Rejects only with the signal's reason, when it aborts.
 */
export const findFeed = async (fetch: Fetch, url: string, signal?: AbortSignal): Promise<FoundFeed | Refusal> => {
  const ask = (address: string): Promise<FetchOutcome> => fetch({ url: address, accept: FEED_TYPES }, signal);
  const address = asAddress(url);
  const first = await ask(address);
  if (first.kind !== 'ok') return refusalOf(first);
  const direct = await parsed('feed', documentOf(first), signal);
  if (direct.kind === 'ok') return found(first.movedTo ?? address, direct.feed);
  if (direct.code !== 'not-a-feed') return direct;
  let unanswered = 0;
  const named = await parsed('links', documentOf(first), signal);
  for (const candidate of [...named, ...usualPlaces(first.url)]) {
    const answer = await ask(candidate);
    if (answer.kind !== 'ok') {
      // Someone is waiting: a host that keeps silent is not asked for every usual place.
      if (answer.kind === 'failed' && !answer.code.startsWith('http-')) unanswered += 1;
      if (unanswered > MOST_UNANSWERED) break;
      continue;
    }
    const reading = await parsed('feed', documentOf(answer), signal);
    if (reading.kind === 'ok') return found(answer.movedTo ?? candidate, reading.feed);
  }
  return NONE;
};

const documentOf = ({ body: bytes, headers, url }: Extract<FetchOutcome, { kind: 'ok' }>) => ({ bytes, headers, url });

const refusalOf = (outcome: Exclude<FetchOutcome, { kind: 'ok' }>): Refusal => {
  switch (outcome.kind) {
    case 'gone':
      return refusal('gone', 'its owner has taken it away for good (HTTP 410)', 'Use another address.');
    case 'not-modified':
      return refusal(
        'http-304',
        'the host says "not modified" to whoever asks for the first time',
        'Use another address.',
      );
    default:
      return refusal(outcome.code, outcome.reason, outcome.fix);
  }
};

/** A source that was not read yet, due at once: its first reading is the baseline. @param url http or https */
export const newSource = (url: string, title: string | null, site: string | null): Source => ({
  id: sourceIdOf(url),
  url,
  host: hostOf(url),
  title: title === null ? null : shortened(title, LONGEST_NAME),
  site,
  status: 'new',
  etag: null,
  lastModified: null,
  dueAt: 0,
  intervalMs: FIRST_INTERVAL_MS,
  failures: 0,
  failure: null,
  readAt: null,
  newAt: null,
  rhythmMs: null,
  toldAt: null,
});

const found = (url: string, feed: ParsedFeed): FoundFeed => ({
  kind: 'found',
  source: newSource(url, feed.title, feed.site),
  items: feed.items.length,
  sample: feed.items.flatMap(({ title }) => (title === null ? [] : [shortened(title, LONGEST_NAME)])).slice(0, 3),
});
