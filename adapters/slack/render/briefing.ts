/** A Briefing as a card that stands in the channel, and the thread under it. */
import type { Action, Briefing, Digest, Point } from '../../../src/model.ts';
import type { Linker, Payload, Rendered } from '../../../src/ports.ts';
import {
  contextLine,
  differencesLine,
  entryMark,
  entrySourcesShown,
  failingLine,
  heading,
  lateLabel,
  moreLabel,
  nextLabel,
  noPointsLine,
  nothingNewLine,
  spanLabel,
  threadLine,
} from '../../text.ts';
import {
  CARD_CHARACTERS,
  CARD_DIFFERENCES_CHARACTERS,
  CARD_ENTRIES,
  CARD_POINTS_JSON,
  CARD_POINTS_LEAST,
  CARD_POINTS_MOST,
  CARD_SUPPORT_CHARACTERS,
  SECTION_CHARACTERS,
  TITLE_CHARACTERS,
} from '../limits.ts';
import { CARD_ROW, rowUnits } from './actions.ts';
import { context, header, section, type Unit } from './blocks.ts';
import { numbers, placeIn } from './citations.ts';
import { say, sayWithin } from './mrkdwn.ts';
import { attribution, pointUnits } from './points.ts';
import { aheadUnits, differenceUnits, sourceUnits, timelineUnits, under, updateUnits } from './sections.ts';
import { lineUnits, messages, oneMessage } from './split.ts';

const titleUnit = (title: string): Unit => ({
  blocks: [header(title)],
  words: sayWithin(title, TITLE_CHARACTERS),
});

const small = (text: string | undefined): readonly Unit[] =>
  text === undefined || text === '' ? [] : [{ blocks: [context(text)], words: text }];

const large = (text: string): Unit => ({ blocks: [section(text)], words: text });

const cardPoint = (point: Point): Unit => {
  const text = say(point.text);
  const support = attribution(point);
  const sources = numbers(point.citations.map(({ source }) => source));
  return {
    blocks: [section(text), context(sayWithin(`${support} · ${sources}`, CARD_SUPPORT_CHARACTERS))],
    words: `${text} (${support})`,
  };
};

/** The first points that a glance, and one message, can take in: whole, or not on the card. */
const cardPoints = (points: readonly Point[]): readonly Unit[] => {
  const shown: Unit[] = [];
  let characters = 0;
  let json = 0;
  for (const point of points) {
    const size = say(point.text).length;
    if (size === 0 || size > SECTION_CHARACTERS) continue;
    const unit = cardPoint(point);
    characters += size;
    json += JSON.stringify(unit.blocks).length;
    const glance = shown.length < CARD_POINTS_LEAST || characters <= CARD_CHARACTERS;
    if (shown.length === CARD_POINTS_MOST || !glance || json > CARD_POINTS_JSON) break;
    shown.push(unit);
  }
  return shown;
};

type Actions = readonly Action[] | undefined;

const card = (briefing: Briefing, hasThread: boolean, actions: Actions): Payload => {
  const differences = differencesLine(briefing);
  return oneMessage([
    titleUnit(briefing.title),
    ...small(contextLine(briefing)),
    ...(briefing.points.length === 0 ? [large(noPointsLine)] : cardPoints(briefing.points)),
    ...(differences === undefined ? [] : [large(sayWithin(differences, CARD_DIFFERENCES_CHARACTERS))]),
    ...small(hasThread ? threadLine : undefined),
    ...rowUnits(actions, CARD_ROW),
  ]);
};

const digestCard = (digest: Digest, hasThread: boolean, actions: Actions): Payload => {
  const lines = digest.entries.slice(0, CARD_ENTRIES).map((entry) => {
    const title = sayWithin(entry.title, TITLE_CHARACTERS);
    const mark = sayWithin(entryMark(entry), TITLE_CHARACTERS);
    const rest = `${title} · ${mark} ${numbers(entry.sources.slice(0, entrySourcesShown))}`.trim();
    return { text: `• *${title}*${rest.slice(title.length)}`, words: `• ${rest}` };
  });
  const span = [spanLabel(digest), lateLabel(digest), contextLine(digest.briefing)].filter(
    (line) => line !== undefined,
  );
  const closing = [nextLabel(digest), hasThread ? threadLine : undefined].filter((line) => line !== undefined);
  return oneMessage([
    titleUnit(digest.briefing.title),
    ...small(say(span.join(' · '))),
    ...(lines.length === 0 ? [large(say(nothingNewLine(digest)))] : lineUnits(lines)),
    ...small(moreLabel(digest.entries.length - lines.length)),
    ...small(say(failingLine(digest) ?? '')),
    ...small(say(closing.join(' · '))),
    ...rowUnits(actions, CARD_ROW),
  ]);
};

/** Every section but the sources, where there is something in it. */
export const threadUnits = (briefing: Briefing, linker: Linker): readonly Unit[] => {
  const place = placeIn(briefing.sources, linker);
  return [
    ...under(heading.points, pointUnits(briefing.points, place)),
    ...under(heading.differences, differenceUnits(briefing.differences, place)),
    ...under(heading.updates, updateUnits(briefing.updates, place)),
    ...under(heading.timeline, timelineUnits(briefing.timeline, place)),
    ...under(heading.ahead, aheadUnits(briefing.ahead, place)),
  ];
};

const thread = (briefing: Briefing, linker: Linker): readonly Payload[] => {
  const units = threadUnits(briefing, linker);
  // Sources that nothing cites say nothing.
  return units.length === 0 ? [] : messages([...units, ...under(heading.sources, sourceUnits(briefing.sources))]);
};

export const renderBriefing = (briefing: Briefing, linker: Linker, actions?: Actions): Rendered => {
  const replies = thread(briefing, linker);
  return { parent: card(briefing, replies.length > 0, actions), replies };
};

export const renderDigest = (digest: Digest, linker: Linker, actions?: Actions): Rendered => {
  const replies = thread(digest.briefing, linker);
  return { parent: digestCard(digest, replies.length > 0, actions), replies };
};
