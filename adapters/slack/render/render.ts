/** Answer -> what Slack is sent. Pure: no clock, no network, the same Answer gives the same bytes. */
import type { Action, Answer, Excerpt, Reply } from '../../../src/model.ts';
import type { Linker, Rendered } from '../../../src/ports.ts';
import { heading, nearestLine, noPointsLine, pageLabel, readAsLine } from '../../text.ts';
import { formNotice } from '../../typed.ts';
import { CHART_KEY, SECTION_CHARACTERS, TITLE_CHARACTERS } from '../limits.ts';
import { ROW, rowUnits } from './actions.ts';
import { context, type Unit } from './blocks.ts';
import { renderBriefing, renderDigest, threadUnits } from './briefing.ts';
import { placeIn } from './citations.ts';
import { sayWithin } from './mrkdwn.ts';
import { noticeUnits, textUnit } from './notice.ts';
import { panelUnits } from './panel.ts';
import { pointUnits } from './points.ts';
import { sourceUnits, under } from './sections.ts';
import { messages, oneMessage } from './split.ts';

type Actions = readonly Action[] | undefined;

/** In one message, or in more of them where a list is very long; the buttons at the end. */
const together = (units: readonly Unit[], actions: Actions): Rendered => {
  const [parent = oneMessage([textUnit('Crosswire')]), ...replies] = messages([...units, ...rowUnits(actions, ROW)]);
  return { parent, replies };
};

/** The question stands above its answer: a slash command is not seen by the others in the channel. */
const renderReply = (reply: Reply, linker: Linker, actions: Actions): Rendered => {
  const question = sayWithin(`Question: ${reply.question}`, TITLE_CHARACTERS);
  const readAs = readAsLine(reply);
  const read = readAs === undefined ? [] : [sayWithin(readAs, TITLE_CHARACTERS)];
  const lines = [question, ...read];
  const asked: Unit = { blocks: lines.map((line) => context(line)), words: lines.join('\n') };
  const { nearest } = reply;
  const reason = sayWithin(reply.reason ?? noPointsLine, SECTION_CHARACTERS);
  if (reply.answer.length === 0 && nearest === undefined) return together([asked, textUnit(reason)], actions);
  const refused = reply.answer.length === 0 ? [textUnit(reason), textUnit(nearestLine)] : [];
  const shown = reply.answer.length > 0 || nearest === undefined ? reply.answer : [nearest];
  const used = new Set(shown.flatMap(({ citations }) => citations.map(({ source }) => source)));
  return together(
    [
      asked,
      ...refused,
      ...pointUnits(shown, placeIn(reply.sources, linker)),
      ...under(heading.sources, sourceUnits(reply.sources.filter(({ n }) => used.has(n)))),
    ],
    actions,
  );
};

const renderExcerpt = ({ title, briefing, page, pages }: Excerpt, linker: Linker, actions: Actions): Rendered => {
  const name = [title, pageLabel(page, pages)].filter((part) => part !== undefined).join(', ');
  const units = threadUnits(briefing, linker);
  const sources = under(heading.sources, sourceUnits(briefing.sources));
  return together([textUnit(`*${sayWithin(name, TITLE_CHARACTERS)}*`), ...units, ...sources], actions);
};

const rendered = (answer: Answer, linker: Linker): Rendered => {
  const { actions } = answer;
  switch (answer.kind) {
    case 'briefing':
      return renderBriefing(answer.briefing, linker, actions);
    case 'digest':
      return renderDigest(answer.digest, linker, actions);
    case 'reply':
      return renderReply(answer.reply, linker, actions);
    case 'excerpt':
      return renderExcerpt(answer.excerpt, linker, actions);
    case 'panel':
      return together(panelUnits(answer.panel), actions);
    case 'form':
      return together(noticeUnits(formNotice(answer.form)), actions);
    case 'notice':
      return together(noticeUnits(answer.notice), actions);
  }
};

/** A Chart travels beside the blocks until it is drawn (see charts.ts). */
export const renderAnswer = (answer: Answer, linker: Linker): Rendered => {
  const { parent, replies } = rendered(answer, linker);
  return answer.chart === undefined
    ? { parent, replies }
    : { parent: { ...parent, [CHART_KEY]: answer.chart }, replies };
};
