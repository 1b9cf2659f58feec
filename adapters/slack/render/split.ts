/** Units into messages: whole units only, in order, within every limit. */
import type { Payload } from '../../../src/ports.ts';
import { FALLBACK_CHARACTERS, MESSAGE_BLOCKS, MESSAGE_CHARACTERS, SECTION_CHARACTERS } from '../limits.ts';
import { type Block, section, type Unit } from './blocks.ts';

/** What chat.postMessage takes, but for the channel. Links are not unfolded: a briefing has too many of them. */
const message = (blocks: readonly Block[], text: string): Payload => ({
  text,
  blocks,
  unfurl_links: false,
  unfurl_media: false,
});

/** As many whole lines as fit; what a notification shows and a screen reader reads. */
const fallback = (units: readonly Unit[]): string => {
  let text = '';
  for (const { words } of units) {
    // Buttons have no words of their own here.
    if (words === '') continue;
    const longer = text === '' ? words : `${text}\n${words}`;
    if (longer.length > FALLBACK_CHARACTERS - 2) return text === '' ? '…' : `${text}\n…`;
    text = longer;
  }
  return text;
};

/** Linear: every unit is measured once. */
export const messages = (units: readonly Unit[]): readonly Payload[] => {
  const groups: Unit[][] = [];
  let group: Unit[] = [];
  let blocks = 0;
  // The brackets of the array; each block brings its comma.
  let characters = 2;
  for (const unit of units) {
    const size = unit.blocks.reduce((sum, block) => sum + JSON.stringify(block).length + 1, 0);
    const full = blocks + unit.blocks.length > MESSAGE_BLOCKS || characters + size > MESSAGE_CHARACTERS;
    if (full && group.length > 0) {
      groups.push(group);
      group = [];
      blocks = 0;
      characters = 2;
    }
    group.push(unit);
    blocks += unit.blocks.length;
    characters += size;
  }
  if (group.length > 0) groups.push(group);
  return groups.map((held) =>
    message(
      held.flatMap((unit) => unit.blocks),
      fallback(held),
    ),
  );
};

/** One message for what is known to fit in one: a card, a notice. */
export const oneMessage = (units: readonly Unit[]): Payload =>
  message(
    units.flatMap((unit) => unit.blocks),
    fallback(units),
  );

/** A line of a section, and the same without addresses. */
export interface Line {
  readonly text: string;
  readonly words: string;
}

/** Whole lines into as few sections as the limit allows, each under `title` if there is one; each line is known to fit. */
export const lineUnits = (lines: readonly Line[], title?: string): readonly Unit[] => {
  const top = title === undefined ? '' : `${title}\n`;
  const groups: Line[][] = [];
  let room = 0;
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && line.text.length + 1 <= room) last.push(line);
    else {
      groups.push([line]);
      room = SECTION_CHARACTERS - top.length + 1;
    }
    room -= line.text.length + 1;
  }
  return groups.map((group) => ({
    blocks: [section(`${top}${group.map(({ text }) => text).join('\n')}`)],
    words: `${top}${group.map(({ words }) => words).join('\n')}`,
  }));
};
