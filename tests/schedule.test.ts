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
  ])('refuses "%s" with its cause and a fix', (text, reason) => {
    expect(read(text)).toEqual({ kind: 'invalid', reason, fix: expect.stringMatching(/\w/u) });
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
  ])('reads %s as %s', (text, time) => expect(readTime(text)).toBe(time));
  it.each(['24:00', '13pm', '0am', '8:60', 'eight', ''])('finds none in "%s"', (text) =>
    expect(readTime(text)).toBeUndefined(),
  );
});

describe('reading a zone', () => {
  it('takes an IANA name in any case, and its city', () => {
    expect(readZone('europe/kyiv')).toBe('Europe/Kyiv');
    expect(readZone('Kathmandu')).toMatch(/^Asia\/Kat/u);
    expect(readZone('utc')).toBe('UTC');
  });
  it('takes no fixed offset, which would forget daylight saving time', () => {
    expect(readZone('+02:00')).toBeUndefined();
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
