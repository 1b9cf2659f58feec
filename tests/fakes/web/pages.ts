/** The pages behind stubs: whole texts among a site's furniture, and the ways in which pages disappoint. */
import { chance } from './chance.ts';
import type { Told } from './listing.ts';
import type { Item, Plan } from './plan.ts';

const shares = {
  missing: 0.04,
  broken: 0.02,
  paywall: 0.03,
  consent: 0.02,
  /** 503 for the first hour. */
  late: 0.03,
  hanging: 0.002,
  /** windows-1252, told in a header. */
  western: 0.05,
} as const;

export type PageFate = keyof typeof shares | 'good';

export const pageFate = ({ seed }: Plan, item: Item): PageFate => {
  let rest = chance(seed, item.n, 40);
  for (const [fate, share] of Object.entries(shares) as [keyof typeof shares, number][]) {
    if (rest < share) return fate;
    rest -= share;
  }
  return 'good';
};

/** Whose page gives the whole text. */
export const givesText: ReadonlySet<PageFate> = new Set<PageFate>(['good', 'late', 'western']);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const furniture = {
  before:
    '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/politics">Politics</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>',
  after:
    '<aside><h2>Most read</h2><ul><li><a href="/a/1">Ferry timetable changes</a></li><li><a href="/a/2">Where to walk this weekend</a></li></ul></aside><footer>All rights reserved. <a href="/terms">Terms</a> <a href="/privacy">Privacy</a></footer>',
};

/** @param only how many paragraphs stand there; the rest is behind a wall */
const article = (item: Item, told: Told, site: string, only = told.paragraphs.length): string => {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: told.title,
    datePublished: new Date(item.at).toISOString(),
    isAccessibleForFree: only === told.paragraphs.length,
    publisher: { '@type': 'Organization', name: `Outlet ${item.host}` },
  };
  return `<!doctype html><html lang="en"><head><meta property="og:title" content="${escaped(told.title)}"><link rel="canonical" href="${site}/a/${item.n}"><title>${escaped(told.title)}</title>
<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script></head><body>${furniture.before}
<main><article><h1>${escaped(told.title)}</h1>
${told.paragraphs
  .slice(0, only)
  .map((each) => `<p>${escaped(each)}</p>`)
  .join('\n')}
${only < told.paragraphs.length ? '<div class="paywall"><h2>Subscribe to read on</h2><p>This article is for subscribers. Subscribe now for one crown a week.</p></div>' : ''}
</article></main>${furniture.after}</body></html>`;
};

const consent =
  '<!doctype html><html lang="en"><head><title>Before you continue</title></head><body><main><h1>Before you continue</h1><p>We and our 812 partners use cookies to store and access information on your device.</p><form><button>Accept all</button><button>Reject all</button></form></main></body></html>';

export const writePage = (item: Item, told: Told, site: string, fate: PageFate): string => {
  if (fate === 'consent') return consent;
  return fate === 'paywall' ? article(item, told, site, 1) : article(item, told, site);
};
