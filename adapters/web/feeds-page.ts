/** Every feed: how it is, when it was read and will be, and what ails it. */
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { count, webUrl } from '../text.ts';
import { anchor } from './hrefs.ts';
import { agoElement } from './moments.ts';
import type { FeedRow } from './operator.ts';
import { badge, nothing, type Tone, trouble, typed } from './parts.ts';
import { deskHtml, type Shell } from './shell.ts';

interface State {
  readonly tone: Tone;
  readonly words: string;
}

const stateOf = ({ source, silent }: FeedRow): State => {
  if (source.status === 'gone') return { tone: 'ill', words: 'Gone' };
  if (source.status === 'resting') return { tone: 'ill', words: 'At rest' };
  if (source.failures > 0) return { tone: 'ill', words: 'Failing' };
  if (silent) return { tone: 'idle', words: 'Silent' };
  return source.status === 'new' ? { tone: 'idle', words: 'Not read yet' } : { tone: 'well', words: 'Well' };
};

const ailment = (row: FeedRow): ReactNode => {
  const { source, silent } = row;
  const { failure, failures, url } = source;
  if (source.status === 'gone')
    return trouble(
      'Its owner has taken it away for good (410).',
      `/news feed remove ${url}, and add where it has moved to.`,
    );
  if (failure !== null)
    return trouble(`${failures > 1 ? `${failures} times in a row: ` : ''}${failure.reason}`, failure.fix);
  return silent
    ? trouble(
        'It answers, but has had nothing new for far longer than it used to take.',
        'See whether it has moved.',
        'idle',
      )
    : null;
};

const cell = (label: string, ...inside: readonly ReactNode[]): ReactElement =>
  h('td', { role: 'cell', 'data-label': label }, ...inside);

const name = ({ source }: FeedRow): ReactNode => {
  const words = source.title ?? source.host;
  const link = anchor(source.site ?? source.url, '/');
  return link === undefined ? words : h('a', link, words);
};

const feed = (row: FeedRow, now: number): ReactElement => {
  const { source, followers } = row;
  const { tone, words } = stateOf(row);
  const next = source.status === 'gone' ? 'never' : source.dueAt <= now ? 'due now' : agoElement(source.dueAt, now);
  return h(
    'tr',
    { key: source.id, role: 'row' },
    h(
      'th',
      { scope: 'row', role: 'rowheader' },
      h('span', { className: 'feed-name' }, name(row)),
      h('span', { className: 'feed-url' }, webUrl(source.url)?.href ?? source.url),
      ailment(row),
    ),
    cell('State', badge(tone, words)),
    cell('Last read', source.readAt === null ? 'never' : agoElement(Date.parse(source.readAt), now)),
    cell('Last new', source.newAt === null ? 'never' : agoElement(Date.parse(source.newAt), now)),
    cell('Next read', next),
    cell('Followed by', count(followers.length, 'channel')),
  );
};

const columns = ['Feed', 'State', 'Last read', 'Last new', 'Next read', 'Followed by'];

const table = (rows: readonly FeedRow[], now: number): ReactElement =>
  h(
    'table',
    { className: 'feeds', role: 'table' },
    h('caption', { className: 'visually-hidden' }, 'Feeds, those in trouble first'),
    h(
      'thead',
      { role: 'rowgroup' },
      h(
        'tr',
        { role: 'row' },
        columns.map((column) => h('th', { key: column, scope: 'col', role: 'columnheader' }, column)),
      ),
    ),
    h(
      'tbody',
      { role: 'rowgroup' },
      rows.map((row) => feed(row, now)),
    ),
  );

const leadOf = (rows: readonly FeedRow[]): string => {
  const ill = rows.filter((row) => stateOf(row).tone === 'ill').length;
  const trouble = ill === 0 ? 'All of them can be read.' : `${ill} cannot be read at the moment.`;
  return `${count(rows.length, 'feed')}. ${trouble}`;
};

export const feedsHtml = (rows: readonly FeedRow[], shell: Shell, now: number): string =>
  deskHtml(
    { title: 'Feeds', current: '/feeds', shell, now, ...(rows.length > 0 && { lead: leadOf(rows) }) },
    rows.length === 0
      ? nothing(
          'No feed is followed yet. Type ',
          typed('/news feed add URL'),
          ' in a channel, or on the first page here.',
        )
      : table(rows, now),
  );
