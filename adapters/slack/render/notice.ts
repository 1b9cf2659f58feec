/** Help, lists and refusals: title, lines and, for a refusal, what to do. Pure. */
import type { Notice } from '../../../src/model.ts';
import { SECTION_CHARACTERS, TITLE_CHARACTERS } from '../limits.ts';
import { section, type Unit } from './blocks.ts';
import { sayWithin } from './mrkdwn.ts';
import { lineUnits } from './split.ts';

export const textUnit = (text: string): Unit => ({ blocks: [section(text)], words: text });

export const noticeUnits = (notice: Notice): readonly Unit[] => {
  const lines = notice.lines
    .map((line) => sayWithin(line, SECTION_CHARACTERS))
    .filter((line) => line !== '')
    .map((text) => ({ text, words: text }));
  const title = `*${sayWithin(notice.title, TITLE_CHARACTERS) || 'Crosswire'}*`;
  const fix =
    notice.fix === undefined ? [] : [textUnit(`What to do: ${sayWithin(notice.fix, SECTION_CHARACTERS - 20)}`)];
  return [textUnit(title), ...lineUnits(lines), ...fix];
};
