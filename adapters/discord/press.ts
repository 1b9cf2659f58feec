/**
 * What a button, an option of a menu and a form carry, so that nothing need be kept on our side: `KIND|WHERE|TEXT`, at
 * most 100 characters. One of last month is read as it was written. Pure.
 */
import type { Address, Command, Person } from '../../src/model.ts';
import { customIdLimit } from './limits.ts';
import { plainLine } from './render/markdown.ts';

/** `news`: TEXT is a line after `/news`. `form`: the same, to be filled in. `fill`: the verb of a form that is open. */
export type PressKind = 'news' | 'form' | 'fill';

/**
 * The thread whose Briefing it is about: a thread by its id, the one of the post that carries it where that is a card
 * ('card'), or the one in which it is pressed ('here'; 'panel' the same, on a panel that is shown anew after a change).
 */
export type Where = { readonly thread: string } | 'card' | 'here' | 'panel';

export interface Press {
  readonly kind: PressKind;
  readonly where: Where;
  readonly text: string;
}

const signs = { card: '', here: '-', panel: '=' } as const;

/** Undefined where it does not fit: such a control is not shown. */
export const writePress = ({ kind, where, text }: Press): string | undefined => {
  const written = `${kind}|${typeof where === 'string' ? signs[where] : where.thread}|${plainLine(text)}`;
  return written.length <= customIdLimit ? written : undefined;
};

const shape = /^(news|form|fill)\|(\d{1,20}|[-=]?)\|(.*)$/su;

const whereOf = (sign: string): Where => {
  if (sign === signs.card) return 'card';
  if (sign === signs.here) return 'here';
  return sign === signs.panel ? 'panel' : { thread: sign };
};

/** Undefined for what was not written here. */
export const readPress = (written: string): Press | undefined => {
  const [, kind, sign, text] = shape.exec(written) ?? [];
  if ((kind !== 'news' && kind !== 'form' && kind !== 'fill') || sign === undefined || text === undefined)
    return undefined;
  return { kind, where: whereOf(sign), text };
};

/**
 * @param place where it was pressed
 * @param post  the id of the message that carries it; undefined where none does
 */
export const commandOfPress = (
  { where, text }: Pick<Press, 'where' | 'text'>,
  place: Address,
  post: string | undefined,
  person: Person,
): Command => {
  const { thread: here, ...channel } = place;
  const thread = typeof where === 'string' ? (where === 'card' ? post : here) : where.thread;
  return { address: { ...channel, ...(thread === undefined ? {} : { thread }) }, person, name: 'news', text };
};
