import { describe, expect, it } from 'vitest';
import { brief } from '../../src/brief/brief.ts';
import { parseQuery } from '../../src/brief/query.ts';
import type { Citation, Difference } from '../../src/model.ts';
import { analysisOf, claim, statement } from './samples.ts';

const at = (article: string, start: number, text: string): Citation => ({
  article,
  start,
  end: start + text.length,
  quote: text,
});

const lengthShort = 'The harbour talks in Elsa lasted one hour.';
const lengthLong = 'The harbour talks in Elsa ran for two hours.';
const pier = 'A second pier opens in Elsa with 40 berths.';

const short = statement({ article: 'a', text: lengthShort });
const long = statement({ article: 'b', text: lengthLong });
const berths = statement({ article: 'a', text: pier, citation: at('a', lengthShort.length + 1, pier) });
const berthsToo = statement({ article: 'c', text: pier });

const difference: Difference = {
  about: 'length of the talks',
  kind: 'duration',
  positions: [
    { value: 'one hour', citations: [short.citation] },
    { value: 'two hours', citations: [long.citation] },
  ],
};
const analysis = analysisOf([claim(short), claim(long), claim(berths, berthsToo)], { differences: [difference] });

const about = (query: string) => {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') throw new Error(parsed.reason);
  return brief(analysis, { title: query, scope: { queries: [parsed.query] }, budget: { points: 5 } });
};

describe('a briefing', () => {
  it('leads with what several voices say', () => {
    const { points } = brief(analysis, { title: 'all', scope: {}, budget: { points: 5 } });
    expect(points[0]).toMatchObject({ text: pier, support: 'corroborated' });
  });

  it('shows a difference where the query is about its positions', () => {
    expect(about('talks').differences.map((each) => each.about)).toEqual(['length of the talks']);
  });

  it('leaves out a difference that the query is not about', () => {
    expect(about('pier').differences).toEqual([]);
  });

  it('cites every article that says the same', () => {
    const [point] = about('pier').points;
    expect(point?.citations.map(({ article }) => article)).toEqual(['a', 'c']);
  });

  it('has no points where nothing answers', () => {
    expect(about('glacier')).toMatchObject({ points: [], sources: [], asOf: null });
  });

  it('holds no more words than the budget', () => {
    const { points } = brief(analysis, { title: 'all', scope: {}, budget: { points: 5, words: 9 } });
    expect(points).toHaveLength(1);
  });
});
