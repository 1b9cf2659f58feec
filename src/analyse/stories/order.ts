/** One order for articles, so that the order in which they come does not matter. */
import type { Article } from '../../model.ts';
import { fingerprint } from './identity.ts';

/** Milliseconds since the epoch; infinite where no readable date is given. */
export const instantOf = ({ published }: Pick<Article, 'published'>): number => {
  const instant = published === null ? Number.NaN : Date.parse(published);
  return Number.isNaN(instant) ? Number.POSITIVE_INFINITY : instant;
};

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Oldest first, undated last, then by id in code-unit order. */
export const oldestFirst = (a: Article, b: Article): number => {
  const [left, right] = [instantOf(a), instantOf(b)];
  return left === right ? byText(a.id, b.id) : left - right;
};

/** Everything that an outlet publishes under one id, in a fixed order. When we came to see it is not part of it. */
const contentOf = ({ id, title, publisher, url, published, text, bodyStart }: Article): string =>
  JSON.stringify([id, title, publisher, url, published, text, bodyStart]);

export const sameContent = (a: Article, b: Article): boolean =>
  a === b ||
  (a.id === b.id &&
    a.title === b.title &&
    a.publisher === b.publisher &&
    a.url === b.url &&
    a.published === b.published &&
    a.bodyStart === b.bodyStart &&
    a.text === b.text);

/** Of what a reading depends on: an article that differs in nothing else need not be read again. */
export const contentHash = ({ id, title, published, text, bodyStart }: Article): string =>
  fingerprint(JSON.stringify([id, title, published, bodyStart, text]));

/** Of two contents under one id: the later published, then the longer, then the greater. False for the same content. */
export const supersedes = (a: Article, b: Article): boolean => {
  const rank = (article: Article): number => (Number.isFinite(instantOf(article)) ? instantOf(article) : 0);
  if (rank(a) !== rank(b)) return rank(a) > rank(b);
  if (a.text.length !== b.text.length) return a.text.length > b.text.length;
  return byText(contentOf(a), contentOf(b)) > 0;
};
