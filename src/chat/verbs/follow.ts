/** `/news follow` and `/news list`. */
import { findTopic } from '../../brief/topics.ts';
import type { Address, Answer, Subscription, Topic } from '../../model.ts';
import { everyDay, instantLabel, nextSlots, operator, type ReadSchedule, readSchedule } from '../../schedule.ts';
import { changed, typedIn } from '../changes.ts';
import { describe } from '../described.ts';
import { formOf } from '../forms.ts';
import { done, info } from '../notices.ts';
import { scheduleParameters, topicsParameter } from '../parameters.ts';
import { topicsFor, unknownTopic } from '../topics.ts';
import type { Verb, VerbRequest } from '../verb.ts';

/** "unless quiet": on a day without news nothing is posted. */
const unlessQuiet = /\s*\bunless\s+(?:it(?:['’]s|\s+is)\s+)?quiet\b/iu;

export const followExample = '/news follow swap, talks at 08:00 weekdays in Europe/Kyiv';

/** True for what was followed here, and for what the DIGESTS setting orders for this channel. */
export const standsIn = ({ address }: Subscription, here: Address): boolean =>
  address.platform === here.platform &&
  address.channel === here.channel &&
  (address.workspace === here.workspace || address.workspace === operator);

export const ofChannel = async ({ store, command }: VerbRequest): Promise<readonly Subscription[]> =>
  (await store.subscriptions.list()).filter((each) => standsIn(each, command.address));

/** What a digest without topics is of. */
const topStories = /^(?:(?:all\s+)?top\s+stor(?:y|ies)|everything)$/iu;

/** No topic's name or title has more words. */
const longestName = 5;

export type NamedTopics =
  | { readonly kind: 'ok'; readonly topics: readonly Topic[] }
  | { readonly kind: 'unknown'; readonly word: string; readonly answer: Answer };

/** The topics that words name, one after another, by name or by title. "top stories" names none. */
export const topicsNamed = (words: readonly string[], known: readonly Topic[]): NamedTopics => {
  const topics: Topic[] = [];
  if (topStories.test(words.join(' '))) return { kind: 'ok', topics };
  for (let at = 0; at < words.length; ) {
    let length = Math.min(longestName, words.length - at);
    let found = findTopic(words.slice(at, at + length).join(' '), known);
    while (found.kind === 'unknown' && length > 1) {
      length -= 1;
      found = findTopic(words.slice(at, at + length).join(' '), known);
    }
    const word = words[at] ?? '';
    if (found.kind === 'unknown') return { kind: 'unknown', word, answer: unknownTopic(word, found) };
    if (!topics.includes(found.topic)) topics.push(found.topic);
    at += length;
  }
  return { kind: 'ok', topics };
};

/** The form with what was understood; what was not stands there to be mended. */
const incomplete = (
  read: ReadSchedule,
  quiet: boolean,
  { problem, fix }: { readonly problem: string; readonly fix: string },
): Answer => {
  const { time, days, zone } = read.kind === 'ok' ? read.schedule : read.read;
  const isEvery = days === undefined || days.length === everyDay.length;
  return formOf(
    followVerb,
    followVerb,
    {
      topics: read.rest.join(', '),
      time,
      days: isEvery ? undefined : days.join(','),
      zone,
      quiet: quiet ? 'unless quiet' : undefined,
    },
    problem,
    fix,
  );
};

/** One digest a channel and time of day: what is followed at that time already is told with it. */
const together = (before: Subscription | undefined, topics: readonly string[]): readonly string[] =>
  before === undefined || before.topics.length === 0 || topics.length === 0
    ? topics
    : [...new Set([...before.topics, ...topics])];

const next = ({ clock }: VerbRequest, subscription: Subscription): string => {
  const slots = nextSlots(subscription, clock.now(), 3).map((slot) => instantLabel(slot, subscription.zone));
  return `Next: ${slots.join('; ')} (${subscription.zone}).`;
};

const follow = async (request: VerbRequest): Promise<Answer> => {
  const { store, clock, command, rest } = request;
  const { platform, workspace, channel } = command.address;
  const known = await topicsFor(request, command.address);
  const quiet = unlessQuiet.test(rest);
  const read = readSchedule(rest.replace(unlessQuiet, ''), {
    days: everyDay,
    zone: command.person.zone ?? 'UTC',
    isTopic: (word) => known.some((topic) => topic.name === word),
  });
  const named = topicsNamed(read.rest, known);
  if (read.kind === 'invalid')
    return incomplete(read, quiet, {
      problem: `I cannot read that: ${read.reason}.`,
      fix: `${read.fix}; for example: ${followExample}`,
    });
  if (named.kind === 'unknown') {
    const { title, fix } = named.answer.kind === 'notice' ? named.answer.notice : { title: '', fix: '' };
    return incomplete(read, quiet, { problem: title, fix: fix ?? '' });
  }
  const id = `${platform}:${workspace}:${channel}:${read.schedule.time}`;
  const before = (await store.subscriptions.list()).find((each) => each.id === id);
  const subscription: Subscription = {
    id,
    address: { platform, workspace, channel },
    topics: together(
      before,
      named.topics.map((topic) => topic.name),
    ),
    ...read.schedule,
    paused: false,
    ...(quiet && { quiet: 'nothing' as const }),
    createdBy: command.person.id,
    createdAt: new Date(clock.now()).toISOString(),
  };
  const outcome = await changed(request, typedIn(request), [
    { kind: 'subscription', id, before: before ?? null, after: subscription },
  ]);
  if (outcome.kind === 'refused') return outcome.answer;
  const lines = [
    next(request, subscription),
    ...(before === undefined ? [] : [`It takes the place of: ${describe(before)}.`]),
    ...(command.person.zone === undefined && read.schedule.zone === 'UTC'
      ? ['That is the time in UTC; name your own zone, as in: in Europe/Kyiv']
      : []),
  ];
  return { ...done(`This channel follows ${describe(subscription)}.`, lines), actions: outcome.actions };
};

/** `/news follow TOPIC[, TOPIC] at 08:00 [DAYS] [in ZONE]`: one digest a channel and time of day. */
export const followVerb: Verb = {
  name: 'follow',
  usage: 'follow TOPIC[, TOPIC] at 08:00 [weekdays|daily|mon,thu] [in Europe/Kyiv] [unless quiet]',
  summary: 'post a digest of these topics here, at this time',
  manages: true,
  parameters: [topicsParameter, ...scheduleParameters],
  run: follow,
};

const lineOf = (subscription: Subscription, now: number): string => {
  const { paused, refused, zone } = subscription;
  const [slot] = nextSlots(subscription, now, 1);
  const state = paused ? ', paused' : slot === undefined ? '' : `, next ${instantLabel(slot, zone)}`;
  const trouble =
    refused === undefined
      ? ''
      : `; cannot be posted since ${instantLabel(refused.since, zone)} (${refused.code}): ${refused.fix}`;
  return `${describe(subscription)}${state}${trouble}`;
};

/** `/news list`. */
export const listVerb: Verb = {
  name: 'list',
  usage: 'list',
  summary: 'what this channel follows, and when it comes next',
  manages: false,
  parameters: [],
  run: async (request) => {
    const held = await ofChannel(request);
    if (held.length === 0) return info('This channel follows nothing yet.', [`Begin with: ${followExample}`]);
    return info(
      'This channel follows',
      held.map((each) => lineOf(each, request.clock.now())),
    );
  },
};
