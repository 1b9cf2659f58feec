import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanHeadline, isFit, longestTitle } from '../../../src/analyse/stories/headline.ts';

describe('cleanHeadline', () => {
  it.each([
    [
      'Harbour reopens after storm damage is cleared | The Varnholm Post',
      'Harbour reopens after storm damage is cleared',
    ],
    ['Harbour reopens after storm damage - Coast News', 'Harbour reopens after storm damage'],
    ['Harbour reopens after storm damage - News - Coast Daily', 'Harbour reopens after storm damage'],
    [
      'Storm-hit harbour reopens - mayor thanks crews who worked nights',
      'Storm-hit harbour reopens - mayor thanks crews who worked nights',
    ],
    ['VIDEO: Harbour reopens after storm damage', 'Harbour reopens after storm damage'],
    ['Breaking News: Watch: Harbour reopens after storm damage.', 'Harbour reopens after storm damage'],
    ['Breaking News-Harbour reopens after storm damage', 'Harbour reopens after storm damage'],
    ['Live-streamed harbour opening draws thousands', 'Live-streamed harbour opening draws thousands'],
    ['04/03/2031-Harbour reopens after storm damage', 'Harbour reopens after storm damage'],
    ['Mayor: Harbour reopens on Friday', 'Mayor: Harbour reopens on Friday'],
    ['**Harbour Reopens After Storm Damage**', 'Harbour Reopens After Storm Damage'],
    ['2031/03/04 Harbour reopens after storm damage', 'Harbour reopens after storm damage'],
    ['  Harbour\treopens\n after\u200b storm ', 'Harbour reopens after storm'],
    ['Harbour reopens in the U.S.', 'Harbour reopens in the U.S.'],
    ['Harbour to reopen after...', 'Harbour to reopen after…'],
  ])('makes of %j: %j', (given, wanted) => {
    expect(cleanHeadline(given)).toBe(wanted);
  });

  it('changes nothing the second time, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const once = cleanHeadline(text);
        expect(once).not.toMatch(/\n|\t/u);
        expect(cleanHeadline(once).length).toBeLessThanOrEqual(once.length);
      }),
    );
  });
});

describe('isFit', () => {
  it.each([
    'Harbour reopens after storm damage is cleared',
    'Mayor: Harbour reopens on Friday',
    '212 taken off grounded ferry near Varnholm',
    'Council votes 88 to 61 for sugar tax',
  ])('accepts %j', (headline) => {
    expect(isFit(headline)).toBe(true);
  });

  it.each([
    ['a question', 'Will the harbour ever reopen after the storm?'],
    ['a question within', 'Harbour closed for good? Mayor says no'],
    ['a shout', 'Harbour reopens after storm at last!'],
    ['capitals throughout', 'HARBOUR REOPENS AFTER STORM DAMAGE'],
    ['a lure', 'You will not get over what this captain did'],
    ['an explainer', 'Why the harbour took so long to reopen'],
    ['a list', '7 things to see in the reopened harbour'],
    ['a fragment', 'Harbour news'],
    ['a cut', 'Harbour reopens after storm damage is cleared by the'],
    ['an ellipsis', 'Harbour reopens after storm damage…'],
    ['a paragraph', `Harbour reopens ${'and reopens '.repeat(20)}`],
  ])('refuses %s', (_, headline) => {
    expect(isFit(headline)).toBe(false);
  });

  it('refuses nothing for its length at the longest title, and everything one longer', () => {
    const headline = `Harbour reopens after ${'x'.repeat(longestTitle - 22)}`;
    expect([headline.length, isFit(headline), isFit(`${headline}x`)]).toEqual([longestTitle, true, false]);
  });
});
