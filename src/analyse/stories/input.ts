/** From an article as it was read to what the story index wants of it. */
import type { ReadArticle } from '../read.ts';
import { termsOf } from '../terms/terms.ts';
import type { StoryInput } from './profile.ts';

export const storyInput = ({ article, statements }: ReadArticle): StoryInput => {
  const names = new Set(statements.flatMap((statement) => statement.names.map(({ text }) => text)));
  return {
    id: article.id,
    published: article.published,
    title: termsOf(article.title ?? ''),
    terms: statements.flatMap(({ terms }) => terms),
    names: termsOf([...names].join('\n')),
  };
};
