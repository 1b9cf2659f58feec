/** Dates as feeds write them, to ISO 8601; what cannot be read for sure is null, never guessed. Pure. */
import { z } from 'zod';
import { readDate } from '../metadata.ts';
import zoneData from './zones.json' with { type: 'json' };

/** The names that RFC 822 gives a meaning; others mean different things in different countries. */
const zones = new Map(Object.entries(z.record(z.string(), z.string()).parse(zoneData)));

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const MAIL =
  /^(?:\p{L}{2,10}\.?,?\s{0,3})?(\d{1,2})[\s-]{1,3}(\p{L}{3,9})\.?,?[\s-]{1,3}(\d{4}|\d{2})(?:,?\s{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?\s{0,3}([A-Za-z]{1,5}|[+-]\d{2}:?\d{2})?(?:\s*\([^)]{0,40}\))?)?$/u;

const two = (value: string): string => value.padStart(2, '0');

/** RFC 822: two digits below 70 are of this century. */
const yearOf = (digits: string): string =>
  digits.length === 4 ? digits : `${Number(digits) < 70 ? '20' : '19'}${digits}`;

/** RFC 822 and what is made of it: full names, one-digit hours, no weekday, no seconds. Without a zone the day alone is known. */
const readMail = (text: string): string | undefined => {
  const match = MAIL.exec(text);
  if (match === null) return undefined;
  const [, day = '', monthName = '', digits = '', hour, minute = '00', second = '00', zone = ''] = match;
  const month = MONTHS.indexOf(monthName.slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return undefined;
  const date = `${yearOf(digits)}-${two(String(month))}-${two(day)}`;
  const offset = zones.get(zone.toUpperCase()) ?? (/^[+-]/u.test(zone) ? zone : '');
  return readDate(hour === undefined || offset === '' ? date : `${date}T${two(hour)}:${minute}:${second}${offset}`);
};

/** The first of these values that is a date, as an ISO 8601 date or instant. */
export const feedDate = (...values: readonly (string | undefined)[]): string | null => {
  for (const value of values) {
    const text = value?.replace(/\s+/gu, ' ').trim() ?? '';
    const date = text.length > LONGEST ? undefined : (readDate(text) ?? readMail(text));
    if (date !== undefined) return date;
  }
  return null;
};

const LONGEST = 100;
