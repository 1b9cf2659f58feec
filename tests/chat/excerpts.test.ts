import { describe, expect, it } from 'vitest';
import { excerptOf, parts } from '../../src/chat/excerpts.ts';
import type { Answer, Briefing } from '../../src/model.ts';
import { briefings } from '../contracts/samples.ts';

const excerptIn = (answer: Answer) => {
  if (answer.kind !== 'excerpt') throw new Error(`a ${answer.kind} came`);
  return answer.excerpt;
};

const many = (n: number): Briefing => ({
  ...briefings.typical,
  sources: Array.from({ length: n }, (_, i) => ({ n: i + 1, article: `a${i}`, title: `Title ${i + 1}` })),
});

describe('one part of a briefing', () => {
  it.each(parts)('shows its %s and nothing else', (part) => {
    const { briefing } = excerptIn(excerptOf(briefings.typical, part, 1, ''));
    const shown = Object.entries({
      sources: part === 'sources' ? briefing.sources : [],
      differences: [...briefing.differences, ...briefing.updates],
      timeline: [...briefing.timeline, ...briefing.ahead],
    }).filter(([, rows]) => rows.length > 0);
    expect(shown.map(([name]) => name)).toEqual([part]);
    expect(briefing.points).toEqual([]);
  });

  it('turns its pages, each row on one of them', () => {
    const briefing = many(25);
    const seen: number[] = [];
    let text: string | undefined = 'sources swap page 1';
    while (text !== undefined) {
      const page = Number(/\d+$/u.exec(text)?.[0]);
      const answer = excerptOf(briefing, 'sources', page, 'swap');
      seen.push(...excerptIn(answer).briefing.sources.map(({ n }) => n));
      text = answer.actions?.find(({ label }) => label === 'Next page')?.text;
    }
    expect(seen).toEqual(briefing.sources.map(({ n }) => n));
  });

  it('gives the last page for one past it, and the first for none', () => {
    expect(excerptIn(excerptOf(many(25), 'sources', 9_999, ''))).toMatchObject({ page: 3, pages: 3 });
    expect(excerptIn(excerptOf(many(25), 'sources', 0, ''))).toMatchObject({ page: 1 });
  });

  it('says that there is nothing where there is nothing', () => {
    const bare = { ...briefings.typical, differences: [], updates: [] };
    expect(excerptOf(bare, 'differences', 1, '')).toMatchObject({ kind: 'notice', notice: { tone: 'info' } });
  });
});
