/** What a request is answered with: a feed in its present state, a page, or what has befallen either. */
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { chance } from './chance.ts';
import { goesDark } from './fates.ts';
import { mediaTypes, writeFeed } from './formats.ts';
import { type Entry, listing, type Web } from './listing.ts';
import { pageFate, writePage } from './pages.ts';
import { type Feed, hourMs, type Item } from './plan.ts';

/** How a connection is misused in place of an answer. */
export type Act = 'hang' | 'reset' | 'garbage' | 'drip' | 'huge';

export type Answer =
  | { readonly kind: 'act'; readonly act: Act }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Buffer | string;
      /** What stands in it, when it is a feed in good order: read whole, nothing of this may be lost. */
      readonly good?: { readonly entries: readonly Entry[]; readonly validators: Validators };
      /** What stands in it in part. */
      readonly torn?: readonly Entry[];
    };

export interface Request {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export const feedPath = (feed: Feed, moved = false): string => (moved ? `/moved/${feed.n}` : `/f/${feed.n}`);

/** The host that a feed moves to: another, for every second one. */
export const hostAfterMove = (feed: Feed, hosts: number): number =>
  feed.n % 2 === 0 ? feed.host : (feed.host + 1) % hosts;

/** Seconds for which a feed wants to be left alone after a 429. */
export const restSeconds = 1800;

const retryAfter = (feed: Feed, now: number): string =>
  feed.n % 2 === 0 ? String(restSeconds) : new Date(now + restSeconds * 1000).toUTCString();

/** 64 MB of zeros. */
const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20), { level: 9 });

const packed = (encoding: Feed['encoding'], text: string): Buffer | string => {
  switch (encoding) {
    case 'gzip':
      return gzipSync(text, { level: 1 });
    case 'deflate':
      return deflateSync(text, { level: 1 });
    case 'br':
      return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
    case 'identity':
      return text;
  }
};

const plain = (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Answer => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
});

const errorPage =
  '<!doctype html><html><head><title>We will be right back</title></head><body><h1>Maintenance</h1></body></html>';

/** Validators of what a feed holds now. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** Answers requests of one web; remembers only since when each feed has held what it holds. */
export const createAnswers = (web: Web) => {
  const { plan } = web;
  const held = new Map<number, { readonly hash: string; readonly since: number }>();

  const unchanged = (request: Request, { etag, lastModified }: Validators): boolean => {
    const asked = request.headers['if-none-match'];
    if (asked !== undefined) return etag !== undefined && asked === etag;
    return lastModified !== undefined && request.headers['if-modified-since'] === lastModified;
  };

  const wellFeed = (feed: Feed, request: Request, now: number, entries: readonly Entry[]): Answer => {
    const site = web.origin(feed.host);
    const head = { title: `Outlet ${feed.host}, section ${feed.n}`, site, self: `${site}${feedPath(feed)}` };
    const text = writeFeed(feed, head, entries);
    const hash = createHash('sha1').update(text).digest('hex').slice(0, 20);
    if (held.get(feed.n)?.hash !== hash) held.set(feed.n, { hash, since: now });
    const validators: Validators = {
      ...(feed.etag && { etag: feed.n % 3 === 0 ? `W/"${hash}"` : `"${hash}"` }),
      ...(feed.lastModified && { lastModified: new Date(held.get(feed.n)?.since ?? now).toUTCString() }),
    };
    const headers = {
      'content-type': mediaTypes[feed.format],
      ...(validators.etag !== undefined && { etag: validators.etag }),
      ...(validators.lastModified !== undefined && { 'last-modified': validators.lastModified }),
      ...(feed.maxAge > 0 && { 'cache-control': `max-age=${feed.maxAge}` }),
    };
    const good = { entries, validators };
    if (unchanged(request, validators)) return { kind: 'answer', status: 304, headers, body: '', good };
    const accepted = String(request.headers['accept-encoding'] ?? '').includes(feed.encoding);
    const encoding = accepted ? feed.encoding : 'identity';
    return {
      kind: 'answer',
      status: 200,
      headers: { ...headers, ...(encoding !== 'identity' && { 'content-encoding': encoding }) },
      body: packed(encoding, text),
      good,
    };
  };

  const torn = (feed: Feed, request: Request, now: number): Answer => {
    const entries = listing(web, feed, now);
    const whole = wellFeed({ ...feed, encoding: 'identity', etag: false, lastModified: false }, request, now, entries);
    if (whole.kind === 'act') return whole;
    const text = String(whole.body);
    return {
      kind: 'answer',
      status: 200,
      headers: whole.headers,
      body: text.slice(0, text.length * 0.6),
      torn: entries,
    };
  };

  const feedAnswer = (feed: Feed, moved: boolean, request: Request, now: number): Answer => {
    const here = web.origin(feed.host);
    const well = (): Answer => wellFeed(feed, request, now, listing(web, feed, now));
    if (now < feed.from || now >= feed.to) return well();
    switch (feed.fate) {
      case 'moved': {
        if (moved) return well();
        const to = `${web.origin(hostAfterMove(feed, plan.hosts))}${feedPath(feed, true)}`;
        return plain(feed.n % 4 < 2 ? 301 : 308, '', { location: to });
      }
      case 'redirected':
        return moved ? well() : plain(302, '', { location: `${here}${feedPath(feed, true)}` });
      case 'gone':
        return plain(410);
      case 'missing':
        return plain(404, errorPage);
      case 'limited':
        return plain(429, '', { 'retry-after': retryAfter(feed, now) });
      case 'broken':
        return plain(feed.n % 2 === 0 ? 500 : 503, errorPage);
      case 'page':
        return plain(200, errorPage);
      case 'truncated':
        return torn(feed, request, now);
      case 'bomb':
        return { kind: 'answer', status: 200, headers: { 'content-encoding': 'gzip' }, body: bomb };
      case 'inward':
        return plain(302, '', {
          location:
            ['http://169.254.169.254/latest/meta-data/', 'http://10.0.0.1/', 'http://[::1]:1/'][feed.n % 3] ?? '',
        });
      case 'circle':
        return plain(302, '', { location: `${here}${feedPath(feed, !moved)}` });
      case 'emptied':
        return wellFeed(feed, request, now, []);
      case 'hanging':
        return { kind: 'act', act: 'hang' };
      case 'reset':
      case 'garbage':
      case 'drip':
      case 'huge':
        return { kind: 'act', act: feed.fate };
      default:
        return well();
    }
  };

  const pageAnswer = (item: Item, now: number): Answer => {
    const fate = pageFate(plan, item);
    if (fate === 'missing') return plain(404, errorPage);
    if (fate === 'broken' || (fate === 'late' && now < item.at + hourMs)) return plain(503, errorPage);
    if (fate === 'hanging') return { kind: 'act', act: 'hang' };
    const html = writePage(item, web.told(item), web.origin(item.host), fate);
    return fate === 'western'
      ? {
          kind: 'answer',
          status: 200,
          headers: { 'content-type': 'text/html; charset=windows-1252' },
          body: western(html),
        }
      : {
          kind: 'answer',
          status: 200,
          headers: { 'content-type': 'text/html', 'content-encoding': 'gzip' },
          body: gzipSync(html.replace('<head>', '<head><meta charset="utf-8">'), { level: 1 }),
        };
  };

  return {
    feed: feedAnswer,
    page: pageAnswer,
  };
};

/** The characters of windows-1252 that made-up articles use. */
const western = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll('“', '\u0093').replaceAll('”', '\u0094').replaceAll('’', '\u0092').replaceAll('…', '\u0085'),
    'latin1',
  );

/** Whether a host that goes dark is so now: for half an hour to an hour. */
export const isDark = ({ plan }: Web, host: number, now: number): boolean => {
  if (!goesDark(plan.seed, host)) return false;
  const length = plan.end - plan.start;
  const from = plan.start + length * (0.3 + 0.3 * chance(plan.seed, host, 51));
  return now >= from && now < from + Math.min(hourMs, length / 6);
};
