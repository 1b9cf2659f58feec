/** Times of day: read with their zone and their roundness, and compared as far as both settle them. */
import type { Statement } from '../../../model.ts';

export interface ClockTime {
  readonly start: number;
  readonly end: number;
  /** Minutes past midnight that the wording allows: two where morning or evening is not said. */
  readonly minutes: readonly number[];
  /** `UTC`, another zone as written, or null where none is. */
  readonly zone: string | null;
  /** Within how many minutes another telling of the same time may lie. */
  readonly slack: number;
  readonly about: boolean;
}

const zones = 'GMT|UTC|BST|IST|CET|CEST|MSK|(?:A?[ECMP]|AK)[SD]?T';
const hours = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const written = new RegExp(
  [
    '\\b(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2})(?::\\d{2})?)?\\s?(?<half>[ap])\\.?\\s?m\\b\\.?',
    '\\b(?<day>\\d{1,2}):(?<past>\\d{2})(?::\\d{2})?(?!\\d|:|\\.\\d)',
    '\\b(?<army>[01]\\d[0-5]\\d|2[0-3][0-5]\\d)(?=\\s?(?:hours|hrs|GMT|UTC|local)\\b)',
    '\\b(?<word>noon|midday|midnight)\\b',
    `\\b(?:(?<part>half|(?:a )?quarter) (?<way>past|to) )(?<spoken>${hours.join('|')})\\b`,
    `\\b(?<told>${hours.join('|')})(?=\\s(?:o['’]clock|in the (?:morning|afternoon|evening)|at night)\\b)`,
  ].join('|'),
  'giu',
);
const suffix = new RegExp(`^\\s?(?:hours|hrs)?(?:\\s\\(?local time\\)?)?\\s?\\(?(${zones})\\b`, 'u');
const hedge =
  /\b(?:about|around|approximately|roughly|some|circa|nearly|just|shortly|little)(?:\s(?:before|after|past))?\s(?:at\s)?$/iu;
const bound =
  /\b(?:before|after|by|until|till|since|past|from|between|and|to|as of)\s(?:(?:about|around|approximately|roughly)\s)?$/iu;
const near = /\b(?:just|shortly|soon|little|moments|minutes)\s(?:before|after|past)\s$/iu;
/** A time between hyphens or before a noun ("midnight rules") tells no hour of anything. */
const leads =
  /(?:\b(?:at|around|about|by|until|till|from|since|before|after|past|between|approximately|roughly|as of|to|on|\d{4})\s|[(,]\s?)$/iu;
/** "With 4:08 to play": the time that is left in a game. */
const remaining =
  /^\s(?:left|remaining|to (?:go|play)|minutes|seconds|into|(?:in|of) the (?:first|second|third|fourth|final|last|half|quarter|period|game|race|round)|of the clock)\b/iu;
const morning = /^[^.]{0,25}\bmorning\b|^\s(?:a\.?m)/iu;
const evening = /^[^.]{0,25}\b(?:afternoon|evening|night)\b/iu;

const day = 24 * 60;

const minutesOf = (
  groups: Readonly<Record<string, string | undefined>>,
  after: string,
): readonly number[] | undefined => {
  const { hour, minute = '0', half, day: clock, past = '0', army, word, part, way, spoken, told } = groups;
  const named = (spoken ?? told)?.toLowerCase();
  if (named !== undefined) {
    const offset = part === undefined ? 0 : part.toLowerCase() === 'half' ? 30 : 15;
    const base = ((hours.indexOf(named) + 1) % 12) * 60 + (way?.toLowerCase() === 'to' ? -offset : offset);
    const first = (base + 12 * 60) % (12 * 60);
    if (morning.test(after)) return [first];
    return evening.test(after) ? [first + 12 * 60] : [first, first + 12 * 60];
  }
  if (word !== undefined) return [word.toLowerCase() === 'midnight' ? 0 : 12 * 60];
  if (army !== undefined) return [Number(army.slice(0, 2)) * 60 + Number(army.slice(2))];
  if (hour !== undefined) {
    if (Number(hour) > 23 || Number(minute) > 59) return undefined;
    const base = Number(hour) > 12 ? Number(hour) : (Number(hour) % 12) + (half?.toLowerCase() === 'p' ? 12 : 0);
    return [base * 60 + Number(minute)];
  }
  const value = Number(clock) * 60 + Number(past);
  if (Number(clock) > 23 || Number(past) > 59) return undefined;
  if (Number(clock) > 12 || clock?.startsWith('0') === true || morning.test(after)) return [value];
  if (evening.test(after)) return [(value % (12 * 60)) + 12 * 60];
  return [value % (12 * 60), (value % (12 * 60)) + 12 * 60];
};

/** How loosely a time is told: on the hour more than at 8.39. */
const roundness = (minutes: number): number =>
  minutes % 30 === 0 ? 15 : minutes % 15 === 0 ? 10 : minutes % 5 === 0 ? 7 : 4;
const hedged = 20;

/** The times of day in a sentence. A bound ("by 6:40 a.m.") is none, nor is what is left of a game. Linear. */
export const clockTimes = ({ text }: Statement): ClockTime[] =>
  [...text.matchAll(written)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const [before, after] = [text.slice(Math.max(0, start - 30), start), text.slice(end, end + 40)];
    const groups = match.groups ?? {};
    const plain = groups.half === undefined;
    if (plain && groups.army === undefined && !leads.test(before)) return [];
    if (groups.day !== undefined && remaining.test(after)) return [];
    // "4:30 a.m. local time (11.30 p.m. ET)": the same time once more.
    if (/\d.{0,24}\(\s?$/u.test(before)) return [];
    if (bound.test(before) && !near.test(before)) return [];
    const minutes = minutesOf(groups, after);
    if (minutes === undefined) return [];
    const lead = hedge.exec(before)?.[0] ?? '';
    const about = lead !== '';
    const zone = suffix.exec(after)?.[1]?.toUpperCase() ?? null;
    return [
      {
        start: start - lead.length,
        end,
        minutes,
        zone: zone === 'GMT' ? 'UTC' : zone,
        slack: about ? hedged : roundness(minutes[0] ?? 0),
        about,
      },
    ];
  });

/** Zones of countries that have several, and the world's: a plain time beside one of these may be in another zone. */
const several = /^(?:A?[ECMP]|AK)[SD]?T$/u;

const comparable = (a: ClockTime, b: ClockTime, gap: number): boolean => {
  if (a.zone === b.zone) return true;
  if (a.zone === 'UTC' || b.zone === 'UTC') return false;
  if (a.zone !== null && b.zone !== null) return false;
  const fromHour = Math.min(gap % 60, 60 - (gap % 60));
  return !several.test(a.zone ?? b.zone ?? '') || fromHour > Math.max(a.slack, b.slack);
};

export type Comparison = 'same' | 'differ' | 'unclear';

/** Minutes between two times, as near as the wordings allow. */
export const gapOf = (a: ClockTime, b: ClockTime): number => {
  let gap = day;
  for (const one of a.minutes)
    for (const two of b.minutes) gap = Math.min(gap, Math.abs(one - two), day - Math.abs(one - two));
  return gap;
};

/** Whether two times can be one. Nearly so is `unclear`, and so are times of zones that nothing relates. */
export const compareTimes = (a: ClockTime, b: ClockTime): Comparison => {
  const gap = gapOf(a, b);
  const slack = Math.max(a.slack, b.slack);
  if (!comparable(a, b, gap)) return 'unclear';
  return gap <= slack ? 'same' : gap >= 1.5 * slack ? 'differ' : 'unclear';
};
