import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  embedCharactersPerMessage,
  embedDescriptionLimit,
  embedsPerMessage,
  embedTitleLimit,
  threadNameLimit,
} from '../../../../adapters/discord/limits.ts';
import {
  type Block,
  embed,
  embedCharacters,
  message,
  packEmbeds,
  sectionEmbeds,
  threadName,
} from '../../../../adapters/discord/render/message.ts';
import { messageFaults } from '../../../fakes/discord/checks.ts';

const ofLength = (length: number): string => 'x'.repeat(length);
const blocks = (...lengths: readonly number[]): readonly Block[] =>
  lengths.map((length) => [ofLength(length)] as const);

describe('sections', () => {
  it('fills a description up to its limit, and starts another embed one character later', () => {
    const half = embedDescriptionLimit / 2;
    // Two blocks and one line break between them.
    expect(sectionEmbeds({ title: 'Points', blocks: blocks(half, half - 1) })).toHaveLength(1);
    const split = sectionEmbeds({ title: 'Points', blocks: blocks(half, half) });
    expect(split.map(({ title }) => title)).toEqual(['Points', 'Points (continued)']);
    expect(split.map(({ description }) => description?.length)).toEqual([half, half]);
  });

  it('keeps a block of exactly the limit whole, and takes its next form when it is longer', () => {
    const exact = sectionEmbeds({ title: 'Points', blocks: [[ofLength(embedDescriptionLimit), 'short']] });
    expect(exact[0]?.description).toHaveLength(embedDescriptionLimit);
    const longer = sectionEmbeds({ title: 'Points', blocks: [[ofLength(embedDescriptionLimit + 1), 'short']] });
    expect(longer[0]?.description).toBe('short');
  });

  it('counts what no form of fits, and cuts nothing', () => {
    const [only] = sectionEmbeds({ title: 'Points', blocks: blocks(5, embedDescriptionLimit + 1, 6) });
    expect(only?.description).toBe('xxxxx\nxxxxxx\n1 more, too long for a Discord message.');
  });

  it('makes no embed of nothing', () => {
    expect(sectionEmbeds({ title: 'Points', blocks: [] })).toEqual([]);
  });
});

describe('messages', () => {
  it(`holds ${embedCharactersPerMessage} characters of embeds, and not one more`, () => {
    const first = embed('t', ofLength(4000));
    const rest = embedCharactersPerMessage - embedCharacters(first);
    const fitting = [first, embed('t', ofLength(rest - 1))];
    expect(packEmbeds(fitting)).toHaveLength(1);
    expect(messageFaults(message(fitting))).toEqual([]);
    const over = [first, embed('t', ofLength(rest))];
    expect(packEmbeds(over)).toHaveLength(2);
    expect(messageFaults(message(over))).toEqual([
      `embeds hold ${embedCharactersPerMessage + 1} characters, over 6000`,
    ]);
  });

  it(`holds ${embedsPerMessage} embeds, and not one more`, () => {
    const some = (count: number) => Array.from({ length: count }, (_, n) => embed(`t${n}`, 'd'));
    expect(packEmbeds(some(embedsPerMessage)).map((one) => one.length)).toEqual([embedsPerMessage]);
    expect(packEmbeds(some(embedsPerMessage + 1)).map((one) => one.length)).toEqual([embedsPerMessage, 1]);
    expect(messageFaults(message(some(embedsPerMessage + 1)))).not.toEqual([]);
  });

  it('keeps a title of the limit and clips a longer one', () => {
    expect(embed(ofLength(embedTitleLimit), 'd').title).toBe(ofLength(embedTitleLimit));
    const clipped = embed(ofLength(embedTitleLimit + 1), 'd').title;
    expect(clipped).toHaveLength(embedTitleLimit);
    expect(clipped?.endsWith('…')).toBe(true);
  });

  it('never lets a mention through, and marks what the asker alone may see', () => {
    const flags = z.object({ flags: z.int().optional(), allowed_mentions: z.object({ parse: z.array(z.string()) }) });
    expect(flags.parse(message([embed('t', 'd')]))).toEqual({ allowed_mentions: { parse: [] } });
    expect(flags.parse(message([embed('t', 'd')], { ephemeral: true }))).toMatchObject({ flags: 64 });
  });
});

describe('the name of a thread', () => {
  it('has at most 100 characters, one at least, and no markup', () => {
    expect(threadName(ofLength(threadNameLimit))).toBe(ofLength(threadNameLimit));
    expect(threadName(ofLength(threadNameLimit + 1))).toHaveLength(threadNameLimit);
    expect(threadName(' \n\u0000 ')).toBe('Briefing');
    expect(threadName('A "quoted"\n* title')).toBe('A "quoted" * title');
  });
});
