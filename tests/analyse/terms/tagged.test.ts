import { describe, expect, it } from 'vitest';
import { taggedWords } from '../../../src/analyse/terms/tagged.ts';

describe('taggedWords', () => {
  it('tells verbs from nouns in a question typed small', () => {
    const parts = new Map(taggedWords('how many rowers were rescued').map(({ text, part }) => [text, part]));
    expect(parts.get('rowers')).toBe('NOUN');
    expect(parts.get('rescued')).toBe('VERB');
  });

  it('reads no more than a question, and no chain of letters', () => {
    expect(taggedWords(`${'pier '.repeat(10_000)}`).length).toBeLessThanOrEqual(100);
    expect(taggedWords('x'.repeat(10_000))).toEqual([]);
  });
});
