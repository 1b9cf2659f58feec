/** Panels: rows with their buttons, in messages and on the home tab. Pure. */
import type { types } from '@slack/bolt';
import type { Action, Notice, Panel, PanelRow, PanelSection } from '../../../src/model.ts';
import { SECTION_CHARACTERS, TITLE_CHARACTERS, VIEW_BLOCKS } from '../limits.ts';
import { buttonBeside, menuBeside, moreRows, ROW, row, rowUnits } from './actions.ts';
import { type Block, context, header, lineWith, section, type Unit } from './blocks.ts';
import { sayWithin } from './mrkdwn.ts';
import { noticeUnits } from './notice.ts';

/** One button stands beside its line, more of them under it. */
const rowUnit = ({ text, actions }: PanelRow, id: string, compact: boolean): Unit => {
  const words = sayWithin(text, SECTION_CHARACTERS) || '…';
  const beside = buttonBeside(actions, text) ?? (compact ? menuBeside(actions) : undefined);
  const line = lineWith(words, `${id}.text`, beside);
  const under = beside === undefined ? row(actions, id, text) : undefined;
  return { blocks: under === undefined ? [line] : [line, under], words };
};

const sectionUnits = (
  { heading, rows, empty }: PanelSection,
  index: number,
  compact: boolean,
): readonly [Unit, ...Unit[]] => {
  const title = sayWithin(heading, TITLE_CHARACTERS);
  const top: Unit = { blocks: title === '' ? [] : [header(title)], words: title };
  const none = sayWithin(empty, SECTION_CHARACTERS);
  if (rows.length === 0) return [top, ...(none === '' ? [] : [{ blocks: [section(none)], words: none }])];
  return [top, ...rows.map((each, at) => rowUnit(each, `row:${index}.${at}`, compact))];
};

/** A heading is never parted from its first line. */
const joined = ([top, first, ...rest]: readonly [Unit, ...Unit[]]): readonly Unit[] =>
  first === undefined
    ? [top]
    : [{ blocks: [...top.blocks, ...first.blocks], words: `${top.words}\n${first.words}`.trim() }, ...rest];

const titleUnit = (title: string): Unit => {
  const words = sayWithin(title, TITLE_CHARACTERS) || 'Crosswire';
  return { blocks: [section(`*${words}*`)], words };
};

/** In messages: as many as it takes. */
export const panelUnits = (panel: Panel): readonly Unit[] => [
  titleUnit(panel.title),
  ...panel.sections.flatMap((each, index) => joined(sectionUnits(each, index, false))),
];

const blocksOf = (units: readonly Unit[]): readonly Block[] => units.flatMap(({ blocks }) => blocks);

/** Whole units while they fit, and how many did not. */
const fitting = (units: readonly Unit[]): readonly Block[] => {
  const shown: Block[] = [];
  for (const [index, { blocks }] of units.entries()) {
    const last = index === units.length - 1;
    if (shown.length + blocks.length > VIEW_BLOCKS - (last ? 0 : 1))
      return [...shown, context(moreRows(units.length - index))];
    shown.push(...blocks);
  }
  return shown;
};

/** What came of a button that was pressed on the home tab. */
export interface Outcome {
  readonly notice: Notice;
  readonly actions?: readonly Action[] | undefined;
}

/** A Panel with the buttons that are about all of it. */
export interface Home {
  readonly panel: Panel;
  readonly actions?: readonly Action[] | undefined;
}

/**
 * The home tab. Where the buttons of all lines do not fit, menus stand in their place.
 *
 * @param outcome stands above all else
 */
export const homeView = ({ panel, actions }: Home, outcome?: Outcome): types.HomeView => {
  const units = (compact: boolean): readonly Unit[] => [
    ...(outcome === undefined ? [] : [...noticeUnits(outcome.notice), ...rowUnits(outcome.actions, 'outcome')]),
    { blocks: [header(panel.title)], words: panel.title },
    ...rowUnits(actions, ROW),
    ...panel.sections.flatMap((each, index) => joined(sectionUnits(each, index, compact))),
  ];
  const spacious = units(false);
  const blocks = blocksOf(spacious).length <= VIEW_BLOCKS ? blocksOf(spacious) : fitting(units(true));
  return { type: 'home', blocks: [...blocks] };
};
