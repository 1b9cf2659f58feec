/** The three blocks that Crosswire uses, and what is kept together when a message must be split. */
import type { types } from '@slack/bolt';
import { HEADER_CHARACTERS } from '../limits.ts';
import { sayWithin } from './mrkdwn.ts';

interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** Slack adds no links or pings of its own to a bare "@here", "#general" or address. */
  readonly verbatim: true;
}

export type Block =
  | { readonly type: 'header'; readonly text: { type: 'plain_text'; text: string; emoji: false } }
  | { readonly type: 'section'; readonly text: Mrkdwn }
  | { readonly type: 'context'; readonly elements: Mrkdwn[] };

/** Blocks that stand together in one message, and the same in words for a notification or a screen reader. */
export interface Unit {
  readonly blocks: readonly Block[];
  readonly words: string;
}

const mrkdwn = (text: string): Mrkdwn => ({ type: 'mrkdwn', text, verbatim: true });

/** A title in large letters; what does not fit is clipped at a word. */
export const header = (title: string): Block =>
  ({
    type: 'header',
    text: { type: 'plain_text', text: sayWithin(title, HEADER_CHARACTERS) || 'Untitled', emoji: false },
  }) satisfies types.HeaderBlock;

export const section = (text: string): Block => ({ type: 'section', text: mrkdwn(text) }) satisfies types.SectionBlock;

/** Small grey letters. */
export const context = (text: string): Block =>
  ({ type: 'context', elements: [mrkdwn(text)] }) satisfies types.ContextBlock;
