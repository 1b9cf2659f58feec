import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences } from '../../../src/analyse/clean/align.ts';
import { repairEncoding } from '../../../src/analyse/clean/encoding.ts';
import { fold, vocabularyOf } from '../../../src/analyse/clean/vocabulary.ts';

describe('repairEncoding', () => {
  it('mends a word whose broken letters look like letters', () => {
    expect(repairEncoding('A visit to BeyoÄŸlu by ÅžimÅŸek').text).toBe('A visit to Beyoğlu by Şimşek');
  });

  it('says which part of the original a mended word stands for', () => {
    const text = 'The mayor of DiyarbakÄ±r spoke â€“ at last.';
    const repaired = repairEncoding(text);
    const start = repaired.text.indexOf('Diyarbakır');
    const span = repaired.original({ start, end: start + 'Diyarbakır'.length });
    expect(text.slice(span.start, span.end)).toBe('DiyarbakÄ±r');
    const after = repaired.text.indexOf('at last');
    const rest = repaired.original({ start: after, end: after + 7 });
    expect(text.slice(rest.start, rest.end)).toBe('at last');
  });

  it('takes the word of other articles for a word that proves nothing itself', () => {
    expect(repairEncoding('ÇAĞÄŸ').text).toBe('ÇAĞÄŸ');
    expect(repairEncoding('ÇAĞÄŸ', vocabularyOf(['In cagg they say'])).text).toBe('ÇAĞğ');
  });

  it('leaves a letter that is spoken of alone', () => {
    const text = 'The letter Ã is used in Portuguese, Ä in Swedish';
    expect(repairEncoding(text).text).toBe(text);
  });

  it('never loses the way back, whatever the text', () => {
    const noise = fc.array(
      fc.constantFrom('ErdoÄŸan', 'â€œ', 'Ã', ' ', 'plain', '\u0000', '\ud800', '\n', 'é', 'Å ', '¿'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          noise.map((parts) => parts.join('')),
        ),
        (text) => {
          const repaired = repairEncoding(text);
          const whole = repaired.original({ start: 0, end: repaired.text.length });
          expect(whole.end).toBeLessThanOrEqual(text.length);
          if (repaired.text === text) expect(whole).toEqual({ start: 0, end: text.length });
        },
      ),
    );
  });
});

it('turns one text into the other by its differences', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 80 }), (before, after) => {
      let [built, at] = ['', 0];
      for (const { start, end, text } of differences(before, after)) {
        expect(start).toBeGreaterThanOrEqual(at);
        built += before.slice(at, start) + text;
        at = end;
      }
      if (before !== '') expect(built + before.slice(at)).toBe(after);
    }),
  );
});

it('folds letters with and without combining marks', () => {
  expect(fold('Çırağan')).toBe('ciragan');
  expect(fold('Łódź')).toBe('lodz');
});
