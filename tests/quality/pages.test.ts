import { describe, expect, it } from 'vitest';
import { dataFolder } from '../environment.ts';
import { floors } from './floors.ts';
import { measurePages, scorePage } from './pages.ts';

describe('the score of a page', () => {
  it('is the overlap of four-word shingles', () => {
    expect(scorePage('a b c d e', 'a b c d e')).toEqual({ precision: 1, recall: 1 });
    expect(scorePage('a b c d e', 'a b c d e f g')).toEqual({ precision: 0.5, recall: 1 });
    expect(scorePage('a b c d e', 'x y')).toEqual({ precision: 0, recall: 0 });
  });
});

describe.skipIf(dataFolder === undefined)('ninety real pages', () => {
  it('give up their article bodies, and only those of subscribers are kept out', () => {
    const { pages, precision, recall, f1, walled } = measurePages(dataFolder ?? '');
    console.log(`pages: F1 ${f1.toFixed(3)}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
    console.log(`kept out, were they read from the network:\n${walled.join('\n')}`);
    expect(pages).toBe(90);
    expect(f1).toBeGreaterThanOrEqual(floors()['pages F1']?.floor ?? 1);
    expect(walled.length).toBeLessThanOrEqual(3);
    expect(walled.every((line) => line.endsWith(': paywall'))).toBe(true);
  });
});
