import { describe, expect, it } from 'vitest';
import { article, find, values } from './articles.ts';

describe('findFacts on days, months and years', () => {
  it('shows two weekdays of one happening', () => {
    const { differences, updates } = find([
      article('north', 'Masked men attacked a grain store near Tarnow on Thursday and took two carts.'),
      article('south', 'Masked men attacked a grain store near Tarnow on Friday and took two carts.'),
    ]);
    expect(values(differences)).toEqual([['Thursday', 'Friday']]);
    expect(differences[0]).toMatchObject({ kind: 'date', about: 'day of the attack' });
    expect(updates).toEqual([]);
  });

  it('shows two years of one happening', () => {
    const { differences } = find([
      article('north', 'In June 1998 the miller was convicted of stealing flour from the harbour store.'),
      article('south', 'In June 1999 the miller was convicted of stealing flour from the harbour store.'),
    ]);
    expect(values(differences)).toEqual([['June 1998', 'June 1999']]);
    expect(differences[0]?.about).toBe('month of the conviction');
  });

  it('shows a day that moved as an update, the day that held last', () => {
    const { differences, updates } = find([
      article('first', 'The harbour conference in Tarnow is due to end on May 14.', '2024-05-06'),
      article('later', 'The harbour conference in Tarnow ended on May 16, a day late.', '2024-05-17'),
    ]);
    expect(differences).toEqual([]);
    expect(values(updates)).toEqual([['May 14', 'May 16']]);
  });

  it.each([
    // A weekday and the date that falls on it.
    ['Masked men attacked the grain store on Thursday.', 'Masked men attacked the grain store on 9 May 2024.'],
    // Around midnight both days are right.
    ['Masked men attacked the grain store on Thursday night.', 'Masked men attacked the grain store on Friday.'],
    // Two people.
    ['Ann Miller was fired on March 2 by the club.', 'Bob Baker was fired on March 9 by the club.'],
    // The day on which it was said.
    ['Masked men attacked the grain store on Tuesday.', 'Masked men attacked the grain store, police said Thursday.'],
    // Another occasion.
    ['The dam burst in 1998 and flooded the mill.', 'An earlier dam burst in 1989 and flooded the mill.'],
  ])('is silent on "%s" and "%s"', (a, b) => {
    expect(find([article('a', a, '2024-05-10'), article('b', b, '2024-05-10')])).toEqual({
      differences: [],
      updates: [],
    });
  });

  it('is silent where a sentence tells both days, of two happenings', () => {
    const { differences } = find([
      article('a', 'Masked men attacked the grain store on Monday.'),
      article('b', 'Masked men attacked the grain store on Wednesday.'),
      article('c', 'Masked men attacked the grain store on Monday and attacked it again on Wednesday.'),
    ]);
    expect(differences).toEqual([]);
  });

  it('takes the news of two days for two happenings', () => {
    const { differences } = find([
      article('a', 'Masked men attacked the grain store on 2 May 2024.', '2024-05-03'),
      article('b', 'Masked men attacked the grain store on 6 May 2024.', '2024-05-07'),
    ]);
    expect(differences).toEqual([]);
  });
});
