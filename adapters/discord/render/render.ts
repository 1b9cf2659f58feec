/** Answer → what Discord is sent. Pure: the same Answer gives the same bytes. */
import type { APIEmbed } from 'discord.js';
import type { Answer, Briefing, Excerpt, Form, Notice, Reply } from '../../../src/model.ts';
import type { Linker, Payload, Rendered } from '../../../src/ports.ts';
import { heading, nearestLine, noPointsLine, pageLabel, readAsLine } from '../../text.ts';
import { formNotice, typedWords } from '../../typed.ts';
import { briefingCard, digestCard } from './card.ts';
import { contextOf } from './citations.ts';
import { buttonRows, type ControlRow } from './controls.ts';
import { escapeMarkdown } from './markdown.ts';
import { type Block, embed, message, packEmbeds, sectionEmbeds } from './message.ts';
import { renderPanel } from './panel.ts';
import { pointBlock, sourceBlock, threadSections } from './thread.ts';

/** Whether the asker alone sees it. */
export const isPrivate = ({ audience, kind }: Answer): boolean =>
  audience === undefined ? !['briefing', 'digest', 'reply'].includes(kind) : audience === 'asker';

/** A Chart travels beside the embeds until it is drawn (see pictures.ts). */
export const render = (answer: Answer, linker: Linker): Rendered => {
  const { parent, replies } = rendered(answer, linker);
  return answer.chart === undefined ? { parent, replies } : { parent: { ...parent, chart: answer.chart }, replies };
};

const rendered = (answer: Answer, linker: Linker): Rendered => {
  const ephemeral = isPrivate(answer);
  const controls = buttonRows(answer.actions, answer.kind === 'briefing' || answer.kind === 'digest' ? 'card' : 'here');
  const look = { ephemeral, controls };
  switch (answer.kind) {
    case 'briefing':
      return carded(answer.briefing, linker, look, (threadFollows) => briefingCard(answer.briefing, threadFollows));
    case 'digest':
      return carded(answer.digest.briefing, linker, look, (threadFollows) => digestCard(answer.digest, threadFollows));
    case 'reply':
      return replied(answer.reply, linker, look);
    case 'excerpt':
      return excerpted(answer.excerpt, linker, look);
    case 'panel': {
      const { embeds, controls: shown } = renderPanel(answer.panel, answer.actions);
      return inPlace(embeds, answer.panel.title, { ephemeral, controls: shown });
    }
    case 'form':
      return noticed(formNotice(answer.form), { ephemeral, controls: [...fillIn(answer.form), ...controls] });
    case 'notice':
      return noticed(answer.notice, look);
  }
};

/** Who sees it, and what can be pressed under it. */
interface Look {
  readonly ephemeral: boolean;
  readonly controls: readonly ControlRow[];
}

const carded = (
  briefing: Briefing,
  linker: Linker,
  { ephemeral, controls }: Look,
  card: (threadFollows: boolean) => APIEmbed,
): Rendered => {
  const context = contextOf(briefing.sources, linker);
  // Points and differences are set apart by a blank line; lists are not.
  const lists: readonly string[] = [heading.timeline, heading.ahead, heading.sources];
  const embeds = threadSections(briefing, context).flatMap((section) =>
    sectionEmbeds(section, !lists.includes(section.title)),
  );
  const replies = packEmbeds(embeds).map((some, n) =>
    message(some, { ephemeral, ...(n === 0 && { threadName: briefing.title }) }),
  );
  return { parent: message([card(replies.length > 0)], { ephemeral, controls }), replies };
};

/** A reply, a notice: all in one place, the first message carrying the title, the last one the controls. */
const inPlace = (embeds: readonly APIEmbed[], title: string, { ephemeral, controls }: Look): Rendered => {
  const packed = embeds.length === 0 ? [[embed(title, '')]] : packEmbeds(embeds);
  const last = packed.length - 1;
  const [parent, ...replies]: readonly Payload[] = packed.map((some, n) =>
    message(some, { ephemeral, ...(n === last ? { controls } : {}) }),
  );
  return { parent: parent ?? message([embed(title, '')], { ephemeral, controls }), replies };
};

/** Opens the form with what was typed; a line that no button can carry is typed again as the notice shows it. */
const fillIn = (form: Form): readonly ControlRow[] => {
  const values = new Map(
    form.fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
  const text = typedWords(form.verb, form.fields, values);
  return buttonRows([{ label: 'Fill in the rest', text, style: 'primary' }], 'here', 'form');
};

const replied = (reply: Reply, linker: Linker, look: Look): Rendered => {
  const context = contextOf(reply.sources, linker);
  const { nearest } = reply;
  const shown = reply.answer.length > 0 || nearest === undefined ? reply.answer : [nearest];
  const cited = new Set(shown.flatMap((point) => point.citations.map(({ source }) => source)));
  const refused: readonly Block[] = [
    [escapeMarkdown(reply.reason ?? noPointsLine)],
    ...(nearest === undefined ? [] : [[nearestLine] satisfies Block]),
  ];
  const readAs = readAsLine(reply);
  const blocks: readonly Block[] = [
    ...(readAs === undefined ? [] : [[escapeMarkdown(readAs)] satisfies Block]),
    ...(reply.answer.length === 0 ? refused : []),
    ...shown.map((point) => pointBlock(point, context)),
  ];
  const sources = reply.sources.filter(({ n }) => cited.has(n)).map(sourceBlock);
  const embeds = [
    ...sectionEmbeds({ title: reply.question, blocks }, true),
    ...sectionEmbeds({ title: heading.sources, blocks: sources }),
  ];
  return inPlace(embeds, reply.question, look);
};

const excerpted = ({ title, briefing, page, pages }: Excerpt, linker: Linker, look: Look): Rendered => {
  const context = contextOf(briefing.sources, linker);
  const name = [title, pageLabel(page, pages)].filter((part) => part !== undefined).join(', ');
  const sections = threadSections(briefing, context);
  const sources = { title: heading.sources, blocks: briefing.sources.map(sourceBlock) };
  const embeds = (sections.length === 0 ? [sources] : sections).flatMap((section) => sectionEmbeds(section));
  return inPlace([embed(name, ''), ...embeds], name, look);
};

const noticed = (notice: Notice, look: Look): Rendered => {
  const lines = notice.lines.map((line): Block => [escapeMarkdown(line)]);
  const fix: readonly Block[] = notice.fix === undefined ? [] : [[`**What to do:** ${escapeMarkdown(notice.fix)}`]];
  return inPlace(sectionEmbeds({ title: notice.title, blocks: [...lines, ...fix] }), notice.title, look);
};
