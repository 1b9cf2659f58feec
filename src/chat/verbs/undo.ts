/** `/news undo [ID]`: takes a change back, as long as what it changed stands as it left it. */
import type { Answer, Change, Command } from '../../model.ts';
import { changed, inverseOf } from '../changes.ts';
import { shortened } from '../described.ts';
import { done, refusal } from '../notices.ts';
import { whoMay } from '../permissions.ts';
import { workspaceKey } from '../topics.ts';
import type { Verb, VerbRequest } from '../verb.ts';

/** Changes looked through for the latest of one's own. */
const recent = 200;

const seeAll = 'See them all with: /news log';

/** A person's own page of the app stands for the whole workspace. */
const isHome = ({ address, person }: Command): boolean => address.channel === person.id;

/** Whether a change is the channel's to see: its own digests, and the workspace's topics, feeds and settings. */
export const concerns = ({ edits, channel }: Change, command: Command): boolean =>
  (isHome(command) && command.person.manages) ||
  channel === command.address.channel ||
  edits.some(
    (edit) =>
      edit.kind !== 'subscription' ||
      [edit.before, edit.after].some((each) => each?.address.channel === command.address.channel),
  );

const latestOfOwn = async (request: VerbRequest): Promise<Change | undefined> => {
  const { store, command } = request;
  const changes = await store.changes.list(workspaceKey(command.address), recent);
  return changes.find(
    (change) =>
      change.by === command.person.id &&
      change.undoneBy === undefined &&
      change.undoes === undefined &&
      concerns(change, command),
  );
};

/** A change that was taken back may have been brought again by taking that back, and so on; each has a higher number. */
const whatBecameOf = async (
  { store, command }: VerbRequest,
  change: Change,
): Promise<{ readonly last: Change; readonly inForce: boolean }> => {
  let last = change;
  let inForce = true;
  while (last.undoneBy !== undefined) {
    const next = await store.changes.get(workspaceKey(command.address), last.undoneBy);
    if (next === undefined) break;
    last = next;
    inForce = !inForce;
  }
  return { last, inForce };
};

const takeBack = async (request: VerbRequest, change: Change): Promise<Answer> => {
  const { command } = request;
  const edits = [...change.edits].reverse().map(inverseOf);
  if (edits.some(({ kind }) => kind === 'settings') && !command.person.manages)
    return refusal('Only those who manage this channel may take that back.', await whoMay(request));
  const outcome = await changed(request, `undo ${change.id}`, edits, change.id);
  if (outcome.kind === 'refused') return outcome.answer;
  return {
    ...done(`Undone: ${change.what}`, ['What stood before stands again. This can be undone, too.']),
    actions: outcome.actions,
  };
};

export const undoVerb: Verb = {
  name: 'undo',
  usage: 'undo [ID]',
  summary: 'take a change back: your latest, or one from the log',
  manages: true,
  parameters: [
    { name: 'change', description: 'Its number in the log; your latest without one', kind: 'change', required: false },
  ],
  run: async (request) => {
    const { store, command, rest } = request;
    const id = rest.replace(/^#/u, '');
    const change = id === '' ? await latestOfOwn(request) : await store.changes.get(workspaceKey(command.address), id);
    if (id === '' && change === undefined) return refusal('There is no change of yours to take back.', seeAll);
    if (change === undefined || !concerns(change, command))
      return refusal(`There is no change "${shortened(id)}" here.`, seeAll);
    const { last, inForce } = await whatBecameOf(request, change);
    if (inForce) return takeBack(request, last);
    return refusal(`"${change.what}" was taken back already.`, `To bring it again: /news undo ${last.id}`);
  },
};
