import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Weekday } from '../src/model.ts';
import {
  describeSchedule,
  everyDay,
  latestSlot,
  nextSlots,
  readSchedule,
  readTime,
  readZone,
} from '../src/schedule.ts';

const defaults = { days: everyDay, zone: 'UTC' };
const read = (text: string) => readSchedule(text, defaults);

describe('reading a schedule', () => {
  it.each([
    ['swap, talks at 08:00 weekdays in Europe/Kyiv', '08:00', 5, 'Europe/Kyiv', ['swap', 'talks']],
    ['08:00 weekdays Europe/Kyiv swap,talks', '08:00', 5, 'Europe/Kyiv', ['swap', 'talks']],
    ['swap 8am mon,thu in New York', '08:00', 2, 'America/New_York', ['swap']],
    ['talks at 8 daily kyiv time', '08:00', 7, 'Europe/Kyiv', ['talks']],
    ['swap tuesdays 9.30pm', '21:30', 1, 'UTC', ['swap']],
    ['at noon', '12:00', 7, 'UTC', []],
    ['SWAP AT 8AM IN KYIV', '08:00', 7, 'Europe/Kyiv', ['SWAP']],
    ['swap 8', '08:00', 7, 'UTC', ['swap']],
    ['swap 8.30', '08:30', 7, 'UTC', ['swap']],
    ['swap at 8 p.m.', '20:00', 7, 'UTC', ['swap']],
    ['swap at 8 am on Mondays and Thursdays', '08:00', 2, 'UTC', ['swap']],
    ['swap at 0830', '08:30', 7, 'UTC', ['swap']],
    ['swap at about 9', '09:00', 7, 'UTC', ['swap']],
    ["swap at 9 o'clock", '09:00', 7, 'UTC', ['swap']],
    ['swap every morning', '08:00', 7, 'UTC', ['swap']],
    ['swap every evening at 7', '19:00', 7, 'UTC', ['swap']],
    ['swap at 8 in the evening in Tokyo', '20:00', 7, 'Asia/Tokyo', ['swap']],
    ['swap at 12 in the afternoon', '12:00', 7, 'UTC', ['swap']],
    ['swap weekday mornings', '08:00', 5, 'UTC', ['swap']],
    ['swap at 8 mon-fri', '08:00', 5, 'UTC', ['swap']],
    ['swap at 8 Monday to Wednesday', '08:00', 3, 'UTC', ['swap']],
    ['swap at 8 fri-mon', '08:00', 4, 'UTC', ['swap']],
    ['every weekday at 8h30, Kyiv time: swap', '08:30', 5, 'Europe/Kyiv', ['swap']],
    ['swap at 8:00 my time', '08:00', 7, 'UTC', ['swap']],
    ['swap at midnight (new york)', '00:00', 7, 'America/New_York', ['swap']],
    ['please swap at 8, and talks', '08:00', 7, 'UTC', ['swap', 'talks']],
    ['swap at 8 ET', '08:00', 7, 'America/New_York', ['swap']],
    ['swap at 8 et', '08:00', 7, 'America/New_York', ['swap']],
    ['swap 8am pt weekdays', '08:00', 5, 'America/Los_Angeles', ['swap']],
    ['swap at 8 Eastern time', '08:00', 7, 'America/New_York', ['swap']],
    ['swap at 8, Central European Time', '08:00', 7, 'Europe/Brussels', ['swap']],
    ['8:00 CEST swap', '08:00', 7, 'Europe/Brussels', ['swap']],
    ['swap at 8 in london', '08:00', 7, 'Europe/London', ['swap']],
    ['swap at 8 weekdays MSK', '08:00', 5, 'Europe/Moscow', ['swap']],
    ['swap at 8 GMT', '08:00', 7, 'UTC', ['swap']],
    ['swap, Geneva talks at 8', '08:00', 7, 'UTC', ['swap', 'Geneva', 'talks']],
    ['swap, et talks at 8 in Geneva', '08:00', 7, 'Europe/Zurich', ['swap', 'et', 'talks']],
  ])('takes "%s"', (text, time, days, zone, rest) => {
    const outcome = read(text);
    expect(outcome).toMatchObject({ kind: 'ok', schedule: { time, zone }, rest });
    expect(outcome.kind === 'ok' && outcome.schedule.days.length).toBe(days);
  });

  it.each([
    ['swap at 25:00', '"25:00" is no time of day'],
    ['swap 08:75', '"08:75" is no time of day'],
    ['swap at 08:00 in Narnia', 'there is no time zone "Narnia"'],
    ['swap 08:00 Europe/Nowhere', 'there is no time zone "Europe/Nowhere"'],
    ['swap weekdays', 'no time of day is given'],
    ['swap at breakfast', '"breakfast" is no time of day'],
    ['swap at 8 Narnia time', 'there is no time zone "Narnia"'],
    ['swap at 8 UTC+2', '"UTC+2" knows no summer time'],
    ['swap at 8 +02:00', '"+02:00" knows no summer time'],
    ['swap at 8 UTC +3', '"+3" knows no summer time'],
    ['swap at 8 in gmt-5', '"gmt-5" knows no summer time'],
    ['swap at 8 IST', '"IST" is the time of more than one place'],
    ['swap at 8 ist', '"ist" is the time of more than one place'],
    ['swap, talks in cst at 8', '"cst" is the time of more than one place'],
    ['swap at 8 BST time', '"BST" is the time of more than one place'],
    ['swap at 8 and at 18', 'two times of day are given, 08:00 and 18:00'],
  ])('refuses "%s" with its cause and a fix', (text, reason) => {
    expect(read(text)).toMatchObject({ kind: 'invalid', reason, fix: expect.stringMatching(/\w/u) });
  });

  it('refuses what is far too long without looking at all of it', () => {
    expect(read('narnia '.repeat(20_000))).toMatchObject({ kind: 'invalid', reason: 'that is too long' });
    expect(read(`${'8 '.repeat(20_000)}mon-`)).toMatchObject({ kind: 'invalid' });
    expect(read(' '.repeat(40_000))).toMatchObject({ kind: 'invalid', reason: 'no time of day is given' });
  });

  it('gives what could be read of what it refuses', () => {
    expect(read('swap, talks weekdays in Kyiv')).toMatchObject({
      read: { days: everyDay.slice(0, 5), zone: 'Europe/Kyiv' },
      rest: ['swap', 'talks'],
    });
    expect(read('swap at 25:00 weekdays')).toMatchObject({ read: { days: everyDay.slice(0, 5) }, rest: ['swap'] });
    expect(read('swap at 8:30 in Narnia')).toMatchObject({ read: { time: '08:30' }, rest: ['swap'] });
  });

  it('takes the name of a topic for a city only after "in"', () => {
    const isTopic = (word: string): boolean => ['istanbul', 'swap', '8'].includes(word);
    const readTopics = (text: string) => readSchedule(text, { ...defaults, isTopic });
    expect(readTopics('swap, istanbul at 9')).toMatchObject({ schedule: { zone: 'UTC' }, rest: ['swap', 'istanbul'] });
    expect(readTopics('swap at 9 in istanbul')).toMatchObject({
      schedule: { zone: 'Europe/Istanbul' },
      rest: ['swap'],
    });
    expect(readTopics('istanbul at 9 istanbul time')).toMatchObject({
      schedule: { zone: 'Europe/Istanbul' },
      rest: ['istanbul'],
    });
    expect(readTopics('swap 8')).toMatchObject({ kind: 'invalid', rest: ['swap', '8'] });
  });

  it('reads or refuses anything that can be typed, and gives a time and a zone that exist', () => {
    const word = fc.constantFrom(
      'at',
      'in',
      'every',
      'morning',
      'to',
      'mon',
      'fri',
      'time',
      '8',
      '25',
      '8:61',
      'pm',
      'Kyiv',
      '-',
      ',',
      '(',
      "o'clock",
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const outcome = read(text);
        const { time, zone } = outcome.kind === 'ok' ? outcome.schedule : outcome.read;
        if (time !== undefined) expect(time).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);
        if (zone !== undefined) expect(readZone(zone)).toBe(zone);
      }),
    );
  });

  it('keeps to the local time on both sides of a change of the clocks, however it was written', () => {
    const outcome = read('swap every morning at 8, Kyiv time');
    if (outcome.kind === 'invalid') throw new Error(outcome.reason);
    expect(nextSlots(outcome.schedule, Date.parse('2026-03-28T00:00:00Z'), 2)).toEqual([
      '2026-03-28T06:00:00.000Z',
      '2026-03-29T05:00:00.000Z',
    ]);
  });

  it('leaves a bare number to the topics unless "at" stands before it', () => {
    expect(read('7 at 9')).toMatchObject({ schedule: { time: '09:00' }, rest: ['7'] });
  });
});

describe('reading a time of day', () => {
  it.each([
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['0:05', '00:05'],
    ['23.59', '23:59'],
    ['8AM', '08:00'],
    ['8 p.m.', '20:00'],
    ['8h', '08:00'],
    ['0800', '08:00'],
    ['Midday', '12:00'],
  ])('reads %s as %s', (text, time) => expect(readTime(text)).toBe(time));
  it.each(['24:00', '13pm', '0am', '8:60', 'eight', ''])('finds none in "%s"', (text) =>
    expect(readTime(text)).toBeUndefined(),
  );
});

describe('reading a zone', () => {
  it('tells which places an abbreviation may mean', () => {
    expect(read('swap at 8 IST')).toMatchObject({
      fix: 'name the one that you mean: Asia/Kolkata, Europe/Dublin or Asia/Jerusalem',
      read: { time: '08:00' },
      rest: ['swap'],
    });
  });

  it('takes an IANA name in any case, and its city', () => {
    expect(readZone('europe/kyiv')).toBe('Europe/Kyiv');
    expect(readZone('Kathmandu')).toMatch(/^Asia\/Kat/u);
    expect(readZone('utc')).toBe('UTC');
  });
  it('takes no fixed offset, which would forget daylight saving time', () => {
    expect(readZone('+02:00')).toBeUndefined();
    expect(['UTC+3', 'gmt -5', 'Etc/GMT-3'].map((typed) => readZone(typed))).toEqual([undefined, undefined, undefined]);
  });

  it('takes an abbreviation for the place that it means, summer and winter', () => {
    const names = ['ET', 'est', 'CT', 'MT', 'PT', 'CET', 'EET', 'MSK', 'JST'].map((name) => readZone(name));
    expect(names).toEqual([
      'America/New_York',
      'America/New_York',
      'America/Chicago',
      'America/Denver',
      'America/Los_Angeles',
      'Europe/Brussels',
      'Europe/Athens',
      'Europe/Moscow',
      'Asia/Tokyo',
    ]);
    expect(['IST', 'CST', 'XYZ'].map((name) => readZone(name))).toEqual([undefined, undefined, undefined]);
  });
});

describe('slots', () => {
  const at = (time: string, zone: string, days: readonly Weekday[] = everyDay) => ({ time, zone, days });

  it('run right after the gap when the local time does not exist', () => {
    expect(nextSlots(at('02:30', 'America/New_York'), Date.parse('2026-03-07T12:00:00Z'), 1)).toEqual([
      '2026-03-08T07:00:00.000Z',
    ]);
  });
  it('run once when the local time comes twice', () => {
    expect(nextSlots(at('01:30', 'America/New_York'), Date.parse('2026-10-31T12:00:00Z'), 2)).toEqual([
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ]);
  });
  it('are due at their own instant and not a millisecond sooner', () => {
    const kyiv = at('08:00', 'Europe/Kyiv');
    expect(latestSlot(kyiv, Date.parse('2026-11-22T06:00:00.000Z'))).toBe('2026-11-22T06:00:00.000Z');
    expect(latestSlot(kyiv, Date.parse('2026-11-22T05:59:59.999Z'))).toBe('2026-11-21T06:00:00.000Z');
  });
  it('keep to the days asked for', () => {
    const mondays = at('08:00', 'UTC', ['mon']);
    expect(nextSlots(mondays, Date.parse('2026-11-22T00:00:00Z'), 2)).toEqual([
      '2026-11-23T08:00:00.000Z',
      '2026-11-30T08:00:00.000Z',
    ]);
  });
  it('are described in words', () => {
    expect(describeSchedule(at('08:00', 'UTC', ['sat', 'sun']))).toBe('08:00 at weekends (UTC)');
    expect(describeSchedule(at('08:00', 'UTC', ['mon', 'thu']))).toBe('08:00 on mon, thu (UTC)');
  });
});
