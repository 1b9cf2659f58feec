/** Dates as mail has them (RFC 822, RFC 5322), and as feeds and old pages make them of it, in the form of ISO 8601. Pure. */
import { z } from 'zod';
import zoneData from './zones.json' with { type: 'json' };

/** The names that RFC 822 gives a meaning; others mean different things in different countries. */
const zones = new Map(Object.entries(z.record(z.string(), z.string()).parse(zoneData)));

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const MAIL =
  /^(?:\p{L}{2,10}\.?,?\s{0,3})?(\d{1,2})[\s-]{1,3}(\p{L}{3,9})\.?,?[\s-]{1,3}(\d{4}|\d{2})(?:,?\s{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?\s{0,3}([A-Za-z]{1,5}|[+-]\d{2}:?\d{2})?(?:\s*\([^)]{0,40}\))?)?$/u;

/** "Monday, June 2, 2025 09:00": the month in letters leaves no doubt, and of the time its zone would be wanting. */
const MONTH_FIRST =
  /^(?:\p{L}{2,10}\.?,?\s{1,3})?(\p{L}{3,9})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})(?:,?\s{1,3}.{0,30})?$/u;

const two = (value: string): string => value.padStart(2, '0');

/** RFC 822: two digits below 70 are of this century. */
const yearOf = (digits: string): string =>
  digits.length === 4 ? digits : `${Number(digits) < 70 ? '20' : '19'}${digits}`;

/**
 * Full names, one-digit hours, no weekday, no seconds are all taken. Without a zone, or with one that means different
 * things in different countries, the day alone is known. Not checked against the calendar.
 */
export const mailDateAsIso = (text: string): string | undefined => {
  const match = MAIL.exec(text);
  if (match === null) return monthFirst(text);
  const [, day = '', monthName = '', digits = '', hour, minute = '00', second = '00', zone = ''] = match;
  const month = MONTHS.indexOf(monthName.slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return undefined;
  const date = `${yearOf(digits)}-${two(String(month))}-${two(day)}`;
  const offset = zones.get(zone.toUpperCase()) ?? (/^[+-]/u.test(zone) ? zone : '');
  return hour === undefined || offset === '' ? date : `${date}T${two(hour)}:${minute}:${second}${offset}`;
};

const monthFirst = (text: string): string | undefined => {
  const [, monthName = '', day = '', year = ''] = MONTH_FIRST.exec(text) ?? [];
  const month = MONTHS.indexOf(monthName.slice(0, 3).toLowerCase()) + 1;
  return month === 0 ? undefined : `${year}-${two(String(month))}-${two(day)}`;
};
