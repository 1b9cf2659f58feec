import { describe, expect, it } from 'vitest';
import { bodyTwice, coreWords, personTwice } from '../../../../src/analyse/differences/facts/name-variants.ts';
import { article, find, values } from './articles.ts';

const person = (a: string, b: string) => [
  personTwice(coreWords(a), coreWords(b)),
  personTwice(coreWords(b), coreWords(a)),
];
const body = (a: string, b: string) => [bodyTwice(coreWords(a), coreWords(b)), bodyTwice(coreWords(b), coreWords(a))];

describe('personTwice', () => {
  it.each([
    ['Brian Miller', 'Bryant Miller'],
    ['Anna Freitas', 'Anna DeFreitas'],
  ])('takes %s and %s for one name, misheard', (a, b) => {
    expect(person(a, b)).toEqual(['misheard', 'misheard']);
  });

  it('takes a surname told as a given name for the same name', () => {
    expect(person('Lindsey Germaine', 'Jermaine Lindsay')).toEqual(['swapped', 'swapped']);
  });

  it.each([
    ['Duncan Rait', 'Duncan Raite'],
    ['Robyn Miller', 'Robin Miller'],
    ['Heydar Alishbandi', 'Heidar Alishvandi'],
    ['Ben Miller', 'Benjamin Miller'],
    ['Paul Miller', 'Paula Miller'],
    ['Michael Miller', 'Stephen Miller'],
    ['Vincent Del Giudice', 'Vincent DelGiudice'],
    ['Andre Miller', 'Anre Miller'],
  ])('has nothing to tell of %s and %s', (a, b) => {
    expect(person(a, b)).toEqual([null, null]);
  });
});

describe('bodyTwice', () => {
  it.each([
    ['Northgate Distribution Ltd', 'Northgate Distributors Ltd.'],
    ['Young Guns', 'Young Goon'],
  ])('takes %s and %s for one name told in two ways', (a, b) => {
    expect(body(a, b)).toEqual([true, true]);
  });

  it.each([
    ['Harbour Foods', 'Harbour Food'],
    ['Harbour Advisors', 'Harbour Advisers'],
    ['North Harbour', 'South Harbour'],
    ['First Division', 'Fifth Division'],
    ['Harbour Bank', 'Harbour Trust'],
  ])('has nothing to tell of %s and %s', (a, b) => {
    expect(body(a, b)).toEqual([false, false]);
  });
});

const first = 'The suspect, Anna Freitas, 31, fled from the harbour store with a lamp, police said.';
const corrected = 'The suspect, Anna DeFreitas, 31, fled from the harbour store with a lamp, police said.';

describe('findFacts on names', () => {
  it('shows two names of one suspect', () => {
    const { differences, updates } = find([article('north', first), article('south', corrected)]);
    expect(values(differences)).toEqual([['Anna Freitas', 'Anna DeFreitas']]);
    expect(differences[0]).toMatchObject({ kind: 'name', about: 'name of the suspect' });
    expect(updates).toEqual([]);
  });

  it('shows a name that later reports correct as an update', () => {
    const { differences, updates } = find([
      article('day1', first, '2024-05-01'),
      article('day2', corrected, '2024-05-02'),
      article('day3', corrected, '2024-05-03'),
      article('day4', corrected, '2024-05-04'),
    ]);
    expect(differences).toEqual([]);
    expect(values(updates)).toEqual([['Anna Freitas', 'Anna DeFreitas']]);
  });

  it('never takes two people of one article for one', () => {
    const both = 'Brian Miller, 41, and Bryant Miller, 44, sell lamps at the harbour.';
    expect(
      find([
        article('north', both),
        article('south', 'Brian Miller, 41, sells lamps at the harbour.'),
        article('west', 'Bryant Miller, 41, sells lamps at the harbour.'),
      ]).differences,
    ).toEqual([]);
  });

  it('is silent when nothing but the names is alike', () => {
    expect(
      find([
        article('north', 'Brian Miller bakes rye bread in Tarnow.'),
        article('south', 'A choir of sailors thanked Bryant Miller yesterday.'),
      ]).differences,
    ).toEqual([]);
  });
});
