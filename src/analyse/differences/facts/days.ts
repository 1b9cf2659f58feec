/** Days, months and years of one happening that cannot both be right, or that were moved. */
import type { DateMention, Statement } from '../../../model.ts';
import { compareDates, dayMs, dayNumber, wordingOf } from './date-comparison.ts';
import { nounOf } from './events.ts';
import { type Likeness, type Mention, mentionAt } from './mentions.ts';
import type { Kind, Setting, Told } from './slots.ts';

/** Around midnight one report says the day before, another the day after. */
const night = /\b(?:night|overnight|midnight|late|early|evening|dawn|morning)\b/iu;
/** A day on which something was said, not on which it happened. */
const saying =
  /\b(?:said|says|told|announced|reported|added|confirmed|statement|reporters|interview|wrote|news release|report|according to[^,]{0,40})\s(?:\p{L}+\s)?(?:late |early |on )?$/iu;
const sayingBehind = /^,?\s(?:that|as saying)\b/u;

/** "(0241 GMT Friday)" is the day elsewhere. */
const zoned = /\b(?:GMT|UTC|ET|EST|EDT|PT|PST|PDT)\s$/u;
const article = /\b(?:the|an?|his|her|its|their|this|that)\s$/iu;
/** What follows a date that does not describe it. */
const phrase =
  /^\s(?:in|at|on|of|by|to|for|from|with|after|before|when|while|as|and|but|or|that|who|which|near|outside|during|over|under|until|is|was|were|are|had|has|would|will)\b/iu;

/** Dates on which something happened or is to happen; not those on which it was said. */
export const datesTold = (statements: readonly Statement[]): Told<DateMention>[] =>
  statements.flatMap((statement) =>
    statement.dates.flatMap((date) => {
      const before = statement.text.slice(Math.max(0, date.start - 60), date.start);
      if (/^['’]s/u.test(statement.text.slice(date.end)) && date.precision === 'year') return [];
      if (date.relation !== 'on' && date.relation !== 'until') return [];
      if (saying.test(before) || sayingBehind.test(statement.text.slice(date.end, date.end + 12))) return [];
      const after = statement.text.slice(date.end, date.end + 24);
      if (zoned.test(before)) return [];
      const owns = /^['’]s\s/u.test(after);
      const attributive = owns || (article.test(before) && /^\s\p{L}/u.test(after) && !phrase.test(after));
      // "His 2008 Bentley" was not stopped in 2008.
      if (attributive && date.precision === 'year' && /^\s\p{Lu}/u.test(after)) return [];
      return [{ value: date, mention: mentionAt(statement, date.start, date.end, attributive) }];
    }),
  );

/** Steps of a case: the day of one is not the day of another, whatever else the sentences share. */
const steps = ['charge', 'convict', 'sentence', 'hearing'];
/** What goes on for days has no one day. */
const lasting = new Set(['hearing', 'march', 'call', 'meeting', 'visit', 'vote', 'play']);
/** The happening in common must be what the date is told of in both, not one further off. */
const dominance = 0.4;
/** A word this near belongs to the date. */
const beside = 0.12;
const strongest = ({ events }: Mention): number => Math.max(0, ...events.values());

/** Both name people, and nobody in common. */
const othersNamed = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && ![...a].some((entity) => b.has(entity));

const namesShared = (a: Mention, b: Mention): boolean =>
  a.statement.names.some(({ entity }) => b.statement.names.some((other) => other.entity === entity));

/** Words that set one occasion apart from another of its kind. */
const apart = /\b(?:previous(?:ly)?|first such|earlier|last such|another|other|second|third|fourth|next|former)\b/iu;

/** How far two dates lie apart, in units of the coarser of the two. */
const unitsApart = (a: DateMention, b: DateMention): number => {
  const precision = [a, b].some((one) => one.precision === 'year')
    ? 'year'
    : [a, b].some((one) => one.precision === 'month')
      ? 'month'
      : 'day';
  if (precision === 'year') return Math.abs((a.year ?? 0) - (b.year ?? 0));
  if (precision === 'month' && a.month === b.month) return Math.abs((a.year ?? 0) - (b.year ?? 0));
  if (precision === 'month') return Math.abs((a.year ?? 0) * 12 + (a.month ?? 0) - (b.year ?? 0) * 12 - (b.month ?? 0));
  const [one, two] = [dayNumber(a), dayNumber(b)];
  if (one !== undefined && two !== undefined) return Math.abs(one - two);
  if (a.month === null || b.month === null) return 1;
  return Math.abs(31 * (a.month - b.month) + (a.day ?? 0) - (b.day ?? 0));
};
/** Reports of one happening seldom put it further apart than this many days, months or years. */
const close = 1;
const far = 3;
const farthest = 31;
const nearness = (gap: number): number => (gap <= close ? 0.05 : gap <= far ? 0 : gap <= farthest ? -0.1 : -0.25);
/** Sentences as alike as this tell one thing, whichever of its words stands nearest to the date. */
const alikeThroughout = 0.35;
/** The first sentences of an article tell what its story is about. */
const leadSentences = 3;
const bothLead = (a: Mention, b: Mention): boolean =>
  a.statement.position < leadSentences && b.statement.position < leadSentences;

/** Whether the nearest happening is one, and no step of a case stands beside one date alone. */
const oneHappening = (a: Mention, b: Mention, { near, all, event }: Likeness): boolean => {
  if (event === undefined) return false;
  if (near >= alikeThroughout && all >= alikeThroughout) return true;
  if (event.nearness < dominance * Math.max(strongest(a), strongest(b))) return false;
  return (
    steps.includes(event.event) ||
    steps.every((step) => (a.events.get(step) ?? 0) > beside === (b.events.get(step) ?? 0) > beside)
  );
};

const scoreIn =
  ({ persons, published }: Setting) =>
  (a: Told<DateMention>, b: Told<DateMention>, alike: Likeness): number => {
    const { near, all, event } = alike;
    const [one, two] = [a.mention, b.mention];
    const people = ({ statement }: Mention): ReadonlySet<string> =>
      new Set(
        statement.names
          .map(({ entity }) => entity)
          .filter((entity) => persons.has(entity) && entity !== statement.speaker?.entity),
      );
    if (event === undefined || !oneHappening(one, two, alike)) return 0;
    if (othersNamed(people(one), people(two)) || apart.test(around(a, occasion)) !== apart.test(around(b, occasion)))
      return 0;
    const moved = moves(a, b, published) || moves(b, a, published);
    if (a.value.precision === 'day' && lasting.has(event.event) && !(moved && isPlan(a) && isPlan(b))) return 0;
    const named = one.statement.names.length > 0 && two.statement.names.length > 0;
    const twice = [...one.events.keys()].filter((key) => two.events.has(key)).length > 1;
    const bonus =
      (moved ? 0.18 : nearness(unitsApart(a.value, b.value))) +
      (namesShared(one, two) ? 0 : named ? -0.08 : -0.03) +
      (bothLead(one, two) ? 0.15 : 0) +
      (moved && twice ? 0.1 : 0);
    return Math.max(0, Math.min(1, 0.4 * near + 0.6 * all + 0.2 * event.nearness + bonus));
  };

const around = ({ value, mention }: Told<DateMention>, reach: number): string =>
  mention.statement.text.slice(Math.max(0, value.start - reach), value.end + reach);
const brink = 12;
const occasion = 120;

const label = (told: readonly (readonly Told<DateMention>[])[]): string => {
  const precisions = new Set(told.flat().map(({ value }) => value.precision));
  return precisions.has('year') ? 'year' : precisions.has('month') ? 'month' : 'day';
};

/** Words that tell of a plan. */
const planned =
  /\b(?:will|shall|due|scheduled|expected|expects?|set (?:to|for)|slated|planned|plans|is to|are to|to be)\b/iu;
const isPlan = ({ value, mention }: Told<DateMention>): boolean =>
  planned.test(mention.statement.text.slice(Math.max(0, value.start - 90), value.end + 24));

/** Whether the later article moves what the earlier one expected to a later day. */
const moves = (early: Told<DateMention>, late: Told<DateMention>, published: Setting['published']): boolean => {
  const [first, second] = [early, late].map(({ mention }) => published(mention.statement.article)?.slice(0, 10) ?? '');
  const [from, to] = [dayNumber(early.value), dayNumber(late.value)];
  if (!first || !second || first >= second || from === undefined || to === undefined || to <= from) return false;
  const [told, again] = [Date.parse(first) / dayMs, Date.parse(second) / dayMs];
  // A further date that is set once the first one has passed is the next occasion.
  if (isPlan(late) && again >= from) return false;
  return isPlan(early) && told <= from && wordingOf(early.value) !== 'relative' && wordingOf(late.value) !== 'relative';
};

/** A sentence of several days does not tell plainly what happened on which. */
const oneOfSeveral = ({ value, mention }: Told<DateMention>): boolean =>
  mention.statement.dates.some(
    (other) =>
      other !== value &&
      other.precision === value.precision &&
      compareDates(other, value) !== 'same' &&
      other.start !== value.start,
  );

/** Each tells of its own article's day: two days' news. */
const ownDays = (a: Told<DateMention>, b: Told<DateMention>, published: Setting['published']): boolean => {
  const [one, two] = [dayNumber(a.value), dayNumber(b.value)];
  const [first, second] = [a, b].map(
    ({ mention }) => Date.parse(published(mention.statement.article)?.slice(0, 10) ?? '') / dayMs,
  );
  if (one === undefined || two === undefined || first === undefined || second === undefined) return false;
  return Math.abs(two - one) > 1 && two - one === second - first && Math.abs(first - one) <= 1;
};

/** Dates compared within one story. */
export const datesIn = (setting: Setting): Kind<DateMention> => ({
  kind: 'date',
  compare: (a, b) => {
    const compared = compareDates(a.value, b.value);
    if (compared === 'same') return 'same';
    if (moves(a, b, setting.published)) return 'update';
    if (compared !== 'differ' || a.value.relation !== b.value.relation) return 'unclear';
    if (ownDays(a, b, setting.published)) return 'apart';
    if (isPlan(a) !== isPlan(b) || oneOfSeveral(a) || oneOfSeveral(b)) return 'unclear';
    const [one, two] = [dayNumber(a.value), dayNumber(b.value)];
    const neighbours = one === undefined || two === undefined || Math.abs(one - two) === 1;
    const nights = night.test(around(a, brink)) || night.test(around(b, brink));
    return a.value.precision === 'day' && neighbours && nights ? 'unclear' : 'differ';
  },
  score: scoreIn(setting),
  threshold: 0.33,
  distinct: compareDates,
  clarity: (date) => (wordingOf(date) === 'calendar' ? 2 : wordingOf(date) === 'weekday' ? 1 : 0),
  twins: (_a, _b, { near, all, event }) => event !== undefined && 0.5 * near + 0.5 * all + 0.2 * event.nearness >= 0.15,
  about: (positions, [event]) => `${label(positions)} of the ${event === undefined ? 'event' : nounOf(event)}`,
});
