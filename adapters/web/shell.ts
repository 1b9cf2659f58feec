/** What stands around every page behind the door: the masthead, the ways to the other pages, the way out. */
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { documentHtml } from './document.ts';
import { tokenField, type Visitor } from './visitor.ts';

const sections = [
  { path: '/', label: 'News' },
  { path: '/channels', label: 'Channels' },
  { path: '/feeds', label: 'Feeds' },
  { path: '/health', label: 'Health' },
  { path: '/changes', label: 'Changes' },
] as const;

export type SectionPath = (typeof sections)[number]['path'];

export interface Shell {
  readonly visitor: Visitor;
  /** Whether there are pages beside the channel. */
  readonly operated: boolean;
}

const navigation = (current: SectionPath): ReactElement =>
  h(
    'nav',
    { className: 'sections', 'aria-label': 'Pages' },
    h(
      'ul',
      null,
      sections.map(({ path, label }) =>
        h('li', { key: path }, h('a', { href: path, 'aria-current': path === current ? 'page' : undefined }, label)),
      ),
    ),
  );

const wayOut = ({ session, token }: Visitor): ReactNode =>
  session === undefined
    ? null
    : h(
        'form',
        { className: 'leave', method: 'post', action: '/logout' },
        h('input', { type: 'hidden', name: tokenField, value: token }),
        h('button', { type: 'submit' }, 'Log out'),
      );

const views = [
  { value: 'both', label: 'Side by side' },
  { value: 'slack', label: 'Slack' },
  { value: 'discord', label: 'Discord' },
] as const;

/** Which look posts are shown in: a matter of style sheets alone. */
export const viewSwitch = (): ReactElement =>
  h(
    'fieldset',
    { className: 'views' },
    h('legend', null, 'Show as'),
    views.map(({ value, label }) =>
      h(
        'label',
        { key: value, className: `view view-${value}` },
        h('input', { type: 'radio', name: 'view', value, defaultChecked: value === 'both', id: `view-${value}` }),
        h('span', null, label),
      ),
    ),
  );

/** @param beside what the page has beside the ways to the others @param below a line under them */
export const masthead = (
  { visitor, operated }: Shell,
  current: SectionPath,
  now: number,
  beside?: ReactNode,
  below?: string,
): ReactElement => {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' }).format(now);
  return h(
    'header',
    { className: 'masthead' },
    h('p', { className: 'title' }, h('a', { href: '/' }, 'Crosswire')),
    h('p', { className: 'dateline' }, h('span', null, day), wayOut(visitor)),
    h('div', { className: 'masthead-row' }, operated ? navigation(current) : null, beside ?? null),
    below === undefined ? null : h('p', { className: 'hint' }, below),
  );
};

/** A page of the operator's. */
export interface DeskPage {
  readonly title: string;
  readonly current: SectionPath;
  readonly shell: Shell;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** Under the title. */
  readonly lead?: ReactNode;
  /** Beside the ways to the other pages. */
  readonly beside?: ReactNode;
  readonly looks?: boolean;
}

export const deskHtml = (
  { title, current, shell, now, lead, beside, looks = false }: DeskPage,
  ...inside: readonly ReactNode[]
): string =>
  documentHtml({
    title: `${title} · Crosswire`,
    styles: [
      '/assets/base.css',
      ...(looks ? ['/assets/slack.css', '/assets/looks.css'] : []),
      '/assets/masthead.css',
      ...(looks ? ['/assets/post.css'] : []),
      '/assets/desk.css',
    ],
    scripts: looks ? ['/assets/views.js'] : [],
    bodyClass: 'page',
    body: [
      h('a', { key: 'skip', className: 'skip', href: '#main' }, 'Skip to the page'),
      h('div', { key: 'top' }, masthead(shell, current, now, beside)),
      h(
        'main',
        { key: 'main', className: 'sheet', id: 'main', tabIndex: -1 },
        h('h1', null, title),
        lead === undefined ? null : h('p', { className: 'lead' }, lead),
        ...inside,
      ),
    ],
  });
