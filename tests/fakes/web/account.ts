/** The reckoning: what a reader has stored, beside what it can have seen. */
import type { Books, Politeness } from './books.ts';
import { isHidden, type Told } from './listing.ts';
import { givesText, pageFate } from './pages.ts';
import type { Feed, Item, Plan } from './plan.ts';

export interface StoredArticle {
  readonly id: string;
  readonly url: string | null;
  readonly title: string | null;
  /** Its text from the end, long enough to know the last sentence by. */
  readonly ending: string;
}

export const endingLength = 400;

export interface Account {
  /** From the start to the end, in feeds that can be read. */
  readonly published: number;
  /** Seen in good answers after the first of their feed. */
  readonly expected: number;
  readonly stored: number;
  /** Articles of items that may have been seen: in a torn answer, or in a first reading and another at about one time. */
  readonly uncertain: number;
  /** Examples, with the fate of their feed, and how many there are. */
  readonly lost: Examples;
  /** Published and gone from the list between two readings. */
  readonly missed: Examples;
  readonly twice: Examples;
  /** Stood in a feed when it was first read, and was told all the same. */
  readonly old: Examples;
  readonly unknown: Examples;
  /** Articles known from stubs alone whose page gives the whole text, and how many of them have it. */
  readonly pagesDue: number;
  readonly pagesTaken: number;
  readonly feedsRead: number;
  /** Milliseconds that the worst-served of the feeds that always answer went unread. */
  readonly longestUnreadMs: number;
  readonly answered: Readonly<Record<string, number>>;
  readonly politeness: Politeness;
}

export interface Examples {
  readonly count: number;
  readonly some: readonly string[];
}

const examples = (all: readonly string[]): Examples => ({ count: all.length, some: all.slice(0, 8) });

/** The item that an article is: by its address, or by the number in the title of one that has none. */
const itemOf = (article: StoredArticle): number | undefined => {
  const [, n] = /\/a\/(\d+)/u.exec(article.url ?? '') ?? /\((\d+)\)$/u.exec(article.title ?? '') ?? [];
  return n === undefined ? undefined : Number(n);
};

const squeezed = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** @param now milliseconds since the Unix epoch at which the reading ended */
export const reckon = (
  plan: Plan,
  books: Books,
  told: (item: Item) => Told,
  stored: readonly StoredArticle[],
  now: number,
): Account => {
  const feedsOf = new Map<number, Feed[]>();
  for (const feed of plan.list)
    for (const { n } of feed.items) {
      const feeds = feedsOf.get(n) ?? [];
      feedsOf.set(n, feeds);
      feeds.push(feed);
    }
  const name = (n: number): string => {
    const [feed] = feedsOf.get(n) ?? [];
    return `item ${n} of feed ${feed?.n} (${feed?.fate}, ${feed?.format}, guids ${feed?.guids}) at ${new Date(plan.every[n]?.at ?? 0).toISOString()}`;
  };

  const times = new Map<number, number>();
  const unknown: string[] = [];
  for (const article of stored) {
    const n = itemOf(article);
    if (n === undefined || plan.every[n] === undefined) unknown.push(`${article.id} ${article.title} ${article.url}`);
    else times.set(n, (times.get(n) ?? 0) + 1);
  }
  const expected = [...books.sights].filter(([n, sight]) => !sight.baseline && !books.either.has(n)).map(([n]) => n);
  const old = [...books.sights].filter(([n, sight]) => sight.baseline && !books.either.has(n) && times.has(n));

  const isMissed = ({ n, at }: Item): boolean =>
    !books.sights.has(n) &&
    !books.either.has(n) &&
    (feedsOf.get(n) ?? []).some((feed) => {
      const [first, last] = [books.firstGood(feed), books.lastGood(feed)];
      const item = plan.every[n];
      return (
        first !== undefined &&
        last !== undefined &&
        item !== undefined &&
        first < at &&
        at < last &&
        !isHidden(feed, item, last)
      );
    });
  const published = plan.every.slice(0, plan.published);

  const byPage = stored.flatMap((article) => {
    const n = itemOf(article);
    const item = n === undefined ? undefined : plan.every[n];
    const due =
      item !== undefined &&
      (feedsOf.get(item.n) ?? []).every((feed) => !feed.full) &&
      givesText.has(pageFate(plan, item));
    return due ? [{ article, last: told(item).paragraphs.at(-1) ?? '' }] : [];
  });
  return {
    published: published.filter(({ n }) => (feedsOf.get(n) ?? []).some((feed) => books.firstGood(feed) !== undefined))
      .length,
    expected: expected.length,
    stored: stored.length,
    uncertain: [...times.keys()].filter((n) => books.either.has(n) || !books.sights.has(n)).length,
    lost: examples(expected.filter((n) => !times.has(n)).map(name)),
    missed: examples(published.filter(isMissed).map(({ n }) => name(n))),
    twice: examples([...times].flatMap(([n, count]) => (count > 1 ? [`${count} times ${name(n)}`] : []))),
    old: examples(old.map(([n]) => name(n))),
    unknown: examples(unknown),
    pagesDue: byPage.length,
    pagesTaken: byPage.filter(({ article, last }) => squeezed(article.ending).endsWith(squeezed(last).slice(-60)))
      .length,
    feedsRead: plan.list.filter((feed) => books.firstGood(feed) !== undefined).length,
    longestUnreadMs: books.longestUnread(now),
    answered: books.answered,
    politeness: books.politeness,
  };
};
