/** The channel page: masthead, channel, thread, and the box to type in. */
import { createElement as h, type ReactElement } from 'react';
import type { ChannelPost } from './channel.ts';
import { commandButtons, commandHelp, composer, type PageCommand } from './composer.ts';
import { documentHtml } from './document.ts';
import type { Pictures } from './pictures.ts';
import { type PostLook, postElement } from './post.ts';
import { hiddenFields } from './press.ts';
import { masthead, type Shell, viewSwitch } from './shell.ts';

/** What every post of the page is drawn with. */
export interface Drawing {
  /** Where the page is, as it stands in links. */
  readonly base: string;
  readonly token: string;
  readonly pictures: Pictures;
}

export interface PageParts {
  readonly shell: Shell;
  readonly drawing: Drawing;
  readonly posts: readonly ChannelPost[];
  /** The post whose thread is open. */
  readonly open: ChannelPost | undefined;
  /** What the asker alone sees. `after`: the ref of the post under which it stands; at the end without one. */
  readonly notice: { readonly element: ReactElement; readonly after?: string | undefined } | undefined;
  readonly commands: readonly PageCommand[];
  /** One line that says how to connect the platforms; undefined when they are. */
  readonly connectHint: string | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

export const inChannel = (drawing: Drawing): PostLook => ({ ...drawing, threaded: true, inThread: false });
export const inThread = (drawing: Drawing): PostLook => ({ ...drawing, threaded: false, inThread: true });

const empty = (): ReactElement =>
  h('p', { className: 'empty', id: 'empty' }, 'Nothing stands here yet. Type /news below for the top stories.');

const channel = ({ posts, notice, open, drawing }: PageParts): ReactElement => {
  const shown = open === undefined ? notice : undefined;
  const stands = shown !== undefined && posts.some(({ ref }) => ref === shown.after);
  return h(
    'div',
    { className: 'channel', id: 'channel', role: 'log', 'aria-label': 'Posts in #news', 'aria-live': 'off' },
    posts.flatMap((post) => [
      postElement(post, inChannel(drawing)),
      ...(shown !== undefined && shown.after === post.ref ? [h('div', { key: 'notice' }, shown.element)] : []),
    ]),
    posts.length === 0 && notice === undefined ? empty() : null,
    stands ? null : (shown?.element ?? null),
  );
};

/** What stands in the thread panel under one post. @param notice what the asker alone sees of it */
export const threadElement = (post: ChannelPost, drawing: Drawing, notice?: ReactElement): ReactElement =>
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
      post.replies.map((reply) => postElement(reply, inThread(drawing), post.ref)),
      notice ?? null,
    ),
    h(
      'form',
      { className: 'ask', method: 'post', action: '/say', 'data-say': '' },
      hiddenFields({ token: drawing.token, thread: post.ref, inThread: true }),
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

const styles = ['base', 'slack', 'looks', 'masthead', 'post', 'composer', 'page'].map((name) => `/assets/${name}.css`);

export const pageHtml = (parts: PageParts): string =>
  documentHtml({
    title: 'Crosswire: #news',
    styles,
    scripts: ['/assets/page.js'],
    bodyClass: parts.open === undefined ? 'page' : 'page thread-open',
    body: [
      h('a', { key: 'skip', className: 'skip', href: '#text' }, 'Skip to the box to type in'),
      h('div', { key: 'top' }, masthead(parts.shell, '/', parts.now, viewSwitch(), parts.connectHint)),
      h(
        'main',
        { key: 'main', className: 'desk' },
        h('h1', { className: 'visually-hidden' }, '#news'),
        channel(parts),
        h(
          'section',
          { className: 'thread', id: 'thread', hidden: parts.open === undefined, 'aria-label': 'Thread' },
          parts.open === undefined ? null : threadElement(parts.open, parts.drawing, parts.notice?.element),
        ),
      ),
      h(
        'footer',
        { key: 'bottom', className: 'bottom' },
        commandButtons(parts.commands, parts.drawing.token),
        composer(parts.commands, parts.drawing.token),
        commandHelp(parts.commands),
        h('p', { id: 'status', className: 'visually-hidden', role: 'status' }),
      ),
    ],
  });
