/** Answer -> what Slack is sent. Pure: no clock, no network, the same Answer gives the same bytes. */
import type { Answer, Excerpt, Notice, Reply } from '../../../src/model.ts';
import type { Linker, Rendered } from '../../../src/ports.ts';
import { heading, nearestLine, noPointsLine, pageLabel } from '../../text.ts';
import { formNotice, panelNotice } from '../../typed.ts';
import { SECTION_CHARACTERS, TITLE_CHARACTERS } from '../limits.ts';
import { context, section, type Unit } from './blocks.ts';
import { renderBriefing, renderDigest, threadUnits } from './briefing.ts';
import { placeIn } from './citations.ts';
import { sayWithin } from './mrkdwn.ts';
import { pointUnits } from './points.ts';
import { sourceUnits, under } from './sections.ts';
import { lineUnits, messages, oneMessage } from './split.ts';

const unit = (text: string): Unit => ({ blocks: [section(text)], words: text });

/** The question stands above its answer: a slash command is not seen by the others in the channel. */
const renderReply = (reply: Reply, linker: Linker): Rendered => {
  const question = sayWithin(`Question: ${reply.question}`, TITLE_CHARACTERS);
  const asked: Unit = { blocks: [context(question)], words: question };
  const { nearest } = reply;
  const reason = sayWithin(reply.reason ?? noPointsLine, SECTION_CHARACTERS);
  if (reply.answer.length === 0 && nearest === undefined)
    return { parent: oneMessage([asked, unit(reason)]), replies: [] };
  const refused = reply.answer.length === 0 ? [unit(reason), unit(nearestLine)] : [];
  const shown = reply.answer.length > 0 || nearest === undefined ? reply.answer : [nearest];
  const used = new Set(shown.flatMap(({ citations }) => citations.map(({ source }) => source)));
  const [parent = oneMessage([asked]), ...replies] = messages([
    asked,
    ...refused,
    ...pointUnits(shown, placeIn(reply.sources, linker)),
    ...under(heading.sources, sourceUnits(reply.sources.filter(({ n }) => used.has(n)))),
  ]);
  return { parent, replies };
};

/** Seen by the asker alone: title, lines and, for a refusal, what to do. More than one message only for a very long list. */
const renderNotice = (notice: Notice): Rendered => {
  const lines = notice.lines
    .map((line) => sayWithin(line, SECTION_CHARACTERS))
    .filter((line) => line !== '')
    .map((text) => ({ text, words: text }));
  const title = `*${sayWithin(notice.title, TITLE_CHARACTERS) || 'Crosswire'}*`;
  const fix = notice.fix === undefined ? [] : [unit(`What to do: ${sayWithin(notice.fix, SECTION_CHARACTERS - 20)}`)];
  const [parent = oneMessage([unit(title)]), ...replies] = messages([unit(title), ...lineUnits(lines), ...fix]);
  return { parent, replies };
};

const renderExcerpt = ({ title, briefing, page, pages }: Excerpt, linker: Linker): Rendered => {
  const name = [title, pageLabel(page, pages)].filter((part) => part !== undefined).join(', ');
  const units = threadUnits(briefing, linker);
  const sources = under(heading.sources, sourceUnits(briefing.sources));
  const [parent = oneMessage([unit(name)]), ...replies] = messages([
    unit(`*${sayWithin(name, TITLE_CHARACTERS)}*`),
    ...units,
    ...sources,
  ]);
  return { parent, replies };
};

export const renderAnswer = (answer: Answer, linker: Linker): Rendered => {
  switch (answer.kind) {
    case 'briefing':
      return renderBriefing(answer.briefing, linker);
    case 'digest':
      return renderDigest(answer.digest, linker);
    case 'reply':
      return renderReply(answer.reply, linker);
    case 'excerpt':
      return renderExcerpt(answer.excerpt, linker);
    case 'panel':
      return renderNotice(panelNotice(answer.panel));
    case 'form':
      return renderNotice(formNotice(answer.form));
    case 'notice':
      return renderNotice(answer.notice);
  }
};
