/**
 * Times of day, days and zones: as people write them, and as instants. Shared by the settings, the chat and the
 * delivery, so that a schedule means the same wherever it was written.
 */
import { Cron } from 'croner';
import type { Subscription, Told, Topic, Weekday } from './model.ts';

export interface Schedule {
  /** Local wall-clock time, HH:MM. */
  readonly time: string;
  readonly days: readonly Weekday[];
  /** IANA name. */
  readonly zone: string;
}

/**
 * Who speaks for a Subscription that the DIGESTS setting orders, and the workspace in which it stands: the setting
 * names a channel alone, and a channel's id is the platform's own.
 */
export const operator = 'environment';

export type ReadSchedule =
  /** `rest`: the words that are neither time, day nor zone, in order. */
  | { readonly kind: 'ok'; readonly schedule: Schedule; readonly rest: readonly string[] }
  | { readonly kind: 'invalid'; readonly reason: string; readonly fix: string };

export const everyDay: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekdays = everyDay.slice(0, 5);
const weekend = everyDay.slice(5);

const dayWords: ReadonlyMap<string, readonly Weekday[]> = new Map([
  ['daily', everyDay],
  ['everyday', everyDay],
  ['weekdays', weekdays],
  ['weekday', weekdays],
  ['weekends', weekend],
  ['weekend', weekend],
]);

const dayName = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?$/u;

/** The days that a word names; empty when it names none. */
const daysOf = (word: string): readonly Weekday[] =>
  dayWords.get(word) ?? (dayName.test(word) ? everyDay.filter((day) => word.startsWith(day)) : []);

/** "8", "08:00", "8.30", "8am", "8:30pm", "noon", "midnight" -> HH:MM; undefined when it is no time of day. */
export const readTime = (word: string): string | undefined => {
  if (word === 'noon') return '12:00';
  if (word === 'midnight') return '00:00';
  const parts = /^(\d{1,2})(?:[:.h](\d{2}))?(am|pm)?$/u.exec(word);
  if (parts === null) return undefined;
  const [, hourText = '', minuteText = '00', half] = parts;
  const hour = Number(hourText);
  const minute = Number(minuteText);
  if (minute > 59 || (half === undefined ? hour > 23 : hour < 1 || hour > 12)) return undefined;
  const hour24 = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  return `${String(hour24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};

const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** Cities by their folded name: the last part of each IANA zone that the runtime lists. */
const cities: ReadonlyMap<string, string> = new Map(
  Intl.supportedValuesOf('timeZone').map((zone) => [
    (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ').toLowerCase(),
    zone,
  ]),
);

const areas = ['Africa', 'America', 'Antarctica', 'Asia', 'Atlantic', 'Australia', 'Europe', 'Indian', 'Pacific'];

const capitalised = (text: string): string =>
  text.toLowerCase().replaceAll(/(?<![\p{L}'])\p{L}/gu, (letter) => letter.toUpperCase());

/** The runtime lists some zones by an old name alone (Kiev, Katmandu) but knows the new one when asked. */
const zoneOfCity = (city: string): string | undefined => {
  const name = capitalised(city).replaceAll(' ', '_');
  return areas.map((area) => `${area}/${name}`).find(isZone) ?? cities.get(city.toLowerCase());
};

/** An IANA name in any case, or a zone's own city ("Kyiv", "new york"); undefined when there is no such zone. */
export const readZone = (text: string): string | undefined => {
  if (/^(?:utc|gmt)$/iu.test(text)) return 'UTC';
  if (!text.includes('/')) return /^[\p{L} '-]+$/u.test(text) ? zoneOfCity(text) : undefined;
  const name = capitalised(text).replaceAll(' ', '_');
  // Offsets such as "+01:00" are zones to the runtime too, but keep no daylight saving time: none to live by.
  return /^\p{L}+\/[\p{L}_/-]+$/u.test(name) && isZone(name) ? name : undefined;
};

const noise = new Set(['at', 'in', 'on', 'every', 'each', 'and', 'time', 'day']);

/** Longest city names have four words ("North Dakota" zones aside); the look-ahead is bounded by it. */
const longestCity = 4;

const zoneAt = (words: readonly string[], index: number): { zone: string; length: number } | undefined => {
  for (let length = Math.min(longestCity, words.length - index); length > 0; length -= 1) {
    const zone = readZone(words.slice(index, index + length).join(' '));
    if (zone !== undefined) return { zone, length };
  }
  return undefined;
};

/**
 * Reads "swap, talks at 08:00 weekdays in Europe/Kyiv" in any order. What is not said comes from `defaults`; a
 * schedule with no time at all, given none, is invalid.
 */
export const readSchedule = (
  text: string,
  defaults: { time?: string; days: readonly Weekday[]; zone: string },
): ReadSchedule => {
  const words = text.split(/[\s,]+/u).filter((word) => word !== '');
  let time: string | undefined;
  let zone: string | undefined;
  const days = new Set<Weekday>();
  const rest: string[] = [];
  let expectsTime = false;
  let expectsZone = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const lower = word.toLowerCase();
    const someTime = readTime(lower);
    // A bare number is a time only after "at": a topic may be called "7".
    if (someTime !== undefined && (expectsTime || !/^\d+$/u.test(lower))) time = someTime;
    else if (expectsTime || /^\d{1,2}[:.]\d{1,2}/u.test(lower))
      return { kind: 'invalid', reason: `"${word}" is no time of day`, fix: 'write it as 08:00 or 8am' };
    else if (daysOf(lower).length > 0) for (const day of daysOf(lower)) days.add(day);
    else {
      const found = noise.has(lower) ? undefined : zoneAt(words, index);
      if (found !== undefined && (expectsZone || word.includes('/') || rest.length > 0 || time !== undefined)) {
        zone = found.zone;
        index += found.length - 1;
      } else if (expectsZone || (/^[A-Z][A-Za-z]+\/[A-Z]/u.test(word) && found === undefined))
        return {
          kind: 'invalid',
          reason: `there is no time zone "${word}"`,
          fix: 'use an IANA name such as Europe/Kyiv, or its city',
        };
      else if (!noise.has(lower)) rest.push(word);
    }
    expectsTime = lower === 'at';
    expectsZone = lower === 'in';
  }
  time ??= defaults.time;
  if (time === undefined)
    return { kind: 'invalid', reason: 'no time of day is given', fix: 'add one, as in: at 08:00' };
  const chosen = days.size === 0 ? defaults.days : everyDay.filter((day) => days.has(day));
  return { kind: 'ok', schedule: { time, days: chosen, zone: zone ?? defaults.zone }, rest };
};

/** "08:00 on weekdays (Europe/Kyiv)". */
export const describeSchedule = ({ time, days, zone }: Schedule): string => {
  const same = (list: readonly Weekday[]): boolean =>
    list.length === days.length && list.every((day) => days.includes(day));
  const when = same(everyDay)
    ? 'every day'
    : same(weekdays)
      ? 'on weekdays'
      : same(weekend)
        ? 'at weekends'
        : `on ${days.join(', ')}`;
  return `${time} ${when} (${zone})`;
};

/** "Wed 4 Jun, 08:00": an ISO instant in the wall-clock time of a zone. */
export const instantLabel = (iso: string, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(iso));

const cronOf = ({ time, days, zone }: Schedule): Cron => {
  const [hour = '0', minute = '0'] = time.split(':');
  return new Cron(`0 ${Number(minute)} ${Number(hour)} * * ${days.join(',')}`, { timezone: zone, paused: true });
};

/** The next `n` slots after `from` (ms), as ISO instants. A local time in a gap runs right after it, one in a fold once. */
export const nextSlots = (schedule: Schedule, from: number, n: number): string[] =>
  cronOf(schedule)
    .nextRuns(n, new Date(from))
    .map((date) => date.toISOString());

/** The latest slot at or before `now` (ms), as an ISO instant. */
export const latestSlot = (schedule: Schedule, now: number): string | undefined =>
  // croner looks strictly before its reference, in whole seconds; a slot is due at its own instant and not a moment sooner.
  cronOf(schedule)
    .previousRuns(2, new Date(now + 1000))
    .find((date) => date.getTime() <= now)
    ?.toISOString();

export interface DigestOrder {
  readonly title: string;
  /** None: the top stories. */
  readonly topics: readonly Topic[];
  /** ISO instants. Articles known since `from` are news; null for all. */
  readonly from: string | null;
  readonly to: string | null;
  readonly next: string | null;
  readonly zone: string;
  /** What the channel was told before, and is not told again; nothing unless given. */
  readonly told?: Told;
}

/** What a Subscription's digest for the slot `to` covers, after the one up to `from`. */
export const digestOrder = (
  subscription: Subscription,
  topics: readonly Topic[],
  span: { from: string | null; to: string; told?: Told },
): DigestOrder => ({
  title: 'Morning digest',
  topics: topics.filter((topic) => subscription.topics.includes(topic.name)),
  ...span,
  next: nextSlots(subscription, Date.parse(span.to), 1)[0] ?? null,
  zone: subscription.zone,
});
