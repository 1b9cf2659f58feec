import { describe, expect, it } from 'vitest';
import { scoreClusters } from './bcubed.ts';

const labels = (clusters: Record<string, string>): Map<string, string> =>
  new Map(Object.entries(clusters).flatMap(([cluster, items]) => [...items].map((item) => [item, cluster] as const)));

describe('scoreClusters', () => {
  it('gives 1 everywhere to the gold clustering under other names', () => {
    const score = scoreClusters(labels({ x: 'abc', y: 'de' }), labels({ p: 'abc', q: 'de' }));
    expect(score).toMatchObject({ precision: 1, recall: 1, f1: 1, falseMerges: 0, adjustedRand: 1, clusters: 2 });
  });

  // Amigo et al. (2009) style, by hand: gold abcde / fg; found abf / cdeg.
  it('agrees with an example worked by hand', () => {
    const score = scoreClusters(labels({ x: 'abcde', y: 'fg' }), labels({ p: 'abf', q: 'cdeg' }));
    // Precision: a, b 2/3; f 1/3; c, d, e 3/4; g 1/4. Recall: a, b 2/5; c, d, e 3/5; f, g 1/2.
    expect(score.precision).toBeCloseTo((2 * (2 / 3) + 1 / 3 + 3 * (3 / 4) + 1 / 4) / 7, 12);
    expect(score.recall).toBeCloseTo((2 * (2 / 5) + 3 * (3 / 5) + 2 * (1 / 2)) / 7, 12);
    // Found pairs: 3 + 6; right among them: ab, and three of cde.
    expect(score.falseMerges).toBeCloseTo(5 / 9, 12);
    // Pairs: 21 in all, 11 gold, 9 found, 4 right: expected 99/21.
    expect(score.adjustedRand).toBeCloseTo((4 - 99 / 21) / (10 - 99 / 21), 12);
  });

  it('gives full precision and low recall to singletons', () => {
    const score = scoreClusters(labels({ x: 'abcd' }), labels({ p: 'a', q: 'b', r: 'c', s: 'd' }));
    expect(score).toMatchObject({ precision: 1, recall: 0.25, falseMerges: 0 });
  });

  it('gives full recall and low precision to one heap', () => {
    const score = scoreClusters(labels({ p: 'a', q: 'b', r: 'c', s: 'd' }), labels({ x: 'abcd' }));
    expect(score).toMatchObject({ precision: 0.25, recall: 1, falseMerges: 1 });
  });

  it('refuses a clustering that leaves an item out', () => {
    expect(() => scoreClusters(labels({ x: 'ab' }), labels({ p: 'a' }))).toThrow('b');
  });
});
