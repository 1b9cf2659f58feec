/** Answer → what Discord is sent. Pure: the same Answer gives the same bytes. */
import type { APIEmbed } from 'discord.js';
import type { Answer, Briefing, Excerpt, Notice, Reply } from '../../../src/model.ts';
import type { Linker, Payload, Rendered } from '../../../src/ports.ts';
import { heading, nearestLine, noPointsLine, pageLabel } from '../../text.ts';
import { formNotice, panelNotice } from '../../typed.ts';
import { briefingCard, digestCard } from './card.ts';
import { contextOf } from './citations.ts';
import { escapeMarkdown } from './markdown.ts';
import { type Block, embed, message, packEmbeds, sectionEmbeds } from './message.ts';
import { pointBlock, sourceBlock, threadSections } from './thread.ts';

export const render = (answer: Answer, linker: Linker): Rendered => {
  switch (answer.kind) {
    case 'briefing':
      return carded(answer.briefing, linker, (threadFollows) => briefingCard(answer.briefing, threadFollows));
    case 'digest':
      return carded(answer.digest.briefing, linker, (threadFollows) => digestCard(answer.digest, threadFollows));
    case 'reply':
      return replied(answer.reply, linker);
    case 'excerpt':
      return excerpted(answer.excerpt, linker, answer.audience !== 'channel');
    case 'panel':
      return noticed(panelNotice(answer.panel));
    case 'form':
      return noticed(formNotice(answer.form));
    case 'notice':
      return noticed(answer.notice);
  }
};

const carded = (briefing: Briefing, linker: Linker, card: (threadFollows: boolean) => APIEmbed): Rendered => {
  const context = contextOf(briefing.sources, linker);
  // Points and differences are set apart by a blank line; lists are not.
  const lists: readonly string[] = [heading.timeline, heading.ahead, heading.sources];
  const embeds = threadSections(briefing, context).flatMap((section) =>
    sectionEmbeds(section, !lists.includes(section.title)),
  );
  const replies = packEmbeds(embeds).map((some) => message(some, { threadName: briefing.title }));
  return { parent: message([card(replies.length > 0)]), replies };
};

/** A reply, a notice: all in one place, the first message carrying the title. */
const inPlace = (embeds: readonly APIEmbed[], title: string, ephemeral: boolean): Rendered => {
  const [parent, ...replies]: readonly Payload[] = packEmbeds(embeds).map((some) => message(some, { ephemeral }));
  return { parent: parent ?? message([embed(title, '')], { ephemeral }), replies };
};

const replied = (reply: Reply, linker: Linker): Rendered => {
  const context = contextOf(reply.sources, linker);
  const { nearest } = reply;
  const shown = reply.answer.length > 0 || nearest === undefined ? reply.answer : [nearest];
  const cited = new Set(shown.flatMap((point) => point.citations.map(({ source }) => source)));
  const refused: readonly Block[] = [
    [escapeMarkdown(reply.reason ?? noPointsLine)],
    ...(nearest === undefined ? [] : [[nearestLine] satisfies Block]),
  ];
  const blocks: readonly Block[] = [
    ...(reply.answer.length === 0 ? refused : []),
    ...shown.map((point) => pointBlock(point, context)),
  ];
  const sources = reply.sources.filter(({ n }) => cited.has(n)).map(sourceBlock);
  const embeds = [
    ...sectionEmbeds({ title: reply.question, blocks }, true),
    ...sectionEmbeds({ title: heading.sources, blocks: sources }),
  ];
  return inPlace(embeds, reply.question, false);
};

const excerpted = ({ title, briefing, page, pages }: Excerpt, linker: Linker, ephemeral: boolean): Rendered => {
  const context = contextOf(briefing.sources, linker);
  const name = [title, pageLabel(page, pages)].filter((part) => part !== undefined).join(', ');
  const sections = threadSections(briefing, context);
  const sources = { title: heading.sources, blocks: briefing.sources.map(sourceBlock) };
  const embeds = (sections.length === 0 ? [sources] : sections).flatMap((section) => sectionEmbeds(section));
  return inPlace([embed(name, ''), ...embeds], name, ephemeral);
};

const noticed = (notice: Notice): Rendered => {
  const lines = notice.lines.map((line): Block => [escapeMarkdown(line)]);
  const fix: readonly Block[] = notice.fix === undefined ? [] : [[`**What to do:** ${escapeMarkdown(notice.fix)}`]];
  return inPlace(sectionEmbeds({ title: notice.title, blocks: [...lines, ...fix] }), notice.title, true);
};
