/** A page that was fetched, as an article: or why it is none. Pure. */
import type { Article } from '../../model.ts';
import type { FetchOutcome } from '../../ports.ts';
import { decode } from '../decode.ts';
import { withoutTracking } from '../feeds/address.ts';
import { type Metadata, readMetadata } from '../metadata.ts';
import { pastTitle } from '../title.ts';
import { LONGEST_NAME, LONGEST_TITLE, shortened } from '../visible.ts';
import { declaredEncoding, extractPage } from './extract.ts';
import { withoutWall } from './walls.ts';

type Answer = Extract<FetchOutcome, { kind: 'ok' }>;

export type PageReading =
  | ({ readonly kind: 'read' } & Metadata & Pick<Article, 'text' | 'bodyStart'>)
  | { readonly kind: 'none'; readonly code: string; readonly reason: string };

const LONGEST_TEXT = 200_000;

/** Five times as large as a large page of news. Bytes. */
const LARGEST = 5_000_000;

/** Fewer characters are a caption or an error, not a report. */
const LEAST_TEXT = 200;

const none = (code: string, reason: string): PageReading => ({ kind: 'none', code, reason });

const CHARSET = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/iu;

/** @param asked the article's address, which a redirect may have led away from */
export const readAnswer = (answer: Answer, asked: string): PageReading => {
  const type = answer.headers['content-type'] ?? 'text/html';
  if (!/\b(?:html|xml)\b|^text\/plain/iu.test(type))
    return none('not-a-page', `the address gives no page (${type.slice(0, 60)})`);
  if (isHome(answer.url) && !isHome(asked)) return none('elsewhere', "the address leads to the site's front page");
  if (answer.body.length > LARGEST) return none('too-large', 'the page is larger than any that is meant to be read');
  const label = CHARSET.exec(type)?.[1] ?? declaredEncoding(answer.body);
  const page = extractPage(decode(answer.body, label).text);
  if (page === undefined) return none('nesting', 'the elements of the page nest deeper than anyone reads');
  const unwalled = withoutWall(page, asked, answer.url);
  if (unwalled.kind === 'wall') return none(unwalled.code, unwalled.reason);
  const whole = unwalled.paragraphs.join('\n\n');
  const text = shortened(whole, LONGEST_TEXT);
  if (text.length < LEAST_TEXT) return none('no-article', 'the page holds no article text');
  const { metadata } = readMetadata(page.given, { file: asked });
  return {
    kind: 'read',
    ...metadata,
    title: metadata.title === null ? null : shortened(metadata.title, LONGEST_TITLE),
    publisher: metadata.publisher === null ? null : shortened(metadata.publisher, LONGEST_NAME),
    url: addressOf(metadata.url, answer.url),
    text,
    bodyStart: metadata.title === null ? 0 : pastTitle(text, 0, metadata.title),
  };
};

const isHome = (url: string): boolean => {
  const { pathname, search } = new URL(url);
  return /^\/(?:index\.\w{1,5})?$/u.test(pathname) && search === '';
};

/** Without what stands before the name of the same site's other shapes. */
const siteOf = (url: string): string => new URL(url).hostname.replace(/^(?:www|m|mobile|amp)\./u, '');

/** One name, or one below the other; names side by side ("a.co.uk", "b.co.uk") may be anybody's. */
const sameSite = (one: string, other: string): boolean => {
  const [a, b] = [siteOf(one), siteOf(other)];
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
};

/**
 * The address that the page calls its own, where that is on the same site and not its front page: readers are sent to
 * where the words were read, and nowhere else on a page's say-so.
 */
const addressOf = (claimed: string | null, answered: string): string =>
  withoutTracking(claimed !== null && sameSite(claimed, answered) && !isHome(claimed) ? claimed : answered);

const words = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}{5,}/gu) ?? [];

/** Whether a page can be the one that a feed announced under this title: some word of it is there. */
export const mayBe = (
  title: string | null,
  page: { readonly title: string | null; readonly text: string },
): boolean => {
  const wanted = words(title ?? '');
  if (wanted.length < 3) return true;
  const there = new Set(words(`${page.title ?? ''} ${page.text}`));
  return wanted.some((word) => there.has(word));
};
