/** From an article as it was read to what the story index wants of it. */
import type { ReadArticle } from '../read.ts';
import type { StoryInput } from './profile.ts';

export const storyInput = ({ article, statements, titleTerms, nameTerms }: ReadArticle): StoryInput => ({
  id: article.id,
  published: article.published,
  title: titleTerms,
  terms: statements.flatMap(({ terms }) => terms),
  names: nameTerms,
});
