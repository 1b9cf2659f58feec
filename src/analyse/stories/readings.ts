/** Every article as it was read, each content once. */
import type { Article } from '../../model.ts';
import { vocabularyOf } from '../clean/vocabulary.ts';
import { type ReadArticle, readArticle } from '../read.ts';
import { oldestFirst, sameContent, supersedes } from './order.ts';

export interface Readings {
  /**
   * Reads what is new, and what is held with another content; gives those readings, oldest article first. Of two
   * contents under one id given together the one that supersedes is read, whatever their order.
   */
  take(articles: readonly Article[]): ReadArticle[];
  /** In order of publication. */
  of(ids: readonly string[]): ReadArticle[];
  articles(): ReadonlyMap<string, Article>;
}

export const createReadings = (): Readings => {
  const held = new Map<string, ReadArticle>();
  /** Words seen in any article: broken encoding is mended to a word that another outlet writes. */
  const vocabulary = new Set<string>();
  return {
    take(articles) {
      const fresh = new Map<string, Article>();
      for (const article of articles) {
        const other = fresh.get(article.id);
        if (other === undefined || supersedes(article, other)) fresh.set(article.id, article);
      }
      for (const [id, article] of fresh) {
        const known = held.get(id)?.article;
        if (known !== undefined && sameContent(article, known)) fresh.delete(id);
      }
      for (const word of vocabularyOf([...fresh.values()].map(({ text }) => text))) vocabulary.add(word);
      return [...fresh.values()].sort(oldestFirst).map((article) => {
        const reading = readArticle(article, { vocabulary });
        held.set(article.id, reading);
        return reading;
      });
    },
    of: (ids) => ids.flatMap((id) => held.get(id) ?? []).sort(({ article: a }, { article: b }) => oldestFirst(a, b)),
    articles: () => new Map([...held].map(([id, { article }]) => [id, article])),
  };
};
