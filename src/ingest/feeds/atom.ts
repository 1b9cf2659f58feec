/** Atom 0.3 and 1.0 to a ParsedFeed. Pure. */
import type { AtomFeed } from 'feedsmith';
import { feedDate } from './dates.ts';
import type { ParsedFeed, ParsedItem } from './feed.ts';
import { fromBase64 } from './legacy.ts';
import { resolved, resolvedId, within } from './links.ts';
import { periodOf } from './rss.ts';
import { paragraphsOfMarkup, paragraphsOfText } from './text.ts';

type Entry = NonNullable<AtomFeed.Feed<string>['entries']>[number];
type Link = NonNullable<Entry['links']>[number];

/** Text or content: what it says and how it is written down. */
interface Construct {
  readonly value?: string;
  readonly type?: string;
}

const paragraphs = (construct: Construct | undefined): readonly string[] => {
  const value = construct?.value ?? '';
  const type = construct?.type?.trim().toLowerCase() ?? '';
  if (type === 'text' || type === 'text/plain') return paragraphsOfText(value);
  if (type === 'application/octet-stream') return paragraphsOfMarkup(fromBase64(value));
  // Without a type it should be plain; many write HTML there all the same.
  if (type === '' || /html|xml$/u.test(type)) return paragraphsOfMarkup(value);
  // A picture, a sound: nothing to read.
  return [];
};

const line = (construct: Construct | undefined): string | null => {
  const text = paragraphs(construct).join(' ');
  return text === '' ? null : text;
};

const isPage = ({ type = 'text/html' }: Link): boolean => /^(?:text\/html|application\/xhtml\+xml)\b/iu.test(type);

/** The page itself (`alternate`, or no `rel` at all), one in HTML before any other. */
const alternate = (links: readonly Link[] | undefined, base: string): string | null => {
  const alternates = (links ?? []).filter(({ rel = 'alternate' }) => rel === 'alternate');
  return resolved((alternates.find(isPage) ?? alternates[0])?.href, base);
};

/** Of a video: its words stand in the group of its files. */
const described = ({ media }: Entry): string =>
  media?.groups?.[0]?.description?.value ?? media?.description?.value ?? '';

const atomItem = (entry: Entry, feedBase: string): ParsedItem => {
  const base = within(feedBase, entry.xml?.base);
  return {
    id: resolvedId(entry.id, base),
    url: alternate(entry.links, base),
    title: line(entry.title),
    publisher: line(entry.source?.title) ?? entry.dc?.publishers?.[0] ?? null,
    published: feedDate(entry.published, entry.dcterms?.issued?.[0], entry.dc?.dates?.[0]),
    updated: feedDate(entry.updated, entry.dcterms?.modified?.[0]),
    summary: entry.summary === undefined ? paragraphsOfText(described(entry)) : paragraphs(entry.summary),
    content: paragraphs(entry.content),
  };
};

export const fromAtom = (feed: AtomFeed.Feed<string>, documentBase: string): ParsedFeed => {
  const base = within(documentBase, feed.xml?.base);
  return {
    format: 'atom',
    title: line(feed.title),
    site: alternate(feed.links, base),
    ttlMs: periodOf(feed.sy),
    skipHours: [],
    skipDays: [],
    items: (feed.entries ?? []).map((entry) => atomItem(entry, base)),
  };
};
