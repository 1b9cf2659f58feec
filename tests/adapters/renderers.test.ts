/** What holds for every renderer alike: one Briefing says the same, in the same order, wherever it is read. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { render as renderDiscord } from '../../adapters/discord/render/render.ts';
import { renderAnswer as renderSlack } from '../../adapters/slack/render/render.ts';
import { renderAnswer as renderTerminal } from '../../adapters/terminal/render.ts';
import { attributionLabel, dayLabel, heading, webUrl } from '../../adapters/text.ts';
import type { Answer, Briefing, Point, Reply } from '../../src/model.ts';
import type { Linker, Payload, Rendered } from '../../src/ports.ts';
import { answers, briefings, sampleLinker } from '../contracts/samples.ts';

/** Every text in a payload, in its order. Slack's `text` beside its blocks repeats them. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([name]) => !('blocks' in value && name === 'text') && !['thread_name', 'type', 'url'].includes(name))
    .flatMap(([, inner]) => textsIn(inner));
};

const words = (payloads: readonly Payload[]): string =>
  stripVTControlCharacters(textsIn(payloads).join('\n'))
    .replace(/<[^<>|]+\|([^<>]*)>/gu, '$1')
    .replace(/\]\(https?:[^)]*\)/gu, ']')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/\\([\p{P}\p{S}])/gu, '$1')
    .replace(/[*`]/gu, '')
    .replace(/\s+/gu, ' ');

const renderers: readonly (readonly [string, (answer: Answer, linker: Linker) => Rendered])[] = [
  ['Slack', renderSlack],
  ['Discord', renderDiscord],
  ['the terminal', (answer, linker) => renderTerminal(answer, { width: 80, color: false, linker })],
];

/** Fails at the first part that does not stand after the one before it. */
const expectInOrder = (text: string, parts: readonly string[]): void => {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    expect(at === -1 ? `not after character ${from} of: ${text}` : part).toBe(part);
    from = at + part.length;
  }
};

const saidOf = (point: Point): readonly string[] => [
  point.text,
  attributionLabel(point),
  ...new Set(point.citations.map(({ source }) => `[${source}]`)),
];

const threadOf = (briefing: Briefing): readonly string[] => [
  heading.points,
  ...briefing.points.flatMap(saidOf),
  heading.differences,
  ...briefing.differences.flatMap(({ about, positions }) => [
    about,
    ...positions.flatMap(({ value, citations }) => [value, ...citations.map(({ quote }) => quote)]),
  ]),
  heading.updates,
  ...briefing.updates.flatMap(({ about, positions }) => [
    about,
    ...positions.flatMap(({ value, citations }, index) => [
      `${index === positions.length - 1 ? 'now' : index === 0 ? 'first' : 'then'} ${value}`,
      ...citations.map(({ quote }) => quote),
    ]),
  ]),
  heading.timeline,
  ...briefing.timeline.map(({ text }) => text),
  heading.ahead,
  ...briefing.ahead.map(({ text }) => text),
  heading.sources,
  ...briefing.sources.flatMap(({ n, title, publisher }) => [
    `[${n}]`,
    title,
    ...(publisher === undefined ? [] : [publisher]),
  ]),
];

describe.each(renderers)('%s', (_, render) => {
  it('says of a briefing what the others say, in their order', () => {
    const { parent, replies } = render(answers.typical, sampleLinker);
    const { title, points, sources, differences } = briefings.typical;
    expectInOrder(words([parent]), [
      title,
      `${sources.length} sources · as of 3 June 2025`,
      ...points.slice(0, 3).flatMap(saidOf),
      `Sources differ on ${differences.length} things: ${differences.map(({ about }) => about).join('; ')}`,
      'Points in full, with links, in the thread',
    ]);
    expectInOrder(words(replies), threadOf(briefings.typical));
  });

  it('says of a digest what the others say, in their order', () => {
    if (answers.digest.kind !== 'digest') throw new Error('the sample is no digest');
    const [entry] = answers.digest.digest.entries;
    if (entry === undefined) throw new Error('the sample has no entries');
    // Nine entries, each reported by six hundred sources: as many as a wire text that everybody reprints.
    const sources = Array.from({ length: 600 }, (_, index) => index + 1);
    const entries = Array.from({ length: 9 }, (_, index) => ({ ...entry, title: `Story ${index + 1}`, sources }));
    const { parent } = render({ kind: 'digest', digest: { ...answers.digest.digest, entries } }, sampleLinker);
    const shown = words([parent]);
    expectInOrder(shown, ['Story 1', '[1]', '[5]', 'Story 7', 'And 2 more.', 'Next: ', 'Points in full, with links']);
    expect(shown).not.toMatch(/\[6\]|Story 8/u);
  });

  it('shows the nearest thing said, as a point with its sources, where nothing answers', () => {
    const [nearest] = briefings.typical.points;
    if (nearest === undefined) throw new Error('the sample has no points');
    const reply: Reply = {
      question: 'Who pays?',
      answer: [],
      reason: 'No source says who pays.',
      nearest,
      sources: briefings.typical.sources,
    };
    const { parent, replies } = render({ kind: 'reply', reply }, sampleLinker);
    expectInOrder(words([parent, ...replies]), [
      'Who pays?',
      'No source says who pays.',
      'The nearest that they do say:',
      ...saidOf(nearest),
      heading.sources,
    ]);
  });

  it('says how a misspelt question was read, before the answer', () => {
    const reply: Reply = { ...answers.reply.reply, readAs: ['bridge', 'closed'] };
    const { parent } = render({ kind: 'reply', reply }, sampleLinker);
    const [point] = reply.answer;
    if (point === undefined) throw new Error('the sample has no answer');
    expectInOrder(words([parent]), [reply.question, 'Read as: bridge, closed', ...saidOf(point)]);
    expect(words([render(answers.reply, sampleLinker).parent])).not.toContain('Read as');
  });

  it('links nowhere that reads as another place, and shows a date that is none as it stands', () => {
    const disguised = 'https://gazette.example@evil.example/';
    const briefing: Briefing = {
      ...briefings.typical,
      asOf: 'some day',
      sources: briefings.typical.sources.map((source) => ({ ...source, url: disguised, published: 'some day' })),
    };
    const shown = render({ kind: 'briefing', briefing }, (_, url) => url);
    expect(JSON.stringify(shown)).not.toContain('evil.example');
    expect(words([shown.parent])).toContain('as of some day');
  });
});

describe('an address', () => {
  it.each([
    ['https://news.example/a?b=1', 'https://news.example/a?b=1'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['https://bank.example@evil.example/', undefined],
    ['https://:secret@evil.example/', undefined],
    ['no address', undefined],
    [undefined, undefined],
  ])('%s leads to %s', (given, href) => {
    expect(webUrl(given)?.href).toBe(href);
  });

  it('leaves a date that is none as it is', () => {
    expect([dayLabel('2025-06-02T10:00:00Z'), dayLabel('soon')]).toEqual(['2 June 2025', 'soon']);
  });
});
