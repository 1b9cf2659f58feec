import { describe, expect, it } from 'vitest';
import { dataFolder } from '../environment.ts';
import { measureBriefings } from './briefings.ts';
import { floorOf } from './floors.ts';

describe.skipIf(dataFolder === undefined)('briefings of 250 words', () => {
  it('hold more of what people wrote than the first paragraphs in turn', async () => {
    const figures = await measureBriefings(dataFolder ?? '');
    const mean = (pick: (each: (typeof figures)[number]) => number): number =>
      figures.reduce((sum, each) => sum + pick(each), 0) / figures.length;
    expect(mean(({ ours }) => ours) - mean(({ lead }) => lead)).toBeGreaterThan(
      floorOf('briefings ROUGE-2 above the lead'),
    );
  });
});
