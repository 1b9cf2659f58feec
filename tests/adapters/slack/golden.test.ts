import { describe, expect, it } from 'vitest';
import { formView } from '../../../adapters/slack/render/modal.ts';
import { homeView } from '../../../adapters/slack/render/panel.ts';
import { renderAnswer } from '../../../adapters/slack/render/render.ts';
import type { Answer } from '../../../src/model.ts';
import { answers, sampleLinker } from '../../contracts/samples.ts';
import { card, form, panel } from './samples.ts';

const shown = (answer: Answer): string => `${JSON.stringify(renderAnswer(answer, sampleLinker), null, 2)}\n`;

/** What can be pressed and filled in. */
const interactive = {
  card: () => renderAnswer(card, sampleLinker).parent,
  panel: () => renderAnswer({ kind: 'panel', panel }, sampleLinker).parent,
  modal: () => formView(form, { address: { platform: 'slack', workspace: 'T0TEAM', channel: 'C0NEWS' } }, true),
  home: () =>
    homeView(
      { panel, actions: [{ label: 'Briefing', text: '', style: 'primary' }] },
      { notice: { tone: 'done', title: 'Paused.', lines: [] }, actions: [{ label: 'Undo', text: 'undo 7' }] },
    ),
} as const;

/** Read by eye when they change: `npx vitest run tests/adapters/slack/golden.test.ts -u` writes them anew. */
describe('what Slack is sent', () => {
  it.each(['typical', 'digest', 'reply', 'refusal', 'hostile'] as const)(
    'for the %s sample is as it was read and approved',
    async (name) => {
      await expect(shown(answers[name])).toMatchFileSnapshot(`golden/${name}.json`);
    },
  );

  it.each(['card', 'panel', 'modal', 'home'] as const)(
    'as a %s with controls is as it was read and approved',
    async (name) => {
      await expect(`${JSON.stringify(interactive[name](), null, 2)}\n`).toMatchFileSnapshot(
        `golden/controls-${name}.json`,
      );
    },
  );
});
