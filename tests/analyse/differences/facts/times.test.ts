import { describe, expect, it } from 'vitest';
import { clockTimes, compareTimes } from '../../../../src/analyse/differences/facts/clock.ts';
import { readArticle } from '../../../../src/analyse/read.ts';
import { article, find, values } from './articles.ts';

const timesIn = (text: string) => readArticle(article('a', text), {}).statements.flatMap(clockTimes);
const compare = (a: string, b: string) => {
  const [one] = timesIn(a);
  const [two] = timesIn(b);
  if (one === undefined || two === undefined) throw new Error('no time');
  return [compareTimes(one, two), compareTimes(two, one)];
};

describe('clockTimes', () => {
  it.each([
    ['The bell rang at 6.05pm in the square.', [18 * 60 + 5]],
    ['The bell rang at around noon in the square.', [12 * 60]],
    ['The bell rang at 1730 hours in the square.', [17 * 60 + 30]],
    ['The bell rang at 20:15 in the square.', [20 * 60 + 15]],
    ['The bell rang at 7:15 on Monday evening.', [19 * 60 + 15]],
    ['The bell rang around half past one in the afternoon.', [13 * 60 + 30]],
    ['The bell rang at a quarter to nine in the morning.', [8 * 60 + 45]],
    ["The bell rang at ten o'clock at night.", [22 * 60]],
    ['The bell rang at 7:15 in the square.', [7 * 60 + 15, 19 * 60 + 15]],
  ])('reads the time of "%s"', (text, minutes) => {
    expect(timesIn(text).map((time) => time.minutes)).toEqual([minutes]);
  });

  it.each([
    'She scored with 4:08 left in the half.',
    'The midnight rules were dropped.',
    'The fire was out by 6:40 a.m. that day.',
    'The score was 3:45 in favour of nobody.',
  ])('reads no time of a happening in "%s"', (text) => {
    expect(timesIn(text)).toEqual([]);
  });
});

describe('compareTimes', () => {
  it.each([
    ['It rang at 3:33 a.m. today.', 'It rang shortly after 3:30 a.m. today.'],
    ['It rang at 13:53 local time.', 'It rang at 1:53 p.m. on the dot.'],
    ['It rang around 7 p.m. there.', 'It rang at 7:01 p.m. there.'],
  ])('takes "%s" and "%s" for one time', (a, b) => {
    expect(compare(a, b)).toEqual(['same', 'same']);
  });

  it.each([
    ['It rang at 3 p.m. there.', 'It rang at 4 p.m. ET there.'],
    ['It rang at 0800 GMT there.', 'It rang at 10:00 am there.'],
    ['It rang at 9:40 p.m. there.', 'It rang at 9:48 p.m. there.'],
  ])('does not settle "%s" against "%s"', (a, b) => {
    expect(compare(a, b)).toEqual(['unclear', 'unclear']);
  });

  it('tells half an hour apart', () => {
    expect(compare('It rang about 10 a.m. there.', 'It rang about 10:30 a.m. there.')).toEqual(['differ', 'differ']);
  });
});

describe('findFacts on times of day', () => {
  it('shows two times of one happening', () => {
    const { differences } = find([
      article('north', 'The explosion shook the mill at about 9 a.m. on Tuesday, a miller said.'),
      article('south', 'The explosion shook the mill at about 10 a.m. on Tuesday, a baker said.'),
    ]);
    expect(values(differences)).toEqual([['about 9 a.m.', 'about 10 a.m.']]);
    expect(differences[0]).toMatchObject({ kind: 'date', about: 'time of the explosion' });
  });

  it('is silent when the times are of two happenings', () => {
    expect(
      find([
        article('north', 'The explosion shook the mill at about 9 a.m. on Tuesday, a miller said.'),
        article('south', 'A man was arrested near the mill at about 10 a.m. on Tuesday, a baker said.'),
      ]),
    ).toEqual({ differences: [], updates: [] });
  });

  it('shows the hour of what an article opens with, though a clause stands between', () => {
    const { differences } = find([
      article(
        'north',
        'The raiders had circled the freighter Dorota around noon, when a cutter came and beat off the attack.',
      ),
      article('south', 'Raiders attacked the freighter Dorota about 1100 hours.'),
    ]);
    expect(values(differences)).toEqual([['around noon', 'about 1100']]);
  });

  it('is silent when one article tells both times', () => {
    expect(
      find([
        article('north', 'The explosion shook the mill at about 9 a.m. on Tuesday, a miller said.'),
        article(
          'south',
          'The explosion shook the mill at about 10 a.m. on Tuesday, a baker said. ' +
            'The explosion shook the mill at about 9 a.m. on Tuesday, a miller said.',
        ),
      ]).differences,
    ).toEqual([]);
  });
});
