/** What two wordings settle of a date, and whether both can be right. */
import type { DateMention } from '../../../model.ts';
import type { Comparison } from './slots.ts';

/** How a date is told: by its weekday, by the calendar, or from the article's own day. */
type Wording = 'weekday' | 'calendar' | 'relative';

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const weekday = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/iu;

export const wordingOf = ({ text }: DateMention): Wording =>
  weekday.test(text)
    ? 'weekday'
    : /\d{4}|\d.*\p{L}{3}|\p{L}{3}.*\d|^\p{Lu}\p{Ll}+$/u.test(text)
      ? 'calendar'
      : 'relative';

export const dayMs = 86_400_000;
/** Days since 1970, where the day is settled. */
export const dayNumber = ({ year, month, day }: DateMention): number | undefined =>
  year === null || month === null || day === null ? undefined : Date.UTC(year, month - 1, day) / dayMs;
const weekdayName = (date: DateMention): string | undefined => {
  if (wordingOf(date) === 'weekday') return date.text.toLowerCase();
  const number = dayNumber(date);
  return number === undefined ? undefined : weekdays[new Date(number * dayMs).getUTCDay()];
};

/** Two weekdays further apart are not one happening told wrong, but two. */
const mostApart = 4;

/** Whether the wording itself states the year; a year told by the article's date is as sure as that alone. */
const statesYear = ({ text }: DateMention): boolean => /\d{4}/u.test(text);

const compareDays = (a: DateMention, b: DateMention): Comparison => {
  const [one, two] = [dayNumber(a), dayNumber(b)];
  const wordings = new Set([wordingOf(a), wordingOf(b)]);
  if (one !== undefined && two !== undefined) {
    if (one === two) return 'same';
    if (wordings.size === 1 && a.month === b.month && a.day === b.day && !(statesYear(a) && statesYear(b)))
      return 'same';
    // A day told from the article's own is as sure as the article's date is: it confirms, and never contradicts.
    if (wordings.has('relative')) return 'unclear';
    if (wordings.has('weekday') && Math.abs(one - two) > mostApart) return 'unclear';
    return weekdayName(a) === weekdayName(b) && wordings.has('weekday') ? 'unclear' : 'differ';
  }
  if (wordings.has('relative')) return 'unclear';
  const [first, second] = [weekdayName(a), weekdayName(b)];
  if (first !== undefined && second !== undefined)
    return first === second ? 'same' : wordings.has('calendar') ? 'unclear' : 'differ';
  if (a.day !== null && b.day !== null && a.month !== null && b.month !== null)
    return a.day === b.day && a.month === b.month ? 'same' : 'differ';
  return 'unclear';
};

/** Whether two dates can be one, as far as both are settled. */
export const compareDates = (a: DateMention, b: DateMention): Comparison => {
  if (a.precision === 'day' && b.precision === 'day') return compareDays(a, b);
  if (a.precision !== b.precision && [a, b].some((one) => one.precision === 'day' && wordingOf(one) !== 'calendar'))
    return 'unclear';
  if (a.precision !== b.precision && [a, b].some((one) => one.precision !== 'year' && !statesYear(one)))
    return 'unclear';
  if (a.year !== null && b.year !== null) {
    if (a.year !== b.year) return 'differ';
    if (a.month !== null && b.month !== null) return a.month === b.month ? 'same' : 'differ';
    return a.precision === b.precision ? 'same' : 'unclear';
  }
  return 'unclear';
};
