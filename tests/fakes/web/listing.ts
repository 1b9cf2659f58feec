/** What stands in a feed at an instant: its items as the feed tells them then. */
import { chance } from './chance.ts';
import { type Feed, hourMs, type Item, type Plan } from './plan.ts';

/** One made-up article, as its outlet has it. */
export interface Told {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export interface Entry {
  readonly item: Item;
  readonly title: string;
  readonly guid: string | null;
  readonly link: string | null;
  /** Milliseconds since the Unix epoch; null for none. */
  readonly published: number | null;
  readonly updated: number | null;
  readonly summary: string;
  /** Whole text; null in a feed of stubs. */
  readonly paragraphs: readonly string[] | null;
}

export interface Web {
  readonly plan: Plan;
  /** Of a host, by its number, without a slash at the end. */
  origin(host: number): string;
  told(item: Item): Told;
}

/** When an item of a feed that changes its items changes: this long after it was published, and again. */
const changesAfter = 1.5 * hourMs;
/** An item of a sliding feed is listed, then for a while not, then again. */
const slidesOut = 2 * hourMs;
const slidesIn = 3 * hourMs;
/** Code units of a stub. */
const stubLength = 220;

/** Short enough that a simulation of three hours sees it. */
const bumpedAt = (item: Item, now: number): number =>
  item.at + Math.max(0, Math.floor((now - item.at) / changesAfter)) * changesAfter;

/** Whether an item that its feed would list is kept from the list for a while. */
export const isHidden = (feed: Feed, item: Item, now: number): boolean => {
  if (feed.fate === 'emptied') return now >= feed.from && now < feed.to;
  return feed.fate === 'sliding' && item.n % 3 === 0 && now >= item.at + slidesOut && now < item.at + slidesIn;
};

/** Items listed at `now`, newest first. */
const listedAt = (feed: Feed, now: number): readonly Item[] => {
  const { items, fate, window } = feed;
  let from = 0;
  let to = items.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((items[middle]?.at ?? Number.POSITIVE_INFINITY) <= now) from = middle + 1;
    else to = middle;
  }
  const listed = items.slice(Math.max(0, from - window), from).reverse();
  if (fate === 'bumped') return listed.sort((a, b) => bumpedAt(b, now) - bumpedAt(a, now));
  if (fate !== 'sliding') return listed;
  const out = (item: Item): boolean => isHidden(feed, item, now);
  const back = (item: Item): boolean => item.n % 3 === 0 && now >= item.at + slidesIn;
  return [...listed.filter(back), ...listed.filter((item) => !out(item) && !back(item))];
};

const guidOf = (feed: Feed, item: Item, link: string | null, now: number): string | null => {
  if (feed.fate === 'renamed' && now >= feed.from) return `tag:renamed.example,2031:${feed.n}/${item.n}`;
  if (feed.fate === 'section') return `section-${feed.n}-${item.n}`;
  switch (feed.guids) {
    case 'none':
      return null;
    case 'link':
      return link;
    case 'tag':
      return `tag:h${feed.host}.example,2031:${item.n}`;
    case 'number':
      // Counted within the feed: other feeds use the same numbers for other items.
      return String(1 + feed.items.indexOf(item));
  }
};

const cut = (text: string): string => {
  const head = text.slice(0, stubLength);
  return `${head.slice(0, head.lastIndexOf(' '))} …`;
};

export const listing = (web: Web, feed: Feed, now: number): readonly Entry[] =>
  listedAt(feed, now).map((item): Entry => {
    const told = web.told(item);
    const changed = feed.fate === 'retitled' && now >= item.at + changesAfter;
    // An address that follows the title moves with it, where an id stays.
    const slug = changed && item.n % 2 === 1 && (feed.guids === 'tag' || feed.guids === 'number') ? '/update' : '';
    const address = feed.links ? `${web.origin(item.host)}/a/${item.n}${slug}` : null;
    const link =
      address !== null && feed.tracking
        ? `${address}?utm_source=feed&utm_campaign=h${Math.floor(now / hourMs)}`
        : address;
    const published = feed.dates ? (feed.fate === 'bumped' ? bumpedAt(item, now) : item.at) : null;
    const title = feed.links ? told.title : `${told.title} (${item.n})`;
    return {
      item,
      title: changed ? `Update: ${title}` : title,
      guid: guidOf(feed, item, address, now),
      link,
      published,
      updated: feed.dates && chance(web.plan.seed, feed.n, 30) < 0.5 ? published : null,
      summary: cut(told.paragraphs.join(' ')),
      paragraphs: feed.full ? told.paragraphs : null,
    };
  });
