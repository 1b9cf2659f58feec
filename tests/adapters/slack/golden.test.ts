import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../adapters/slack/render/render.ts';
import type { Answer } from '../../../src/model.ts';
import { answers, sampleLinker } from '../../contracts/samples.ts';

const shown = (answer: Answer): string => `${JSON.stringify(renderAnswer(answer, sampleLinker), null, 2)}\n`;

/** Read by eye when they change: `npx vitest run tests/adapters/slack/golden.test.ts -u` writes them anew. */
describe('what Slack is sent', () => {
  it.each(['typical', 'digest', 'reply', 'refusal', 'hostile'] as const)(
    'for the %s sample is as it was read and approved',
    async (name) => {
      await expect(shown(answers[name])).toMatchFileSnapshot(`golden/${name}.json`);
    },
  );
});
