import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../src/analyse/terms/language.ts';
import { termsOf } from '../../../src/analyse/terms/terms.ts';

describe('termsOf', () => {
  it('gives the stems of content words in order, repeats kept', () => {
    expect(termsOf('The ferries left; a ferry was leaving for the islands.')).toEqual([
      'ferri',
      'left',
      'ferri',
      'leav',
      'island',
    ]);
  });

  it('makes one term of spellings with and without accents, and of numbers with and without commas', () => {
    expect(termsOf('Çırağan 1,000')).toEqual(termsOf('Ciragan 1000'));
  });

  it('keeps news words that general stop lists throw away', () => {
    expect(termsOf('a state of fire for a million members')).toEqual(['state', 'fire', 'million', 'member']);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const term of termsOf(text)) expect(term).toMatch(/^\S+$/u);
      }),
    );
  });
});

describe('detectLanguage', () => {
  it('tells languages apart, in capitals too', () => {
    expect(detectLanguage('The two sides met on Monday and agreed on a new exchange.')).toBe('en');
    expect(detectLanguage('THE TWO SIDES MET ON MONDAY AND AGREED ON A NEW EXCHANGE.')).toBe('en');
    expect(detectLanguage('Beide Seiten trafen sich am Montag und einigten sich auf einen Austausch.')).toBe('de');
    expect(detectLanguage('Обе стороны встретились в понедельник и договорились об обмене.')).toBe('ru');
  });

  it('tells a language with an alphabet of its own by that, and neighbours by their small words', () => {
    expect(detectLanguage('Οι δύο πλευρές συναντήθηκαν τη Δευτέρα και συμφώνησαν σε νέα ανταλλαγή.')).toBe('el');
    expect(detectLanguage('両者は月曜日に会談し、新たな交換で合意したと当局者が述べた。')).toBe('ja');
    expect(
      detectLanguage('Обидві сторони зустрілися в понеділок і домовилися про новий обмін, але не про те, коли.'),
    ).toBe('uk');
    expect(
      detectLanguage('As duas partes reuniram-se na segunda-feira e não chegaram a um acordo sobre a troca.'),
    ).toBe('pt');
  });

  it('leaves open what is half English and half something else', () => {
    expect(
      detectLanguage('The sides met on Monday and they agreed. Beide Seiten trafen sich am Montag und einigten sich.'),
    ).toBe('und');
  });

  it('does not guess from a word', () => {
    expect(detectLanguage('Istanbul')).toBe('und');
    expect(detectLanguage('')).toBe('und');
  });
});
