/** Tells an article from what stands in its place: a paywall, a cookie wall, a check for robots. Pure. */
import { z } from 'zod';
import type { PageContent } from './extract.ts';
import data from './walls.json' with { type: 'json' };

const phrases = z.array(z.string().min(3)).min(1);
const { paywall, consent, robots, missing, addresses } = z
  .object({ paywall: phrases, consent: phrases, robots: phrases, missing: phrases, addresses: phrases })
  .parse(data);

const kinds = { paywall, 'cookie-wall': consent, 'robot-check': robots, missing } as const;
type WallKind = keyof typeof kinds;

const reasons: Readonly<Record<WallKind, string>> = {
  paywall: 'the page shows its text to subscribers only',
  'cookie-wall': 'the page asks for consent before it shows its text',
  'robot-check': 'the page wants to be sure of a human before it shows its text',
  missing: 'the page says that the article is not there',
};

export interface Wall {
  readonly code: WallKind;
  readonly reason: string;
}

export type Unwalled =
  | { readonly kind: 'text'; readonly paragraphs: readonly string[] }
  | ({ readonly kind: 'wall' } & Wall);

/** A wall's words come in short lines; a report about cookies or subscriptions does not consist of them. Characters. */
const LONGEST_LINE = 400;

/** What is left beside a wall's words must be at least this to be a text. Characters. */
const LEAST_BESIDE = 900;

const folded = (text: string): string => text.toLowerCase().replaceAll('’', "'");

const kindOf = (paragraph: string): WallKind | undefined => {
  if (paragraph.length > LONGEST_LINE) return undefined;
  const text = folded(paragraph);
  for (const kind of ['paywall', 'cookie-wall', 'robot-check', 'missing'] as const)
    if (kinds[kind].some((phrase) => text.includes(phrase))) return kind;
  return undefined;
};

/** Where an address leads that was to lead to an article. */
const wallAddress = (asked: string, answered: string): boolean => {
  if (asked === answered) return false;
  const [before, now] = [asked, answered].map((url) => folded(`${new URL(url).host}${new URL(url).pathname}`));
  return addresses.some((part) => now?.includes(part) === true && before?.includes(part) === false);
};

const wall = (code: WallKind): Unwalled => ({ kind: 'wall', code, reason: reasons[code] });

/**
 * The page's paragraphs without those that belong to a wall, or the wall where little else is left or the page itself
 * says that its text is not free.
 *
 * @param asked    the article's address
 * @param answered where the page came from, after redirects
 */
export const withoutWall = (page: PageContent, asked: string, answered: string): Unwalled => {
  if (page.access === 'walled') return wall('paywall');
  const marked = page.paragraphs.map((paragraph) => ({ paragraph, kind: kindOf(paragraph) }));
  const kept = marked.filter(({ kind }) => kind === undefined).map(({ paragraph }) => paragraph);
  const found = marked.find(({ kind }) => kind !== undefined)?.kind ?? kindOf(page.given.title ?? '');
  if (wallAddress(asked, answered)) return wall(found ?? 'cookie-wall');
  return found !== undefined && kept.join('\n\n').length < LEAST_BESIDE
    ? wall(found)
    : { kind: 'text', paragraphs: kept };
};
