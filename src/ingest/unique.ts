/** Keeps one article an id and drops what says nothing; each that is left out is named. */
import type { Article } from '../model.ts';
import { byCodeUnit } from './files.ts';
import type { LocatedArticle, Problem } from './outcome.ts';

const placeOf = ({ file, line }: LocatedArticle): { file: string; line?: number } =>
  line === undefined ? { file } : { file, line };

const isEmpty = ({ text, bodyStart }: Article): boolean => !/[\p{L}\p{N}]/u.test(text.slice(bodyStart));

const sameContent = (a: Article, b: Article): boolean =>
  a.text === b.text &&
  a.title === b.title &&
  a.publisher === b.publisher &&
  a.url === b.url &&
  a.published === b.published;

/** The first of an id stays, in the order given; the result is sorted by id. */
export const uniqueArticles = (
  located: readonly LocatedArticle[],
): { readonly articles: readonly Article[]; readonly warnings: readonly Problem[] } => {
  const kept = new Map<string, LocatedArticle>();
  const warnings: Problem[] = [];
  for (const entry of located) {
    const { article } = entry;
    const earlier = kept.get(article.id);
    if (isEmpty(article)) {
      warnings.push({
        ...placeOf(entry),
        code: 'empty-article',
        message: `article "${article.id}" has no text and was left out`,
        fix: 'Give it a text or take it out.',
      });
    } else if (earlier === undefined) {
      kept.set(article.id, entry);
    } else if (sameContent(article, earlier.article)) {
      warnings.push({
        ...placeOf(entry),
        code: 'duplicate-same',
        message: `article "${article.id}" stands here again, word for word, and was read once`,
        fix: 'Nothing needs doing.',
      });
    } else {
      const { file, line } = earlier;
      warnings.push({
        ...placeOf(entry),
        code: 'duplicate-id',
        message: `article "${article.id}" was left out: ${file}${line === undefined ? '' : `:${line}`} has another of that id`,
        fix: 'Give one of the two another id (for a one-article file, another name).',
      });
    }
  }
  const articles = [...kept.values()].map((entry) => entry.article).sort((a, b) => byCodeUnit(a.id, b.id));
  return { articles, warnings };
};
