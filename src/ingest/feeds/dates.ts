/** Dates as feeds write them, to ISO 8601; what cannot be read for sure is null, never guessed. Pure. */
import { readDate } from '../metadata.ts';

const LONGEST = 100;

/** The first of these values that is a date, as an ISO 8601 date or instant. */
export const feedDate = (...values: readonly (string | undefined)[]): string | null => {
  for (const value of values) {
    const text = value?.replace(/\s+/gu, ' ').trim() ?? '';
    const date = text.length > LONGEST ? undefined : readDate(text);
    if (date !== undefined) return date;
  }
  return null;
};
