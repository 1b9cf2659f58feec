/** Times of day of one happening that cannot both be right. */
import type { Statement } from '../../../model.ts';
import { type ClockTime, clockTimes, compareTimes, gapOf } from './clock.ts';
import { compareDates } from './date-comparison.ts';
import { nounOf } from './events.ts';
import { type Mention, mentionAt } from './mentions.ts';
import type { Kind, Setting, Told } from './slots.ts';

export const timesTold = (statements: readonly Statement[]): Told<ClockTime>[] =>
  statements.flatMap((statement) =>
    clockTimes(statement).map((value) => ({ value, mention: mentionAt(statement, value.start, value.end) })),
  );

const deictic = /^(?:today|tonight|this (?:morning|afternoon|evening)|yesterday|last night|tomorrow)$/iu;

/** Two sentences that each name a day name one in common; "tonight" of two articles is one day if they are of one. */
const oneDay = (a: Told<ClockTime>, b: Told<ClockTime>, published: Setting['published']): boolean => {
  const [one, two] = [a.mention.statement, b.mention.statement];
  if (one.dates.length > 0 && two.dates.length > 0)
    return one.dates.some((date) => two.dates.some((other) => compareDates(date, other) === 'same'));
  if (![...one.dates, ...two.dates].some(({ text }) => deictic.test(text))) return true;
  return published(one.article)?.slice(0, 10) === published(two.article)?.slice(0, 10);
};

/** Reports of one moment lie minutes apart, seldom hours. */
const close = 90;
const far = 180;
/** The happening in common must be what the time is told of in both, not one further off. */
const dominance = 0.5;
const isToldOf = ({ events }: Mention, event: string): boolean =>
  (events.get(event) ?? 0) >= dominance * Math.max(0, ...events.values());

/** The first sentences of an article tell what its story is about. */
const leadSentences = 3;
const bothLead = (a: Mention, b: Mention): boolean =>
  a.statement.position < leadSentences && b.statement.position < leadSentences;

export const timesIn = ({ published }: Setting): Kind<ClockTime> => ({
  kind: 'date',
  compare: (a, b) => {
    const compared = compareTimes(a.value, b.value);
    return compared === 'differ' && !oneDay(a, b, published) ? 'unclear' : compared;
  },
  score: (a, b, { near, all, event }) => {
    if (event === undefined || !isToldOf(a.mention, event.event) || !isToldOf(b.mention, event.event)) return 0;
    const gap = gapOf(a.value, b.value);
    const closeness = gap <= close ? 0.15 : gap <= far ? 0 : -0.25;
    const leads = bothLead(a.mention, b.mention) ? 0.1 : 0;
    return Math.max(0, Math.min(1, 0.5 * near + 0.5 * all + 0.35 * event.nearness + closeness + leads));
  },
  threshold: 0.3,
  twins: (_a, _b, { near, all, event }) =>
    event !== undefined && 0.5 * near + 0.5 * all + 0.35 * event.nearness >= 0.15,
  about: (_positions, [event]) => `time of the ${event === undefined ? 'event' : nounOf(event)}`,
});
