import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cardPoints, digestEntries, renderAnswer } from '../../../adapters/terminal/render.ts';
import { createTerminalPlatform, terminalAddress } from '../../../adapters/terminal/terminal.ts';
import type { Answer, Briefing, Command } from '../../../src/model.ts';
import type { Payload } from '../../../src/ports.ts';
import type { Harness, Reading, SeenPost } from '../../contracts/harness.ts';
import { platformContract } from '../../contracts/platform.ts';
import { answers, briefings, sampleLinker } from '../../contracts/samples.ts';

const textOf = (payload: Payload): string => String(payload.text);

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequence of a link (OSC 8) is made of them
const hyperlink = /\u001B\]8;;([^\u0007]*)\u0007/gu;

const bare = (text: string): string => stripVTControlCharacters(text.replace(hyperlink, ''));

const reads = (payload: Payload): Reading => ({
  text: bare(textOf(payload)).replace(/\s+/gu, ' '),
  links: [...textOf(payload).matchAll(hyperlink)].flatMap((match) => match[1] || []),
  pings: [],
});

platformContract('the terminal', async (): Promise<Harness> => {
  const posts: SeenPost[] = [];
  const platform = createTerminalPlatform({
    write: (text, post) => posts.push({ ...post, reading: reads({ text }), key: undefined }),
    columns: () => 80,
    color: true,
    linker: sampleLinker,
  });
  return {
    platform,
    address: terminalAddress,
    type: async ({ name, text }) => void platform.type(`/${name} ${text}`),
    posts: () => posts,
    reads,
    close: async () => undefined,
  };
});

const shown = (answer: Answer, width: number, color = false): string => {
  const { parent, replies } = renderAnswer(answer, { width, color, linker: sampleLinker });
  return [parent, ...replies].map(textOf).join('');
};

const kinds = ['digest', 'typical', 'reply', 'unanswered', 'refusal', 'notice', 'empty', 'emptyDigest'] as const;

describe('text for a terminal', () => {
  it('breaks a word as long as an article, in linear time', () => {
    const notice = { tone: 'info', title: '日'.repeat(100_000), lines: [] } as const;
    const { parent } = renderAnswer({ kind: 'notice', notice }, { width: 80, color: false, linker: sampleLinker });
    const lines = (typeof parent.text === 'string' ? parent.text : '').split('\n');
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
    expect(lines.join('').replace(/\s/gu, '')).toHaveLength(100_000);
  });

  for (const kind of kinds) {
    for (const width of [80, 40]) {
      it(`lays out the ${kind} sample in ${width} columns as the golden file has it`, async () => {
        await expect(shown(answers[kind], width)).toMatchFileSnapshot(`golden/${kind}-${width}.txt`);
      });
    }
  }

  it.each([24, 40, 80, 200])(
    'keeps every line within %i columns but for addresses, which are never broken',
    (width) => {
      for (const answer of [answers.typical, answers.digest, answers.hostile, answers.huge]) {
        for (const line of shown(answer, width).split('\n')) {
          if (!line.trimStart().startsWith('http'))
            expect(`${stringWidth(line)} ${line}`).toSatisfy(() => stringWidth(line) <= width);
        }
      }
    },
  );

  it('puts no escape sequence out when colour is not asked for', () => {
    for (const answer of Object.values(answers)) expect(shown(answer, 80)).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('says the same with colour as without, but for the addresses that stand behind the numbers', () => {
    const plain = bare(shown(answers.digest, 80, true)).split('\n');
    const without = new Set(shown(answers.digest, 80).split('\n'));
    expect(plain.filter((line) => !without.has(line))).toEqual([]);
  });

  it('lets no article colour the text, ring the bell, make a link or turn the reading direction', () => {
    const text = shown(answers.hostile, 80, true);
    expect(text).not.toContain('\u0007link');
    expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/u);
    expect(text).not.toContain('\u001B[31malert');
    expect(bare(text)).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it(`shows ${cardPoints} points on the card and the rest in the thread`, () => {
    const [first] = briefings.typical.points;
    if (first === undefined) throw new Error('the sample has points');
    const withPoints = (n: number): Briefing => ({
      ...briefings.typical,
      points: Array.from({ length: n }, (_, index) => ({ ...first, text: `Point number ${index + 1} stands.` })),
    });
    const card = (n: number): string =>
      textOf(
        renderAnswer({ kind: 'briefing', briefing: withPoints(n) }, { width: 80, color: false, linker: sampleLinker })
          .parent,
      );
    expect(card(cardPoints)).toContain(`Point number ${cardPoints} stands.`);
    expect(card(cardPoints + 1)).not.toContain(`Point number ${cardPoints + 1} stands.`);
  });

  it(`shows ${digestEntries} entries of a digest and counts the others`, () => {
    const { digest } = answers.digest;
    const card = (n: number): string =>
      shown({ kind: 'digest', digest: { ...digest, entries: digest.entries.slice(0, n) } }, 80);
    expect(card(digestEntries)).not.toContain('more');
    expect(card(digestEntries + 1)).toContain('And 1 more.');
  });
});

describe('the keyboard', () => {
  const asked = async (line: string): Promise<readonly Command[]> => {
    const commands: Command[] = [];
    const platform = createTerminalPlatform({
      write: () => undefined,
      columns: () => 80,
      color: false,
      linker: sampleLinker,
    });
    await platform.start(async (command) => {
      commands.push(command);
      return answers.notice;
    });
    await platform.type(line);
    return commands;
  };

  it('takes a line with a slash as a command and any other as a question', async () => {
    expect(await asked('/swap  who? \n')).toMatchObject([{ name: 'swap', text: 'who?' }]);
    expect(await asked('How many bodies?')).toMatchObject([{ name: 'ask', text: 'How many bodies?' }]);
  });

  it('takes an empty line as nothing', async () => {
    expect(await asked('  \n')).toEqual([]);
  });
});
