/** What follows the points in the thread: where sources differ, what changed, timeline, ahead, sources. */
import type {
  AheadEntry,
  BriefingDifference,
  BriefingPosition,
  BriefingSource,
  NumberedCitation,
  TimelineEntry,
} from '../../../src/model.ts';
import { aheadLabel, clip, dayLabel, differenceLabel, timelineLabel } from '../../text.ts';
import { QUOTE_CHARACTERS, SECTION_CHARACTERS, TITLE_CHARACTERS } from '../limits.ts';
import { header, section, type Unit } from './blocks.ts';
import { cited, type Place } from './citations.ts';
import { link, say, sayWithin } from './mrkdwn.ts';
import { paragraphs } from './split.ts';

/** A heading stands with the first unit under it, or not at all. */
export const under = (title: string, units: readonly Unit[]): readonly Unit[] => {
  const [first, ...rest] = units;
  if (first === undefined) return [];
  return [{ blocks: [header(title), ...first.blocks], words: `${title}\n${first.words}` }, ...rest];
};

const units = (texts: readonly string[], words: readonly string[] = texts): readonly Unit[] =>
  texts.map((text, index) => ({ blocks: [section(text)], words: words[index] ?? '' }));

/** "• eleven: “Eleven people were taken …” [1]": a line for each quoted passage after the first. */
const positionLines = (position: BriefingPosition, place: Place, limit: number): readonly string[] => {
  const value = sayWithin(position.value, TITLE_CHARACTERS);
  return position.citations.flatMap((citation, index) => {
    const quote = `“${sayWithin(citation.quote, QUOTE_CHARACTERS)}”`;
    const lead = index === 0 ? `• ${value}: ${quote}` : `   ${quote}`;
    return cited(lead, [citation], place, limit) ?? [];
  });
};

/** One unit a difference, so that its sides stand together; more only where they pass the limit of a section. */
export const differenceUnits = (differences: readonly BriefingDifference[], place: Place): readonly Unit[] =>
  differences.flatMap((difference) => {
    const title = `*${differenceLabel[difference.kind]}: ${sayWithin(difference.about, TITLE_CHARACTERS)}*`;
    const room = SECTION_CHARACTERS - title.length - 1;
    const lines = difference.positions.flatMap((position) => positionLines(position, place, room));
    const texts = paragraphs(lines, room).map((text) => `${title}\n${text}`);
    const values = difference.positions.map(({ value }) => sayWithin(value, TITLE_CHARACTERS)).join('; ');
    return units(
      texts,
      texts.map((_, index) => (index === 0 ? `${sayWithin(difference.about, TITLE_CHARACTERS)}: ${values}` : '…')),
    );
  });

const citedLines = (
  entries: readonly { readonly text: string; readonly citations: readonly NumberedCitation[] }[],
  place: Place,
): readonly Unit[] =>
  units(
    paragraphs(
      entries.flatMap(({ text, citations }) => cited(`• ${say(text)}`, citations, place, SECTION_CHARACTERS) ?? []),
    ),
    // The words would hold the addresses: numbers are enough for a notification.
    paragraphs(entries.map(({ text }) => say(text))),
  );

export const timelineUnits = (timeline: readonly TimelineEntry[], place: Place): readonly Unit[] =>
  citedLines(
    timeline.map((entry) => ({ text: `${timelineLabel(entry)}: ${entry.text}`, citations: entry.citations })),
    place,
  );

export const aheadUnits = (ahead: readonly AheadEntry[], place: Place): readonly Unit[] =>
  citedLines(
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

export const sourceUnits = (sources: readonly BriefingSource[]): readonly Unit[] => {
  const lines = sources.map((source) => {
    const linked = sourceLine(source, true);
    return linked.length <= SECTION_CHARACTERS ? linked : sourceLine(source, false);
  });
  return units(paragraphs(lines), paragraphs(sources.map((source) => sourceLine(source, false))));
};
