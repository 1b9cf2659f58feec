/** The blocks that Crosswire uses, and what is kept together when a message must be split. */
import type { types } from '@slack/bolt';
import { HEADER_CHARACTERS } from '../limits.ts';
import { sayWithin } from './mrkdwn.ts';

interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** Slack adds no links or pings of its own to a bare "@here", "#general" or address. */
  readonly verbatim: true;
}

interface Plain {
  type: 'plain_text';
  text: string;
  emoji: false;
}

export interface Button {
  type: 'button';
  action_id: string;
  text: Plain;
  value: string;
  style?: 'primary' | 'danger';
  accessibility_label?: string;
}

export interface Menu {
  type: 'overflow';
  action_id: string;
  options: { text: Plain; value: string }[];
}

export type Block =
  | { readonly type: 'header'; readonly text: Plain }
  | { readonly type: 'section'; readonly text: Mrkdwn; readonly block_id?: string; readonly accessory?: Button | Menu }
  | { readonly type: 'context'; readonly elements: Mrkdwn[] }
  | { readonly type: 'actions'; readonly block_id: string; readonly elements: Button[] };

/** Blocks that stand together in one message, and the same in words for a notification or a screen reader. */
export interface Unit {
  readonly blocks: readonly Block[];
  readonly words: string;
}

const mrkdwn = (text: string): Mrkdwn => ({ type: 'mrkdwn', text, verbatim: true });

/** Plain text; what does not fit is clipped at a word. @param otherwise what stands there when nothing of it can be shown */
export const plain = (text: string, limit: number, otherwise = ''): Plain => ({
  type: 'plain_text',
  text: sayWithin(text, limit) || otherwise,
  emoji: false,
});

/** A title in large letters; what does not fit is clipped at a word. */
export const header = (title: string): Block =>
  ({
    type: 'header',
    text: plain(title, HEADER_CHARACTERS, 'Untitled'),
  }) satisfies types.HeaderBlock;

export const section = (text: string): Block => ({ type: 'section', text: mrkdwn(text) }) satisfies types.SectionBlock;

/** Small grey letters. */
export const context = (text: string): Block =>
  ({ type: 'context', elements: [mrkdwn(text)] }) satisfies types.ContextBlock;

/** A line with what can be pressed beside it. @param id unique in its message or view */
export const lineWith = (text: string, id: string, accessory: Button | Menu | undefined): Block =>
  ({
    type: 'section',
    text: mrkdwn(text),
    block_id: id,
    ...(accessory !== undefined && { accessory }),
  }) satisfies types.SectionBlock;
