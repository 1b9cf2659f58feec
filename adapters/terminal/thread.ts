/** The thread under a card: points in full, where sources differ, what changed, timeline, ahead, sources. Pure. */
import type {
  AheadEntry,
  Briefing,
  BriefingDifference,
  BriefingPosition,
  BriefingSource,
  NumberedCitation,
  Point,
} from '../../src/model.ts';
import type { Rendered } from '../../src/ports.ts';
import {
  attributionLabel,
  changeLabel,
  clip,
  dayLabel,
  differenceLabel,
  heading,
  timelineLabel,
  webUrl,
} from '../text.ts';
import { block, inert, padded, tied } from './layout.ts';
import { hyperlink, linkOf, marks, type Page, post, section } from './page.ts';

/** A date column pays from this many columns on. */
const dateColumnFrom = 60;
const dateColumn = 18;
/** How much of a quote names its link, where links are written out. */
const passageLabel = 48;

/** Who says it, where its own words do not, and how well it stands. */
const attribution = (page: Page, point: Point): string => {
  const label = inert(attributionLabel(point));
  return point.support === 'disputed' ? page.colors.yellow(label) : page.colors.dim(label);
};

export const pointBlock = (page: Page, point: Point, marker: string): string =>
  [
    block(inert(point.text), page.width, page.colors.dim(marker)),
    block(`${attribution(page, point)}${tied}${marks(page, point.citations)}`, page.width, ' '.repeat(marker.length)),
  ].join('\n');

const positionBlock = (page: Page, position: BriefingPosition, lead: string): string => {
  const value = `${page.colors.dim(lead)}${page.colors.bold(inert(position.value))}${tied}${marks(page, position.citations)}`;
  const quotes = [...new Set(position.citations.map((citation) => inert(citation.quote)))];
  return [
    block(value, page.width, '  '),
    ...quotes.map((quote) => block(page.colors.dim(`“${quote}”`), page.width, '    ')),
  ].join('\n');
};

const slotBlock = (page: Page, slot: BriefingDifference, lead: (index: number, of: number) => string): string =>
  [
    block(`${differenceLabel[slot.kind]}: ${inert(slot.about)}`, page.width),
    ...slot.positions.map((position, index, all) => positionBlock(page, position, lead(index, all.length))),
  ].join('\n');

/** The date stands in a column where there is room for one; what has no date gets a bullet in its place. */
const datedBlock = (
  page: Page,
  date: string | undefined,
  text: string,
  citations: readonly NumberedCitation[],
): string => {
  const body = `${inert(text)}${tied}${marks(page, citations)}`;
  if (date === undefined) return block(body, page.width, page.colors.dim('• '));
  if (page.width >= dateColumnFrom) return block(body, page.width, page.colors.dim(padded(date, dateColumn)));
  return `${page.colors.dim(date)}\n${block(body, page.width, '  ')}`;
};

const aheadBlock = (page: Page, entry: AheadEntry): string =>
  datedBlock(page, entry.date === undefined ? undefined : dayLabel(entry.date), entry.text, entry.citations);

/** A source with its outlet, date and address and, where links cannot stand behind the numbers, each cited passage's own. */
const sourceBlock = (page: Page, source: BriefingSource, cited: readonly NumberedCitation[]): string => {
  const mark = `[${source.n}] `;
  const indent = ' '.repeat(mark.length);
  const title = inert(source.title);
  const outlet = source.publisher === undefined ? [] : [inert(source.publisher)];
  const facts = [...outlet, ...(source.published === undefined ? [] : [dayLabel(source.published)])].join(' · ');
  const lines = [block(title, page.width, page.colors.cyan(mark))];
  if (facts !== '') lines.push(block(page.colors.dim(facts), page.width, indent));
  const url = webUrl(source.url)?.href;
  if (url !== undefined) {
    lines.push(`${indent}${page.color ? hyperlink(page.colors.dim(url), url) : url}`);
  }
  if (page.color) return lines.join('\n');
  const passages = new Map<string, string>();
  for (const citation of cited) {
    const passage = linkOf(page, citation);
    if (passage !== undefined && !passages.has(passage)) passages.set(passage, inert(citation.quote));
  }
  for (const [passage, quote] of passages) {
    lines.push(block(`“${clip(quote, passageLabel)}”`, page.width, indent), `${indent}${passage}`);
  }
  return lines.join('\n');
};

export const sourceSection = (
  page: Page,
  sources: readonly BriefingSource[],
  citations: readonly NumberedCitation[],
): readonly string[] => {
  const cited = new Map<number, NumberedCitation[]>();
  for (const citation of citations) cited.set(citation.source, [...(cited.get(citation.source) ?? []), citation]);
  return section(
    page,
    heading.sources,
    sources.map((source) => sourceBlock(page, source, cited.get(source.n) ?? [])),
  );
};

const allCitations = (briefing: Briefing): readonly NumberedCitation[] =>
  [
    ...briefing.points,
    ...[...briefing.differences, ...briefing.updates].flatMap((difference) => difference.positions),
    ...briefing.timeline,
    ...briefing.ahead,
  ].flatMap((one) => one.citations);

/** Every section that has something in it. */
export const briefingThread = (page: Page, briefing: Briefing): readonly string[] => [
  ...section(
    page,
    heading.points,
    briefing.points.map((point, index) => pointBlock(page, point, `${String(index + 1).padStart(2)}. `)),
  ),
  ...section(
    page,
    heading.differences,
    briefing.differences.map((difference) => slotBlock(page, difference, () => '')),
  ),
  ...section(
    page,
    heading.updates,
    briefing.updates.map((update) => slotBlock(page, update, (index, of) => `${changeLabel(index, of)} `)),
  ),
  ...section(
    page,
    heading.timeline,
    briefing.timeline.map((entry) => datedBlock(page, timelineLabel(entry), entry.text, entry.citations)),
    '\n',
  ),
  ...section(
    page,
    heading.ahead,
    briefing.ahead.map((entry) => aheadBlock(page, entry)),
    '\n',
  ),
  ...sourceSection(page, briefing.sources, allCitations(briefing)),
];

export const thread = (page: Page, briefing: Briefing): Rendered['replies'] => {
  // Sources that nothing cites say nothing.
  return allCitations(briefing).length === 0 ? [] : [post(briefingThread(page, briefing))];
};
