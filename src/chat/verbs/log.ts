/** `/news log`: who changed what here, and when. */
import type { Action, Answer, Change, PanelRow } from '../../model.ts';
import { instantLabel } from '../../schedule.ts';
import { pageParameter } from '../parameters.ts';
import { workspaceKey } from '../topics.ts';
import type { Verb, VerbRequest } from '../verb.ts';
import { concerns } from './undo.ts';

const rowsShown = 10;
/** Changes read at once. */
const batch = 100;

/** Those that concern the channel, newest first, as far as a page needs them and one more. */
const changesUpTo = async (request: VerbRequest, wanted: number): Promise<readonly Change[]> => {
  const { store, command } = request;
  const found: Change[] = [];
  let before: string | undefined;
  while (found.length <= wanted) {
    const some = await store.changes.list(workspaceKey(command.address), batch, before);
    found.push(...some.filter((change) => concerns(change, command)));
    before = some.at(-1)?.id;
    if (some.length < batch) break;
  }
  return found;
};

const rowOf = ({ command }: VerbRequest, { id, by, at, what, undoneBy }: Change): PanelRow => {
  const when = instantLabel(at, command.person.zone ?? 'UTC');
  const state = undoneBy === undefined ? '' : ` (undone by ${undoneBy})`;
  return {
    text: `${id}. ${when}, ${by}: ${what}${state}`,
    actions: undoneBy === undefined ? [{ label: 'Undo', text: `undo ${id}` }] : [],
  };
};

const pageIn = (rest: string): number => Number(/^(?:page\s+)?([1-9]\d{0,3})$/iu.exec(rest)?.[1] ?? '1');

export const logVerb: Verb = {
  name: 'log',
  usage: 'log [page N]',
  summary: 'who changed what here, and when',
  manages: true,
  parameters: [pageParameter],
  run: async (request): Promise<Answer> => {
    const page = pageIn(request.rest);
    const found = await changesUpTo(request, page * rowsShown);
    const shown = found.slice((page - 1) * rowsShown, page * rowsShown);
    const turn = (label: string, to: number): Action => ({ label, text: `log page ${to}` });
    return {
      kind: 'panel',
      panel: {
        title: page === 1 ? 'Changes' : `Changes, page ${page}`,
        sections: [
          {
            heading: `Newest first, times in ${request.command.person.zone ?? 'UTC'}`,
            empty: page === 1 ? 'Nothing was changed here yet.' : 'There is nothing on this page.',
            rows: shown.map((change) => rowOf(request, change)),
          },
        ],
      },
      actions: [
        ...(page > 1 ? [turn('Newer', page - 1)] : []),
        ...(found.length > page * rowsShown ? [turn('Older', page + 1)] : []),
      ],
    };
  },
};
