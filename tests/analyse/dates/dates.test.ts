import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates } from '../../../src/analyse/dates/dates.ts';

const brief = (sentence: string, reference: string | null): string[] =>
  findDates(sentence, reference).map(
    ({ text, year, month, day, precision, relation }) =>
      `${text}: ${year ?? '?'}-${month ?? '?'}-${day ?? '?'} ${precision} ${relation}`,
  );

/** A Wednesday. */
const reference = '2019-09-18T22:30:00+02:00';

describe('findDates', () => {
  it.each([
    ['The bridge opened on 3 September.', ['3 September: 2019-9-3 day on']],
    ['The bridge opened on September 3, 2018.', ['September 3, 2018: 2018-9-3 day on']],
    ['The bridge closed in June 2011.', ['June 2011: 2011-6-? month on']],
    ['It has stood since 1904.', ['1904: 1904-?-? year since']],
    ['It opened on Monday.', ['Monday: 2019-9-16 day on']],
    ['It opened on Wednesday.', ['Wednesday: 2019-9-18 day on']],
    ['It will open on Friday.', ['Friday: 2019-9-20 day on']],
    ['It opened yesterday.', ['yesterday: 2019-9-17 day on']],
    ['It opens next week.', ['next week: 2019-9-? month on']],
    ['It opened last month.', ['last month: 2019-8-? month on']],
    ['It should open before the end of October.', ['end of October: 2019-10-? month before']],
    ['It stays closed until 5 October.', ['5 October: 2019-10-5 day until']],
    ['It closed three years ago.', ['three years ago: 2016-?-? year on']],
    ['The barge was seized by thieves on Monday.', ['Monday: 2019-9-16 day on']],
    ['He set out without a lamp Friday.', ['Friday: 2019-9-13 day on']],
    ['It is set to open on Friday.', ['Friday: 2019-9-20 day on']],
    ['It should be done by Friday.', ['Friday: 2019-9-20 day before']],
    ['The link was restored at 10:57 on 11 October 2011.', ['11 October 2011: 2011-10-11 day on']],
    ['It opens in the week beginning 14 October.', ['14 October: 2019-10-14 day on']],
    ['The previous swap took place on 6 May.', ['6 May: 2019-5-6 day on']],
    [
      'It is open from October 1 to October 4.',
      ['October 1 to October 4: 2019-10-1 day since', 'October 1 to October 4: 2019-10-4 day until'],
    ],
  ])('reads "%s" by the date of the article', (sentence, expected) => {
    expect(brief(sentence, reference)).toEqual(expected);
  });

  it.each([
    ['The bridge opened on 3 September.', ['3 September: ?-9-3 day on']],
    ['It opened on Monday.', ['Monday: ?-?-? day on']],
    ['It opens next week.', ['next week: ?-?-? month on']],
    ['The bridge closed in June 2011.', ['June 2011: 2011-6-? month on']],
  ])('guesses nothing in "%s" when the article has no date', (sentence, expected) => {
    expect(brief(sentence, null)).toEqual(expected);
  });

  it.each([
    ['He may march with the second group.'],
    ['May they rest at 3 p.m. local time.'],
    ['April Jonsson and June Berg won 21-17.'],
    ['Two days later they sold 2000 boats in 24 hours.'],
    ['The sun sat low over Mars.'],
    ['Over the past five years it grew.'],
  ])('finds no date in "%s"', (sentence) => {
    expect(brief(sentence, reference)).toEqual([]);
  });

  it('leaves open what two readings of the wording would settle differently', () => {
    expect(brief('It was signed on 4/5/2012.', reference)).toEqual(['4/5/2012: 2012-?-? day on']);
    expect(brief('They meet next Thursday.', reference)).toEqual(['Thursday: 2019-9-? day on']);
    expect(brief('It was signed on 20 March.', reference)).toEqual(['20 March: ?-3-20 day on']);
  });

  it('gives spans that hold the text for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (noise) => {
        const text = `${noise} on Monday, 3 May 2012 ${noise}`;
        for (const { start, end, text: found } of findDates(text, reference))
          expect(text.slice(start, end)).toBe(found);
      }),
    );
  });
});
