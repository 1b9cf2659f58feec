import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cardPointsAtLeast, digestEntriesAtMost } from '../../../../adapters/discord/limits.ts';
import { render } from '../../../../adapters/discord/render/render.ts';
import type { Answer, Briefing, Digest, Point } from '../../../../src/model.ts';
import type { Payload } from '../../../../src/ports.ts';
import { answers, briefings, sampleLinker } from '../../../contracts/samples.ts';
import { messageFaults, specificationFaults } from '../../../fakes/discord/checks.ts';
import { readMessage } from '../../../fakes/discord/reading.ts';

/** As it is put on the wire: our own word for the thread's name is taken out before. */
const onTheWire = ({ thread_name: _, ...body }: Payload): Payload => body;

/** The text of a payload for a reader of the golden file. */
const readable = (payload: Payload): string => {
  const { embeds } = z
    .object({
      embeds: z.array(
        z.object({
          title: z.string(),
          description: z.string().optional(),
          footer: z.object({ text: z.string() }).optional(),
        }),
      ),
    })
    .parse(payload);
  return embeds
    .map(({ title, description = '', footer }) => `┃ ${title}\n\n${description}\n${footer?.text ?? ''}`.trim())
    .join('\n\n');
};

const point = (text: string): Point => ({
  text,
  support: 'single',
  citations: [{ source: 1, article: 'a1', start: 0, end: 1, quote: 'x' }],
});

const briefingOf = (points: readonly Point[]): Briefing => ({ ...briefings.small, points });
const cardText = (answer: Answer): string => readMessage(render(answer, sampleLinker).parent).text;

describe('what Discord is sent', () => {
  it.each(Object.entries(answers))('is taken by Discord for the %s sample', (_, answer) => {
    const { parent, replies } = render(answer, sampleLinker);
    for (const payload of [parent, ...replies].map(onTheWire)) {
      expect(messageFaults(payload)).toEqual([]);
      expect(specificationFaults('/channels/{channel_id}/messages', 'POST', payload)).toEqual([]);
    }
  });

  it('reads as it should: the card and the thread of the typical sample', async () => {
    const { parent, replies } = render(answers.typical, sampleLinker);
    const page = [parent, ...replies].map(readable).join('\n\n──── next message ────\n\n');
    await expect(`${page}\n`).toMatchFileSnapshot('../golden/typical.txt');
  });

  it('reads as it should: the digest and the notice', async () => {
    const pages = [answers.digest, answers.emptyDigest, answers.reply, answers.refusal].map((answer) =>
      readable(render(answer, sampleLinker).parent),
    );
    await expect(`${pages.join('\n\n──── another answer ────\n\n')}\n`).toMatchFileSnapshot('../golden/others.txt');
  });

  it('names the thread after the briefing in the first reply, which starts it, and in no other', () => {
    expect(render(answers.typical, sampleLinker).replies[0]?.thread_name).toBe(briefings.typical.title);
    const [, ...others] = render(answers.huge, sampleLinker).replies;
    expect(others.length).toBeGreaterThan(0);
    for (const reply of others) expect(reply).not.toHaveProperty('thread_name');
  });
});

describe('any briefing', () => {
  const words = fc.array(fc.constantFrom('word', '*bold*', '[x](y)', '\\', '@here', '||', '4.5'), { maxLength: 900 });
  const sentence = words.map((some) => `${some.join(' ')} end`);
  const points = fc.array(sentence, { maxLength: 12 }).map((texts) => texts.map(point));

  it('fits the limits of Discord, with every point in one piece or counted as too long', () => {
    fc.assert(
      fc.property(sentence, points, (title, some) => {
        const { parent, replies } = render(
          { kind: 'briefing', briefing: { ...briefingOf(some), title } },
          sampleLinker,
        );
        for (const payload of [parent, ...replies].map(onTheWire)) expect(messageFaults(payload)).toEqual([]);
        const thread = replies.map((payload) => readMessage(payload).text).join('\n');
        const shown = some.filter(({ text }) => thread.includes(text)).length;
        const counted = Number(/(\d+) more, too long/u.exec(thread)?.[1] ?? 0);
        expect(shown + counted).toBeGreaterThanOrEqual(some.length);
      }),
      { numRuns: 100 },
    );
  });

  it('fits as a digest, however long its labels are', () => {
    const long = '*'.repeat(3000);
    const digest: Digest = {
      ...answers.digest.digest,
      entries: Array.from({ length: 9 }, (_, n) => ({
        story: `s${n}`,
        title: long,
        mark: 'updated' as const,
        change: long,
        sources: Array.from({ length: 300 }, (__, source) => source + 1),
      })),
    };
    expect(messageFaults(onTheWire(render({ kind: 'digest', digest }, sampleLinker).parent))).toEqual([]);
  });
});

describe('the card', () => {
  it('shows the first three points however long they are, and more only while it stays short', () => {
    const long = ['one', 'two', 'three', 'four'].map((name) => point(`Point ${name} ${'word '.repeat(120)}ends.`));
    const text = cardText({ kind: 'briefing', briefing: briefingOf(long) });
    expect(['one', 'two', 'three'].every((name) => text.includes(`Point ${name} `))).toBe(true);
    expect(text).not.toContain('Point four');
    expect(cardPointsAtLeast).toBe(3);
  });

  it('shows five short points and no sixth', () => {
    const text = cardText({
      kind: 'briefing',
      briefing: briefingOf([1, 2, 3, 4, 5, 6].map((n) => point(`Short point ${n}.`))),
    });
    expect(text).toContain('Short point 5.');
    expect(text).not.toContain('Short point 6.');
  });

  it('leaves a point that fits no card to the thread, and never cuts it', () => {
    const text = cardText({
      kind: 'briefing',
      briefing: briefingOf([point(`Endless ${'word '.repeat(2000)}`), point('A short one.')]),
    });
    expect(text).not.toContain('Endless');
    expect(text).toContain('A short one.');
  });

  it(`shows ${digestEntriesAtMost} entries of a digest and counts the rest`, () => {
    const digestOf = (count: number): Digest => ({
      ...answers.digest.digest,
      entries: Array.from({ length: count }, (_, n) => ({
        story: `s${n}`,
        title: `Entry ${n}`,
        mark: 'new' as const,
        sources: [1],
      })),
    });
    expect(cardText({ kind: 'digest', digest: digestOf(digestEntriesAtMost) })).not.toContain('more');
    const over = cardText({ kind: 'digest', digest: digestOf(digestEntriesAtMost + 2) });
    expect(over).toContain('And 2 more.');
    expect(over).not.toContain('Entry 7');
  });
});

describe('the thread', () => {
  it('gives up the links of a point before it gives up the point', () => {
    const citations = Array.from({ length: 12 }, (_, n) => ({
      source: n + 1,
      article: `a${n}`,
      start: 0,
      end: 1,
      quote: 'x',
    }));
    const far = (): string => `https://news.example/${'long-'.repeat(100)}`;
    const answer: Answer = {
      kind: 'briefing',
      briefing: briefingOf([{ text: 'Twelve papers say so.', support: 'corroborated', citations }]),
    };
    const seen = render(answer, far).replies.map((payload) => readMessage(payload));
    expect(seen.flatMap(({ links }) => links)).toEqual([]);
    expect(seen[0]?.text).toContain('Twelve papers say so.');
    expect(seen[0]?.text).toContain('[12]');
  });

  it('gives up the quotes of a difference before it separates its sides', () => {
    const side = (value: string) => ({
      value,
      citations: [{ source: 1, article: 'a4', start: 0, end: 9, quote: `${value} ${'word '.repeat(600)}` }] as const,
    });
    const answer: Answer = {
      kind: 'briefing',
      briefing: {
        ...briefings.small,
        differences: [{ about: 'length', kind: 'duration', positions: [side('an hour'), side('a day')] }],
      },
    };
    const texts = render(answer, sampleLinker).replies.map((payload) => readMessage(payload).text);
    expect(texts.some((text) => text.includes('• an hour · [1]\n• a day · [1]'))).toBe(true);
  });
});

describe('a position that several passages carry', () => {
  it('gives each passage a line of its own, with its link and its words', () => {
    const cite = (quote: string) => ({ source: 4, article: 'a4', start: 0, end: quote.length, quote });
    const answer: Answer = {
      kind: 'briefing',
      briefing: {
        ...briefings.small,
        differences: [
          {
            about: 'weight',
            kind: 'number',
            positions: [
              { value: '12 tonnes', citations: [cite('Over 12 tonnes.'), cite('Twelve tonnes it is.')] },
              { value: '14 tonnes', citations: [cite('Over 14 tonnes.')] },
            ],
          },
        ],
      },
    };
    const text = render(answer, sampleLinker)
      .replies.map((payload) => readMessage(payload).text)
      .join('\n');
    const name = 'Report a4 on the Ellery bridge';
    expect(text).toContain(
      `• 12 tonnes · [4] ${name}: “Over 12 tonnes.”\n\u2003[4] ${name}: “Twelve tonnes it is.”\n• 14 tonnes · [4] ${name}: “Over 14 tonnes.”`,
    );
  });
});
