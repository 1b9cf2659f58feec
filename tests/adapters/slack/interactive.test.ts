/** The limits of what can be pressed and filled in, each at N and at N + 1. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTIONS_JSON,
  BUTTON_CHARACTERS,
  BUTTONS,
  INPUT_CHARACTERS,
  MENU_OPTIONS,
  MODAL_WORD_CHARACTERS,
  OPTION_VALUE_CHARACTERS,
  OPTIONS,
  PRIVATE_METADATA_CHARACTERS,
  VALUE_CHARACTERS,
  VIEW_BLOCKS,
} from '../../../adapters/slack/limits.ts';
import { buttonBeside, menuBeside, readPress, row } from '../../../adapters/slack/render/actions.ts';
import { formView, refusedView, wordsView } from '../../../adapters/slack/render/modal.ts';
import { homeView } from '../../../adapters/slack/render/panel.ts';
import { renderAnswer } from '../../../adapters/slack/render/render.ts';
import type { Action, Answer, Form, FormField, Panel } from '../../../src/model.ts';
import { answers, briefings, sampleLinker } from '../../contracts/samples.ts';
import { blocksProblem } from '../../fakes/slack/blocks.ts';
import { read } from '../../fakes/slack/reading.ts';
import { viewProblem } from '../../fakes/slack/views.ts';
import { cardActions, form, panel, privateExcerpt } from './samples.ts';

const numbered = (count: number): readonly Action[] =>
  Array.from({ length: count }, (_, n) => ({ label: `${n}`, text: `${n}` }));

const elements = (
  actions: readonly Action[],
): readonly { readonly value: string; readonly text: { text: string } }[] => {
  const block = row(actions, 'x');
  return block?.type === 'actions' ? block.elements : [];
};

const problems = (answer: Answer): readonly unknown[] => {
  const { parent, replies } = renderAnswer(answer, sampleLinker);
  return [parent, ...replies].flatMap(({ blocks }) => blocksProblem(JSON.stringify(blocks)) ?? []);
};

describe('a row of buttons', () => {
  it(`holds at most ${BUTTONS}, and no more than ${ACTIONS_JSON} characters of them`, () => {
    const size = JSON.stringify(elements(numbered(1))[0]).length + 1;
    expect(elements(numbered(BUTTONS + 5)).length).toBe(Math.min(BUTTONS, Math.floor(ACTIONS_JSON / (size + 3)) + 1));
    const filling = (total: number): readonly Action[] => [
      { label: 'a', text: 'x'.repeat(total - size + 1) },
      { label: 'b', text: 'y' },
    ];
    expect(elements(filling(ACTIONS_JSON - size))).toHaveLength(2);
    expect(elements(filling(ACTIONS_JSON - size + 1))).toHaveLength(1);
  });

  it('leaves out a button without words, and one with more behind it than Slack hands back', () => {
    const text = (length: number): Action => ({ label: 'a', text: 'x'.repeat(length - 1) });
    expect(buttonBeside([text(VALUE_CHARACTERS)], '')).toBeDefined();
    expect(buttonBeside([text(VALUE_CHARACTERS + 1)], '')).toBeUndefined();
    expect(row([{ label: ' ', text: 'x' }], 'x')).toBeUndefined();
  });

  it(`clips the words on a button at ${BUTTON_CHARACTERS} characters, and those that are read out`, () => {
    for (const length of [BUTTON_CHARACTERS, BUTTON_CHARACTERS + 1]) {
      const button = buttonBeside([{ label: 'x'.repeat(length), text: 'x' }], 'about');
      expect(button?.text.text).toHaveLength(BUTTON_CHARACTERS);
      expect(button?.accessibility_label?.length).toBeLessThanOrEqual(BUTTON_CHARACTERS);
    }
  });
});

describe('what a button hands back', () => {
  it('is read as it was meant, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.option(fc.stringMatching(/^\d{1,10}\.\d{6}$/u), { nil: undefined }),
        (text, thread) => {
          const action: Action = thread === undefined ? { label: 'a', text } : { label: 'a', text, thread };
          expect(readPress(elements([action])[0]?.value)).toEqual(thread === undefined ? { text } : { text, thread });
        },
      ),
    );
  });

  it.each([undefined, '', 'nothing of ours'])('is nothing when it is %j', (value) => {
    expect(readPress(value)).toBeUndefined();
  });
});

describe('a menu', () => {
  it(`has at most ${MENU_OPTIONS} entries of at most ${OPTION_VALUE_CHARACTERS} characters, or is none`, () => {
    expect(menuBeside(numbered(MENU_OPTIONS))?.options).toHaveLength(MENU_OPTIONS);
    expect(menuBeside(numbered(MENU_OPTIONS + 1))).toBeUndefined();
    const of = (length: number) => menuBeside([{ label: 'a', text: 'x'.repeat(length - 1) }]);
    expect(of(OPTION_VALUE_CHARACTERS)).toBeDefined();
    expect(of(OPTION_VALUE_CHARACTERS + 1)).toBeUndefined();
  });
});

describe('an answer with buttons', () => {
  it.each(Object.entries(answers))(
    'is taken by Slack for the %s sample, with its buttons in the last message',
    (_, answer) => {
      const withButtons: Answer = { ...answer, actions: cardActions };
      expect(problems(withButtons)).toEqual([]);
      const { parent, replies } = renderAnswer(withButtons, sampleLinker);
      const last = answer.kind === 'briefing' || answer.kind === 'digest' ? parent : (replies.at(-1) ?? parent);
      expect(JSON.stringify(last.blocks)).toContain('Where they differ');
    },
  );

  it('is one message for a card that is full, with as many buttons as it is given', () => {
    const point = { ...briefings.typical.points[0], text: '"'.repeat(3000), support: 'single' as const };
    const citations = [{ source: 1, article: 'a', start: 0, end: 1, quote: 'a' }] as const;
    const points = Array.from({ length: 5 }, () => ({ ...point, citations }));
    const briefing = { ...briefings.typical, title: '"'.repeat(300), points };
    const actions = Array.from({ length: 30 }, (_, n) => ({ label: '"'.repeat(75), text: `${n} ${'"'.repeat(900)}` }));
    expect(problems({ kind: 'briefing', briefing, actions: [...cardActions, ...actions] })).toEqual([]);
  });

  it('is no louder for a screen reader: its words beside the blocks are the same', () => {
    const bare = renderAnswer(answers.small, sampleLinker).parent;
    expect(renderAnswer({ ...answers.small, actions: cardActions }, sampleLinker).parent.text).toBe(bare.text);
    expect(problems(privateExcerpt)).toEqual([]);
  });
});

const word = fc.string({
  unit: fc.oneof(fc.constantFrom('<', '>', '&', '|', '@', '"', '\n'), fc.string({ unit: 'binary' })),
  maxLength: 200,
});

describe('panels and forms', () => {
  it('are taken by Slack whatever words are in them, and ping nobody', () => {
    fc.assert(
      fc.property(word, word, word, (title, text, label) => {
        const actions = [
          { label, text },
          { label: `${label}!`, text },
        ];
        const odd: Panel = {
          title,
          sections: [
            {
              heading: title,
              rows: [
                { text, actions },
                { text: label, actions: [] },
              ],
              empty: text,
            },
          ],
        };
        expect(problems({ kind: 'panel', panel: odd })).toEqual([]);
        const view = homeView(
          { panel: odd, actions },
          { notice: { tone: 'done', title: text, lines: [label] }, actions },
        );
        expect(viewProblem(view, 'home')).toBeUndefined();
        expect(read({ blocks: view.blocks }).pings).toEqual([]);
        const wild: Form = {
          ...form,
          title,
          problem: text,
          fix: label,
          fields: form.fields.map((field) => ({ ...field, description: text, value: label })),
        };
        for (const canSuggest of [true, false]) {
          const modal = formView(wild, { address: { platform: 'slack', workspace: 'T', channel: 'C' } }, canSuggest);
          expect(viewProblem(modal, 'modal')).toBeUndefined();
          expect(viewProblem(refusedView(modal, { tone: 'refusal', title, lines: [text] }), 'modal')).toBeUndefined();
        }
        expect(viewProblem(wordsView(title, { tone: 'done', title: text, lines: [] }), 'modal')).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it(`keep a home tab within ${VIEW_BLOCKS} blocks`, () => {
    const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ text: `${n}`, actions: [] }));
    const blocks = (count: number): number =>
      homeView({ panel: { title: 'Home', sections: [{ heading: 'All', rows: rows(count), empty: '' }] } }).blocks
        .length;
    expect([blocks(VIEW_BLOCKS - 2), blocks(VIEW_BLOCKS - 1)]).toEqual([VIEW_BLOCKS, VIEW_BLOCKS]);
  });

  it('say in small letters how many lines found no room', () => {
    const rows = Array.from({ length: 150 }, (_, n) => ({ text: `${n}`, actions: [] }));
    const view = homeView({ panel: { title: 'Home', sections: [{ heading: 'All', rows, empty: '' }] } });
    expect(read({ blocks: view.blocks }).text).toMatch(/53 lines more: they do not fit here\.$/u);
  });

  it('name what each button of a line is about, for who hears it', () => {
    const view = homeView({ panel });
    expect(JSON.stringify(view)).toContain('"accessibility_label":"Remove: 08:00 daily: bridge <now> & then"');
  });

  it(`keep what a modal must remember within ${PRIVATE_METADATA_CHARACTERS} characters`, () => {
    const place = (length: number) => ({
      address: { platform: 'slack' as const, workspace: 'T', channel: 'C' },
      responseUrl: `https://hooks.slack.com/${'x'.repeat(length)}`,
    });
    const bare = formView(form, place(0), true).private_metadata?.length ?? 0;
    const kept = (length: number) => formView(form, place(length), true).private_metadata ?? '';
    expect(kept(PRIVATE_METADATA_CHARACTERS - bare)).toHaveLength(PRIVATE_METADATA_CHARACTERS);
    expect(kept(PRIVATE_METADATA_CHARACTERS - bare + 1)).not.toContain('hooks.slack.com');
  });

  it(`fill in at most ${INPUT_CHARACTERS} characters, and no option of more than ${OPTION_VALUE_CHARACTERS} or past the ${OPTIONS}th`, () => {
    const shown = (field: Partial<FormField>, canSuggest: boolean): string => {
      const whole: Form = {
        ...form,
        fields: [{ name: 'topics', description: 'd', kind: 'topics', required: true, ...field }],
      };
      const place = { address: { platform: 'slack' as const, workspace: 'T', channel: 'C' } };
      return JSON.stringify(formView(whole, place, canSuggest).blocks);
    };
    for (const length of [INPUT_CHARACTERS, INPUT_CHARACTERS + 1])
      expect(shown({ value: 'x'.repeat(length) }, false)).toContain(
        `"initial_value":"${'x'.repeat(INPUT_CHARACTERS)}"`,
      );
    const option = (length: number) => shown({ value: 'x'.repeat(length) }, true);
    expect(option(OPTION_VALUE_CHARACTERS)).toContain('initial_options');
    expect(option(OPTION_VALUE_CHARACTERS + 1)).not.toContain('initial_options');
    const many = (count: number) =>
      shown({ value: Array.from({ length: count }, (_, n) => `t${n}`).join(',') }, true).split('"value":').length - 1;
    expect([many(OPTIONS), many(OPTIONS + 1)]).toEqual([OPTIONS, OPTIONS]);
  });

  it(`clip the title of a modal at ${MODAL_WORD_CHARACTERS} characters`, () => {
    for (const length of [MODAL_WORD_CHARACTERS, MODAL_WORD_CHARACTERS + 1])
      expect(wordsView('x'.repeat(length), { tone: 'info', title: 'x', lines: [] }).title.text).toHaveLength(
        MODAL_WORD_CHARACTERS,
      );
  });
});
