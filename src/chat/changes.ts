/** Everything that a person changes goes through here: noted with who and when, undone with one press. */
import type { Action, Answer, Change, Edit, Subscription } from '../model.ts';
import { instantLabel } from '../schedule.ts';
import { describe, describeSettings, nameOf } from './described.ts';
import { refusal } from './notices.ts';
import { usualSettings } from './permissions.ts';
import { workspaceKey } from './topics.ts';
import type { VerbRequest } from './verb.ts';

export type Changed =
  | {
      readonly kind: 'applied';
      readonly change: Change;
      /** Undo: for the answer that says what was done. */
      readonly actions: readonly Action[];
      /** What stands in the way of something that goes with it: lines for the same answer. */
      readonly notes: readonly string[];
    }
  /** Somebody else changed it in the same moment; nothing was written. */
  | { readonly kind: 'refused'; readonly answer: Answer };

/** A pasted document is no line of a log. */
const longestWords = 200;

/** What was typed, in one line. */
export const typedIn = ({ command }: VerbRequest): string => {
  const line = command.text.replace(/\s+/gu, ' ').trim();
  const points = [...line.slice(0, longestWords * 2)];
  return points.length <= longestWords ? line : `${points.slice(0, longestWords).join('')}…`;
};

const thing = (edit: Edit): string => {
  switch (edit.kind) {
    case 'subscription':
      return 'this digest';
    case 'topic':
      return `the topic ${edit.name}`;
    case 'feed':
      return `the feed ${nameOf(edit.source)}`;
    case 'settings':
      return 'these settings';
  }
};

const describeDigest = (subscription: Subscription): string =>
  `${describe(subscription)}${subscription.paused ? ', paused' : ''}`;

/** How the thing of an edit stands now. */
const standsNow = async ({ store, command }: VerbRequest, edit: Edit): Promise<string> => {
  const workspace = workspaceKey(command.address);
  switch (edit.kind) {
    case 'subscription': {
      const held = (await store.subscriptions.list()).find(({ id }) => id === edit.id);
      return held === undefined ? 'there is no such digest' : describeDigest(held);
    }
    case 'topic': {
      const held = (await store.topics.list(workspace)).find(({ name }) => name === edit.name);
      return held === undefined ? `there is no topic ${edit.name}` : `${held.name} = ${held.query}`;
    }
    case 'feed': {
      const held = (await store.sources.followers(edit.source.id)).filter(
        ({ address }) => workspaceKey(address) === workspace,
      );
      if (held.length === 0) return 'it is not followed here';
      return held.length === 1 ? 'one channel follows it' : `${held.length} channels follow it`;
    }
    case 'settings':
      return describeSettings((await store.settings.get(workspace)) ?? usualSettings);
  }
};

const isOf = (other: Edit, edit: Edit): boolean => {
  switch (edit.kind) {
    case 'subscription':
      return other.kind === 'subscription' && other.id === edit.id;
    case 'topic':
      return other.kind === 'topic' && other.name === edit.name;
    case 'feed':
      return other.kind === 'feed' && other.source.id === edit.source.id;
    case 'settings':
      return other.kind === 'settings';
  }
};

/** Changes looked through for the one that came between. */
const recent = 50;

const whoWasQuicker = async ({ store, command }: VerbRequest, edit: Edit): Promise<string> => {
  const { address, person } = command;
  const last = (await store.changes.list(workspaceKey(address), recent)).find(({ edits }) =>
    edits.some((other) => isOf(other, edit)),
  );
  if (last === undefined) return '';
  const who = last.by === person.id ? 'you' : last.by;
  return ` The last to change it: ${who}, ${instantLabel(last.at, person.zone ?? 'UTC')}, with "${last.what}".`;
};

/** The refusal of a change of something that does not stand as whoever asked had seen it. */
const conflictAnswer = async (request: VerbRequest, edit: Edit): Promise<Answer> =>
  refusal(
    `${capitalised(thing(edit))} was changed by somebody else meanwhile; nothing of yours was done.`,
    `What stands now: ${await standsNow(request, edit)}.${await whoWasQuicker(request, edit)} Ask again if you still want it.`,
  );

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** @param what in one line, as typed: "follow swap at 08:00" */
export const changed = async (
  request: VerbRequest,
  what: string,
  edits: readonly Edit[],
  undoes?: string,
): Promise<Changed> => {
  const { store, clock, command } = request;
  const { address, person } = command;
  const outcome = await store.changes.apply({
    workspace: workspaceKey(address),
    channel: address.channel,
    by: person.id,
    at: new Date(clock.now()).toISOString(),
    what,
    edits,
    ...(undoes !== undefined && { undoes }),
  });
  if (outcome.kind === 'conflict') return { kind: 'refused', answer: await conflictAnswer(request, outcome.edit) };
  const { change } = outcome;
  const note = edits.some(({ kind }) => kind === 'topic') ? await request.topicsChanged?.(address) : undefined;
  return {
    kind: 'applied',
    change,
    actions: [{ label: 'Undo', text: `undo ${change.id}` }],
    notes: note === undefined ? [] : [note],
  };
};

/** The edit that takes an edit back. */
export const inverseOf = (edit: Edit): Edit => {
  switch (edit.kind) {
    case 'subscription':
      return { ...edit, before: edit.after, after: edit.before };
    case 'topic':
      return { ...edit, before: edit.after, after: edit.before };
    case 'feed':
      return { ...edit, before: edit.after, after: edit.before };
    case 'settings':
      return { ...edit, before: edit.after, after: edit.before };
  }
};
