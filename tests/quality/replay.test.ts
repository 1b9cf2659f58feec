import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { replay } from '../../bench/replay/channel.ts';
import { createReader } from '../../bench/replay/judge.ts';
import { developmentStream, seedStream } from '../../bench/replay/streams.ts';
import type { Digest } from '../../src/model.ts';

const retold = fileURLToPath(new URL('../../seeds/articles', import.meta.url));

describe('thirty days of digests to one channel', () => {
  it('of happenings that go on: tell nothing twice, and name what is new in each stage', async () => {
    const { judged, expected, missed } = await replay(developmentStream());
    expect(judged.flatMap(({ repeats }) => repeats)).toEqual([]);
    expect(judged.flatMap(({ unshown }) => unshown)).toEqual([]);
    expect(expected).toBeGreaterThan(10);
    expect(missed.length).toBeLessThanOrEqual(1);
  });

  it('of the seeds, a week apart: tell nothing twice', async () => {
    const { judged, digests } = await replay(await seedStream('seeds', retold));
    expect(digests).toBeGreaterThan(1);
    expect(judged.flatMap(({ repeats }) => repeats)).toEqual([]);
    expect(judged.flatMap(({ unshown }) => unshown)).toEqual([]);
  });
});

const digestOf = (...texts: string[]): Digest => ({
  from: null,
  to: null,
  next: null,
  zone: 'UTC',
  entries: [],
  briefing: {
    title: 'Digest',
    asOf: null,
    points: texts.map((text) => ({ text, support: 'single', citations: [] })),
    differences: [],
    updates: [],
    timeline: [],
    ahead: [],
    sources: [],
  },
  told: { points: [], slots: [] },
});

describe('the judge of what is told twice', () => {
  const repeats = (earlier: string, later: string): number => {
    const reader = createReader();
    reader.read(digestOf(earlier), 0);
    return reader.read(digestOf(later), 1).repeats.length;
  };
  const first = 'A fire on the ferry Aurora near Marlow killed 4 people on Monday, police said.';
  it.each([
    ['the same', first, 1],
    [
      'the same in other words',
      'On Monday a fire killed 4 people on the ferry Aurora near Marlow, the police said.',
      1,
    ],
    ['another figure', 'A fire on the ferry Aurora near Marlow killed 7 people on Monday, police said.', 0],
    ['another name', 'A fire on the ferry Kestrel near Marlow killed 4 people on Monday, police said.', 0],
    ['what is denied', 'No fire on the ferry Aurora near Marlow killed 4 people on Monday, police said.', 0],
    ['another happening', 'Police in Marlow arrested the captain of the ferry Aurora on Monday.', 0],
  ])('sees %s', (_, later, found) => expect(repeats(first, later)).toBe(found));

  it('reads the channel across days, not within one', () => {
    const reader = createReader();
    expect(reader.read(digestOf(first, first), 0).repeats).toEqual([]);
  });
});
