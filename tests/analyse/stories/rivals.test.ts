import { describe, expect, it } from 'vitest';
import { LEAD, NAME, type Profile } from '../../../src/analyse/stories/profile.ts';
import { leadingOf, rivalry } from '../../../src/analyse/stories/rivals.ts';

/** Terms by number; those below 10 stand in the lead or in names. */
const profile = (...terms: number[]): Profile => ({
  terms: Int32Array.from(terms),
  weights: Float32Array.from(terms, () => 1),
  marks: Uint8Array.from(terms, (term) => (term < 10 ? LEAD | NAME : 0)),
  day: null,
});
const times = (count: number, ...terms: number[]): Profile[] => Array.from({ length: count }, () => profile(...terms));

describe('rivalry', () => {
  it('grows with the articles that lead with something of their own, on both sides', () => {
    const of = (count: number): number => rivalry(leadingOf(times(count, 1, 3, 20)), leadingOf(times(count, 2, 3, 20)));
    expect(of(1)).toBeCloseTo(1 / 2 - 0.5 / 2, 12);
    expect(of(5)).toBeCloseTo(5 / 6 - 0.5 / 6, 12);
    expect(of(50)).toBeGreaterThan(0.95);
  });

  it('is low when only one side has something of its own', () => {
    expect(rivalry(leadingOf(times(9, 1, 3)), leadingOf(times(9, 3)))).toBeLessThan(0.05);
  });

  it('is low when each mentions the other’s name somewhere', () => {
    expect(rivalry(leadingOf(times(9, 1, 3)), leadingOf(times(9, 1, 2, 3)))).toBeLessThan(0.05);
  });

  it('does not count terms far down in the text', () => {
    expect(rivalry(leadingOf(times(9, 3, 20)), leadingOf(times(9, 3, 21)))).toBeLessThan(0.05);
  });

  it('is 0 between groups of nothing', () => {
    expect(rivalry(leadingOf([]), leadingOf([]))).toBe(0);
  });
});
