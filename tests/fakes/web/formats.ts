/** A listing in the bytes of each format. */
import type { Entry } from './listing.ts';
import type { Feed } from './plan.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const tag = (name: string, content: string | null): string =>
  content === null ? '' : `<${name}>${escaped(content)}</${name}>`;

const html = (paragraphs: readonly string[]): string => paragraphs.map((each) => `<p>${escaped(each)}</p>`).join('\n');

const cdata = (name: string, paragraphs: readonly string[] | null): string =>
  paragraphs === null ? '' : `<${name}><![CDATA[${html(paragraphs)}]]></${name}>`;

const iso = (at: number): string => new Date(at).toISOString();
const httpDate = (at: number): string => new Date(at).toUTCString();
const dated = (name: string, at: number | null, write: (at: number) => string): string =>
  at === null ? '' : `<${name}>${write(at)}</${name}>`;

const guidTag = ({ guid, link }: Entry): string => {
  if (guid === null) return '';
  return `<guid isPermaLink="${guid === link ? 'true' : 'false'}">${escaped(guid)}</guid>`;
};

interface Head {
  readonly title: string;
  readonly site: string;
  readonly self: string;
}

const rss = (feed: Feed, head: Head, entries: readonly Entry[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>',
    tag('title', head.title) + tag('link', head.site) + tag('description', `All of ${head.title}`),
    feed.ttl > 0 ? tag('ttl', String(feed.ttl)) : '',
    ...entries.map(
      (entry) =>
        `<item>${tag('title', entry.title)}${tag('link', entry.link)}${guidTag(entry)}${dated('pubDate', entry.published, httpDate)}${tag('description', entry.summary)}${cdata('content:encoded', entry.paragraphs)}</item>`,
    ),
    '</channel></rss>',
  ].join('\n');

const rss091 = (head: Head, entries: readonly Entry[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="0.91"><channel>',
    tag('title', head.title) +
      tag('link', head.site) +
      tag('description', `All of ${head.title}`) +
      tag('language', 'en'),
    ...entries.map(
      (entry) =>
        `<item>${tag('title', entry.title)}${tag('link', entry.link)}${tag('description', entry.paragraphs === null ? entry.summary : html(entry.paragraphs))}</item>`,
    ),
    '</channel></rss>',
  ].join('\n');

const rdf = (head: Head, entries: readonly Entry[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">',
    `<channel rdf:about="${escaped(head.self)}">${tag('title', head.title)}${tag('link', head.site)}${tag('description', head.title)}</channel>`,
    ...entries.map(
      (entry) =>
        `<item rdf:about="${escaped(entry.guid ?? entry.link ?? '')}">${tag('title', entry.title)}${tag('link', entry.link)}${tag('description', entry.summary)}${dated('dc:date', entry.published, iso)}${cdata('content:encoded', entry.paragraphs)}</item>`,
    ),
    '</rdf:RDF>',
  ].join('\n');

const atom = (head: Head, entries: readonly Entry[]): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `${tag('title', head.title)}${tag('id', head.self)}<link href="${escaped(head.site)}"/><link rel="self" href="${escaped(head.self)}"/>`,
    dated('updated', entries[0]?.item.at ?? 0, iso),
    ...entries.map(
      (entry) =>
        `<entry>${tag('title', entry.title)}${tag('id', entry.guid ?? entry.link)}${entry.link === null ? '' : `<link href="${escaped(entry.link)}"/>`}${dated('published', entry.published, iso)}${dated('updated', entry.updated ?? entry.published, iso)}${tag('summary', entry.summary)}${entry.paragraphs === null ? '' : `<content type="html">${escaped(html(entry.paragraphs))}</content>`}</entry>`,
    ),
    '</feed>',
  ].join('\n');

const json = (head: Head, entries: readonly Entry[]): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: head.title,
    home_page_url: head.site,
    feed_url: head.self,
    items: entries.map((entry) => ({
      id: entry.guid ?? entry.link,
      ...(entry.link !== null && { url: entry.link }),
      title: entry.title,
      summary: entry.summary,
      ...(entry.published !== null && { date_published: iso(entry.published) }),
      ...(entry.paragraphs !== null ? { content_html: html(entry.paragraphs) } : { content_text: entry.summary }),
    })),
  });

export const mediaTypes: Readonly<Record<Feed['format'], string>> = {
  rss: 'application/rss+xml; charset=utf-8',
  rss091: 'text/xml',
  rdf: 'application/rdf+xml',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json',
};

export const writeFeed = (feed: Feed, head: Head, entries: readonly Entry[]): string => {
  switch (feed.format) {
    case 'rss':
      return rss(feed, head, entries);
    case 'rss091':
      return rss091(head, entries);
    case 'rdf':
      return rdf(head, entries);
    case 'atom':
      return atom(head, entries);
    case 'json':
      return json(head, entries);
  }
};
