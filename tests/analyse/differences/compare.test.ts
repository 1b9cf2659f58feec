import { describe, expect, it } from 'vitest';
import { compareQuantities } from '../../../src/analyse/differences/compare.ts';
import { findQuantities } from '../../../src/analyse/quantities/quantities.ts';
import type { Quantity } from '../../../src/model.ts';

const only = (sentence: string): Quantity => {
  const [found] = findQuantities(sentence);
  if (found === undefined) throw new Error(`no quantity in "${sentence}"`);
  return found;
};

const compare = (a: string, b: string) => [compareQuantities(only(a), only(b)), compareQuantities(only(b), only(a))];

describe('compareQuantities', () => {
  it.each([
    ['41 goats escaped.', 'More than 40 goats escaped.'],
    ['41 goats escaped.', 'Dozens of goats escaped.'],
    ['Twelve guests left.', 'About a dozen guests left.'],
    ['Almost 100 guests came.', '99 guests came.'],
    ['The path is 60 km long.', 'The path is 37 miles long.'],
    ['The show lasted just over an hour.', 'The show lasted under two hours.'],
    ['It took a fortnight.', 'It took 14 days.'],
    ['The hall holds 100 people.', 'The hall holds more than 100 people.'],
    ['The choir has 600 singers.', 'The choir has 612 singers.'],
    ['The farm lies 35 miles away.', 'The farm lies 36 miles away.'],
    ['The bridge cost $1.3 billion.', 'The bridge cost 1.27 billion dollars.'],
  ])('lets "%s" and "%s" both be true', (a, b) => {
    expect(compare(a, b)).toEqual(['agree', 'agree']);
  });

  it.each([
    ['The show lasted just over an hour.', 'The show lasted no longer than an hour.'],
    ['Nearly 300 guests came.', 'More than 300 guests came.'],
    ['The pass is for people under 25.', 'The pass is for people aged 25 and under.'],
    ['They sent at least 40 players in all.', 'They sent at least 40 players from each side.'],
    ['Seven cows were sold.', 'Nine cows were sold.'],
    ['The bridge cost $1.3 billion.', 'The bridge cost 1.22 billion dollars.'],
    ['The bridge cost $2 million.', 'The bridge cost 1.6 million dollars.'],
    ['The barn cost $184 million.', 'The barn cost less than the $184 million.'],
  ])('finds that "%s" and "%s" cannot both be true', (a, b) => {
    expect(compare(a, b)).toEqual(['differ', 'differ']);
  });

  it.each([
    ['It cost 5 million euros.', 'It cost 6 million dollars.'],
    ['Nine cows were sold.', 'Nine hours passed.'],
    ['She earns $90 an hour.', 'She earns $700.'],
  ])('does not compare "%s" with "%s"', (a, b) => {
    expect(compare(a, b)).toEqual(['incomparable', 'incomparable']);
  });
});
