import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agglomerate } from '../../../src/analyse/stories/agglomerate.ts';

const matrix = (...rows: number[][]): Float64Array => Float64Array.from(rows.flat());

describe('agglomerate', () => {
  // Worked by hand: 0-1 at .9; then 2 joins them at (.6 + .5) / 2 = .55; 3 stands at (.1 + .2 + .3) / 3 = .2.
  const four = (): Float64Array =>
    matrix([0, 0.9, 0.6, 0.1], [0.9, 0, 0.5, 0.2], [0.6, 0.5, 0, 0.3], [0.1, 0.2, 0.3, 0]);

  it.each([
    [0.95, [[0], [1], [2], [3]]],
    [0.6, [[0, 1], [2], [3]]],
    [0.54, [[0, 1, 2], [3]]],
    [0.21, [[0, 1, 2], [3]]],
    [0.19, [[0, 1, 2, 3]]],
  ])('stops at the bar %d', (bar, wanted) => {
    expect(agglomerate(four(), 4, bar)).toEqual(wanted);
  });

  it('keeps apart for good what is told to stay apart', () => {
    const apart = (a: readonly number[], b: readonly number[]): boolean =>
      [...a, ...b].includes(0) && [...a, ...b].includes(2);
    expect(agglomerate(four(), 4, 0, apart)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('makes nothing of nothing', () => {
    expect(agglomerate(new Float64Array(0), 0, 0.5)).toEqual([]);
  });

  it('gives the groups that a plain search for the best pair gives', () => {
    /** Undefined where two pairs are equally good: the method does not say which of them is joined. */
    const plain = (m: Float64Array, n: number, bar: number): number[][] | undefined => {
      let groups = Array.from({ length: n }, (_, row) => [row]);
      for (;;) {
        const pairs = groups.flatMap((a, at) => groups.slice(at + 1).map((b) => ({ a, b })));
        const scored = pairs.map(({ a, b }) => {
          const sum = a.flatMap((x) => b.map((y) => m[x * n + y] ?? 0)).reduce((s, v) => s + v, 0);
          return { a, b, mean: sum / (a.length * b.length) };
        });
        const [best, second] = scored.sort((x, y) => y.mean - x.mean);
        if (best === undefined || best.mean < bar)
          return groups.map((g) => g.sort((x, y) => x - y)).sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0));
        if (best.mean === second?.mean) return undefined;
        groups = [...groups.filter((g) => g !== best.a && g !== best.b), [...best.a, ...best.b]];
      }
    };
    // Whole numbers over a power of two: their sums are exact in whatever order they are added.
    const one = 2 ** 20;
    const values = fc.uniqueArray(fc.integer({ min: 0, max: one }), { minLength: 66, maxLength: 66 });
    fc.assert(
      fc.property(values, (drawn) => {
        const n = 12;
        const m = new Float64Array(n * n);
        let at = 0;
        for (let row = 0; row < n; row += 1)
          for (let column = row + 1; column < n; column += 1) {
            const value = (drawn[at] ?? 0) / one;
            m[row * n + column] = value;
            m[column * n + row] = value;
            at += 1;
          }
        const wanted = plain(m, n, 0.5);
        fc.pre(wanted !== undefined);
        expect(agglomerate(m.slice(), n, 0.5)).toEqual(wanted);
      }),
    );
  });
});
