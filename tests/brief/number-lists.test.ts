import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberLists } from '../../src/brief/number-lists.ts';

/** Key, and how much its number lies above the last one given. */
const additions = fc.array(
  fc.tuple(fc.constantFrom('ash', 'birch', 'cedar', ''), fc.oneof(fc.nat(3), fc.nat(300), fc.nat(3_000_000))),
  { maxLength: 200 },
);

const filled = (given: readonly (readonly [string, number])[]) => {
  const lists = new NumberLists();
  const plain = new Map<string, number[]>();
  let number = 0;
  for (const [key, step] of given) {
    number += step;
    lists.add(key, number);
    if (plain.get(key)?.at(-1) !== number) plain.set(key, [...(plain.get(key) ?? []), number]);
  }
  return { lists, plain };
};

describe('NumberLists', () => {
  it('gives back what was put under each key, in order, the same number once', () => {
    fc.assert(
      fc.property(additions, (given) => {
        const { lists, plain } = filled(given);
        expect(lists.keys).toEqual([...plain.keys()]);
        for (const [key, numbers] of plain) expect(lists.get(key)).toEqual(numbers);
        expect(lists.get('elm')).toEqual([]);
      }),
    );
  });

  it('holds the same when it is packed many times over', () => {
    const lists = new NumberLists();
    const key = (number: number): string => `k${number % 7 === 0 ? 'often' : number % 1013}`;
    const count = 300_000;
    for (let number = 0; number < count; number += 1) {
      lists.add(key(number), 3 * number);
      lists.add(key(number), 3 * number);
    }
    const often = lists.get('koften');
    expect(often.length).toBe(Math.ceil(count / 7));
    expect(often.every((number, at) => number === 21 * at)).toBe(true);
    expect(lists.get('k5').every((number) => key(number / 3) === 'k5')).toBe(true);
  });

  it('drops and renumbers, and forgets the keys that are left without a number', () => {
    fc.assert(
      fc.property(additions, (given) => {
        const { lists, plain } = filled(given);
        const even = lists.renumbered((number) => (number % 2 === 0 ? number / 2 : undefined));
        for (const [key, numbers] of plain)
          expect(even.get(key)).toEqual(numbers.filter((number) => number % 2 === 0).map((number) => number / 2));
        expect(even.keys).toEqual(lists.keys.filter((key) => even.get(key).length > 0));
        for (const key of even.keys) even.add(key, 4_000_000_000);
        for (const key of even.keys) expect(even.get(key).at(-1)).toBe(4_000_000_000);
      }),
    );
  });
});
