/** Calendar dates, read by chrono-node; what it takes for a date and is none is left out. */
import * as chrono from 'chrono-node/en';
import type { Day, Parts } from './calendar.ts';
import { type Found, weekdayParts } from './relative.ts';
import { counted, leadsToMonth, months, weekdays } from './words.ts';

/** chrono looks at the rest of the text after every find; pieces of this many characters keep the whole linear. */
const pieceLength = 1000;

/** A date as chrono read it, with which parts the wording states. */
type Component = chrono.ParsedResult['start'];

/** Used where the article has no date: only parts that the wording itself states are then kept. */
const noReference: Day = { year: 2000, month: 1, day: 1 };

const monthName = new RegExp(
  `\\b(?:${months.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)}|[a-z]?\\.?)?`).join('|')})(?![\\p{L}])`,
  'iu',
);
const fullMonth = new RegExp(`^(?:${months.join('|')})$`, 'iu');
const slashed = /\b(\d{1,2})\/(\d{1,2})\/\d{2,4}\b/u;

/** Beyond this many days the nearest year is as good as its neighbour, so a missing year stays unknown. */
const nearDays = 150;
const apart = (component: Component, reference: Day): number =>
  Math.abs(component.date().getTime() - Date.UTC(reference.year, reference.month - 1, reference.day)) / 86_400_000;

const partsOf = (component: Component, reference: Day | undefined, text: string): Parts | undefined => {
  const certain = (part: 'year' | 'month' | 'day') => (component.isCertain(part) ? component.get(part) : null);
  const month = certain('month');
  // "The end of June" is a stretch of days, not its last one.
  const day = /\bend of\b/iu.test(text) ? null : certain('day');
  if (month === null) return undefined;
  const near = reference !== undefined && apart(component, reference) <= nearDays;
  const year = certain('year') ?? (near ? component.get('year') : null);
  const precision = day === null ? 'month' : 'day';
  const [, first, second] = slashed.exec(text) ?? [];
  // 4/5/2005 is read in two ways on the two sides of the Atlantic.
  if (first !== undefined && Number(first) <= 12 && Number(second) <= 12 && first !== second)
    return { year, month: null, day: null, precision: 'day' };
  return { year, month, day, precision };
};

/** "On", "at 10:57 on", "1:30 a.m. on": what stands before a date and is none of it. */
const clockLead = /^(?:at\s+)?(?:\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)?\s+)?on\s+/iu;

const isDate = (text: string, before: string, after: string): boolean => {
  const month = monthName.exec(text)?.[0];
  if (month === undefined) return /\d{4}-\d{2}-\d{2}/u.test(text) || slashed.test(text);
  if (!/^\p{Lu}/u.test(month)) return false;
  if (/\d/u.test(text.replace(/\b\d{1,2}:\d{2}(?::\d{2})?/gu, ''))) return true;
  // "April Jones" is a person.
  if (/^ \p{Lu}/u.test(after)) return false;
  return fullMonth.test(month) && (leadsToMonth(before) || leadsToMonth(text.slice(0, text.indexOf(month))));
};

const readPiece = (piece: string, offset: number, sentence: string, reference: Day | undefined): Found[] => {
  const { year, month, day } = reference ?? noReference;
  return chrono.casual
    .parse(piece, { instant: new Date(Date.UTC(year, month - 1, day, 12)), timezone: 0 })
    .flatMap((result) => {
      const lead = clockLead.exec(result.text)?.[0].length ?? 0;
      const start = offset + result.index + lead;
      const end = offset + result.index + result.text.length;
      const before = sentence.slice(Math.max(0, start - 80), start);
      const text = result.text.slice(lead);
      if (!isDate(text, before, sentence.slice(end, end + 2))) return [];
      return [result.start, result.end].flatMap((component) => {
        const parts = component === null || component === undefined ? undefined : partsOf(component, reference, text);
        return parts === undefined ? [] : [{ start, end, parts }];
      });
    });
};

/** "June 2", "2 June 2025", "in September 2022", "Friday, December 31st", "2005-11-28". */
export const findCalendar = (sentence: string, reference: Day | undefined): Found[] => {
  const found: Found[] = [];
  for (let at = 0; at < sentence.length; ) {
    const limit = at + pieceLength;
    const space = limit < sentence.length ? sentence.lastIndexOf(' ', limit) : sentence.length;
    const end = space > at ? space : Math.min(limit, sentence.length);
    found.push(...readPiece(sentence.slice(at, end), at, sentence, reference));
    at = end;
  }
  return found;
};

const weekdayPattern = new RegExp(
  `\\b(?:${weekdays.map((day) => `${day.charAt(0).toUpperCase()}${day.slice(1)}`).join('|')})\\b`,
  'gu',
);

/** "Monday", "last Friday": chrono settles these by nearness, news by the tense, so they are read here. */
export const findWeekdays = (sentence: string, reference: Day | undefined): Found[] =>
  [...sentence.matchAll(weekdayPattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    parts: weekdayParts(match[0], sentence.slice(Math.max(0, match.index - 80), match.index), reference),
  }));

const yearPattern =
  /(?:\b(?:in|since|during|by|until|till|before|after|early|late|mid|year|of|from|to|and|the|his|her|their|its)|['’]s|mid-)\s*\b((?:1[6-9]|20)\d\d)(?:(?=['’]s\b)|\b(?![\d%,.:/-]*\d|['’]?s\b|-\p{L}))/giu;

/** Years on their own: "since 2014", "the 2004 election"; not "of 2000 people". */
export const findYears = (sentence: string): Found[] =>
  [...sentence.matchAll(yearPattern)].flatMap((match) => {
    const year = match[1] ?? '';
    const end = match.index + match[0].length;
    const next = /^\s+(\p{L}+)/u.exec(sentence.slice(end, end + 40))?.[1] ?? '';
    const plural =
      /[^s]s$/u.test(next) &&
      !/^(?:is|was|as|has|its|this|vs|his|hers|yours|plus|says|ends|always|sometimes)$/u.test(next);
    if (counted.has(next.toLowerCase()) || (plural && next.length > 3)) return [];
    return [
      { start: end - year.length, end, parts: { year: Number(year), month: null, day: null, precision: 'year' } },
    ];
  });
