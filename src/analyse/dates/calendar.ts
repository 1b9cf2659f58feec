/** Days without clocks: a reference date as written, and steps from it. */
import type { Precision } from '../../model.ts';

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What a wording settles; a part that it does not is null. */
export interface Parts {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly precision: Precision;
}

/** The date part of an ISO 8601 string as written, in no zone of its own; undefined when it has none. */
export const dayOf = (iso: string | null): Day | undefined => {
  const match = /^(\d{4})-(\d{2})-(\d{2})/u.exec(iso ?? '');
  return match === null ? undefined : { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
};

const dayMs = 86_400_000;
const instant = (day: Day): number => Date.UTC(day.year, day.month - 1, day.day);

export const weekdayOf = (day: Day): number => new Date(instant(day)).getUTCDay();

export const plusDays = (day: Day, days: number): Day => {
  const date = new Date(instant(day) + days * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

export const plusMonths = (day: Day, months: number): Day => {
  const count = day.year * 12 + (day.month - 1) + months;
  return { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1, day: 1 };
};

/** What two days have in common: a span is known as far as both its ends agree. */
export const common = (a: Day, b: Day, precision: Precision): Parts => ({
  year: a.year === b.year ? a.year : null,
  month: a.year === b.year && a.month === b.month ? a.month : null,
  day: a.year === b.year && a.month === b.month && a.day === b.day ? a.day : null,
  precision,
});
