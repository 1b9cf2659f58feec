/** Answers as text for a terminal of any width, with colour only where it is wanted. Pure. */
import type { Answer, Briefing, Digest, Notice, Reply } from '../../src/model.ts';
import type { Rendered } from '../../src/ports.ts';
import { count, dayLabel, markLabel, nextLabel, spanLabel } from '../text.ts';
import { block, inert, tied } from './layout.ts';
import { type Page, pageFor, post, type TerminalStyle } from './page.ts';
import { pointBlock, sourceSection, thread } from './thread.ts';

export type { TerminalStyle } from './page.ts';

/** Points on the card; the rest stand in the thread. */
export const cardPoints = 5;
/** Entries on a digest's card. */
export const digestEntries = 7;

const contextLine = (briefing: Briefing): string =>
  [
    count(briefing.sources.length, 'source'),
    ...(briefing.asOf === null ? [] : [`as of ${dayLabel(briefing.asOf)}`]),
  ].join(' · ');

const differLine = (page: Page, briefing: Briefing): readonly string[] => {
  if (briefing.differences.length === 0) return [];
  const abouts = briefing.differences.map((difference) => inert(difference.about)).join('; ');
  const lead = page.colors.yellow(`Sources differ on ${count(briefing.differences.length, 'thing')}:`);
  return [block(`${lead} ${abouts}`, page.width)];
};

const titleBlock = (page: Page, title: string, context: string): string =>
  [block(page.colors.bold(inert(title)), page.width), block(page.colors.dim(context), page.width)].join('\n');

const closing = (page: Page): string =>
  block(page.colors.dim('Points in full, with links, in the thread.'), page.width);

const noPoints = 'No source says anything about this yet.';

const renderBriefing = (style: TerminalStyle, briefing: Briefing): Rendered => {
  const page = pageFor(style, briefing.sources);
  const title = titleBlock(page, briefing.title, contextLine(briefing));
  if (briefing.points.length === 0) {
    return { parent: post([title, block(noPoints, page.width)]), replies: thread(page, briefing) };
  }
  const points = briefing.points.slice(0, cardPoints).map((point) => pointBlock(page, point, '• ', false));
  return {
    parent: post([title, ...points, ...differLine(page, briefing), closing(page)]),
    replies: thread(page, briefing),
  };
};

const renderDigest = (style: TerminalStyle, digest: Digest): Rendered => {
  const page = pageFor(style, digest.briefing.sources);
  const title = titleBlock(page, digest.briefing.title, spanLabel(digest) ?? contextLine(digest.briefing));
  const entries = digest.entries.slice(0, digestEntries).map((entry) => {
    const change = entry.change === undefined ? '' : `: ${inert(entry.change)}`;
    const mark = entry.mark === 'new' ? page.colors.green : page.colors.yellow;
    const numbers = entry.sources.map((n) => page.colors.cyan(`[${n}]`)).join('');
    return [
      block(inert(entry.title), page.width, page.colors.dim('• ')),
      block(`${mark(markLabel[entry.mark])}${change}${tied}${numbers}`, page.width, '  '),
    ].join('\n');
  });
  const left = digest.entries.length - entries.length;
  const next = nextLabel(digest);
  const parts = [
    title,
    ...(entries.length === 0 ? [block('Nothing new since the last digest.', page.width)] : entries),
    ...(left > 0 ? [block(page.colors.dim(`and ${left} more`), page.width)] : []),
    ...(entries.length === 0 ? [] : differLine(page, digest.briefing)),
    [
      ...(entries.length === 0 ? [] : [closing(page)]),
      ...(next === undefined ? [] : [block(page.colors.dim(next), page.width)]),
    ].join('\n'),
  ];
  return { parent: post(parts.filter((part) => part !== '')), replies: thread(page, digest.briefing) };
};

const renderReply = (style: TerminalStyle, reply: Reply): Rendered => {
  const page = pageFor(style, reply.sources);
  const citations = reply.answer.flatMap((point) => point.citations);
  const cited = new Set(citations.map((citation) => citation.source));
  const question = block(page.colors.bold(inert(reply.question)), page.width);
  const answer =
    reply.answer.length === 0
      ? [block(inert(reply.reason ?? 'No source says.'), page.width)]
      : reply.answer.map((point) => pointBlock(page, point, '• ', true));
  const sources = sourceSection(
    page,
    reply.sources.filter((source) => cited.has(source.n)),
    citations,
  );
  return { parent: post([question, ...answer, ...sources]), replies: [] };
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
    case 'notice':
      return renderNotice(style, answer.notice);
  }
};
