/** Pages in, articles out: the table of contents of this folder. */
import type { Article } from '../../model.ts';
import type { Fetch, FetchOutcome, PageJob } from '../../ports.ts';
import { articleIdOf, FEED_TYPES } from '../feeds/feeds.ts';
import { itemsOf } from '../feeds/items.ts';
import { parsed } from '../parsing/parsing.ts';
import { mayBe } from './article.ts';

export type PageOutcome =
  /** The job's article with the page's text, under the same id. */
  | { readonly kind: 'read'; readonly article: Article }
  /** The page will not give more than the feed did (a wall, no article there): the stub is kept. */
  | { readonly kind: 'stub'; readonly code: string; readonly reason: string }
  /** May succeed later. How often is the caller's to judge, by `job.attempts`. */
  | { readonly kind: 'retry'; readonly code: string; readonly reason: string; readonly retryAfterMs?: number };

const PAGE_TYPES = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1';

/** Worth another try: the host or the way to it is in trouble, not the page. */
const PASSING =
  /^(?:timeout|dns|connection-refused|connection-lost|unreachable|network|bad-answer|http-(?:408|425|429|5\d\d))$/u;

/** A page whose text is shorter than this share of the stub is not the text that the stub announces. */
const LEAST_SHARE = 0.8;

/** The full text of an item whose feed carries a stub. Rejects only with the signal's reason, when it aborts. */
export const readPage = async (fetch: Fetch, job: PageJob, signal?: AbortSignal): Promise<PageOutcome> => {
  const outcome = await fetch({ url: job.url, accept: PAGE_TYPES }, signal);
  if (outcome.kind !== 'ok') return withoutPage(outcome);
  const page = await parsed('page', { answer: outcome, asked: job.url }, signal);
  if (page.kind === 'none') return { kind: 'stub', code: page.code, reason: page.reason };
  const { article: stub } = job;
  if (page.text.length < LEAST_SHARE * stub.text.length)
    return { kind: 'stub', code: 'shorter', reason: 'the page gives less than the feed does' };
  if (!mayBe(stub.title, page)) return { kind: 'stub', code: 'elsewhere', reason: 'the page is about something else' };
  const { title, publisher, url, published, text, bodyStart } = page;
  return {
    kind: 'read',
    article: {
      ...stub,
      title: stub.title ?? title,
      publisher: publisher ?? stub.publisher,
      url: url ?? stub.url,
      published: published !== null && isBelieved(published, stub.seen) ? published : stub.published,
      text,
      bodyStart,
    },
  };
};

/** A day and more after it was first seen is not when it was published. */
const AHEAD_MS = 26 * 60 * 60 * 1000;

const isBelieved = (published: string, seen: string | undefined): boolean =>
  seen === undefined || Date.parse(published) <= Date.parse(seen) + AHEAD_MS;

const withoutPage = (outcome: Exclude<FetchOutcome, { kind: 'ok' }>): PageOutcome => {
  switch (outcome.kind) {
    case 'gone':
      return { kind: 'stub', code: 'gone', reason: 'its owner has taken the page away (HTTP 410)' };
    case 'not-modified':
      return { kind: 'stub', code: 'http-304', reason: 'the host gives no page (HTTP 304)' };
    case 'refused':
      return { kind: 'stub', code: outcome.code, reason: outcome.reason };
    case 'failed': {
      const { code, reason, retryAfterMs } = outcome;
      if (!PASSING.test(code)) return { kind: 'stub', code, reason };
      return { kind: 'retry', code, reason, ...(retryAfterMs !== undefined && { retryAfterMs }) };
    }
  }
};

export type AddressOutcome =
  | { readonly kind: 'read'; readonly what: 'page' | 'feed'; readonly articles: readonly Article[] }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string; readonly fix: string };

/**
 * What `crosswire ingest URL` takes in: a page as one article, a feed as those of its items that carry a text. The
 * articles have no `seen` and no `source`: an operator put them in.
 *
 * Rejects only with the signal's reason, when it aborts.
 */
export const readAddress = async (fetch: Fetch, url: string, signal?: AbortSignal): Promise<AddressOutcome> => {
  const outcome = await fetch({ url, accept: `${PAGE_TYPES.replace('*/*;q=0.1', '')}${FEED_TYPES}` }, signal);
  if (outcome.kind !== 'ok') return notRead(outcome);
  const { body: bytes, headers, url: found } = outcome;
  const feed = await parsed('feed', { bytes, headers, url: found }, signal);
  if (feed.kind === 'ok') {
    const origin = { id: '', url: outcome.url, title: feed.feed.title };
    const articles = itemsOf(feed.feed, origin, Number.POSITIVE_INFINITY).map(({ article }) => operators(article));
    return { kind: 'read', what: 'feed', articles: articles.filter(({ text }) => text !== '') };
  }
  const page = await parsed('page', { answer: outcome, asked: url }, signal);
  if (page.kind === 'none')
    return refusal(page.code, page.reason, 'Save the text as .txt or .md and ingest that file.');
  const { kind: _kind, ...content } = page;
  return { kind: 'read', what: 'page', articles: [{ id: articleIdOf({ url: content.url ?? url }), ...content }] };
};

const operators = ({ source: _source, ...article }: Article): Article => article;

const refusal = (code: string, reason: string, fix: string): AddressOutcome => ({ kind: 'refused', code, reason, fix });

const notRead = (outcome: Exclude<FetchOutcome, { kind: 'ok' }>): AddressOutcome => {
  switch (outcome.kind) {
    case 'gone':
      return refusal('gone', 'its owner has taken it away for good (HTTP 410)', 'Use another address.');
    case 'not-modified':
      return refusal('http-304', 'the host gives no page (HTTP 304)', 'Use another address.');
    default:
      return refusal(outcome.code, outcome.reason, outcome.fix);
  }
};
