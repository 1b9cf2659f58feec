/** Settings as a message: numbered rows, and under them what can be done with each. Pure. */
import type { APIEmbed } from 'discord.js';
import type { Action, Panel, PanelRow } from '../../../src/model.ts';
import { type ControlRow, type NumberedRow, panelControls } from './controls.ts';
import { escapeMarkdown } from './markdown.ts';
import { type Block, embed, sectionEmbeds } from './message.ts';

export interface RenderedPanel {
  readonly embeds: readonly APIEmbed[];
  readonly controls: readonly ControlRow[];
}

/** Rows with something to do are numbered, all the way down; a row that only tells is not. */
export const renderPanel = (panel: Panel, actions: readonly Action[] | undefined): RenderedPanel => {
  let count = 0;
  const acting: NumberedRow[] = [];
  const line = (row: PanelRow): Block => {
    const text = escapeMarkdown(row.text);
    if (row.actions.length === 0) return [`• ${text}`];
    count += 1;
    acting.push({ ...row, n: count });
    return [`**${count}** · ${text}`];
  };
  const sections = panel.sections.flatMap(({ heading, rows, empty }) => {
    const blocks: readonly Block[] = rows.length === 0 ? [[escapeMarkdown(empty)]] : rows.map(line);
    return sectionEmbeds({ title: heading, blocks });
  });
  return { embeds: [embed(panel.title, ''), ...sections], controls: panelControls(acting, actions, 'panel') };
};
