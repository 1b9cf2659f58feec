/** Actions as rows of buttons and as menus. Pure. */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Action, PanelRow } from '../../../src/model.ts';
import { clip } from '../../text.ts';
import {
  buttonLabelLimit,
  buttonsPerRow,
  choiceLimit,
  choiceNameLimit,
  choiceValueLimit,
  rowsPerMessage,
} from '../limits.ts';
import { type PressKind, type Where, writePress } from '../press.ts';
import { plainLine } from './markdown.ts';

export type ControlRow = APIActionRowComponent<APIComponentInMessageActionRow>;

const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

const row = (components: readonly APIComponentInMessageActionRow[]): ControlRow => ({
  type: ComponentType.ActionRow,
  components: [...components],
});

/** Undefined for an action without a label, or with words that no button can carry. */
const button = (action: Action, where: Where, kind: PressKind): APIButtonComponent | undefined => {
  const label = clip(plainLine(action.label), buttonLabelLimit);
  const id = writePress({
    kind,
    where: action.thread === undefined ? where : { thread: action.thread },
    text: action.text,
  });
  if (label === '' || id === undefined) return undefined;
  const style = action.style === undefined ? ButtonStyle.Secondary : styles[action.style];
  return { type: ComponentType.Button, style, label, custom_id: id };
};

/** Those that can be pressed, each once. */
const buttons = (actions: readonly Action[], where: Where, kind: PressKind): readonly APIButtonComponent[] => {
  const made = actions.flatMap((action) => button(action, where, kind) ?? []);
  const ids = made.map((one) => ('custom_id' in one ? one.custom_id : ''));
  return made.filter((_, index) => ids.indexOf(ids[index] ?? '') === index);
};

/** Rows of five, five of them at most. */
export const buttonRows = (
  actions: readonly Action[] | undefined,
  where: Where,
  kind: PressKind = 'news',
): readonly ControlRow[] =>
  chunks(buttons(actions ?? [], where, kind), buttonsPerRow)
    .slice(0, rowsPerMessage)
    .map(row);

/** One row of a panel with the number by which its text and its controls are told to belong together. */
export interface NumberedRow extends PanelRow {
  readonly n: number;
}

const numbered = (rows: readonly NumberedRow[], separator: string): readonly NumberedRow[] =>
  rows.map((one) => ({
    ...one,
    actions: one.actions.map((action) => ({ ...action, label: `${one.n}${separator}${action.label}` })),
  }));

const menuOptions = (rows: readonly NumberedRow[], where: Where): readonly APISelectMenuOption[] => {
  const options = numbered(rows, ': ').flatMap(({ text, actions }) =>
    buttons(actions, where, 'news').flatMap((one): readonly APISelectMenuOption[] => {
      if (!('custom_id' in one) || one.custom_id.length > choiceValueLimit) return [];
      const description = clip(plainLine(text), choiceNameLimit);
      return [{ label: one.label ?? '', value: one.custom_id, ...(description === '' ? {} : { description }) }];
    }),
  );
  const values = options.map(({ value }) => value);
  return options.filter(({ value }, index) => values.indexOf(value) === index);
};

/** Menus out of which one choice is one step, 25 choices each. */
const menus = (rows: readonly NumberedRow[], where: Where, most: number): readonly ControlRow[] =>
  chunks(menuOptions(rows, where), choiceLimit)
    .slice(0, most)
    .map((options, n) =>
      row([
        {
          type: ComponentType.StringSelect,
          custom_id: `menu|${n}`,
          placeholder: n === 0 ? 'Choose what to do' : 'More to choose from',
          options: [...options],
        },
      ]),
    );

/** Of two controls with one id in a message Discord takes neither: the first stands. */
const unique = (rows: readonly ControlRow[]): readonly ControlRow[] => {
  const seen = new Set<string>();
  return rows.flatMap((each) => {
    const kept = each.components.filter((one) => {
      const id = 'custom_id' in one ? one.custom_id : '';
      const first = !seen.has(id);
      seen.add(id);
      return first;
    });
    return kept.length === 0 ? [] : [row(kept)];
  });
};

/**
 * The controls of a panel: each row's own buttons while they are few, else menus; the panel's own actions last. What
 * would be over five rows is left out: all of it can be typed.
 */
export const panelControls = (
  rows: readonly NumberedRow[],
  actions: readonly Action[] | undefined,
  where: Where,
): readonly ControlRow[] => {
  const own = buttonRows(actions, where);
  const acting = rows.filter((one) => one.actions.length > 0);
  const most = Math.max(0, rowsPerMessage - own.length);
  const few = acting.length <= most && acting.every((one) => one.actions.length <= buttonsPerRow);
  const shown = few
    ? numbered(acting, ' ').flatMap((one) => buttonRows(one.actions, where))
    : menus(acting, where, most);
  return unique([...shown, ...own]).slice(0, rowsPerMessage);
};
