/** Answers as text for a terminal of any width, with colour only where it is wanted. Pure. */
import type { Answer, Briefing, Digest, DigestEntry, Excerpt, Notice, Reply } from '../../src/model.ts';
import type { Rendered } from '../../src/ports.ts';
import {
  contextLine,
  differencesLine,
  entryMark,
  entrySourcesShown,
  failingLine,
  lateLabel,
  moreLabel,
  nearestLine,
  nextLabel,
  noPointsLine,
  nothingNewLine,
  pageLabel,
  readAsLine,
  spanLabel,
  threadLine,
} from '../text.ts';
import { formNotice, panelNotice } from '../typed.ts';
import { block, inert, tied } from './layout.ts';
import { type Page, pageFor, post, type TerminalStyle } from './page.ts';
import { briefingThread, pointBlock, sourceSection, thread } from './thread.ts';

export type { TerminalStyle } from './page.ts';

/** Points on the card; the rest stand in the thread. */
export const cardPoints = 5;
/** Entries on a digest's card. */
export const digestEntries = 7;

/** A coloured lead, up to the colon, and the rest in plain ink. */
const differLine = (page: Page, briefing: Briefing): readonly string[] => {
  const line = differencesLine(briefing);
  if (line === undefined) return [];
  const [, lead = '', rest = ''] = /^(.*?:)(.*)$/su.exec(line) ?? [];
  return [block(`${page.colors.yellow(lead)} ${inert(rest)}`, page.width)];
};

const titleBlock = (page: Page, title: string, context: readonly (string | undefined)[]): string => {
  const known = context.filter((part) => part !== undefined).join(' · ');
  const lines = [block(page.colors.bold(inert(title)), page.width)];
  if (known !== '') lines.push(block(page.colors.dim(known), page.width));
  return lines.join('\n');
};

/** The card's last lines, each left out when there is nothing to say. */
const closing = (page: Page, lines: readonly (string | undefined)[]): readonly string[] => {
  const shown = lines.filter((line) => line !== undefined).map((line) => block(page.colors.dim(line), page.width));
  return shown.length === 0 ? [] : [shown.join('\n')];
};

const renderBriefing = (style: TerminalStyle, briefing: Briefing): Rendered => {
  const page = pageFor(style, briefing.sources);
  const replies = thread(page, briefing);
  const points = briefing.points.slice(0, cardPoints).map((point) => pointBlock(page, point, '• '));
  return {
    parent: post([
      titleBlock(page, briefing.title, [contextLine(briefing)]),
      ...(points.length === 0 ? [block(noPointsLine, page.width)] : points),
      ...differLine(page, briefing),
      ...closing(page, [replies.length > 0 ? threadLine : undefined]),
    ]),
    replies,
  };
};

const inertLine = (line: string | undefined): string | undefined => (line === undefined ? undefined : inert(line));

const entryBlock = (page: Page, entry: DigestEntry): string => {
  const colour = entry.mark === 'new' ? page.colors.green : page.colors.yellow;
  const numbers = entry.sources
    .slice(0, entrySourcesShown)
    .map((n) => page.colors.cyan(`[${n}]`))
    .join('');
  return [
    block(inert(entry.title), page.width, page.colors.dim('• ')),
    block(`${colour(inert(entryMark(entry)))}${tied}${numbers}`, page.width, '  '),
  ].join('\n');
};

const renderDigest = (style: TerminalStyle, digest: Digest): Rendered => {
  const page = pageFor(style, digest.briefing.sources);
  const replies = thread(page, digest.briefing);
  const entries = digest.entries.slice(0, digestEntries);
  return {
    parent: post([
      titleBlock(page, digest.briefing.title, [spanLabel(digest), lateLabel(digest), contextLine(digest.briefing)]),
      ...(entries.length === 0
        ? [block(nothingNewLine(digest), page.width)]
        : entries.map((entry) => entryBlock(page, entry))),
      ...closing(page, [moreLabel(digest.entries.length - entries.length)]),
      ...closing(page, [inertLine(failingLine(digest))]),
      ...closing(page, [nextLabel(digest), replies.length > 0 ? threadLine : undefined]),
    ]),
    replies,
  };
};

const renderReply = (style: TerminalStyle, reply: Reply): Rendered => {
  const page = pageFor(style, reply.sources);
  const { nearest } = reply;
  const shown = reply.answer.length > 0 || nearest === undefined ? reply.answer : [nearest];
  const citations = shown.flatMap((point) => point.citations);
  const cited = new Set(citations.map((citation) => citation.source));
  const question = titleBlock(page, reply.question, [inertLine(readAsLine(reply))]);
  const refused = [
    block(inert(reply.reason ?? noPointsLine), page.width),
    ...(nearest === undefined ? [] : [block(page.colors.dim(nearestLine), page.width)]),
  ];
  const answer = [
    ...(reply.answer.length === 0 ? refused : []),
    ...shown.map((point) => pointBlock(page, point, '• ')),
  ];
  const sources = sourceSection(
    page,
    reply.sources.filter((source) => cited.has(source.n)),
    citations,
  );
  return { parent: post([question, ...answer, ...sources]), replies: [] };
};

const renderExcerpt = (style: TerminalStyle, { title, briefing, page: number, pages }: Excerpt): Rendered => {
  const page = pageFor(style, briefing.sources);
  const count = pageLabel(number, pages);
  return { parent: post([titleBlock(page, title, [count]), ...briefingThread(page, briefing)]), replies: [] };
};

const renderNotice = (style: TerminalStyle, notice: Notice): Rendered => {
  const page = pageFor(style, []);
  const tone = { info: page.colors.bold, done: page.colors.green, refusal: page.colors.red }[notice.tone];
  const lines = notice.lines.map((line) => block(inert(line), page.width)).join('\n');
  const fix = notice.fix === undefined ? [] : [block(inert(notice.fix), page.width, page.colors.cyan('→ '))];
  return {
    parent: post([block(tone(inert(notice.title)), page.width), ...(lines === '' ? [] : [lines]), ...fix]),
    replies: [],
  };
};

/** One Answer as text: the card, and the thread as one reply. Every payload is `{ text }`, ending in a line break. */
export const renderAnswer = (answer: Answer, style: TerminalStyle): Rendered => {
  switch (answer.kind) {
    case 'briefing':
      return renderBriefing(style, answer.briefing);
    case 'digest':
      return renderDigest(style, answer.digest);
    case 'reply':
      return renderReply(style, answer.reply);
    case 'excerpt':
      return renderExcerpt(style, answer.excerpt);
    case 'panel':
      return renderNotice(style, panelNotice(answer.panel));
    case 'form':
      return renderNotice(style, formNotice(answer.form));
    case 'notice':
      return renderNotice(style, answer.notice);
  }
};
