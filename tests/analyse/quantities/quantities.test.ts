import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuantities } from '../../../src/analyse/quantities/quantities.ts';

/** value or low..high, comparator, unit and scope in one line. */
const brief = (sentence: string): string[] =>
  findQuantities(sentence).map((found) => {
    const amount = found.value ?? `${found.low ?? ''}..${found.high ?? ''}`;
    return [amount, found.comparator, found.unit, found.scope].filter((part) => part !== null).join(' ');
  });

describe('findQuantities', () => {
  it.each([
    ['The ferry carried 2.4 million passengers last year.', ['2400000 = person']],
    ['The orchard lost a hundred and ten thousand trees.', ['110000 = item']],
    ['Two and a half million voters stayed away.', ['2500000 = person']],
    ['The bakery hired twenty-one apprentices.', ['21 = person']],
    ['A few hundred villagers gathered.', ['300.. >= person']],
    ['Twenty or more climbers are missing.', ['20 >= person']],
    ['The grant is worth £20m.', ['20000000 = GBP']],
    ['The bridge cost C$4.5 billion.', ['4500000000 = CAD']],
    ['The levy brings in 12 to 15 million euros a year.', ['12000000..15000000 = EUR a year']],
    ['Two-thirds of the harvest was saved.', ['66.7 = percent']],
    ['One in five pupils walks to school.', ['20 = percent']],
  ])('reads the value of "%s"', (sentence, expected) => {
    expect(brief(sentence)).toEqual(expected);
  });

  it.each([
    ['The gate opens to those aged 16 or over.', ['16 >= year']],
    ['Swimmers under the age of 12 need a ticket.', ['12 < year']],
    ['A 34-year-old gardener won.', ['34 = year']],
    ['A teacher, 34, won.', ['34 = year']],
    ['The teacher, now 35, won again.', ['35 = year']],
    ['The gardener, who was 36, won.', ['36 = year']],
    ['A boy of 9 found the key.', ['9 = year']],
    ['She was 91.', ['91 = year']],
  ])('reads the age in "%s"', (sentence, expected) => {
    expect(brief(sentence)).toEqual(expected);
  });

  it.each([
    ['The union wants 6.5 percent; the mill offers 4.2.', ['6.5 = percent', '4.2 = percent']],
    ['The blue list has 38 percent, the green list is on about 36.', ['38 = percent', '36 ~ percent']],
    ['The port spent 2 billion euros and owes 12.2 billion.', ['2000000000 = EUR', '12200000000 = EUR']],
    ['The number of victims rose to 13.', ['13 = person']],
  ])('reads what goes without saying in "%s"', (sentence, expected) => {
    expect(brief(sentence)).toEqual(expected);
  });

  it('reads no unit into a level that follows a share', () => {
    expect(brief('The index lost 2.3 percent to 98.4.')).toEqual(['2.3 = percent']);
  });

  it.each([
    ['The clubs will send at least 40 players from each side.', ['40 >= person each side']],
    ['In total, 85 boats were counted.', ['85 = vehicle total']],
    ['The pump moves 300 litres per minute.', ['300 = litre per minute']],
    ['Each household receives $90.', ['90 = USD each household']],
  ])('reads the scope in "%s"', (sentence, expected) => {
    expect(brief(sentence)).toEqual(expected);
  });

  it.each([
    'The museum opened in 1987 and closed in 2004.',
    'Ring 0161 555 0199 for tickets.',
    'Rovers lost 1-3 at home.',
    'The train leaves platform 9 at 7:45.',
    'She came second in the 21st race.',
    'The Airbus 320 was late.',
    'They live at 12 Orchard Lane.',
  ])('finds nothing that counts in "%s"', (sentence) => {
    expect(brief(sentence)).toEqual([]);
  });

  it('gives spans that cut the quantity out of the sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(99_999), (noise, number) => {
        const sentence = `${noise} about ${number} sheep`;
        for (const found of findQuantities(sentence)) expect(sentence.slice(found.start, found.end)).toBe(found.text);
      }),
    );
  });

  it('does not crash on a sentence of ten thousand numbers', () => {
    expect(findQuantities('12 boats, '.repeat(10_000))).toHaveLength(10_000);
  });
});
