/** The channel page: masthead, channel, thread, and the box to type in. */
import { createElement as h, type ReactElement } from 'react';
import type { ChannelPost } from './channel.ts';
import { commandButtons, composer, type PageCommand } from './composer.ts';
import { documentHtml } from './document.ts';
import { postElement } from './post.ts';

export interface PageParts {
  readonly posts: readonly ChannelPost[];
  /** The post whose thread is open. */
  readonly open: ChannelPost | undefined;
  readonly notice: ReactElement | undefined;
  readonly commands: readonly PageCommand[];
  /** One line that says how to connect the platforms; undefined when they are. */
  readonly connectHint: string | undefined;
  readonly base: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

const views = [
  { value: 'both', label: 'Side by side' },
  { value: 'slack', label: 'Slack' },
  { value: 'discord', label: 'Discord' },
] as const;

const viewSwitch = (): ReactElement =>
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

const masthead = (parts: PageParts): ReactElement => {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' }).format(parts.now);
  return h(
    'header',
    { className: 'masthead' },
    h('h1', null, h('a', { href: '/' }, 'Crosswire')),
    h('p', { className: 'dateline' }, h('span', null, '#news'), h('span', null, day)),
    viewSwitch(),
    parts.connectHint === undefined ? null : h('p', { className: 'hint' }, parts.connectHint),
  );
};

const empty = (): ReactElement =>
  h('p', { className: 'empty', id: 'empty' }, 'Nothing stands here yet. Type /news below for the top stories.');

const channel = (parts: PageParts): ReactElement =>
  h(
    'div',
    { className: 'channel', id: 'channel', role: 'log', 'aria-label': 'Posts in #news', 'aria-live': 'off' },
    parts.posts.map((post) => postElement(post, { base: parts.base, threaded: true })),
    parts.posts.length === 0 && parts.notice === undefined ? empty() : null,
    parts.notice ?? null,
  );

/** What stands in the thread panel under one post. */
export const threadElement = (post: ChannelPost, base: string): ReactElement =>
  h(
    'div',
    { className: 'thread-inner', 'data-ref': post.ref },
    h(
      'div',
      { className: 'thread-head' },
      h('h2', { id: 'thread-title', tabIndex: -1 }, 'Thread'),
      h('a', { className: 'thread-close', href: `/#post-${post.ref}`, 'data-close': '' }, 'Close'),
    ),
    h(
      'div',
      { className: 'thread-posts', role: 'log', 'aria-label': 'Replies', 'aria-live': 'off' },
      post.replies.map((reply) => postElement(reply, { base, threaded: false })),
    ),
    h(
      'form',
      { className: 'ask', method: 'post', action: '/say', 'data-say': '' },
      h('input', { type: 'hidden', name: 'thread', value: post.ref }),
      h('label', { htmlFor: 'ask-text' }, 'Ask about this briefing'),
      h(
        'div',
        { className: 'field' },
        h('input', {
          id: 'ask-text',
          name: 'text',
          type: 'text',
          autoComplete: 'off',
          required: true,
          maxLength: 500,
          placeholder: 'How many, who, when …?',
        }),
        h('button', { type: 'submit' }, 'Ask'),
      ),
    ),
  );

export const pageHtml = (parts: PageParts): string =>
  documentHtml({
    title: 'Crosswire: #news',
    styles: ['/assets/base.css', '/assets/slack.css', '/assets/looks.css', '/assets/composer.css', '/assets/page.css'],
    scripts: ['/assets/page.js'],
    bodyClass: parts.open === undefined ? 'page' : 'page thread-open',
    body: [
      h('a', { key: 'skip', className: 'skip', href: '#text' }, 'Skip to the box to type in'),
      h('div', { key: 'top' }, masthead(parts)),
      h(
        'main',
        { key: 'main', className: 'desk' },
        channel(parts),
        h(
          'section',
          { className: 'thread', id: 'thread', hidden: parts.open === undefined, 'aria-label': 'Thread' },
          parts.open === undefined ? null : threadElement(parts.open, parts.base),
        ),
      ),
      h(
        'footer',
        { key: 'bottom', className: 'bottom' },
        commandButtons(parts.commands),
        composer(parts.commands),
        h('p', { id: 'status', className: 'visually-hidden', role: 'status' }),
      ),
    ],
  });
