/** Lists of feeds as other readers write and read them. Pure. */
import { generateOpml, type Opml, parseOpml } from 'feedsmith';
import type { Source } from '../../model.ts';
import { LONGEST_NAME, shortened, visibleLine } from '../visible.ts';
import { guardXml } from './guard.ts';
import { resolved } from './links.ts';
import { type Refusal, refusal } from './refusal.ts';

export type OpmlOutcome =
  | { readonly kind: 'ok'; readonly feeds: readonly { readonly url: string; readonly title: string | null }[] }
  | Refusal;

const MOST_FEEDS = 10_000;
const FIX = 'Export the list from your reader as OPML and hand in that file.';

type Outlines = NonNullable<Opml.Body<string>['outlines']>;

/** Every feed of an OPML document once, in its order, from whatever depth; what is no http(s) address is left out. */
export const readOpml = (text: string): OpmlOutcome => {
  const guarded = guardXml(text.replace(/^[^<]{0,1000}/u, ''));
  if (guarded.kind === 'refused') return guarded;
  if (!/<opml[\s>]/iu.test(guarded.xml)) return refusal('not-opml', 'this is no OPML document', FIX);
  let outlines: Outlines;
  try {
    outlines = parseOpml(guarded.xml).body?.outlines ?? [];
  } catch (error) {
    // The parser has errors of several kinds for a broken document, and no bug of ours can be among them.
    return refusal(
      'malformed',
      `the OPML document is broken (${error instanceof Error ? error.name : 'unknown'})`,
      FIX,
    );
  }
  const feeds = new Map<string, { url: string; title: string | null }>();
  const todo = [...outlines].reverse();
  for (let outline = todo.pop(); outline !== undefined; outline = todo.pop()) {
    const url = resolved(outline.xmlUrl, 'about:blank');
    if (url !== null && !feeds.has(url)) feeds.set(url, { url, title: nameOf(outline.text ?? outline.title) });
    todo.push(...[...(outline.outlines ?? [])].reverse());
    if (feeds.size > MOST_FEEDS)
      return refusal('too-large', `the list holds more than ${MOST_FEEDS} feeds`, 'Hand it in in parts.');
  }
  return feeds.size === 0
    ? refusal('no-feed', 'the OPML document names no feed', FIX)
    : { kind: 'ok', feeds: [...feeds.values()] };
};

const nameOf = (text: string | undefined): string | null => {
  const name = shortened(visibleLine(text ?? ''), LONGEST_NAME);
  return name === '' ? null : name;
};

const HEAD = { title: 'Crosswire' };

/** An OPML 2.0 document. */
export const writeOpml = (sources: readonly Source[]): string => {
  // The generator refuses a list of nothing, which is what a channel that follows nothing has.
  if (sources.length === 0)
    return `<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0"><head><title>${HEAD.title}</title></head><body/></opml>\n`;
  const outlines = sources.map(({ url, title, site }) => ({
    text: title ?? url,
    title: title ?? url,
    type: 'rss',
    xmlUrl: url,
    ...(site !== null && { htmlUrl: site }),
  }));
  return generateOpml({ head: HEAD, body: { outlines } });
};
