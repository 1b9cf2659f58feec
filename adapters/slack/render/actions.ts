/** Actions as buttons, and a pressed button as the words that it stands for. Pure. */
import type { types } from '@slack/bolt';
import type { Action } from '../../../src/model.ts';
import { count } from '../../text.ts';
import {
  ACTIONS_JSON,
  BUTTON_CHARACTERS,
  BUTTONS,
  MENU_OPTIONS,
  OPTION_CHARACTERS,
  OPTION_VALUE_CHARACTERS,
  VALUE_CHARACTERS,
} from '../limits.ts';
import { type Block, type Button, type Menu, plain, type Unit } from './blocks.ts';
import { readOut } from './mrkdwn.ts';

/** The names of our buttons and menus begin so. */
export const ACTION_PREFIX = 'news:';

/** The row of buttons of a post whose own thread they are about, and of any other. */
export const CARD_ROW = 'card';
export const ROW = 'actions';

/** What a button hands back: the thread that it is about, where it is not that of its post, and what it types. */
export interface Press {
  readonly text: string;
  readonly thread?: string;
}

const handedBack = ({ text, thread }: Action): string => `${thread ?? ''}|${text}`;

/** Undefined for what is none of ours. */
export const readPress = (value: string | undefined): Press | undefined => {
  const [, thread, text] = /^([^|]*)\|(.*)$/su.exec(value ?? '') ?? [];
  if (thread === undefined || text === undefined) return undefined;
  return thread === '' ? { text } : { text, thread };
};

/** Undefined for one that cannot be a button: without words on it, or too much behind it. @param about read out with it, where many look alike */
const buttonOf = (action: Action, index: number, about?: string): Button | undefined => {
  const value = handedBack(action);
  const text = plain(action.label, BUTTON_CHARACTERS);
  if (value.length > VALUE_CHARACTERS || text.text === '') return undefined;
  return {
    type: 'button',
    action_id: `${ACTION_PREFIX}${index}`,
    text,
    value,
    ...(action.style !== undefined && { style: action.style }),
    ...(about !== undefined && {
      accessibility_label: readOut(`${action.label}: ${about}`, BUTTON_CHARACTERS),
    }),
  } satisfies types.Button;
};

const buttonsOf = (actions: readonly Action[], about?: string): readonly Button[] =>
  actions.flatMap((action, index) => buttonOf(action, index, about) ?? []).slice(0, BUTTONS);

/** A row of buttons; undefined where there is none. @param id unique in its message or view */
export const row = (actions: readonly Action[], id: string, about?: string): Block | undefined => {
  const elements: Button[] = [];
  let json = 0;
  for (const button of buttonsOf(actions, about)) {
    json += JSON.stringify(button).length + 1;
    if (json > ACTIONS_JSON) break;
    elements.push(button);
  }
  return elements.length === 0
    ? undefined
    : ({ type: 'actions', block_id: id, elements } satisfies types.ActionsBlock & Block);
};

/** The buttons of a post. */
export const rowUnits = (actions: readonly Action[] | undefined, id: string): readonly Unit[] => {
  const block = row(actions ?? [], id);
  return block === undefined ? [] : [{ blocks: [block], words: '' }];
};

/** The one action of a line, beside it. */
export const buttonBeside = (actions: readonly Action[], about: string): Button | undefined => {
  const [only, ...others] = actions;
  return only === undefined || others.length > 0 ? undefined : buttonOf(only, 0, about);
};

/** The actions of a line as a menu beside it: for a view that has no room for their buttons. Undefined where one does not fit. */
export const menuBeside = (actions: readonly Action[]): Menu | undefined => {
  const options = actions.map((action) => ({
    text: plain(action.label, OPTION_CHARACTERS),
    value: handedBack(action),
  }));
  const fits = options.every(({ text, value }) => text.text !== '' && value.length <= OPTION_VALUE_CHARACTERS);
  if (!fits || options.length === 0 || options.length > MENU_OPTIONS) return undefined;
  return { type: 'overflow', action_id: `${ACTION_PREFIX}menu`, options } satisfies types.Overflow;
};

/** What a view has no room for. */
export const moreRows = (left: number): string => `${count(left, 'line')} more: they do not fit here.`;
