/** Points in full, each whole and with its citations beside it. */
import type { Point } from '../../../src/model.ts';
import { attributionLabel, clip, count } from '../../text.ts';
import { SECTION_CHARACTERS, SPEAKER_CHARACTERS } from '../limits.ts';
import { context, section, type Unit } from './blocks.ts';
import { cited, type Place } from './citations.ts';
import { say } from './mrkdwn.ts';

/** Who says it and how well it stands, as it is said on the card and in the thread. */
export const attribution = (point: Point): string =>
  say(
    attributionLabel(
      point.speaker === undefined ? point : { ...point, speaker: clip(point.speaker, SPEAKER_CHARACTERS) },
    ),
  );

const pointUnit = (point: Point, place: Place): Unit | undefined => {
  const text = say(point.text);
  const support = attribution(point);
  const beside = cited(`${support} ·`, point.citations, place, SECTION_CHARACTERS);
  if (beside === undefined || text.length === 0 || text.length > SECTION_CHARACTERS) return undefined;
  return { blocks: [section(text), context(beside)], words: `${text} (${support})` };
};

/** One unit a point. One that no message can hold is left out whole, and the last unit says how many were. */
export const pointUnits = (points: readonly Point[], place: Place): readonly Unit[] => {
  const units = points.flatMap((point) => pointUnit(point, place) ?? []);
  const missing = points.length - units.length;
  if (missing === 0) return units;
  const note = `${count(missing, 'point')} too long for a Slack message left out here.`;
  return [...units, { blocks: [context(note)], words: note }];
};
