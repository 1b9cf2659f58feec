import { describe, expect, it } from 'vitest';
import { buttonLabelLimit, customIdLimit } from '../../../../adapters/discord/limits.ts';
import { commandOfPress, readPress, writePress } from '../../../../adapters/discord/press.ts';
import { render } from '../../../../adapters/discord/render/render.ts';
import type { Action, Answer, PanelRow } from '../../../../src/model.ts';
import { answers, sampleLinker } from '../../../contracts/samples.ts';
import { controlRows, messageFaults, specificationFaults } from '../../../fakes/discord/checks.ts';
import { controlsOf } from '../../../fakes/discord/controls.ts';
import { readMessage } from '../../../fakes/discord/reading.ts';

const actions = (count: number): readonly Action[] =>
  Array.from({ length: count }, (_, n) => ({ label: `Do ${n}`, text: `do ${n}` }));
const componentsOf = (answer: Answer): unknown => {
  const { parent, replies } = render(answer, sampleLinker);
  for (const { thread_name: _, ...body } of [parent, ...replies]) {
    expect(messageFaults(body)).toEqual([]);
    expect(specificationFaults('/channels/{channel_id}/messages', 'POST', body)).toEqual([]);
  }
  return [parent, ...replies].map(({ components }) => components).find((one) => one !== undefined);
};
const labels = (answer: Answer): readonly string[] => controlsOf(componentsOf(answer)).map(({ label }) => label);
const withActions = (given: readonly Action[]): Answer => ({ ...answers.notice, actions: given });

describe('buttons', () => {
  it.each(Object.entries(answers))('under the %s sample are taken by Discord', (_, answer) => {
    expect(labels({ ...answer, actions: actions(4) })).toEqual(['Do 0', 'Do 1', 'Do 2', 'Do 3']);
  });

  it('stand under the card, not in its thread, and under the last message of anything else', () => {
    const card = render({ ...answers.huge, actions: actions(1) }, sampleLinker);
    expect([card.parent, ...card.replies].map((one) => 'components' in one)).toEqual([
      true,
      ...card.replies.map(() => false),
    ]);
    const lines = Array.from({ length: 400 }, () => 'A line of help that is a little longer than most.');
    const long = render(
      { kind: 'notice', notice: { tone: 'info', title: 'Help', lines }, actions: actions(1) },
      sampleLinker,
    );
    expect(long.replies.length).toBeGreaterThan(1);
    expect([long.parent, ...long.replies].map((one) => 'components' in one).indexOf(true)).toBe(long.replies.length);
  });

  it('are five a row in five rows; what is over has to be typed', () => {
    expect(labels(withActions(actions(25)))).toHaveLength(25);
    expect(controlRows.parse(componentsOf(withActions(actions(6))))).toHaveLength(2);
    expect(labels(withActions(actions(26)))).toHaveLength(25);
  });

  it('have a label of the limit, and a clipped one where it is longer', () => {
    const labelled = (length: number) => labels(withActions([{ label: 'x'.repeat(length), text: 'do' }]))[0];
    expect(labelled(buttonLabelLimit)).toBe('x'.repeat(buttonLabelLimit));
    expect(labelled(buttonLabelLimit + 1)).toHaveLength(buttonLabelLimit);
    expect(labels(withActions([{ label: ' \u202e ', text: 'do' }]))).toEqual([]);
    expect(labels(withActions([{ label: 'two\nlines @everyone', text: 'do' }]))).toEqual(['two lines @everyone']);
  });

  it('carry a line up to the limit; a longer one has no button', () => {
    const room = customIdLimit - 'news|-|'.length;
    const carrying = (length: number) => labels(withActions([{ label: 'Do', text: 'x'.repeat(length) }]));
    expect(carrying(room)).toEqual(['Do']);
    expect(carrying(room + 1)).toEqual([]);
  });

  it('are there once each', () => {
    const twice = [...actions(1), { label: 'Again', text: 'do 0' }, { label: 'There', text: 'do 0', thread: '12' }];
    expect(labels(withActions(twice))).toEqual(['Do 0', 'There']);
  });

  it('say by their colour what they do', () => {
    const styles = [undefined, 'primary', 'danger'] as const;
    const given = styles.map((style, n) => ({
      label: `${n}`,
      text: `${n}`,
      ...(style === undefined ? {} : { style }),
    }));
    const [row] = controlRows.parse(componentsOf(withActions(given)));
    expect(row?.components.map((one) => ('style' in one ? one.style : undefined))).toEqual([2, 1, 4]);
  });
});

describe('the id of a button', () => {
  const place = { platform: 'discord', workspace: 'g', channel: 'c' } as const;
  const person = { id: '901', manages: false };

  it.each([
    ['card', 'card', { ...place, thread: 'post' }],
    ['where it stands', 'here', place],
    ['a panel', 'panel', place],
    ['another thread', { thread: '42' }, { ...place, thread: '42' }],
  ] as const)('leads to the thread of %s', (_, where, address) => {
    const written = writePress({ kind: 'news', where, text: 'share sources | all' });
    const read = readPress(written ?? '');
    expect(read).toEqual({ kind: 'news', where, text: 'share sources | all' });
    if (read === undefined) return;
    expect(commandOfPress(read, place, 'post', person)).toEqual({
      address,
      person,
      name: 'news',
      text: 'share sources | all',
    });
  });
});

describe('a panel', () => {
  const row = (n: number, count = 2): PanelRow => ({
    text: `swap at 0${n % 10}:00, row ${n}`,
    actions: Array.from({ length: count }, (_, k) => ({ label: `Do ${k}`, text: `do ${n} ${k}` })),
  });
  const panel = (rows: readonly PanelRow[], own: readonly Action[] = []): Answer => ({
    kind: 'panel',
    panel: {
      title: 'Settings',
      sections: [
        { heading: 'Digests', rows, empty: 'No digest comes here.' },
        { heading: 'Feeds', rows: [], empty: 'No feeds.' },
      ],
    },
    actions: own,
  });
  const textOf = (answer: Answer): string => readMessage(render(answer, sampleLinker).parent).text;

  it('numbers what can be acted on, and says of what is empty that it is', () => {
    const text = textOf(panel([row(1), { text: 'Managers only.', actions: [] }, row(2)]));
    expect(text).toContain('1 · swap at 01:00, row 1\n• Managers only.\n2 · swap at 02:00, row 2');
    expect(text).toContain('No feeds.');
    expect(text).not.toContain('No digest');
  });

  it('has a row of buttons for each of its rows up to five with its own, then menus', () => {
    expect(labels(panel([1, 2, 3, 4, 5].map((n) => row(n)))).slice(-2)).toEqual(['5 Do 0', '5 Do 1']);
    expect(labels(panel([1, 2, 3, 4, 5, 6].map((n) => row(n)))).slice(-2)).toEqual(['6: Do 0', '6: Do 1']);
    expect(
      labels(
        panel(
          [1, 2, 3, 4, 5].map((n) => row(n)),
          actions(1),
        ),
      ),
    ).toEqual([...[1, 2, 3, 4, 5].flatMap((n) => [`${n}: Do 0`, `${n}: Do 1`]), 'Do 0']);
    expect(labels(panel([row(1, 6)]))[0]).toBe('1: Do 0');
  });

  it('has at most 25 choices a menu and five rows', () => {
    const many = (count: number) => panel(Array.from({ length: count }, (_, n) => row(n, 1)));
    const sizes = (answer: Answer) =>
      controlRows
        .parse(componentsOf(answer))
        .map(({ components: [one] }) => (one?.type === 3 ? one.options.length : 0));
    expect(sizes(many(25))).toEqual([25]);
    expect(sizes(many(26))).toEqual([25, 1]);
    expect(sizes(many(125))).toEqual([25, 25, 25, 25, 25]);
    expect(sizes(many(126))).toEqual([25, 25, 25, 25, 25]);
  });

  it('shows no word of a title as markup, and pings nobody', () => {
    const odd = { text: '**bold** @everyone [x](https://evil.example)', actions: row(1).actions };
    const seen = readMessage(render(panel([odd]), sampleLinker).parent);
    expect(seen.text).toContain('**bold** @everyone [x](https://evil.example)');
    expect(seen.pings).toEqual([]);
    expect(seen.links).toEqual([]);
  });
});
