/** One post of the channel, in the looks of both platforms, from the payloads that they would be sent. */
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { z } from 'zod';
import type { Payload } from '../../src/ports.ts';
import { chartSchema } from '../chart-schema.ts';
import type { ChannelPost } from './channel.ts';
import { discordLook } from './discord-look.ts';
import { fragmentHtml, trusted } from './document.ts';
import type { Pictures } from './pictures.ts';
import type { PressPlace } from './press.ts';
import { slackLook } from './slack-look.ts';

const looks = ['slack', 'discord'] as const;
export type LookName = (typeof looks)[number];
const lookLabel: Readonly<Record<LookName, string>> = { slack: 'Slack', discord: 'Discord' };

/** A payload of the page: one payload a look (a look that needs fewer posts has none for the last), and its chart. */
const webPayload = z.object({
  slack: z.record(z.string(), z.unknown()).optional(),
  discord: z.record(z.string(), z.unknown()).optional(),
  chart: chartSchema.optional().catch(undefined),
});

/** What one look is sent in this post; undefined when nothing. */
export const lookPayload = (payload: Payload, look: LookName): Payload | undefined => webPayload.parse(payload)[look];

const countReplies = (post: ChannelPost, look: LookName): number =>
  post.replies.filter((reply) => lookPayload(reply.payload, look) !== undefined).length;

const timeLabel = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);

export interface PostLook extends Omit<PressPlace, 'thread'> {
  /** Where the page is, as it stands in links. */
  readonly base: string;
  readonly pictures: Pictures;
  /** A post of the channel leads to its thread; a reply and a notice lead nowhere. */
  readonly threaded: boolean;
}

/** The picture of a post, for those who do not see it as words; nothing where none can be drawn. */
const pictureElement = (payload: Payload, pictures: Pictures): ReactElement | undefined => {
  const { chart } = webPayload.parse(payload);
  const src = chart === undefined ? undefined : pictures.path(chart);
  return chart === undefined || src === undefined
    ? undefined
    : h('img', { className: 'picture', src, alt: chart.alt, width: 400, loading: 'lazy' });
};

/** @param thread the one that its buttons are about */
const drawn = (look: LookName, post: ChannelPost, payload: Payload, at: PostLook, thread: string): ReactNode => {
  const picture = pictureElement(post.payload, at.pictures);
  const place = { base: at.base, token: at.token, inThread: at.inThread, thread };
  if (look === 'discord') return discordLook(payload, timeLabel(post.at), { ...place, picture });
  const html = slackLook(payload, post.at, { ...place, picture: picture && fragmentHtml(picture) });
  // biome-ignore lint/security/noDangerouslySetInnerHtml: slack-look.ts draws and escapes it
  return h('div', { dangerouslySetInnerHTML: trusted(html) });
};

const threadLink = (post: ChannelPost, look: LookName): ReactNode => {
  const replies = countReplies(post, look);
  if (replies === 0) return null;
  const words = `${replies} ${replies === 1 ? 'reply' : 'replies'}`;
  return h(
    'a',
    { className: 'thread-link', href: `/thread/${post.ref}`, 'data-thread': post.ref },
    h('span', null, words),
    h('span', { className: 'thread-link-more' }, 'Open the thread'),
  );
};

const looksOf = (post: ChannelPost, at: PostLook, thread: string): ReactElement =>
  h(
    'div',
    { className: 'looks' },
    looks.map((look) => {
      const payload = lookPayload(post.payload, look);
      if (payload === undefined) return null;
      return h(
        'div',
        { key: look, className: `look look-${look}`, role: 'group', 'aria-label': `As ${lookLabel[look]} shows it` },
        drawn(look, post, payload, at, thread),
        at.threaded ? threadLink(post, look) : null,
      );
    }),
  );

const askedLine = (asked: string): ReactNode => h('p', { className: 'asked' }, 'You: ', h('kbd', null, asked));

/** A post as it stands in the channel or in a thread. @param parent the post under which it stands */
export const postElement = (post: ChannelPost, look: PostLook, parent?: string): ReactElement =>
  h(
    'article',
    {
      key: post.ref,
      className: 'post',
      id: `post-${post.ref}`,
      'data-ref': post.ref,
      tabIndex: -1,
      'aria-labelledby': `post-${post.ref}-title`,
    },
    h('h2', { className: 'visually-hidden', id: `post-${post.ref}-title` }, `Post at ${timeLabel(post.at)}`),
    post.asked === undefined ? null : askedLine(post.asked),
    looksOf(post, look, parent ?? post.ref),
  );

/** What the asker alone sees. */
export interface Notice {
  readonly payloads: readonly Payload[];
  readonly asked: string;
  /** The thread that it is about; empty for none. */
  readonly thread: string;
  /** What is still to be filled in, in place of posts. */
  readonly form?: ReactElement | undefined;
  /** It comes with a page of its own, and is what the page is about. */
  readonly focused: boolean;
}

/** Never stored, gone with the next page. */
export const noticeElement = (
  { payloads, asked, thread, form, focused }: Notice,
  at: number,
  look: PostLook,
): ReactElement =>
  h(
    'article',
    { className: 'post notice', tabIndex: -1, 'aria-label': 'Only you can see this', autoFocus: focused },
    askedLine(asked),
    h('h2', { className: 'only-you' }, 'Only you can see this'),
    form ??
      payloads.map((payload, index) =>
        h(
          'div',
          { key: index },
          looksOf({ ref: '', at, payload, asked: undefined, replies: [] }, { ...look, threaded: false }, thread),
        ),
      ),
  );

/** Posts that stand in no channel: what would be posted, in both looks. */
export const shownElement = (payload: Payload, at: number, look: PostLook, key?: number): ReactElement =>
  h('div', { key, className: 'shown' }, looksOf({ ref: '', at, payload, asked: undefined, replies: [] }, look, ''));
