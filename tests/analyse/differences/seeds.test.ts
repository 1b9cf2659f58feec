import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { vocabularyOf } from '../../../src/analyse/clean/vocabulary.ts';
import { findDifferences } from '../../../src/analyse/differences/differences.ts';
import { readArticle } from '../../../src/analyse/read.ts';
import { shareNames } from '../../../src/analyse/stories/naming.ts';
import type { Article, Difference } from '../../../src/model.ts';
import { dataFolder } from '../../environment.ts';

/** The articles of a folder read as one story; front matter is passed over. */
const differencesOf = (folder: string): { differences: readonly Difference[]; texts: ReadonlyMap<string, string> } => {
  const articles = readdirSync(folder).map((name): Article => {
    const text = readFileSync(join(folder, name), 'utf8');
    const matter = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? '';
    return { id: name, title: null, publisher: null, url: null, published: null, text, bodyStart: matter.length };
  });
  const vocabulary = vocabularyOf(articles.map(({ text }) => text));
  const readings = articles.map((article) => readArticle(article, { vocabulary }));
  const { differences } = findDifferences(
    [...shareNames(readings).values()].flat(),
    (id) => id,
    () => null,
  );
  return { differences, texts: new Map(articles.map(({ id, text }) => [id, text])) };
};

const expected = [
  ['age', /under.* 25/, /25 and under/],
  ['duration', /just over an hour/, /no longer than an hour/],
  ['scope', /in total|total|in all/, /1,000/],
] as const;

const retold = join(import.meta.dirname, '../../../seeds/articles');
const originals = dataFolder === undefined ? undefined : join(dataFolder, 'seeds');

describe.each([
  ['retold', retold],
  ['original', originals],
])('the %s seeds', (_, folder) => {
  it.skipIf(folder === undefined)(
    'show the length of the talks, the age limit and the scope of the swap, and no more',
    () => {
      const { differences, texts } = differencesOf(folder ?? '');
      const found = [...differences].sort((a, b) => (a.kind < b.kind ? -1 : 1));
      expect(found.map(({ kind }) => kind)).toEqual(expected.map(([kind]) => kind));
      for (const [index, [, one, other]] of expected.entries()) {
        const values = found[index]?.positions.map(({ value }) => value) ?? [];
        expect(values).toHaveLength(2);
        expect(values.some((value) => one.test(value))).toBe(true);
        expect(values.some((value) => other.test(value))).toBe(true);
      }
      for (const { citations } of differences.flatMap(({ positions }) => positions))
        for (const { article, start, end, quote } of citations)
          expect(texts.get(article)?.slice(start, end)).toBe(quote);
    },
  );
});
