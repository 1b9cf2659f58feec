/** Bytes to a feed: decoded, made safe, parsed, and put into one form whatever the format. Pure. */
import { DetectError, MalformedError, ParseError, parseFeed as parseAny } from 'feedsmith';
import type { Headers } from '../../ports.ts';
import { fromAtom } from './atom.ts';
import { decodeFeed } from './decode.ts';
import type { ParsedFeed } from './feed.ts';
import { guardXml } from './guard.ts';
import { fromJson } from './json.ts';
import { modernised, withoutStrayMarks } from './legacy.ts';
import { baseOf } from './links.ts';
import { type Refusal, refusal } from './refusal.ts';
import { fromRdf, fromRss } from './rss.ts';
import { isTorn } from './torn.ts';

export type FeedReading = { readonly kind: 'ok'; readonly feed: ParsedFeed } | Refusal;

/** Feeds hold twenty items, archives a few hundred; past this many the rest is left out. */
const MOST_ITEMS = 2_000;
/** Larger than any feed that is meant to be read often. */
const LONGEST = 12_000_000;

const FIX = 'Use the address of an RSS, Atom or JSON feed.';
const LATER = 'It is tried again by itself; if it stays so, use another feed of the site.';

/**
 * RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed. Linear in the size of the bytes.
 *
 * @param url where the bytes came from: relative links count from there
 */
export const parseFeed = (bytes: Uint8Array, headers: Headers, url: string): FeedReading => {
  const text = decodeFeed(bytes, headers);
  if (text.trim() === '') return refusal('empty', 'the answer is empty', LATER);
  if (text.length > LONGEST) return refusal('too-large', 'the feed is too large to be read', FIX);
  if (isPage(text)) return refusal('not-a-feed', 'this is a web page, not a feed', FIX);
  const isXml = text.startsWith('<');
  const guarded = isXml ? guardXml(text) : { kind: 'ok' as const, xml: text };
  if (guarded.kind === 'refused') return guarded;
  const base = baseOf(headers, url);
  if (!isXml) return parsed(text, base);
  if (isTorn(guarded.xml)) return refusal('malformed', 'the feed breaks off in its middle', LATER);
  const xml = modernised(guarded.xml);
  const reading = parsed(xml, base);
  if (reading.kind === 'ok' || reading.code !== 'malformed') return reading;
  const mended = withoutStrayMarks(xml);
  return mended === xml ? reading : parsed(mended, base);
};

const parsed = (text: string, base: string): FeedReading => {
  try {
    const { format, feed } = parseAny(text, { maxItems: MOST_ITEMS });
    switch (format) {
      case 'rss':
        return { kind: 'ok', feed: fromRss(feed, base) };
      case 'rdf':
        return { kind: 'ok', feed: fromRdf(feed, base) };
      case 'atom':
        return { kind: 'ok', feed: fromAtom(feed, base) };
      case 'json':
        return { kind: 'ok', feed: fromJson(feed, base) };
    }
  } catch (error) {
    return whyNot(error);
  }
};

/** Whether the document begins as HTML: what comes first decides, since pages may show feeds and feeds quote pages. */
const isPage = (text: string): boolean =>
  /^<(?:!doctype html|html)\b/iu.test(
    /<(?:!doctype html|html|rss|feed|rdf:rdf)\b/iu.exec(text.slice(0, 5_000))?.[0] ?? '',
  );

const whyNot = (error: unknown): Refusal => {
  if (error instanceof DetectError) return refusal('not-a-feed', 'this is no feed', FIX);
  if (error instanceof MalformedError) return refusal('malformed', 'the feed is broken and cannot be parsed', LATER);
  if (error instanceof ParseError) return refusal('malformed', 'the feed lacks what makes it one', LATER);
  throw error;
};
