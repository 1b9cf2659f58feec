/** Everything that a person changes goes through here: noted with who and when, undone with one press. */
import type { Action, Answer, Change, Edit } from '../model.ts';
import { refusal } from './notices.ts';
import { workspaceKey } from './topics.ts';
import type { VerbRequest } from './verb.ts';

export type Changed =
  | {
      readonly kind: 'applied';
      readonly change: Change;
      /** Undo: for the answer that says what was done. */
      readonly actions: readonly Action[];
    }
  /** Somebody else changed it in the same moment; nothing was written. */
  | { readonly kind: 'refused'; readonly answer: Answer };

const thing = (edit: Edit): string => {
  switch (edit.kind) {
    case 'subscription':
      return 'this digest';
    case 'topic':
      return `the topic ${edit.name}`;
    case 'feed':
      return `the feed ${edit.source.title ?? edit.source.url}`;
    case 'settings':
      return 'these settings';
  }
};

/** @param what as typed: "follow swap at 08:00" */
export const changed = async (request: VerbRequest, what: string, edits: readonly Edit[]): Promise<Changed> => {
  const { store, clock, command } = request;
  const { address, person } = command;
  const outcome = await store.changes.apply({
    workspace: workspaceKey(address),
    channel: address.channel,
    by: person.id,
    at: new Date(clock.now()).toISOString(),
    what,
    edits,
  });
  if (outcome.kind === 'applied') {
    const { change } = outcome;
    return { kind: 'applied', change, actions: [{ label: 'Undo', text: `undo ${change.id}` }] };
  }
  return {
    kind: 'refused',
    answer: refusal(
      `Somebody else changed ${thing(outcome.edit)} in this moment; nothing of yours was done.`,
      'See what stands now with /news settings, then try again.',
    ),
  };
};
