/** `/news feed add|remove|list|errors|import|export`: what this workspace's news comes from. */
import type { Answer } from '../../model.ts';
import { refusal } from '../notices.ts';
import type { Verb, VerbRequest } from '../verb.ts';
import { addFeed, removeFeed } from './feed-changes.ts';
import { listErrors, listFeeds } from './feed-lists.ts';
import { exportFeeds, importFeeds } from './feed-opml.ts';

interface Action {
  readonly manages: boolean;
  run(request: VerbRequest, rest: string): Promise<Answer>;
}

const actions: ReadonlyMap<string, Action> = new Map([
  ['add', { manages: true, run: addFeed }],
  ['remove', { manages: true, run: removeFeed }],
  ['list', { manages: false, run: listFeeds }],
  ['errors', { manages: false, run: listErrors }],
  ['import', { manages: true, run: importFeeds }],
  ['export', { manages: true, run: exportFeeds }],
]);

export const feedVerb: Verb = {
  name: 'feed',
  usage: 'feed add URL | remove URL | list | errors | import OPML | export',
  summary: 'what the news comes from: feeds, or sites that have one',
  manages: false,
  run: async (request) => {
    const [first = ''] = request.rest.split(/\s+/u);
    const name = first === '' ? 'list' : first.toLowerCase();
    const action = actions.get(name);
    if (action === undefined)
      return refusal(
        `"feed ${first}" is not a thing I can do.`,
        'Use add, remove, list, errors, import or export, as in: /news feed add https://example.org/feed.xml',
      );
    if (action.manages && !request.command.person.manages)
      return refusal('Only those who manage this channel may change or export its feeds.', 'Ask one of them to.');
    return action.run(request, request.rest.slice(first.length).trim());
  },
};
