/** Every standing digest: what, where, when, how it stands, and what it would say next. */
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { Digest, Subscription } from '../../src/model.ts';
import type { Rendered } from '../../src/ports.ts';
import { count, scheduleLabel } from '../text.ts';
import { instantElement } from './moments.ts';
import type { ChannelRow } from './operator.ts';
import type { Drawing } from './page.ts';
import { badge, factList, nothing, trouble, typed } from './parts.ts';
import { personLabel, placeLabel } from './places.ts';
import { shownElement } from './post.ts';
import { deskHtml, type Shell, viewSwitch } from './shell.ts';

const topicsLabel = ({ topics }: Subscription): string => (topics.length === 0 ? 'Top stories' : topics.join(', '));

const state = ({ paused, refused }: Subscription): ReactElement => {
  if (refused !== undefined) return badge('ill', 'Refused');
  return paused ? badge('idle', 'Paused') : badge('well', 'Running');
};

const refusal = ({ refused, zone }: Subscription): ReactNode =>
  refused === undefined
    ? null
    : trouble(
        ['It cannot be posted since ', instantElement(refused.since, zone), `: ${refused.code}.`].map((part, key) =>
          h('span', { key }, part),
        ),
        refused.fix,
      );

const slots = ({ subscription, next }: ChannelRow): ReactElement => {
  if (subscription.paused)
    return h(
      'p',
      { className: 'slots-none' },
      'Nothing is posted until somebody types ',
      typed('/news resume'),
      ' there.',
    );
  return h(
    'div',
    { className: 'slots' },
    h('h3', null, 'Next'),
    h(
      'ol',
      null,
      next.map((slot) => h('li', { key: slot }, instantElement(slot, subscription.zone))),
    ),
  );
};

const previewPath = ({ id }: Subscription): string => `/channels/${encodeURIComponent(id)}/preview`;

const card = (row: ChannelRow): ReactElement => {
  const { subscription } = row;
  const { id, quiet, createdBy, createdAt } = subscription;
  return h(
    'article',
    { key: id, className: 'card', 'aria-labelledby': `order-${encodeURIComponent(id)}` },
    h(
      'div',
      { className: 'card-head' },
      h('h2', { id: `order-${encodeURIComponent(id)}` }, topicsLabel(subscription)),
      state(subscription),
    ),
    h('p', { className: 'where' }, placeLabel(subscription.address)),
    refusal(subscription),
    h(
      'div',
      { className: 'card-body' },
      factList([
        ['When', scheduleLabel(subscription)],
        ['On a quiet day', quiet === 'nothing' ? 'nothing is posted' : 'one line says so'],
        [
          'Ordered by',
          [personLabel(createdBy), ', ', instantElement(createdAt, 'UTC')].map((part, key) => h('span', { key }, part)),
        ],
      ]),
      slots(row),
    ),
    h(
      'a',
      { className: 'go', href: previewPath(subscription) },
      'Preview the next digest',
      h(
        'span',
        { className: 'visually-hidden' },
        ` of ${topicsLabel(subscription)}, ${placeLabel(subscription.address)}`,
      ),
    ),
  );
};

const none = (): ReactElement =>
  nothing(
    'No channel has a standing digest yet. In a channel, type ',
    typed('/news follow TOPIC at 08:00'),
    ', or set ',
    typed('DIGESTS'),
    '.',
  );

const leadOf = (rows: readonly ChannelRow[]): string => {
  const refused = rows.filter(({ subscription }) => subscription.refused !== undefined).length;
  const paused = rows.filter(({ subscription }) => subscription.paused).length;
  const parts = [
    count(rows.length, 'standing digest'),
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(paused > 0 ? [`${paused} paused`] : []),
  ];
  return `${parts.join(', ')}, soonest first.`;
};

export const channelsHtml = (rows: readonly ChannelRow[], shell: Shell, now: number): string =>
  deskHtml(
    { title: 'Channels', current: '/channels', shell, now, ...(rows.length > 0 && { lead: leadOf(rows) }) },
    rows.length === 0 ? none() : h('div', { className: 'cards' }, rows.map(card)),
  );

/** The next digest of one channel in both looks, its thread under it. Nothing of it is posted. */
export const previewHtml = (
  row: ChannelRow,
  digest: Digest,
  { parent, replies }: Rendered,
  drawing: Drawing,
  shell: Shell,
  now: number,
): string => {
  const look = { ...drawing, threaded: false, inThread: false };
  const { subscription, next } = row;
  const [slot] = next;
  return deskHtml(
    { title: 'Preview', current: '/channels', shell, now, beside: viewSwitch(), looks: true },
    h(
      'p',
      { className: 'preview-note', role: 'note' },
      h('strong', null, 'This is a preview. '),
      'It is made as the real digest is, of what is known at this moment. Nothing is posted, and what the channel has been told stays as it is.',
    ),
    factList([
      ['What', topicsLabel(subscription)],
      ['Where', placeLabel(subscription.address)],
      ['When', slot === undefined || subscription.paused ? 'paused' : instantElement(slot, subscription.zone)],
      ['Stories', String(digest.entries.length)],
    ]),
    h('h2', null, 'The card in the channel'),
    shownElement(parent, now, look),
    replies.length === 0 ? null : h('h2', null, 'The thread under it'),
    replies.map((reply, index) => shownElement(reply, now, look, index)),
    h('p', null, h('a', { className: 'go', href: '/channels' }, 'Back to the channels')),
  );
};
