/** The article in a page: its paragraphs, and what the page says of itself. Pure. */
import { Readability } from '@mozilla/readability';
import { depthOf, holdsMoreThan, nestsDeeperThan, type PageDocument, type PageNode, parsePage } from '../dom.ts';
import type { Metadata } from '../metadata.ts';
import { type Access, pageAccess, pageMetadata } from '../page-metadata.ts';
import { paragraphsOf } from '../paragraphs.ts';

/** Deeper than any page that is meant to be read. */
export const DEEPEST_READ = 10_000;

/** Ten times as many as a long page of news has. One with more is read whole: Readability's time grows faster than they do. */
const MOST_ELEMENTS = 20_000;

/** Browsers too stop nesting at about this depth; Readability's time grows with its square. */
const DEEPEST = 512;

export interface PageContent {
  /** As given: not yet checked. */
  readonly given: Partial<Metadata>;
  readonly access: Access;
  /** Empty when the page holds no article. */
  readonly paragraphs: readonly string[];
}

/** Undefined for a page that nests deeper than anyone reads. */
export const extractPage = (html: string): PageContent | undefined => {
  if (nestsDeeperThan(html, DEEPEST_READ)) return undefined;
  const page = parsePage(html);
  // Readability changes the page that it reads, so what the page says of itself must be taken before.
  const [given, access] = [pageMetadata(page), pageAccess(page)];
  const content = mainContent(page, html);
  return { given, access, paragraphs: content === undefined ? [] : paragraphsOf(content) };
};

/** What Readability finds nothing in is read whole. */
const mainContent = (page: PageDocument, html: string): PageNode | undefined => {
  const body = page.querySelector('body') ?? undefined;
  if (body === undefined || depthOf(body, DEEPEST) > DEEPEST || holdsMoreThan(body, MOST_ELEMENTS)) return body;
  const reader = new Readability<PageNode>(page, { serializer: (node: PageNode) => node });
  return reader.parse()?.content ?? parsePage(html).querySelector('body') ?? undefined;
};

/** The label in `<meta charset>` or `<meta http-equiv>`, which the standard wants in the first 1024 bytes. */
export const declaredEncoding = (bytes: Uint8Array): string | undefined => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  return /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1];
};
