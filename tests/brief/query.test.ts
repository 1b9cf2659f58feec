import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery, relevance } from '../../src/brief/query.ts';
import { statement } from './samples.ts';

const matches = (query: string, text: string): boolean => {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') throw new Error(parsed.reason);
  return relevance(parsed.query, statement({ text })).matches;
};

describe('a query', () => {
  it.each([
    ['grain', 'The grain left port.', true],
    ['ships', 'A ship left port.', true],
    ['grain ships', 'The grain stayed.', false],
    ['grain OR corn', 'Corn prices fell.', true],
    ['"black sea" grain OR corn', 'Corn crossed the Black Sea.', true],
    ['"black sea" grain OR corn', 'Corn crossed the sea, black with oil.', false],
    ['grain -futures', 'Grain futures fell.', false],
    ['grain -"spot price"', 'The spot price of grain fell.', false],
    ['Çırağan', 'They met at Çırağan.', true],
  ])('%s on "%s": %s', (query, text, expected) => expect(matches(query, text)).toBe(expected));

  it.each(['', '  ', '""', '-grain', 'OR', '!!'])('says what is wrong with "%s"', (text) => {
    expect(parseQuery(text)).toMatchObject({ kind: 'invalid', fix: expect.stringContaining('word') });
  });

  it('reads or refuses anything that can be typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => ['ok', 'invalid'].includes(parseQuery(text).kind)));
  });
});
