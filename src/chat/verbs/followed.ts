/** `/news unfollow`, `pause` and `resume`: what is followed already, by topic or, from a button, by its id. */
import type { Answer, Edit, Subscription } from '../../model.ts';
import { operator } from '../../schedule.ts';
import { changed, typedIn } from '../changes.ts';
import { describe } from '../described.ts';
import { done, refusal } from '../notices.ts';
import { topicParameter } from '../parameters.ts';
import { topicsFor } from '../topics.ts';
import type { Verb, VerbRequest } from '../verb.ts';
import { followExample, ofChannel, topicsNamed } from './follow.ts';

type Meant =
  | {
      readonly kind: 'found';
      readonly meant: readonly Subscription[];
      /** Names of the topics that were typed; none where the whole of each digest is meant. */
      readonly topics: readonly string[];
    }
  | { readonly kind: 'refused'; readonly answer: Answer };

/** From a person's own page of the app: any digest of a workspace that they manage, or what they asked for themselves. */
const fromHome = async ({ store, command, rest }: VerbRequest): Promise<Subscription | undefined> => {
  const { address, person } = command;
  if (address.channel !== person.id) return undefined;
  return (await store.subscriptions.list()).find(
    (each) =>
      each.id === rest &&
      each.address.platform === address.platform &&
      each.address.workspace === address.workspace &&
      (person.manages || each.createdBy === person.id),
  );
};

const meantBy = async (request: VerbRequest): Promise<Meant> => {
  const refused = (cause: string, fix: string): Meant => ({ kind: 'refused', answer: refusal(cause, fix) });
  const { rest } = request;
  const held = await ofChannel(request);
  const one = held.find(({ id }) => id === rest) ?? (await fromHome(request));
  if (one !== undefined) return { kind: 'found', meant: [one], topics: [] };
  if (held.length === 0) return refused('This channel follows nothing.', `Begin with: ${followExample}`);
  const words = rest.split(/[\s,]+/u).filter((word) => word !== '');
  const named = topicsNamed(words, await topicsFor(request, request.command.address));
  if (named.kind === 'unknown') return { kind: 'refused', answer: named.answer };
  const topics = named.topics.map(({ name }) => name);
  // "top stories" names no topic, and a digest that has none.
  const meant = held.filter((each) =>
    topics.length > 0
      ? topics.some((name) => each.topics.includes(name))
      : words.length === 0 || each.topics.length === 0,
  );
  if (meant.length > 0) return { kind: 'found', meant, topics };
  return refused(
    `This channel does not follow ${topics.length === 0 ? 'the top stories' : topics.join(', ')}.`,
    `It follows ${held.map(describe).join('; ')}.`,
  );
};

/** @param after of each that is meant; null where it ends */
const apply = async (
  request: VerbRequest,
  meant: readonly Subscription[],
  after: readonly (Subscription | null)[],
  said: string,
  lines: readonly string[] = [],
): Promise<Answer> => {
  const edits = meant.map(
    (before, at): Edit => ({ kind: 'subscription', id: before.id, before, after: after[at] ?? null }),
  );
  const outcome = await changed(request, typedIn(request), edits);
  return outcome.kind === 'refused' ? outcome.answer : { ...done(said, lines), actions: outcome.actions };
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
  run: async (request) => {
    const found = await meantBy(request);
    if (found.kind === 'refused') return found.answer;
    const { meant, topics } = found;
    const dropped = new Set(topics);
    const without = (subscription: Subscription): Subscription | null => {
      const left = subscription.topics.filter((topic) => !dropped.has(topic));
      // A digest that loses its last topic ends: without topics it would turn into the top stories.
      return dropped.size === 0 || left.length === 0 ? null : { ...subscription, topics: left };
    };
    const what = topics.length > 0 ? topics.join(', ') : meant.map(describe).join('; ');
    const after = meant.map(without);
    const left = after.filter((each) => each !== null);
    const lines = left.length === 0 ? [] : [`What stays: ${left.map(describe).join('; ')}.`];
    return ordered(meant) ?? (await apply(request, meant, after, `Unfollowed: ${what}.`, lines));
  },
};

const setPaused = (name: 'pause' | 'resume', paused: boolean, verbed: string, summary: string): Verb => ({
  name,
  usage: `${name} [TOPIC]`,
  summary,
  manages: true,
  parameters: [topicParameter],
  run: async (request) => {
    const found = await meantBy(request);
    if (found.kind === 'refused') return found.answer;
    const meant = found.meant.filter((each) => each.paused !== paused);
    if (meant.length === 0)
      return done(`${paused ? 'It is paused' : 'Nothing is paused there'} already.`, found.meant.map(describe));
    const said = `${verbed}: ${meant.map(describe).join('; ')}.`;
    const after = meant.map((each) => ({ ...each, paused }));
    return apply(request, meant, after, said);
  },
});

export const pauseVerb = setPaused('pause', true, 'Paused', 'hold the digests of this channel back');
export const resumeVerb = setPaused('resume', false, 'Resumed', 'let them come again');
