import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNames, knownNames } from '../../../src/analyse/names/names.ts';

const brief = (sentence: string): string[] => findNames(sentence).map(({ text, kind }) => `${text} (${kind})`);
const entities = (sentence: string): string[] => findNames(sentence).map(({ entity }) => entity);

describe('findNames', () => {
  it.each([
    ['Yesterday the mayor met farmers near the river.', []],
    ['Rescuers found Anna Lindqvist on Friday.', ['Anna Lindqvist (person)']],
    ['Gen. Pavel Dorosh left Geneva in March.', ['Pavel Dorosh (person)', 'Geneva (place)']],
    [
      'The talks between Olga van der Meer and Omar bin Rashid went on.',
      ['Olga van der Meer (person)', 'Omar bin Rashid (person)'],
    ],
    [
      'The Ministry of Public Works and Housing opened a bridge.',
      ['Ministry of Public Works and Housing (organisation)'],
    ],
    ['Troops of the OSCE and the WFP arrived.', ['OSCE (organisation)', 'WFP (organisation)']],
    ['A Kyiv-based firm sold its boats to Port-au-Prince.', ['Kyiv (place)', 'Port-au-Prince (place)']],
    [
      'The river Odra rose near Trinidad and Tobago House.',
      ['Odra (other)', 'Trinidad and Tobago House (organisation)'],
    ],
  ])('finds the names in "%s"', (sentence, expected) => {
    expect(brief(sentence)).toEqual(expected);
  });

  it('tells a name from an ordinary word at the start of a sentence', () => {
    expect(entities('Dorosh said the harvest was good.')).toEqual(['dorosh']);
    expect(entities('Activists said the harvest was good.')).toEqual([]);
    expect(entities('Seismologists measured the tremor.')).toEqual([]);
  });

  it('takes a word that is also a name for one where the article shows it', () => {
    const known = knownNames(['Later Carol Field spoke.', 'The crowd cheered for Field.']);
    expect(findNames('Field said the harvest was good.', known).map(({ text }) => text)).toEqual(['Field']);
    expect(findNames('Field said the harvest was good.')).toEqual([]);
  });

  it('reads a headline by its words, not by its capitals', () => {
    expect(entities('Dorosh Opens New Bridge Over River in Norway')).toEqual(['dorosh', 'norway']);
  });

  it('gives people the key of their country, and months and days none', () => {
    expect(entities('Norwegian boats met Kenyans in May and on Monday.')).toEqual(['norway', 'kenya']);
  });

  it.each([
    ['Norwegian President Anna Lindqvist spoke.', 'role:norway president'],
    ['Norway’s defense minister spoke.', 'role:norway defence minister'],
    ['The Minister of Defence of Norway spoke.', 'role:norway defence minister'],
    ['The president of the United Kingdom spoke.', 'role:united kingdom president'],
    ['Former Norwegian president Anna Lindqvist spoke.', 'role:norway former president'],
  ])('reads the office in "%s"', (sentence, role) => {
    expect(entities(sentence)).toContain(role);
  });

  it('leaves no title in a name', () => {
    expect(brief('Prime Minister Anna Lindqvist met Dr. Carl Jonsson.')).toEqual([
      'Anna Lindqvist (person)',
      'Carl Jonsson (person)',
    ]);
  });

  it('gives spans that hold the text, in order and apart, for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let end = 0;
        for (const mention of findNames(text)) {
          expect(text.slice(mention.start, mention.end)).toBe(mention.text);
          expect(mention.start).toBeGreaterThanOrEqual(end);
          end = mention.end;
        }
      }),
    );
  });
});
