import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEdits, editsOf, originalSpan, trace } from '../../../src/analyse/clean/traced.ts';

it('finds the way back through removals, replacements and growth', () => {
  const original = 'a **bold** cafe\u0301 &amp; tea';
  const once = applyEdits(
    trace(original),
    editsOf(original, /\*\*/g, () => ''),
  );
  const twice = applyEdits(
    once,
    editsOf(once.text, /&amp;/g, () => '&'),
  );
  expect(twice.text).toBe('a bold cafe\u0301 & tea');
  const at = twice.text.indexOf('bold');
  const { start, end } = originalSpan(twice, { start: at, end: at + 4 });
  expect(original.slice(start, end)).toBe('bold');
  const sign = twice.text.indexOf('&');
  const entity = originalSpan(twice, { start: sign, end: sign + 1 });
  expect(original.slice(entity.start, entity.end)).toBe('&amp;');
});

it('keeps order and bounds whatever is edited', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(5), (text, from) => {
      const start = Math.min(from, text.length);
      const traced = trace(text, start);
      const edited = applyEdits(
        traced,
        editsOf(traced.text, /[aeiou]+/g, ([found]) => (found.length > 1 ? '' : '<v>')),
      );
      let last = start;
      for (let i = 0; i < edited.text.length; i += 1) {
        const span = originalSpan(edited, { start: i, end: i + 1 });
        expect(span.start).toBeGreaterThanOrEqual(Math.min(last, span.start));
        expect(span.end).toBeGreaterThan(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
        last = span.start;
      }
    }),
  );
});
