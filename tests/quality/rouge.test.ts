import { describe, expect, it } from 'vitest';
import { rougeRecall } from './rouge.ts';

describe('ROUGE recall', () => {
  // The example of Lin 2004, section 4: "police killed the gunman" against two candidates.
  it.each([
    ['police kill the gunman', 1, 1],
    ['the gunman kill police', 1, 1],
    ['police kill the gunman', 2, 1],
    ['the gunman kill police', 2, 1 / 3],
    ['nobody came', 2, 0],
  ])('of "%s" at n = %d is %d', (candidate, n, expected) => {
    expect(rougeRecall(candidate, ['police killed the gunman'], n)).toBeCloseTo(expected);
  });

  it('counts a repeated pair no more often than the reference has it', () => {
    expect(rougeRecall('red car red car red car', ['red car blue car'], 2)).toBeCloseTo(1 / 3);
  });

  it('is the mean over the references', () => {
    expect(rougeRecall('a b c', ['a b c', 'x y z'], 2)).toBeCloseTo(0.5);
  });
});
