import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFacts } from '../../../../src/analyse/differences/facts/facts.ts';
import { readArticle } from '../../../../src/analyse/read.ts';
import { article, find } from './articles.ts';

const texts = [
  'Masked men attacked a grain store near Tarnow on Thursday at about 9 a.m. and took two carts. Anna Miller, 59, of Harbour Point, was charged with theft.',
  'Masked men attacked a grain store near Tarnow on Friday at about 11 a.m. and took two carts. Anna Miller, 59, of Stone Park, was found guilty of theft.',
  'The shooting took place in the 1200 block of Mill Street. Bob Baker had a gun, police said.',
  'The shooting took place in the 1400 block of Mill Street. Bob Baker did not have a gun, his sister said.',
];
const articles = texts.map((text, at) => article(`a${at}`, text, `2024-05-0${at + 1}`));

describe('findFacts', () => {
  it('says the same whatever the order of the articles', () => {
    const expected = find(articles);
    expect(expected.differences.length).toBeGreaterThan(2);
    const order = fc.shuffledSubarray(articles, { minLength: articles.length, maxLength: articles.length });
    fc.assert(
      fc.property(order, (shuffled) => {
        const found = find(shuffled);
        expect(found).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });

  it('quotes exactly, and words its values as the quoted sentences do', () => {
    const { differences, updates } = find(articles);
    for (const { positions } of [...differences, ...updates])
      for (const { value, citations } of positions) {
        expect(citations.some(({ quote }) => quote.includes(value))).toBe(true);
        for (const { article: id, start, end, quote } of citations)
          expect(articles.find((one) => one.id === id)?.text.slice(start, end)).toBe(quote);
      }
  });

  it('finds nothing within one article', () => {
    expect(find([article('a', texts.join(' '))])).toEqual({ differences: [], updates: [] });
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 }), (a, b) => {
        const statements = [article('a', a), article('b', b)].flatMap((one) => [...readArticle(one, {}).statements]);
        const { differences } = findFacts(statements, () => null);
        expect(differences.every(({ positions }) => positions.length > 1)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('does not grow in work per sentence with the number of sentences', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) =>
        article(`m${at}`, `Anna Miller attacked the grain store number ${at} on Thursday at 9:${10 + (at % 50)} a.m.`),
      );
    const comparisons = (count: number): number => {
      let asked = 0;
      const statements = many(count).flatMap((one) => [...readArticle(one, {}).statements]);
      findFacts(statements, () => {
        asked += 1;
        return null;
      });
      return asked / count;
    };
    // `published` is asked for every pair that is compared.
    expect(comparisons(800)).toBeLessThan(2 * comparisons(400));
  });
});
