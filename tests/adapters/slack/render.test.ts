import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CARD_DIFFERENCES_CHARACTERS,
  CARD_POINTS_LEAST,
  CARD_POINTS_MOST,
  FALLBACK_CHARACTERS,
  HEADER_CHARACTERS,
  MESSAGE_BLOCKS,
  MESSAGE_CHARACTERS,
  SECTION_CHARACTERS,
  URL_CHARACTERS,
} from '../../../adapters/slack/limits.ts';
import { header, section, type Unit } from '../../../adapters/slack/render/blocks.ts';
import { link, say, sayWithin } from '../../../adapters/slack/render/mrkdwn.ts';
import { renderAnswer } from '../../../adapters/slack/render/render.ts';
import { messages } from '../../../adapters/slack/render/split.ts';
import type { Answer, Briefing, NumberedCitation, Point } from '../../../src/model.ts';
import type { Linker, Payload } from '../../../src/ports.ts';
import { answers, briefings, sampleLinker } from '../../contracts/samples.ts';
import { blocksProblem } from '../../fakes/slack/blocks.ts';
import { read } from '../../fakes/slack/reading.ts';

const nowhere: Linker = () => undefined;

const payloads = (answer: Answer, linker: Linker = sampleLinker): readonly Payload[] => {
  const { parent, replies } = renderAnswer(answer, linker);
  return [parent, ...replies];
};

const problems = (shown: readonly Payload[]): readonly unknown[] =>
  shown.flatMap(({ blocks }) => blocksProblem(JSON.stringify(blocks)) ?? []);

const citation = (source: number): NumberedCitation => ({
  source,
  article: `a${source}`,
  start: 0,
  end: 1,
  quote: 'q',
});

const point = (text: string, sources: readonly number[] = [1]): Point => ({
  text,
  support: 'single',
  citations: sources.map(citation),
});

const withPoints = (points: readonly Point[]): Answer => ({
  kind: 'briefing',
  briefing: { ...briefings.empty, points, sources: [{ n: 1, article: 'a1', title: 'One' }] } satisfies Briefing,
});

const threadText = (answer: Answer, linker: Linker = nowhere): string =>
  renderAnswer(answer, linker)
    .replies.map((payload) => read(payload).text)
    .join('\n');

describe('what Slack is sent', () => {
  it.each(Object.entries(answers))('for the %s sample is taken by a strict reading of its limits', (_, answer) => {
    expect(problems(payloads(answer))).toEqual([]);
  });

  it('always has words beside the blocks, and unfolds no link', () => {
    for (const answer of Object.values(answers)) {
      for (const payload of payloads(answer)) {
        expect(payload).toMatchObject({ text: expect.stringMatching(/\S/u), unfurl_links: false, unfurl_media: false });
        expect(String(payload.text).length).toBeLessThanOrEqual(FALLBACK_CHARACTERS);
      }
    }
  });

  it('is taken whatever characters an article holds, and pings nobody', () => {
    const anything = fc.string({
      unit: fc.oneof(fc.constantFrom('<', '>', '&', '!', '|', '`', '*', '\n', '@'), fc.string({ unit: 'binary' })),
      maxLength: 400,
    });
    fc.assert(
      fc.property(
        anything,
        anything,
        anything,
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
        (title, text, speaker, url) => {
          const cited = { ...citation(1), quote: text };
          const briefing: Briefing = {
            ...briefings.empty,
            title,
            points: [{ text, speaker, support: 'disputed', citations: [cited] }],
            differences: [{ about: title, kind: 'name', positions: [{ value: speaker, citations: [cited] }] }],
            timeline: [{ date: '2025-06-02', precision: 'day', text, citations: [cited] }],
            ahead: [{ text: speaker, citations: [cited] }],
            sources: [{ n: 1, article: 'a1', title, publisher: speaker, url }],
          };
          const shown = payloads({ kind: 'briefing', briefing }, () => url);
          expect(problems(shown)).toEqual([]);
          expect(shown.flatMap((payload) => read(payload).pings)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a header', () => {
  it.each([
    [HEADER_CHARACTERS, HEADER_CHARACTERS],
    [HEADER_CHARACTERS + 1, HEADER_CHARACTERS],
  ])('of %i characters is shown with %i', (given, shown) => {
    const block = header('x'.repeat(given));
    expect(block.type === 'header' && block.text.text.length).toBe(shown);
  });

  it('counts an escaped character as Slack does, and never ends within one', () => {
    const block = header('&'.repeat(HEADER_CHARACTERS));
    expect(block.type === 'header' && block.text.text).toMatch(/^(?:&amp;){29}…$/u);
  });
});

describe('a point', () => {
  it(`of ${SECTION_CHARACTERS} characters stands whole; one more and it is left out whole, and a line says so`, () => {
    const longest = 'x'.repeat(SECTION_CHARACTERS);
    expect(threadText(withPoints([point(longest)]))).toContain(longest);
    const without = threadText(withPoints([point(`${longest}x`), point('Short.')]));
    expect(without).not.toContain('xxx');
    expect(without).toContain('Short.');
    expect(without).toContain('1 point too long for a Slack message left out here.');
  });

  it('with more addresses than fit keeps every number, the last ones without a link', () => {
    const many = Array.from({ length: 30 }, (_, n) => n + 1);
    const far: Linker = (cited) => `https://example.org/${cited.article}/${'x'.repeat(280)}`;
    const { replies } = renderAnswer(withPoints([point('Cited often.', many)]), far);
    const shown = replies.map((payload) => read(payload));
    for (const n of many) expect(shown[0]?.text).toContain(`[${n}]`);
    expect(shown[0]?.links.length).toBeGreaterThan(5);
    expect(shown[0]?.links.length).toBeLessThan(30);
    expect(problems(replies)).toEqual([]);
  });
});

describe('a link', () => {
  const ofLength = (length: number): string =>
    `https://example.org/${'x'.repeat(length - 'https://example.org/'.length)}`;

  it(`has an address of at most ${URL_CHARACTERS} characters; beyond that its label stands alone`, () => {
    expect(link(ofLength(URL_CHARACTERS), 'label')).toMatch(/^<https:.*\|label>$/u);
    expect(link(ofLength(URL_CHARACTERS + 1), 'label')).toBe('label');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'not an address', ''])('never goes to %j', (url) => {
    expect(link(url, 'label')).toBe('label');
  });

  it('cannot be broken out of by its address or its label', () => {
    const made = link('https://example.org/?a=<b>|c&d#<!channel>', 'x> <!here|y');
    expect(made).toBe('<https://example.org/?a=%3Cb%3E%7Cc&amp;d#%3C!channel%3E|x&gt; &lt;!here│y>');
  });
});

describe('foreign text', () => {
  it('is escaped in the three characters that Slack asks for, and in no other', () => {
    expect(say(`<a> & "b" 'c' *d* _e_`)).toBe(`&lt;a&gt; &amp; "b" 'c' *d* _e_`);
    expect(say('&lt;!channel&gt;')).toBe('&amp;lt;!channel&amp;gt;');
  });

  it('is one line, without control characters, direction overrides and halves of characters', () => {
    expect(say('a\u0000b\r\n\n> c\u202ed\ud800')).toBe('a b &gt; cd\uFFFD');
  });

  it('fits its limit when escaped, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('&', '<', 'a', ' ', '😀') }),
        fc.integer({ min: 1, max: 60 }),
        (text, limit) => {
          expect(sayWithin(text, limit).length).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });
});

describe('splitting', () => {
  const unitOf = (text: string): Unit => ({ blocks: [section(text)], words: text });

  it(`puts ${MESSAGE_BLOCKS} blocks into one message and ${MESSAGE_BLOCKS + 1} into two`, () => {
    const units = (count: number): readonly Unit[] => Array.from({ length: count }, (_, n) => unitOf(`line ${n}`));
    expect(messages(units(MESSAGE_BLOCKS))).toHaveLength(1);
    expect(messages(units(MESSAGE_BLOCKS + 1))).toHaveLength(2);
  });

  it(`fills a message up to ${MESSAGE_CHARACTERS} characters of blocks and not one further`, () => {
    const frame = JSON.stringify(section('')).length + 1;
    const exact = (total: number): readonly Unit[] => {
      const texts = [3000, 3000, 3000];
      const rest = total - 2 - texts.reduce((sum, length) => sum + length + frame, 0) - frame;
      return [...texts, rest].map((length) => unitOf('x'.repeat(length)));
    };
    const [one] = messages(exact(MESSAGE_CHARACTERS));
    expect(messages(exact(MESSAGE_CHARACTERS))).toHaveLength(1);
    // The last block has no comma after it.
    expect(JSON.stringify(one?.blocks).length).toBe(MESSAGE_CHARACTERS - 1);
    expect(messages(exact(MESSAGE_CHARACTERS + 1))).toHaveLength(2);
  });

  it('keeps the blocks of a unit together and all units in order', () => {
    const units = Array.from(
      { length: 40 },
      (_, n): Unit => ({
        blocks: [section(`point ${n}`), section(`sources of ${n}`)],
        words: `point ${n}`,
      }),
    );
    const shown = messages(units).map((payload) => read(payload).text.split('\n'));
    expect(shown.map((lines) => lines.length)).toEqual([50, 30]);
    expect(shown.flat()).toEqual(units.flatMap((_, n) => [`point ${n}`, `sources of ${n}`]));
  });

  it('ends the words beside the blocks at a whole line', () => {
    const [message] = messages(Array.from({ length: 4 }, (_, n) => unitOf(`${n}`.repeat(1500))));
    expect(message?.text).toBe(`${'0'.repeat(1500)}\n${'1'.repeat(1500)}\n…`);
  });
});

describe('the card', () => {
  const cardLines = (points: readonly Point[]): readonly string[] => {
    const { parent } = renderAnswer(withPoints(points), nowhere);
    return read(parent).text.split('\n');
  };
  const numbered = (count: number, length: number): readonly Point[] =>
    Array.from({ length: count }, (_, n) => point(`${n} ${'x'.repeat(length)}`));

  it('shows five short points, and three long ones, each whole', () => {
    const shown = (length: number): number =>
      cardLines(numbered(8, length)).filter((line) => /^\d x/u.test(line)).length;
    expect(shown(40)).toBe(CARD_POINTS_MOST);
    expect(shown(900)).toBe(CARD_POINTS_LEAST);
  });

  it('says on how many things the sources differ, and names no more of them than a glance takes in', () => {
    const { parent } = renderAnswer(answers.huge, nowhere);
    const line = read(parent)
      .text.split('\n')
      .find((one) => one.startsWith('Sources differ on 40 things: '));
    expect(line).toMatch(/…$/u);
    expect(line?.length).toBeLessThanOrEqual(CARD_DIFFERENCES_CHARACTERS);
  });

  it('shows two points when there are two', () => {
    expect(cardLines(numbered(2, 40)).filter((line) => /^\d x/u.test(line))).toHaveLength(2);
  });
});

describe('a card', () => {
  it('is one message that Slack takes, whatever its points are made of and however many sources say them', () => {
    const citation = { source: 1, article: 'a', start: 0, end: 1, quote: 'a' };
    const citations = Array.from({ length: 900 }, (_, index) => ({ ...citation, source: index + 1 }));
    // A quotation mark takes two characters of JSON.
    const point: Point = { text: '"'.repeat(SECTION_CHARACTERS), support: 'corroborated', citations };
    const briefing: Briefing = {
      ...briefings.typical,
      title: '"'.repeat(300),
      points: Array.from({ length: 5 }, () => point),
    };
    const { parent } = renderAnswer({ kind: 'briefing', briefing }, sampleLinker);
    expect(JSON.stringify(parent.blocks).length).toBeLessThanOrEqual(MESSAGE_CHARACTERS);
    expect(JSON.stringify(parent.blocks)).toContain(JSON.stringify(point.text));
  });
});
