/** The post that stands in the channel. Pure. */
import type { APIEmbed } from 'discord.js';
import type { Briefing, Digest, Point } from '../../../src/model.ts';
import {
  attributionLabel,
  contextLine,
  differencesLine,
  entryMark,
  entrySourcesShown,
  failingLine,
  lateLabel,
  moreLabel,
  nextLabel,
  noPointsLine,
  nothingNewLine,
  spanLabel,
  threadLine,
} from '../../text.ts';
import {
  cardComfort,
  cardPointsAtLeast,
  cardPointsAtMost,
  digestEntriesAtMost,
  embedDescriptionLimit,
} from '../limits.ts';
import { bareNumber, bareNumbers } from './citations.ts';
import { clipMarkdown, escapeMarkdown } from './markdown.ts';
import { embed } from './message.ts';

/** Longest line about the differences: titles are named until it is full, then counted. */
const differencesLimit = 600;
/** Longest title of a digest entry, and of its change. */
const entryLabelLimit = 200;

export const pointLine = (point: Point, numbers: string): string =>
  `• ${escapeMarkdown(point.text)}\n${escapeMarkdown(attributionLabel(point))} · ${numbers}`;

/** Whole points from the top, while they are few and the card stays short. */
const cardPoints = (points: readonly Point[], room: number): readonly string[] => {
  const chosen: string[] = [];
  let length = 0;
  for (const point of points) {
    if (chosen.length === cardPointsAtMost) break;
    const line = pointLine(point, bareNumbers(point.citations));
    const limit = chosen.length < cardPointsAtLeast ? room : Math.min(room, cardComfort);
    if (length + line.length + 2 > limit) continue;
    chosen.push(line);
    length += line.length + 2;
  }
  return chosen;
};

/** The line about differences, with as many of them named as fit. */
const differences = (briefing: Briefing): string | undefined => {
  const line = differencesLine(briefing);
  return line === undefined ? undefined : clipMarkdown(line, differencesLimit);
};

const joined = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n\n');

export const briefingCard = (briefing: Briefing, threadFollows: boolean): APIEmbed => {
  const context = contextLine(briefing);
  const differ = differences(briefing);
  const room = embedDescriptionLimit - (context?.length ?? 0) - (differ?.length ?? 0) - 6;
  const points = cardPoints(briefing.points, room);
  return embed(
    briefing.title,
    joined([context, ...(briefing.points.length === 0 ? [noPointsLine] : points), differ]),
    threadFollows ? threadLine : undefined,
  );
};

export const digestCard = (digest: Digest, threadFollows: boolean): APIEmbed => {
  const span = [spanLabel(digest), lateLabel(digest), contextLine(digest.briefing)];
  const failing = failingLine(digest);
  const entries = digest.entries.slice(0, digestEntriesAtMost).map((entry) => {
    const title = clipMarkdown(entry.title, entryLabelLimit);
    const mark = clipMarkdown(entryMark(entry), entryLabelLimit);
    const numbers = entry.sources.slice(0, entrySourcesShown).map(bareNumber).join(' ');
    return `• **${title}** · ${mark}${numbers === '' ? '' : ` · ${numbers}`}`;
  });
  return embed(
    digest.briefing.title,
    joined([
      span.filter((part) => part !== undefined).join(' · '),
      entries.length === 0 ? nothingNewLine(digest) : entries.join('\n'),
      moreLabel(digest.entries.length - entries.length),
      failing === undefined ? undefined : escapeMarkdown(failing),
      nextLabel(digest),
    ]),
    threadFollows ? threadLine : undefined,
  );
};
