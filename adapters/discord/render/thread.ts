/** What stands in the thread under a card: points in full, differences, changes, timeline, what is ahead, sources. Pure. */
import type { Briefing, BriefingDifference, BriefingPosition, BriefingSource, Point } from '../../../src/model.ts';
import { aheadLabel, changeLabel, dayLabel, differenceLabel, heading, sourceName, timelineLabel } from '../../text.ts';
import { pointLine } from './card.ts';
import { bareNumber, bareNumbers, type Context, linkedNumber, linkedNumbers } from './citations.ts';
import { escapeMarkdown, link } from './markdown.ts';
import type { Block, Section } from './message.ts';

/** With links; with the numbers alone where the links would not fit. */
export const pointBlock = (point: Point, context: Context): Block => [
  pointLine(point, linkedNumbers(point.citations, context)),
  pointLine(point, bareNumbers(point.citations)),
];

type PositionForm = (position: BriefingPosition, context: Context) => string;

const quoted: PositionForm = (position, context) =>
  position.citations
    .map((citation) => {
      const source = context.sources.get(citation.source);
      const name = source === undefined ? '' : ` ${escapeMarkdown(sourceName(source))}:`;
      return `${linkedNumber(citation, context)}${name} “${escapeMarkdown(citation.quote)}”`;
    })
    // One passage a line; an em space sets it in, as Discord drops plain ones.
    .join('\n\u2003');

const forms: readonly [PositionForm, ...PositionForm[]] = [
  quoted,
  (position, context) => linkedNumbers(position.citations, context),
  (position) => bareNumbers(position.citations),
];

/** Both sides of one thing stay in one block. `lead` is the word before a position's value. */
const positionsBlock = (
  difference: BriefingDifference,
  context: Context,
  lead: (index: number, of: number) => string,
): Block => {
  const shown = (form: PositionForm): string =>
    [
      `**${differenceLabel[difference.kind]}: ${escapeMarkdown(difference.about)}**`,
      ...difference.positions.map(
        (position, index) =>
          `• ${lead(index, difference.positions.length)}${escapeMarkdown(position.value)} · ${form(position, context)}`,
      ),
    ].join('\n');
  const [richest, ...rest] = forms;
  return [shown(richest), ...rest.map(shown)];
};

const changeLead = (index: number, of: number): string => `${changeLabel(index, of)} `;

export const sourceBlock = (source: BriefingSource): Block => {
  const rest = [source.publisher, source.published === undefined ? undefined : dayLabel(source.published)]
    .filter((part) => part !== undefined)
    .map((part) => ` · ${escapeMarkdown(part)}`)
    .join('');
  const line = (title: string): string => `${bareNumber(source.n)} ${title}${rest}`;
  const title = escapeMarkdown(source.title);
  return [line(link(title, source.url)), line(title)];
};

/** Sections with nothing in them are left out; sources that nothing cites say nothing. */
export const threadSections = (briefing: Briefing, context: Context): readonly Section[] => {
  const sections: readonly Section[] = [
    { title: heading.points, blocks: briefing.points.map((point) => pointBlock(point, context)) },
    {
      title: heading.differences,
      blocks: briefing.differences.map((one) => positionsBlock(one, context, () => '')),
    },
    { title: heading.updates, blocks: briefing.updates.map((one) => positionsBlock(one, context, changeLead)) },
    {
      title: heading.timeline,
      blocks: briefing.timeline.map(
        (entry): Block => [
          `• ${timelineLabel(entry)}: ${escapeMarkdown(entry.text)} ${linkedNumbers(entry.citations, context)}`,
          `• ${timelineLabel(entry)}: ${escapeMarkdown(entry.text)} ${bareNumbers(entry.citations)}`,
        ],
      ),
    },
    {
      title: heading.ahead,
      blocks: briefing.ahead.map(
        (entry): Block => [
          `• ${escapeMarkdown(aheadLabel(entry))} ${linkedNumbers(entry.citations, context)}`,
          `• ${escapeMarkdown(aheadLabel(entry))} ${bareNumbers(entry.citations)}`,
        ],
      ),
    },
    { title: heading.sources, blocks: briefing.sources.map(sourceBlock) },
  ];
  const filled = sections.filter((section) => section.blocks.length > 0);
  return filled.length === 1 && briefing.sources.length > 0 ? [] : filled;
};
