/** `/news feed add|remove|list|errors|import|export`: what this workspace's news comes from. */
import type { Verb, VerbAction } from '../verb.ts';
import { addFeed, addForm, removeFeed } from './feed-changes.ts';
import { listErrors, listFeeds } from './feed-lists.ts';
import { exportFeeds, importFeeds } from './feed-opml.ts';

const actions: readonly VerbAction[] = [
  { ...addForm, run: (request) => addFeed(request, request.rest) },
  {
    name: 'remove',
    summary: 'follow it no longer',
    manages: true,
    parameters: [{ name: 'feed', description: 'A feed that is followed here', kind: 'feed', required: true }],
    run: (request) => removeFeed(request, request.rest),
  },
  {
    name: 'list',
    summary: 'what the news comes from',
    manages: false,
    parameters: [],
    run: listFeeds,
  },
  {
    name: 'errors',
    summary: 'feeds that cannot be read, and the fix of each',
    manages: false,
    parameters: [],
    run: listErrors,
  },
  {
    name: 'import',
    summary: 'a list from another reader (OPML)',
    manages: true,
    parameters: [{ name: 'opml', description: 'OPML, or the address of such a file', kind: 'text', required: true }],
    run: (request) => importFeeds(request, request.rest),
  },
  {
    name: 'export',
    summary: 'the list of feeds, for another reader (OPML)',
    manages: true,
    parameters: [],
    run: exportFeeds,
  },
];

export const feedVerb: Verb = {
  name: 'feed',
  usage: 'feed add URL | remove URL | list | errors | import OPML | export',
  summary: 'what the news comes from: feeds, or sites that have one',
  manages: false,
  parameters: [],
  actions,
  run: listFeeds,
};
