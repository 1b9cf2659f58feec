/**
 * Times of day, days and zones: as people write them, and as instants. Shared by the settings, the chat and the
 * delivery, so that a schedule means the same wherever it was written.
 */
import { Cron } from 'croner';
import type { Subscription, Told, Topic, Weekday } from './model.ts';
import { type Certainty, isOffset, readZone, zonesMeant } from './zones.ts';

export { readZone } from './zones.ts';

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
  | {
      readonly kind: 'invalid';
      readonly reason: string;
      readonly fix: string;
      /** What could be read all the same. */
      readonly read: Partial<Schedule>;
      readonly rest: readonly string[];
    };

export interface ReadDefaults {
  readonly time?: string;
  readonly days: readonly Weekday[];
  readonly zone: string;
  /** Whether a word names a topic: then it is no city, unless "in" stands before it. */
  readonly isTopic?: (word: string) => boolean;
}

export const everyDay: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekdays = everyDay.slice(0, 5);
const weekend = everyDay.slice(5);

const dayWords: ReadonlyMap<string, readonly Weekday[]> = new Map([
  ['daily', everyDay],
  ['everyday', everyDay],
  ['weekdays', weekdays],
  ['weekday', weekdays],
  ['workdays', weekdays],
  ['workday', weekdays],
  ['weekends', weekend],
  ['weekend', weekend],
]);

const aDay = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?';
const dayName = new RegExp(`^${aDay}$`, 'u');
const daySpan = new RegExp(`^(${aDay})[-\u2013\u2014](${aDay})$`, 'u');

/** The days that a word names ("mon", "Thursdays", "weekdays", "mon-fri", "fri-mon"); empty when it names none. */
const daysOf = (word: string): readonly Weekday[] => {
  const named = dayWords.get(word);
  if (named !== undefined) return named;
  if (dayName.test(word)) return everyDay.filter((day) => word.startsWith(day));
  const [, first = '', last = ''] = daySpan.exec(word) ?? [];
  if (first === '') return [];
  const from = everyDay.findIndex((day) => first.startsWith(day));
  const to = everyDay.findIndex((day) => last.startsWith(day));
  return everyDay.filter((_, day) => (from <= to ? from <= day && day <= to : day >= from || day <= to));
};

/** What a part of the day means by itself. */
const dayParts: ReadonlyMap<string, { readonly time: string; readonly late: boolean }> = new Map([
  ['morning', { time: '08:00', late: false }],
  ['afternoon', { time: '15:00', late: true }],
  ['evening', { time: '18:00', late: true }],
]);

/**
 * "8", "08:00", "0800", "8.30", "8h", "8am", "8 p.m.", "noon", "midnight" -> HH:MM; undefined when it is no time of day.
 */
export const readTime = (text: string): string | undefined => {
  const word = text.toLowerCase();
  if (word === 'noon' || word === 'midday') return '12:00';
  if (word === 'midnight') return '00:00';
  const parts = /^(\d{1,2})(?:h|[:.h]?(\d{2}))?(?: ?([ap])\.?m\.?)?$/u.exec(word);
  if (parts === null) return undefined;
  const [, hourText = '', minuteText = '00', half] = parts;
  const hour = Number(hourText);
  const minute = Number(minuteText);
  if (minute > 59 || (half === undefined ? hour > 23 : hour < 1 || hour > 12)) return undefined;
  const hour24 = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  return `${String(hour24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};

const noise = new Set(['at', 'in', 'on', 'every', 'each', 'and', 'time', 'day', 'the', 'about', 'around', 'please']);
/** Before "time" they say whose, and that is not said otherwise. */
const ownTime = new Set(['my', 'our', 'local']);

/** Longest city names have four words ("North Dakota" zones aside); the look-ahead is bounded by it. */
const longestCity = 4;

const zoneAt = (
  words: readonly string[],
  index: number,
  certainty: Certainty,
): { zone: string; length: number } | undefined => {
  for (let length = Math.min(longestCity, words.length - index); length > 0; length -= 1) {
    const zone = readZone(words.slice(index, index + length).join(' '), certainty);
    if (zone !== undefined) return { zone, length };
  }
  return undefined;
};

/** Written in one word what people write in several: "8 am", "8 o'clock", "mon to fri", "in the morning", "mornings". */
const inWords = (text: string): readonly string[] =>
  text
    .replace(/(?<=\d) {0,3}([ap])\.?m\b\.?/giu, '$1m')
    .replace(/ {0,3}\bo['’]?clock\b/giu, '')
    .replace(spelledSpan, '$1-$2')
    .replace(/\b(?:in the |every |each )?(morning|afternoon|evening)s?\b/giu, '$1')
    .split(/[\s,;]+/u)
    .map((word) => word.replace(/^[("'“]+|[)"'”.!:?]+$/gu, ''))
    .filter((word) => word !== '');

const spelledSpan = new RegExp(`\\b(${aDay}) {0,3}(?:to|through|until|[-\u2013\u2014]) {0,3}(${aDay})\\b`, 'giu');

/** `late` on the hour that is meant: "8 in the evening" is 20:00. */
const inHalf = (time: string, late: boolean): string => {
  const hour = Number(time.slice(0, 2));
  return late && hour > 0 && hour < 12 ? `${hour + 12}${time.slice(2)}` : time;
};

/** Nobody orders a digest in more words; each is looked up among the zones of the world. */
const mostWords = 40;

/** A word may be as long as a message. */
const quoted = (word: string): string =>
  word.length <= 40 ? word : `${[...word.slice(0, 80)].slice(0, 40).join('')}…`;

interface Problem {
  readonly reason: string;
  readonly fix: string;
}

/** Takes in the words of a schedule one after another. */
class ScheduleReader {
  readonly rest: string[] = [];
  readonly days = new Set<Weekday>();
  problem: Problem | undefined;
  time: string | undefined;
  zone: string | undefined;
  part: { readonly time: string; readonly late: boolean } | undefined;
  private expects: 'time' | 'zone' | undefined;
  /** Where the words go on after the time of day. */
  private timeEnd: number | undefined;

  constructor(
    private readonly words: readonly string[],
    private readonly isTopic: (word: string) => boolean,
  ) {}

  read(): void {
    for (let index = 0; index < this.words.length; ) {
      const word = this.words[index] ?? '';
      const lower = word.toLowerCase();
      index += this.take(word, lower, index);
      // "at about 8": what is expected is still to come.
      if (lower === 'at') this.expects = 'time';
      else if (lower === 'in') this.expects = 'zone';
      else if (!noise.has(lower)) this.expects = undefined;
    }
    if (this.time === undefined && this.part === undefined) this.takeBareNumber();
  }

  /** How many words it took. */
  private take(word: string, lower: string, index: number): number {
    const part = dayParts.get(lower);
    const time = readTime(lower);
    // A bare number is a time only after "at": a topic may be called "7".
    if (time !== undefined && (this.expects === 'time' || !/^\d+$/u.test(lower))) this.setTime(time, index);
    else if (daysOf(lower).length > 0) for (const day of daysOf(lower)) this.days.add(day);
    else if (part !== undefined) this.part = part;
    else if ((this.expects === 'time' && !noise.has(lower)) || /^\d{1,2}[:.]\d{1,2}/u.test(lower))
      this.refuse(`"${quoted(word)}" is no time of day`, 'write it as 08:00 or 8am');
    else if (ownTime.has(lower) && this.followedByTime(index)) return 2;
    else return this.takeZone(word, lower, index);
    return 1;
  }

  private takeZone(word: string, lower: string, index: number): number {
    if (noise.has(lower)) return 1;
    const sure = this.expects === 'zone' || word.includes('/') || this.followedByTime(index);
    const likely = this.rest.length > 0 || this.time !== undefined || this.part !== undefined;
    const maybe = sure || (likely && !this.isTopic(lower));
    const certainty = sure ? 'said' : index === this.timeEnd ? 'after time' : 'any word';
    const found = maybe ? zoneAt(this.words, index, certainty) : undefined;
    if (found !== undefined) {
      this.zone = found.zone;
      return found.length;
    }
    const meant = maybe ? zonesMeant(word, certainty) : [];
    if (isOffset(word))
      this.refuse(`"${quoted(word)}" knows no summer time`, 'name a zone or its city instead, such as Europe/Kyiv');
    else if (meant.length > 0)
      this.refuse(
        `"${quoted(word)}" is the time of more than one place`,
        `name the one that you mean: ${meant.slice(0, -1).join(', ')} or ${meant.at(-1)}`,
      );
    else if (this.expects === 'zone' || /^[A-Z][A-Za-z]+\/[A-Z]/u.test(word) || (sure && !this.isTopic(lower)))
      this.refuse(`there is no time zone "${quoted(word)}"`, 'use an IANA name such as Europe/Kyiv, or its city');
    else this.rest.push(word);
    return 1;
  }

  private followedByTime(index: number): boolean {
    return this.words[index + 1]?.toLowerCase() === 'time';
  }

  /** "follow swap 8": a number that is no topic, where there is no other time. */
  private takeBareNumber(): void {
    const bare = this.rest.filter((word) => /^(?:\d{1,2}|0\d{3})$/u.test(word) && !this.isTopic(word));
    const [word = ''] = bare;
    const time = readTime(word);
    if (bare.length !== 1 || time === undefined) return;
    this.rest.splice(this.rest.indexOf(word), 1);
    this.time = time;
  }

  private setTime(time: string, index: number): void {
    this.timeEnd = index + 1;
    if (this.time !== undefined && this.time !== time)
      this.refuse(`two times of day are given, ${this.time} and ${time}`, 'give one, and order the other by itself');
    else this.time = time;
  }

  /** The first problem is told; what comes after it is read all the same. */
  private refuse(reason: string, fix: string): void {
    this.problem ??= { reason, fix };
  }
}

/**
 * Reads "swap, talks at 08:00 weekdays in Europe/Kyiv" in any order, and as people write it: "every morning at 8, Kyiv
 * time", "mon-fri 8.30", "noon". What is not said comes from `defaults`; a schedule with no time at all, given none, is
 * invalid.
 */
export const readSchedule = (text: string, defaults: ReadDefaults): ReadSchedule => {
  const words = inWords(text);
  if (words.length > mostWords)
    return {
      kind: 'invalid',
      reason: 'that is too long',
      fix: 'name topics, a time, days and a zone',
      read: {},
      rest: [],
    };
  const reader = new ScheduleReader(words, defaults.isTopic ?? (() => false));
  reader.read();
  const { rest, zone, part } = reader;
  const chosen = everyDay.filter((day) => reader.days.has(day));
  const said = reader.time === undefined ? part?.time : inHalf(reader.time, part?.late === true);
  const time = said ?? defaults.time;
  if (time !== undefined && reader.problem === undefined) {
    const days = chosen.length === 0 ? defaults.days : chosen;
    return { kind: 'ok', schedule: { time, days, zone: zone ?? defaults.zone }, rest };
  }
  const { reason, fix } = reader.problem ?? { reason: 'no time of day is given', fix: 'add one, as in: at 08:00' };
  const read = {
    ...(said !== undefined && { time: said }),
    ...(chosen.length > 0 && { days: chosen }),
    ...(zone !== undefined && { zone }),
  };
  return { kind: 'invalid', reason, fix, read, rest };
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
