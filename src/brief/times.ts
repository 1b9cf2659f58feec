/** Whether a passage speaks of the time and the figures that a question names. */
import type { Analysis, Statement } from '../model.ts';
import { before } from './passages.ts';
import { stemOfWord } from './postings.ts';
import type { AskedLabel, Question } from './question.ts';

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const ordinal = /\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b/giu;

const holdsNumber = (number: string, { text, quantities, dates }: Statement): boolean =>
  new RegExp(`(?<![\\d.])${number.replace(/\./gu, '\\.')}(?!\\d)`, 'u').test(text.replace(/(?<=\d),(?=\d)/gu, '')) ||
  quantities.some(({ value }) => value !== null && String(value) === number) ||
  dates.some(({ year, day }) => String(year) === number || String(day) === number);

const holdsTime = (time: string, passage: readonly Statement[]): boolean => {
  const month = months.indexOf(time) + 1;
  const pattern = new RegExp(`\\b${time}\\b`, 'iu');
  return passage.some(
    ({ text, dates }) => pattern.test(text) || (month > 0 && dates.some((date) => date.month === month)),
  );
};

/** "the first meeting" where the question asks of the second. */
const tellsOtherOrdinal = (time: string, passage: readonly Statement[]): boolean => {
  const last = passage.at(-1);
  const told = [...(last?.text.toLowerCase().match(ordinal) ?? [])];
  return told.length > 0 && !told.includes(time);
};

/** "stage 14", "stage No. 14", "the 14th stage". */
const labelled = /(\p{L}{3,})\s+(?:no\.?\s*|number\s+|#)?(\d{1,3})(?![\d\p{L}])/giu;
const labelledBefore = /(?<![\d.,])(\d{1,3})(?:st|nd|rd|th)[\s-]+(\p{L}{3,})/giu;

const holdsLabel = ({ term, number }: AskedLabel, { text }: Statement): boolean =>
  [...text.matchAll(labelled)].some(
    (found) => found[2] === number && stemOfWord((found[1] ?? '').toLowerCase()) === term,
  ) ||
  [...text.matchAll(labelledBefore)].some(
    (found) => found[1] === number && stemOfWord((found[2] ?? '').toLowerCase()) === term,
  );

/** Months and weekdays must be named in the passage or just before it; numbers in the passage; ordinals not contradicted. */
export const holdsTimes = (analysis: Analysis, question: Question, passage: readonly Statement[]): boolean => {
  const last = passage.at(-1);
  if (last === undefined) return false;
  const nearby = [...before(analysis, last, 2), ...passage];
  return (
    question.numbers.every((number) => passage.some((each) => holdsNumber(number, each))) &&
    question.labels.every((label) => passage.some((each) => holdsLabel(label, each))) &&
    question.times.every((time) =>
      time.match(ordinal) === null
        ? holdsTime(time, nearby)
        : !tellsOtherOrdinal(time, passage) && holdsTime(time, passage),
    )
  );
};
