/** Who changed what, and when, in every workspace; and how its settings stand. */
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { Change, Edit, Settings, Source, Subscription, Topic } from '../../src/model.ts';
import { count, scheduleLabel } from '../text.ts';
import { instantElement } from './moments.ts';
import type { WorkspaceLog } from './operator.ts';
import { badge, factList, nothing } from './parts.ts';
import { personLabel, workspaceLabel } from './places.ts';
import { deskHtml, type Shell } from './shell.ts';

const orderLabel = (order: Subscription): string =>
  `${order.topics.length === 0 ? 'top stories' : order.topics.join(', ')} at ${scheduleLabel(order)}${order.paused ? ', paused' : ''}`;

const topicLabel = ({ name, query }: Topic): string => `${name} = ${query}`;

const settingsLabel = ({ changes, editors, charts }: Settings): string =>
  [
    changes === 'everyone' ? 'everyone may change things' : 'managers may change things',
    ...(editors.length > 0 ? [`so may ${editors.join(', ')}`] : []),
    charts ? 'digests carry charts' : 'digests carry no charts',
  ].join(', ');

const feedLabel = ({ title, url }: Source): string => title ?? url;

/** What stood before, and what stands after; undefined where there is none. */
const sides = (edit: Edit): { what: string; before: string | undefined; after: string | undefined } => {
  const label = <T>(value: T | null, words: (value: T) => string): string | undefined =>
    value === null ? undefined : words(value);
  switch (edit.kind) {
    case 'subscription':
      return { what: 'Digest', before: label(edit.before, orderLabel), after: label(edit.after, orderLabel) };
    case 'topic':
      return { what: 'Topic', before: label(edit.before, topicLabel), after: label(edit.after, topicLabel) };
    case 'settings':
      return { what: 'Settings', before: label(edit.before, settingsLabel), after: label(edit.after, settingsLabel) };
    case 'feed': {
      const followed = (channels: number): string | undefined =>
        channels === 0 ? undefined : `${feedLabel(edit.source)}, followed by ${count(channels, 'channel')}`;
      return { what: 'Feed', before: followed(edit.before.length), after: followed(edit.after.length) };
    }
  }
};

const editElement = (edit: Edit, key: number): ReactElement => {
  const { what, before, after } = sides(edit);
  return h(
    'li',
    { key },
    `${what}: `,
    before === undefined ? null : h('del', null, before),
    before !== undefined && after !== undefined ? ' → ' : null,
    after === undefined ? null : h('ins', null, after),
    before === undefined && after === undefined ? 'nothing' : null,
  );
};

const undone = ({ undoes, undoneBy }: Change): ReactNode => {
  if (undoneBy !== undefined) return badge('idle', `Undone by ${undoneBy}`);
  return undoes === undefined ? null : badge('idle', `Undoes ${undoes}`);
};

const changeElement = (change: Change): ReactElement =>
  h(
    'li',
    { key: change.id, className: 'change' },
    h(
      'p',
      { className: 'change-head' },
      h('span', { className: 'change-id' }, `${change.id}`),
      h('code', null, `/news ${change.what}`),
    ),
    h(
      'p',
      { className: 'change-who' },
      h(
        'span',
        null,
        `${personLabel(change.by)}${change.channel === '' ? '' : ` in ${change.channel}`}, `,
        instantElement(change.at, 'UTC'),
      ),
      undone(change),
    ),
    h('ul', { className: 'edits' }, change.edits.map(editElement)),
  );

const logElement = ({ workspace, settings, changes }: WorkspaceLog): ReactElement =>
  h(
    'section',
    { key: workspace, className: 'card', 'aria-label': workspaceLabel(workspace) },
    h('h2', null, workspaceLabel(workspace)),
    factList([
      ['Who may change things', settings.changes === 'everyone' ? 'everyone' : 'managers'],
      ['Beside them', settings.editors.join(', ')],
      ['Charts in digests', settings.charts ? 'yes' : 'no'],
    ]),
    changes.length === 0
      ? h('p', { className: 'slots-none' }, 'Nothing has been changed yet.')
      : h('ol', { className: 'changes', reversed: true }, changes.map(changeElement)),
  );

export const changesHtml = (logs: readonly WorkspaceLog[], shell: Shell, now: number): string =>
  deskHtml(
    {
      title: 'Changes',
      current: '/changes',
      shell,
      now,
      ...(logs.length > 0 && {
        lead: 'Settings of each workspace, and what people changed there, newest first. /news undo takes a change back, where it was made.',
      }),
    },
    logs.length === 0
      ? nothing('Nobody has changed anything yet: no workspace has a digest, a feed or settings of its own.')
      : h('div', { className: 'cards' }, logs.map(logElement)),
  );
