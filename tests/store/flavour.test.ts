import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batches, lists, padded } from '../../src/store/flavour.ts';

const isPowerOfTwo = (length: number): boolean => Number.isInteger(Math.log2(length));
const some = fc.array(fc.integer(), { maxLength: 1_000 });

describe('lists in statements', () => {
  it('are written in pieces of few lengths, in order, each item once', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 300 }), (items, most) => {
        const pieces = [...batches(items, most)];
        expect(pieces.flat()).toEqual(items);
        for (const { length } of pieces) expect(isPowerOfTwo(length) && length <= most).toBe(true);
      }),
    );
    expect([...batches(Array.from({ length: 75 }, (_, at) => at))].map(({ length }) => length)).toEqual([64, 8, 2, 1]);
  });

  it('are searched in filled up with the last of them', () => {
    fc.assert(
      fc.property(some, (items) => {
        const searched = [...lists(items)];
        expect(new Set(searched.flat())).toEqual(new Set(items));
        for (const { length } of searched) expect(isPowerOfTwo(length)).toBe(true);
      }),
    );
    expect(padded(['a', 'b', 'c'])).toEqual(['a', 'b', 'c', 'c']);
    expect(padded([])).toEqual([]);
  });
});
