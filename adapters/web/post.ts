/** One post of the channel, in the looks of both platforms, from the payloads that they would be sent. */
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { z } from 'zod';
import type { Payload } from '../../src/ports.ts';
import type { ChannelPost } from './channel.ts';
import { discordLook } from './discord-look.ts';
import { trusted } from './document.ts';
import { slackLook } from './slack-look.ts';

const looks = ['slack', 'discord'] as const;
export type LookName = (typeof looks)[number];
const lookLabel: Readonly<Record<LookName, string>> = { slack: 'Slack', discord: 'Discord' };

/** A payload of the page: one payload a look; a look that needs fewer posts has none for the last of them. */
const webPayload = z.partialRecord(z.enum(looks), z.record(z.string(), z.unknown()));

/** What one look is sent in this post; undefined when nothing. */
export const lookPayload = (payload: Payload, look: LookName): Payload | undefined => webPayload.parse(payload)[look];

const countReplies = (post: ChannelPost, look: LookName): number =>
  post.replies.filter((reply) => lookPayload(reply.payload, look) !== undefined).length;

const timeLabel = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);

const drawn = (look: LookName, payload: Payload, at: number, base: string): ReactNode =>
  look === 'slack'
    ? // biome-ignore lint/security/noDangerouslySetInnerHtml: slack-look.ts draws and escapes it
      h('div', { dangerouslySetInnerHTML: trusted(slackLook(payload, at, base)) })
    : discordLook(payload, timeLabel(at), base);

export interface PostLook {
  /** Where the page is, as it stands in links. */
  readonly base: string;
  /** A post of the channel leads to its thread; a reply and a notice lead nowhere. */
  readonly threaded: boolean;
}

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

const looksOf = (post: ChannelPost, { base, threaded }: PostLook): ReactElement =>
  h(
    'div',
    { className: 'looks' },
    looks.map((look) => {
      const payload = lookPayload(post.payload, look);
      if (payload === undefined) return null;
      return h(
        'div',
        { key: look, className: `look look-${look}`, role: 'group', 'aria-label': `As ${lookLabel[look]} shows it` },
        drawn(look, payload, post.at, base),
        threaded ? threadLink(post, look) : null,
      );
    }),
  );

const askedLine = (asked: string): ReactNode => h('p', { className: 'asked' }, 'You: ', h('kbd', null, asked));

/** A post as it stands in the channel or in a thread. */
export const postElement = (post: ChannelPost, look: PostLook): ReactElement =>
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
    looksOf(post, look),
  );

/** What the asker alone sees: never stored, gone with the next page. */
export const noticeElement = (payloads: readonly Payload[], at: number, asked: string, base: string): ReactElement =>
  h(
    'article',
    { className: 'post notice', tabIndex: -1, 'aria-label': 'Only you can see this' },
    askedLine(asked),
    h('h2', { className: 'only-you' }, 'Only you can see this'),
    payloads.map((payload, index) =>
      h(
        'div',
        { key: index },
        looksOf({ ref: '', at, payload, asked: undefined, replies: [] }, { base, threaded: false }),
      ),
    ),
  );
