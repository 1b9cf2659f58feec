import { describe, expect, it } from 'vitest';
import { createEnglish } from '../../../src/analyse/terms/english.ts';

/** A word that no lexicon holds, another for each number. */
const unheard = (number: number): string =>
  `vq${[...number.toString().padStart(6, '0')].map((digit) => 'bcdfghjklm'.charAt(Number(digit))).join('')}`;

describe('createEnglish', () => {
  it('tells words of its lexicon from others, however many others it has met', () => {
    const english = createEnglish(['pos'], 100);
    const idOf = (word: string) => Number(english.read(word).tokens().out(english.its.uniqueId)[0]);
    const highest: number[] = [];
    for (let turn = 0; turn < 2000; turn += 1) {
      expect(idOf('harbour')).toBeLessThan(english.firstUnknown);
      expect(idOf(unheard(turn))).toBeGreaterThanOrEqual(english.firstUnknown);
      highest.push(idOf(unheard(turn)) - english.firstUnknown);
    }
    // Words met are let go of again: they do not pile up with the texts.
    expect(Math.max(...highest)).toBeLessThan(600);
  });

  it('reads a text the same before and after it was made anew', () => {
    const english = createEnglish(['pos'], 10);
    const read = () =>
      english.read('The ferry Saint Olga ran aground off Varnholm.').tokens().out(english.its.pos).join(' ');
    const before = read();
    for (let turn = 0; turn < 600; turn += 1) english.read(unheard(turn));
    expect(read()).toBe(before);
  });
});
