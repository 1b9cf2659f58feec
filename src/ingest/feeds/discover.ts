/** Feeds that a page names, and places where feeds are wont to be. Pure. */
import { z } from 'zod';
import type { Headers } from '../../ports.ts';
import { nestsDeeperThan, parsePage } from '../dom.ts';
import { decodeFeed } from './decode.ts';
import { resolved } from './links.ts';
import places from './places.json' with { type: 'json' };

const { paths } = z.object({ paths: z.array(z.string().min(1)).min(1) }).parse(places);

const FEED_TYPE =
  /^(?:application\/(?:rss|atom|rdf|feed)\+(?:xml|json)|application\/json|text\/xml|application\/xml)\b/iu;
/** Comments to a page and a site's search are feeds too, and seldom what is meant. */
const ASIDE = /comment|search/iu;
const MOST = 6;
/** The head, in which links stand, is at the beginning. Characters. */
const READ = 1_000_000;

/** `link rel="alternate"` with a feed's type, in the page's order, comments last; at most six. */
export const namedFeeds = (bytes: Uint8Array, headers: Headers, url: string): readonly string[] => {
  const html = decodeFeed(bytes, headers).slice(0, READ);
  if (nestsDeeperThan(html, 10_000)) return [];
  const page = parsePage(html);
  const base = resolved(page.querySelector('base')?.getAttribute('href') ?? undefined, url) ?? url;
  const found = [...page.querySelectorAll('link')].flatMap((link) => {
    const rel = link.getAttribute('rel')?.toLowerCase().split(/\s+/u) ?? [];
    const type = link.getAttribute('type') ?? '';
    const address = resolved(link.getAttribute('href') ?? undefined, base);
    if (address === null || !rel.includes('alternate') || !FEED_TYPE.test(type.trim())) return [];
    return [{ address, aside: ASIDE.test(`${link.getAttribute('title') ?? ''} ${address}`) }];
  });
  const ordered = [...found.filter(({ aside }) => !aside), ...found.filter(({ aside }) => aside)];
  return [...new Set(ordered.map(({ address }) => address))].slice(0, MOST);
};

/** Beside the page first, then at the site's root; at most eight of each. */
export const usualPlaces = (url: string): readonly string[] => {
  const { href, origin } = new URL(url);
  const folder = new URL(href);
  folder.search = '';
  folder.hash = '';
  if (!folder.pathname.endsWith('/') && !/\.\w{2,5}$/u.test(folder.pathname)) folder.pathname += '/';
  const beside = paths.map((path) => new URL(path, folder).href);
  const root = paths.map((path) => `${origin}/${path}`);
  const tried = folder.pathname === '/' ? root : [...beside.slice(0, 3), ...root];
  return [...new Set(tried)];
};
