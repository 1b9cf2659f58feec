/** Dates in one sentence, absolute and relative to the article's own date, as precise as the wording and no more. */
import type { DateMention } from '../../model.ts';
import { findCalendar, findWeekdays, findYears } from './absolute.ts';
import { dayOf } from './calendar.ts';
import { findRelative } from './relative.ts';
import { mayHoldDate, relationOf } from './words.ts';

/**
 * @param sentence  cleaned text
 * @param reference the article's publication, ISO 8601; null when unknown: relative dates and missing years stay null
 * @returns mentions in order, without overlap but for the two ends of a range; linear in the sentence's length
 */
export const findDates = (sentence: string, reference: string | null): DateMention[] => {
  if (!mayHoldDate.test(sentence)) return [];
  const today = dayOf(reference);
  const found = [
    ...findCalendar(sentence, today),
    ...findRelative(sentence, today),
    ...findWeekdays(sentence, today),
    ...findYears(sentence),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const mentions: DateMention[] = [];
  let taken = -1;
  let previous: { start: number; end: number } | undefined;
  for (const { start, end, parts } of found) {
    const range = previous !== undefined && previous.start === start && previous.end === end;
    if (start < taken && !range) continue;
    const relation = range ? 'until' : relationOf(sentence.slice(Math.max(0, start - 60), start));
    mentions.push({ start, end, text: sentence.slice(start, end), ...parts, relation });
    taken = Math.max(taken, end);
    previous = { start, end };
  }
  return mentions;
};
