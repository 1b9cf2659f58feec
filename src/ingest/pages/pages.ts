/** Pages in, articles out: the table of contents of this folder. */
import { CrosswireError } from '../../errors.ts';
import type { Article } from '../../model.ts';
import type { Fetch, PageJob } from '../../ports.ts';

export type PageOutcome =
  /** The job's article with the page's text, under the same id. */
  | { readonly kind: 'read'; readonly article: Article }
  /** The page will not give more than the feed did (a wall, no article there): the stub is kept. */
  | { readonly kind: 'stub'; readonly code: string; readonly reason: string }
  /** May succeed later. How often is the caller's to judge, by `job.attempts`. */
  | { readonly kind: 'retry'; readonly code: string; readonly reason: string; readonly retryAfterMs?: number };

/** Rejects only with the signal's reason, when it aborts. */
export const readPage = async (_fetch: Fetch, _job: PageJob, _signal?: AbortSignal): Promise<PageOutcome> =>
  unfinished();

export type AddressOutcome =
  | { readonly kind: 'read'; readonly what: 'page' | 'feed'; readonly articles: readonly Article[] }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string; readonly fix: string };

/** What `crosswire ingest URL` takes in: a page as one article, a feed as its items. Articles have no `seen`. */
export const readAddress = async (_fetch: Fetch, _url: string, _signal?: AbortSignal): Promise<AddressOutcome> =>
  unfinished();

const unfinished = (): never => {
  throw new CrosswireError('internal', 'pages are not read yet', 'wait for the next commit');
};
