/** Reading by itself, for whoever reads in one place what is placed in another: each article once, in plain text. */
import type { Article } from '../model.ts';
import type { Reading } from '../ports.ts';
import { vocabularyOf } from './clean/vocabulary.ts';
import { readArticle } from './read.ts';
import { encodeReading } from './stored.ts';

/** Words remembered of the articles read; past it they are gathered anew. */
const mostWords = 50_000;

/**
 * @returns reads articles, in the order given, into what `Analyser.adopt` takes. It remembers the words of what it has
 *          read, by which broken encoding is mended.
 */
export const createReader = (): ((articles: readonly Article[]) => Reading[]) => {
  const words = new Set<string>();
  return (articles) => {
    if (words.size > mostWords) words.clear();
    for (const word of vocabularyOf(articles.map(({ text }) => text))) words.add(word);
    return articles.map((article) => ({
      article,
      content: encodeReading(readArticle(article, { vocabulary: words })),
    }));
  };
};
