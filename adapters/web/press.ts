/** A button of a card as a button of the page: a form of its own that says the button's words, with no script. */
import { createElement as h, type ReactNode } from 'react';
import { fragmentHtml } from './document.ts';
import { tokenField } from './visitor.ts';

/** What pressing it says after `/news`, and the thread that it names. */
export interface Press {
  readonly text: string;
  readonly thread?: string;
}

/** What a button of a post must know of the page around it. */
export interface PressPlace {
  readonly token: string;
  /** The thread that buttons are about which name none; empty for none. */
  readonly thread: string;
  /** The post stands in the open thread, and not in the channel. */
  readonly inThread: boolean;
}

/** On Discord, in place of a thread: the one in which it is pressed. */
const here: ReadonlySet<string> = new Set(['', '-', '=']);

/** `THREAD|TEXT`, as Slack's and (after `news|`) Discord's buttons hand it back; undefined for what is none of ours. */
const readPress = (value: string): Press | undefined => {
  const [, thread, text] = /^([^|]*)\|(.+)$/su.exec(value) ?? [];
  if (thread === undefined || text === undefined) return undefined;
  return here.has(thread) ? { text } : { text, thread };
};

export const slackPress = (actionId: unknown, value: unknown): Press | undefined =>
  typeof actionId === 'string' && actionId.startsWith('news:') && typeof value === 'string'
    ? readPress(value)
    : undefined;

export const discordPress = (customId: string | undefined): Press | undefined =>
  customId?.startsWith('news|') === true ? readPress(customId.slice('news|'.length)) : undefined;

/** What every form to /say holds. */
export const hiddenFields = ({ token, thread, inThread }: PressPlace): ReactNode => [
  h('input', { key: 'token', type: 'hidden', name: tokenField, value: token }),
  thread === '' ? null : h('input', { key: 'thread', type: 'hidden', name: 'thread', value: thread }),
  inThread ? h('input', { key: 'in', type: 'hidden', name: 'in', value: 'thread' }) : null,
];

/** @param key among its siblings */
export const pressElement = (
  press: Press,
  words: ReactNode,
  attributes: { readonly className: string; readonly 'aria-label'?: string },
  place: PressPlace,
  key?: number,
): ReactNode =>
  h(
    'form',
    { key, className: 'press', method: 'post', action: '/say', 'data-say': '' },
    hiddenFields({ ...place, thread: press.thread ?? place.thread }),
    h('button', { type: 'submit', name: 'text', value: `/news ${press.text}`, ...attributes }, words),
  );

/** One choice out of a menu, and a button that takes it. */
export const menuElement = (
  label: string,
  choices: readonly { readonly press: Press; readonly words: string }[],
  place: PressPlace,
  key: number,
): ReactNode =>
  h(
    'form',
    { key, className: 'press press-menu', method: 'post', action: '/say', 'data-say': '' },
    hiddenFields(place),
    h(
      'select',
      { name: 'text', 'aria-label': label, required: true, defaultValue: '' },
      h('option', { key: '', value: '' }, label),
      choices.map(({ press, words }, index) => h('option', { key: index, value: `/news ${press.text}` }, words)),
    ),
    h('button', { type: 'submit', className: 'discord-button discord-button-secondary' }, 'Do it'),
  );

/** As `pressElement`, around words that are HTML already. */
export const pressHtml = (
  press: Press,
  html: string,
  attributes: { readonly className: string; readonly 'aria-label'?: string },
  place: PressPlace,
): string => {
  // Stands for the words while React writes the rest.
  const words = '\uE0F7';
  return fragmentHtml(pressElement(press, words, attributes, place)).replace(words, () => html);
};
