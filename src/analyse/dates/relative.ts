/** Wordings that count from the article's own date. */
import { common, type Day, type Parts, plusDays, plusMonths, weekdayOf } from './calendar.ts';
import { looksAhead, numbers, weekdays } from './words.ts';

const unknown = (precision: Parts['precision']): Parts => ({ year: null, month: null, day: null, precision });

/** "3", "three" or "a", as they stand before "days ago". */
const numberOf = (word: string): number | undefined => {
  if (/^\d{1,3}$/u.test(word)) return Number(word);
  const at = word === 'a' || word === 'an' ? 0 : numbers.indexOf(word);
  return at < 0 ? undefined : at + 1;
};

/** `ago` in weeks, months and years is rounded in speech, so no day is read from it. */
const ago = (count: number, unit: string, reference: Day | undefined): Parts => {
  switch (unit) {
    case 'day':
      return reference === undefined
        ? unknown('day')
        : common(plusDays(reference, -count), plusDays(reference, -count), 'day');
    case 'week':
      return reference === undefined
        ? unknown('month')
        : common(plusDays(reference, -7 * count - 3), plusDays(reference, -7 * count + 3), 'month');
    case 'month': {
      if (reference === undefined) return unknown('month');
      const { year, month } = plusMonths(reference, -count);
      return { year, month, day: null, precision: 'month' };
    }
    default:
      return reference === undefined
        ? unknown('year')
        : { year: reference.year - count, month: null, day: null, precision: 'year' };
  }
};

const span = (step: number, unit: string, reference: Day | undefined): Parts => {
  if (unit === 'week') {
    if (reference === undefined) return unknown('month');
    // Weeks run from Monday to Sunday (ISO 8601).
    const monday = plusDays(reference, -((weekdayOf(reference) + 6) % 7) + 7 * step);
    return { ...common(monday, plusDays(monday, 6), 'month'), day: null };
  }
  return ago(-step, unit, reference);
};

const steps: ReadonlyMap<string, number> = new Map([
  ['last', -1],
  ['this', 0],
  ['the', 0],
  ['next', 1],
]);
const casual: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['tonight', 0],
  ['this morning', 0],
  ['this afternoon', 0],
  ['this evening', 0],
  ['yesterday', -1],
  ['last night', -1],
  ['tomorrow', 1],
]);

const pattern = new RegExp(
  [
    '\\b(?:(today|tonight|yesterday|tomorrow|this\\s+(?:morning|afternoon|evening)|last\\s+night)',
    '(last|this|next|(?<=(?:end|start|beginning)\\s+of\\s+)the)\\s+(week|month|year)',
    `(\\d{1,3}|an?|${numbers.join('|')})\\s+(day|week|month|year)s?\\s+ago)\\b`,
  ].join('|'),
  'giu',
);

export interface Found {
  readonly start: number;
  readonly end: number;
  readonly parts: Parts;
}

/** "yesterday", "next week", "the end of the month", "three years ago". */
export const findRelative = (sentence: string, reference: Day | undefined): Found[] =>
  [...sentence.matchAll(pattern)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const [, day, which, unit, amount, agoUnit] = match.map((part) => part?.toLowerCase().replace(/\s+/gu, ' '));
    const shift = day === undefined ? undefined : casual.get(day);
    if (shift !== undefined)
      return [{ start, end, parts: reference === undefined ? unknown('day') : ago(-shift, 'day', reference) }];
    const step = which === undefined ? undefined : steps.get(which);
    if (step !== undefined && unit !== undefined) return [{ start, end, parts: span(step, unit, reference) }];
    const number = amount === undefined ? undefined : numberOf(amount);
    return number !== undefined && agoUnit !== undefined
      ? [{ start, end, parts: ago(number, agoUnit, reference) }]
      : [];
  });

/**
 * A weekday by its name. News looks back: the latest such day up to the article's own, unless the wording looks ahead.
 * "Next Friday" is heard as two different days, and a day ahead that is today's own may be either: both stay unsettled.
 */
export const weekdayParts = (name: string, before: string, reference: Day | undefined): Parts => {
  const weekday = weekdays.indexOf(name.toLowerCase());
  if (reference === undefined || weekday < 0) return unknown('day');
  const back = (weekdayOf(reference) - weekday + 7) % 7;
  const previous = plusDays(reference, -(back === 0 && /\blast\s*$/iu.test(before) ? 7 : back));
  const coming = plusDays(reference, back === 0 ? 7 : 7 - back);
  if (/\bnext\s*$/iu.test(before)) return common(coming, plusDays(coming, 7), 'day');
  if (/\blast\s*$/iu.test(before)) return common(previous, previous, 'day');
  if (!looksAhead(before)) return common(previous, previous, 'day');
  return back === 0 ? common(previous, coming, 'day') : common(coming, coming, 'day');
};
