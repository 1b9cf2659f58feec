import type { Address, Answer, Subscription } from '../../model.ts';
import { describeSchedule, everyDay, instantLabel, nextSlots, operator, readSchedule } from '../../schedule.ts';
import { done, info, refusal } from '../notices.ts';
import { scheduleParameters, topicParameter, topicsParameter } from '../parameters.ts';
import { readTopicNames, topicsFor } from '../topics.ts';
import type { Verb, VerbRequest } from '../verb.ts';

/** "unless quiet": on a day without news nothing is posted. */
const unlessQuiet = /\s*\bunless\s+(?:it(?:'s|\s+is)\s+)?quiet\b/iu;

const example = '/news follow swap, talks at 08:00 weekdays in Europe/Kyiv';

/** True for what was followed here, and for what the DIGESTS setting orders for this channel. */
export const standsIn = ({ address }: Subscription, here: Address): boolean =>
  address.platform === here.platform &&
  address.channel === here.channel &&
  (address.workspace === here.workspace || address.workspace === operator);

const ofChannel = async ({ store, command }: VerbRequest): Promise<readonly Subscription[]> =>
  (await store.subscriptions.list()).filter((each) => standsIn(each, command.address));

/** "swap, talks at 08:00 every day (Europe/Kyiv)". */
export const describe = (subscription: Subscription): string => {
  const topics = subscription.topics.length === 0 ? 'top stories' : subscription.topics.join(', ');
  const by = subscription.createdBy === operator ? ', by the DIGESTS setting' : '';
  const quiet = subscription.quiet === 'nothing' ? ', unless quiet' : '';
  return `${topics} at ${describeSchedule(subscription)}${quiet}${by}`;
};

/** `/news follow TOPIC[, TOPIC] at 08:00 [DAYS] [in ZONE]`: one digest a channel and time of day. */
export const followVerb: Verb = {
  name: 'follow',
  usage: 'follow TOPIC[, TOPIC] at 08:00 [weekdays|daily|mon,thu] [in Europe/Kyiv] [unless quiet]',
  summary: 'post a digest of these topics here, at this time',
  manages: true,
  parameters: [topicsParameter, ...scheduleParameters],
  run: async (request) => {
    const { store, clock, command, rest } = request;
    const { platform, workspace, channel } = command.address;
    const read = readSchedule(rest.replace(unlessQuiet, ''), { days: everyDay, zone: command.person.zone ?? 'UTC' });
    if (read.kind === 'invalid')
      return refusal(`I cannot read that: ${read.reason}.`, `${read.fix}; for example: ${example}`);
    const topics = readTopicNames(read.rest, await topicsFor(request, command.address));
    if (topics.kind === 'refused') return topics.answer;
    const subscription: Subscription = {
      id: `${platform}:${workspace}:${channel}:${read.schedule.time}`,
      address: { platform, workspace, channel },
      topics: topics.topics.map((topic) => topic.name),
      ...read.schedule,
      paused: false,
      ...(unlessQuiet.test(rest) && { quiet: 'nothing' as const }),
      createdBy: command.person.id,
      createdAt: new Date(clock.now()).toISOString(),
    };
    await store.subscriptions.put(subscription);
    const next = nextSlots(subscription, clock.now(), 3).map((slot) => instantLabel(slot, subscription.zone));
    return done(`This channel follows ${describe(subscription)}.`, [
      `Next: ${next.join('; ')} (${subscription.zone}).`,
    ]);
  },
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
    if (held.length === 0) return info('This channel follows nothing yet.', [`Begin with: ${example}`]);
    return info(
      'This channel follows',
      held.map((each) => {
        const next = nextSlots(each, request.clock.now(), 1)[0];
        const state = each.paused ? ', paused' : next === undefined ? '' : `, next ${instantLabel(next, each.zone)}`;
        const refused =
          each.refused === undefined
            ? ''
            : `; cannot be posted since ${instantLabel(each.refused.since, each.zone)} (${each.refused.code}): ${each.refused.fix}`;
        return `${describe(each)}${state}${refused}`;
      }),
    );
  },
};

/** Changes the channel's subscriptions that hold a topic, or all of them when none is named. */
const change = async (
  request: VerbRequest,
  verbed: string,
  apply: (subscription: Subscription) => Promise<void>,
  refuse: (meant: readonly Subscription[]) => Answer | undefined = () => undefined,
): Promise<Answer> => {
  const held = await ofChannel(request);
  if (held.length === 0) return refusal('This channel follows nothing.', `Begin with: ${example}`);
  const topics = readTopicNames(
    request.rest.split(/[\s,]+/u).filter((word) => word !== ''),
    await topicsFor(request, request.command.address),
  );
  if (topics.kind === 'refused') return topics.answer;
  const names = topics.topics.map((topic) => topic.name);
  const meant = held.filter((each) => names.length === 0 || names.some((name) => each.topics.includes(name)));
  if (meant.length === 0)
    return refusal(`This channel does not follow ${names.join(', ')}.`, `It follows ${held.map(describe).join('; ')}.`);
  const refused = refuse(meant);
  if (refused !== undefined) return refused;
  for (const subscription of meant) await apply(subscription);
  return done(`${verbed}: ${meant.map(describe).join('; ')}.`);
};

/** What the setting orders would come back with the next start: it is ended where it was ordered. */
const ordered = (meant: readonly Subscription[]): Answer | undefined => {
  const standing = meant.filter((each) => each.createdBy === operator);
  if (standing.length === 0) return undefined;
  return refusal(
    `${standing.map(describe).join('; ')}: that is not for this channel to end.`,
    'The operator takes it out of DIGESTS; until then hold it back with: /news pause',
  );
};

export const unfollowVerb: Verb = {
  name: 'unfollow',
  usage: 'unfollow [TOPIC]',
  summary: 'stop a digest; without a topic, all of this channel',
  manages: true,
  parameters: [topicParameter],
  run: (request) => {
    const dropped = new Set(request.rest.toLowerCase().split(/[\s,]+/u));
    const apply = async (subscription: Subscription): Promise<void> => {
      const topics = subscription.topics.filter((topic) => !dropped.has(topic));
      // A digest that loses its last topic ends: without topics it would turn into the top stories.
      if (request.rest === '' || topics.length === 0) await request.store.subscriptions.remove(subscription.id);
      else await request.store.subscriptions.put({ ...subscription, topics });
    };
    return change(request, 'Unfollowed', apply, ordered);
  },
};

const setPaused = (name: 'pause' | 'resume', paused: boolean, verbed: string, summary: string): Verb => ({
  name,
  usage: `${name} [TOPIC]`,
  summary,
  manages: true,
  parameters: [topicParameter],
  run: (request) =>
    change(request, verbed, (subscription) => request.store.subscriptions.put({ ...subscription, paused })),
});

export const pauseVerb = setPaused('pause', true, 'Paused', 'hold the digests of this channel back');
export const resumeVerb = setPaused('resume', false, 'Resumed', 'let them come again');
