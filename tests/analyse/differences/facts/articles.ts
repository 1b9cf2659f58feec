/** Articles of a few sentences, read as the engine reads them. */
import { findFacts } from '../../../../src/analyse/differences/facts/facts.ts';
import { readArticle } from '../../../../src/analyse/read.ts';
import { shareNames } from '../../../../src/analyse/stories/naming.ts';
import type { Article, Difference } from '../../../../src/model.ts';

export const article = (id: string, text: string, published: string | null = null): Article => ({
  id,
  title: null,
  publisher: null,
  url: null,
  published,
  text,
  bodyStart: 0,
});

export const find = (articles: readonly Article[]) => {
  const dates = new Map(articles.map(({ id, published }) => [id, published]));
  const statements = [...shareNames(articles.map((one) => readArticle(one, {}))).values()].flat();
  return findFacts(statements, (id) => dates.get(id) ?? null);
};

export const values = (found: readonly Difference[]): string[][] =>
  found.map(({ positions }) => positions.map(({ value }) => value));
