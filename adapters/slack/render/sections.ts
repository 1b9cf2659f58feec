/** What follows the points in the thread: where sources differ, what changed, timeline, ahead, sources. */
import type {
  AheadEntry,
  BriefingDifference,
  BriefingPosition,
  BriefingSource,
  NumberedCitation,
  TimelineEntry,
} from '../../../src/model.ts';
import { aheadLabel, changeLabel, clip, dayLabel, differenceLabel, timelineLabel } from '../../text.ts';
import { QUOTE_CHARACTERS, SECTION_CHARACTERS, TITLE_CHARACTERS } from '../limits.ts';
import { header, type Unit } from './blocks.ts';
import { cited, type Place } from './citations.ts';
import { link, say, sayWithin } from './mrkdwn.ts';
import { type Line, lineUnits } from './split.ts';

/** A heading stands with the first unit under it, or not at all. */
export const under = (title: string, units: readonly Unit[]): readonly Unit[] => {
  const [first, ...rest] = units;
  if (first === undefined) return [];
  return [{ blocks: [header(title), ...first.blocks], words: `${title}\n${first.words}` }, ...rest];
};

/** "• eleven: “Eleven people were taken …” [1]": a line for each quoted passage. */
const positionLines = (position: BriefingPosition, lead: string, place: Place, room: number): readonly Line[] => {
  const value = `${lead}${sayWithin(position.value, TITLE_CHARACTERS)}`;
  return position.citations.flatMap((citation, index) => {
    const quote = `“${sayWithin(citation.quote, QUOTE_CHARACTERS)}”`;
    const said = index === 0 ? `• ${value}: ${quote}` : `   ${quote}`;
    const text = cited(said, [citation], place, room);
    return text === undefined ? [] : { text, words: `${said} [${citation.source}]` };
  });
};

/** One unit a difference, so that its sides stand together; more only where they pass the limit of a section. */
const slotUnits = (
  differences: readonly BriefingDifference[],
  place: Place,
  lead: (index: number, of: number) => string,
): readonly Unit[] =>
  differences.flatMap((difference) => {
    const title = `*${differenceLabel[difference.kind]}: ${sayWithin(difference.about, TITLE_CHARACTERS)}*`;
    const room = SECTION_CHARACTERS - title.length - 1;
    return lineUnits(
      difference.positions.flatMap((position, index, all) =>
        positionLines(position, lead(index, all.length), place, room),
      ),
      title,
    );
  });

export const differenceUnits = (differences: readonly BriefingDifference[], place: Place): readonly Unit[] =>
  slotUnits(differences, place, () => '');

/** Oldest first, each figure led in by its place in the story. */
export const updateUnits = (updates: readonly BriefingDifference[], place: Place): readonly Unit[] =>
  slotUnits(updates, place, (index, of) => `${changeLabel(index, of)} `);

/** Text that no section can hold is left out whole: what it says stands among the points, or says so there. */
const citedUnits = (
  entries: readonly { readonly text: string; readonly citations: readonly NumberedCitation[] }[],
  place: Place,
): readonly Unit[] =>
  lineUnits(
    entries.flatMap(({ text, citations }) => {
      const words = `• ${say(text)}`;
      const whole = cited(words, citations, place, SECTION_CHARACTERS);
      return whole === undefined ? [] : { text: whole, words };
    }),
  );

export const timelineUnits = (timeline: readonly TimelineEntry[], place: Place): readonly Unit[] =>
  citedUnits(
    timeline.map((entry) => ({ text: `${timelineLabel(entry)}: ${entry.text}`, citations: entry.citations })),
    place,
  );

export const aheadUnits = (ahead: readonly AheadEntry[], place: Place): readonly Unit[] =>
  citedUnits(
    ahead.map((entry) => ({ text: aheadLabel(entry), citations: entry.citations })),
    place,
  );

/** "[1] Title · Publisher · 2 June 2025", the title a link where the article has an address. */
const sourceLine = (source: BriefingSource, linked: boolean): string => {
  const title = clip(source.title, TITLE_CHARACTERS);
  const rest = [
    ...(source.publisher === undefined ? [] : [sayWithin(source.publisher, TITLE_CHARACTERS)]),
    ...(source.published === undefined ? [] : [dayLabel(source.published)]),
  ];
  return [`[${source.n}] ${link(linked ? source.url : undefined, title)}`, ...rest].join(' · ');
};

export const sourceUnits = (sources: readonly BriefingSource[]): readonly Unit[] =>
  lineUnits(
    sources.map((source) => {
      const linked = sourceLine(source, true);
      const words = sourceLine(source, false);
      return { text: linked.length <= SECTION_CHARACTERS ? linked : words, words };
    }),
  );
