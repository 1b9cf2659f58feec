/** What a page says of itself: JSON-LD first, then OpenGraph, then plain meta tags, then its heading. Nothing is guessed. */
import { z } from 'zod';
import { type PageDocument, parsePage } from './dom.ts';
import { type Metadata, readDate, readUrl } from './metadata.ts';

const name = z.union([z.string(), z.object({ name: z.string() }).transform((thing) => thing.name)]);
const link = z.union([z.string(), z.object({ '@id': z.string() }).transform((thing) => thing['@id'])]);
/** JSON-LD lets any value be a list of values: the first counts. */
const first = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value: unknown) => (Array.isArray(value) ? value[0] : value), schema);

const linkedArticle = z.object({
  '@type': first(z.string()),
  headline: z.string().optional().catch(undefined),
  datePublished: z.string().optional().catch(undefined),
  publisher: first(name).optional().catch(undefined),
  url: z.string().optional().catch(undefined),
  mainEntityOfPage: link.optional().catch(undefined),
  isAccessibleForFree: z.union([z.boolean(), z.string()]).optional().catch(undefined),
});
type LinkedArticle = z.infer<typeof linkedArticle>;

const record = z.record(z.string(), z.unknown());

export const pageMetadata = (page: PageDocument): Partial<Metadata> => {
  const linked = linkedArticles(page)[0];
  const meta = metaTags(page);
  const pick = (...values: (string | null | undefined)[]): string | null =>
    values.find((value) => typeof value === 'string' && value.trim() !== '') ?? null;
  const canonical = page.querySelector('link[rel="canonical"]')?.getAttribute('href');
  const url = [linked?.url, linked?.mainEntityOfPage, canonical, meta('og:url')].find(isUrl);
  const dates = [
    linked?.datePublished,
    meta('article:published_time', 'og:article:published_time', 'og:published_time'),
    meta(
      'date',
      'dc.date',
      'dc.date.issued',
      'dcterms.created',
      'pubdate',
      'publishdate',
      'parsely-pub-date',
      'sailthru.date',
    ),
    page.querySelector('[itemprop="datePublished"]')?.getAttribute('content'),
    page.querySelector('time[itemprop="datePublished"]')?.getAttribute('datetime'),
    page.querySelector('time[pubdate]')?.getAttribute('datetime'),
  ];
  const publisher = plain(pick(linked?.publisher, meta('og:site_name'), meta('application-name', 'dc.publisher')));
  const title = pick(
    linked?.headline,
    meta('og:title', 'twitter:title', 'dc.title'),
    page.querySelector('h1')?.textContent,
    page.querySelector('title')?.textContent,
  );
  return {
    title: withoutSiteName(plain(title), publisher),
    publisher,
    url: pick(url),
    published: pick(dates.find((date) => typeof date === 'string' && readDate(date.trim()) !== undefined)),
  };
};

/** `walled`: the page itself says that its text is not for everyone. */
export type Access = 'free' | 'walled' | 'unsaid';

/** schema.org's isAccessibleForFree, then OpenGraph's content tier. */
export const pageAccess = (page: PageDocument): Access => {
  const said = linkedArticles(page)
    .map(({ isAccessibleForFree }) => String(isAccessibleForFree ?? '').toLowerCase())
    .find((value) => /^(?:https?:\/\/schema\.org\/)?(?:true|false)$/u.test(value));
  if (said !== undefined) return said.endsWith('false') ? 'walled' : 'free';
  const tier = metaTags(page)('article:content_tier')?.toLowerCase();
  return tier === 'locked' ? 'walled' : tier === 'free' ? 'free' : 'unsaid';
};

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31});/iu;

/** Many pages escape their metadata twice, so that "&#8217;" is left in it. */
const plain = (value: string | null): string | null => {
  if (value === null || !ENTITY.test(value)) return value;
  const decoded = parsePage(`<html><body><p>${value.replaceAll('<', '&lt;')}</p></body></html>`);
  return decoded.querySelector('p')?.textContent ?? value;
};

/** "Bridge closes | The Example Post" by The Example Post is "Bridge closes". */
export const withoutSiteName = (title: string | null, publisher: string | null): string | null => {
  if (title === null || publisher === null) return title;
  const [whole, site] = [title, publisher].map((text) => text.replace(/\s+/gu, ' ').trim());
  if (whole === undefined || site === undefined || !whole.toLowerCase().endsWith(` ${site.toLowerCase()}`))
    return title;
  return /^(.*\S) [|–—-]$/u.exec(whole.slice(0, whole.length - site.length - 1))?.[1] ?? title;
};

const isUrl = (value: string | null | undefined): boolean => typeof value === 'string' && readUrl(value) !== undefined;

/** The content of the first of these meta tags that has one, by `property`, `name` or `itemprop`, whatever its case. */
const metaTags = (page: PageDocument): ((...names: string[]) => string | undefined) => {
  const contents = new Map<string, string>();
  for (const tag of page.querySelectorAll('meta')) {
    const key = (
      tag.getAttribute('property') ??
      tag.getAttribute('name') ??
      tag.getAttribute('itemprop')
    )?.toLowerCase();
    const content = tag.getAttribute('content')?.trim();
    if (key !== undefined && content !== undefined && content !== '' && !contents.has(key)) contents.set(key, content);
  }
  return (...names) => names.map((key) => contents.get(key)).find((content) => content !== undefined);
};

/** Articles in the page's JSON-LD blocks; a broken block is passed over. */
const linkedArticles = (page: PageDocument): readonly LinkedArticle[] => {
  const found: LinkedArticle[] = [];
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    for (const item of graphItems(script.textContent ?? '')) {
      const article = linkedArticle.safeParse(item);
      if (article.success && /(?:Article|Report|BlogPosting|LiveBlogPosting)$/u.test(article.data['@type'])) {
        found.push(article.data);
      }
    }
  }
  return found;
};

/** One block may hold an object, a list, or a `@graph`. */
const graphItems = (source: string): readonly unknown[] => {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return [];
  }
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => {
    const graph = record.safeParse(item).data?.['@graph'];
    return Array.isArray(graph) ? graph : [item];
  });
};
