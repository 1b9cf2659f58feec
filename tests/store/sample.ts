import type { Article } from '../../src/model.ts';

/** An article of our own making. */
export const sampleArticle = (id: string, change: Partial<Article> = {}): Article => ({
  id,
  title: `Title of ${id}`,
  publisher: 'The Example Post',
  url: `https://example.org/${id}`,
  published: '2025-06-02',
  text: `The ferry of ${id} left at noon.`,
  bodyStart: 0,
  ...change,
});
