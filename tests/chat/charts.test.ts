import { describe, expect, it } from 'vitest';
import { chartOf, rangeChart, timelineChart } from '../../src/chat/charts.ts';
import type { Briefing, BriefingDifference, TimelineEntry } from '../../src/model.ts';
import { briefings } from '../contracts/samples.ts';

const base = briefings.empty;

/** Each position as worded, and the sentence that it stands in. */
const difference = (
  kind: BriefingDifference['kind'],
  about: string,
  ...values: readonly (readonly [value: string, quote?: string])[]
): BriefingDifference => ({
  about,
  kind,
  positions: values.map(([value, quote = value], index) => ({
    value,
    citations: [{ source: index + 1, article: `a${index + 1}`, start: 0, end: quote.length, quote }],
  })),
});

const disputing = (...differences: readonly BriefingDifference[]): Briefing => ({
  ...base,
  differences,
  sources: [1, 2, 3].map((n) => ({ n, article: `a${n}`, title: `Report ${n}`, publisher: `Paper ${n}` })),
});

const bars = (briefing: Briefing) => {
  const chart = rangeChart(briefing);
  return chart?.kind === 'range' ? chart.bars.map(({ low, high }) => [low, high]) : undefined;
};

const told = (...dates: readonly string[]): readonly TimelineEntry[] =>
  dates.map((date, n) => ({ date, precision: 'day', text: `Stage ${n + 1} of the works began.`, citations: [] }));

describe('a disputed figure', () => {
  it('is drawn with both values, what they are in, and who says which', () => {
    const briefing = disputing(
      difference('duration', 'length of the closure', ['at least six weeks'], ['eight weeks']),
    );
    expect(chartOf(briefing)).toEqual({
      kind: 'range',
      title: 'Length of the closure',
      unit: 'in weeks',
      bars: [
        { label: 'at least six weeks (Paper 1)', low: 6, high: null },
        { label: 'eight weeks (Paper 2)', low: 8, high: 8 },
      ],
      alt: 'Length of the closure, in weeks: at least six weeks (Paper 1), 6 or more; eight weeks (Paper 2), 8.',
    });
  });

  it('is drawn in the smallest of its units', () => {
    expect(bars(disputing(difference('duration', 'length', ['two hours'], ['90 minutes'])))).toEqual([
      [120, 120],
      [90, 90],
    ]);
  });

  it('takes what a bare number counts from the passage that it stands in', () => {
    const about = difference(
      'number',
      'people taken to hospital',
      ['eleven', 'Eleven people were taken to hospital on Monday.'],
      ['fourteen', 'Fourteen people were treated, according to the ambulance service.'],
    );
    expect(bars(disputing(about))).toEqual([
      [11, 11],
      [14, 14],
    ]);
  });

  it('has an upper bound begin at nothing where nothing is less', () => {
    expect(bars(disputing(difference('number', 'lorries', ['under 25 lorries'], ['30 lorries'])))).toEqual([
      [0, 25],
      [30, 30],
    ]);
  });

  it.each([
    ['positions look the same', difference('age', 'age limit', ['under the age of 25'], ['aged 25 and under'])],
    ['one position alone is a figure', difference('number', 'lorries', ['30 lorries'], ['no lorries were seen'])],
    ['units cannot share an axis', difference('number', 'loss', ['30 lorries'], ['£3 million'])],
    ['scopes differ', difference('number', 'prisoners', ['1,000 prisoners in total'], ['500 prisoners on each side'])],
    ['it is no figure at all', difference('name', 'who leads it', ['the harbour master'], ['the council'])],
  ])('is not drawn where %s', (_, about) => {
    expect(rangeChart(disputing(about))).toBeUndefined();
  });

  it('is the first of them that can be drawn', () => {
    const name = difference('name', 'who leads it', ['the harbour master'], ['the council']);
    const money = difference('money', 'cost', ['£3 million'], ['£4.5 million']);
    const chart = chartOf(disputing(name, money));
    expect(chart).toMatchObject({ title: 'Cost', unit: 'in GBP' });
  });
});

describe('a story told over days', () => {
  it('is drawn from four days on, earliest first, and a month is no day', () => {
    const days = told('2025-06-04', '2025-06-02', '2025-06-03');
    const month: TimelineEntry = { date: '2025-05-01', precision: 'month', text: 'Works were planned.', citations: [] };
    expect(timelineChart({ ...base, timeline: [...days, month] })).toBeUndefined();
    const chart = timelineChart({ ...base, timeline: [...days, ...told('2025-06-01')] });
    expect(chart?.kind === 'timeline' && chart.marks.map(({ date }) => date)).toEqual([
      '2025-06-01',
      '2025-06-02',
      '2025-06-03',
      '2025-06-04',
    ]);
  });

  it('shows its latest days where there are many, and says so', () => {
    const dates = Array.from({ length: 12 }, (_, n) => `2025-06-${String(n + 1).padStart(2, '0')}`);
    const chart = timelineChart({ ...base, timeline: told(...dates) });
    expect(chart?.title).toContain('latest days');
    expect(chart?.kind === 'timeline' && chart.marks.map(({ date }) => date)).toEqual(dates.slice(-8));
  });

  it('gives way to a disputed figure', () => {
    const briefing = disputing(difference('money', 'cost', ['£3 million'], ['£4.5 million']));
    const timeline = told('2025-06-01', '2025-06-02', '2025-06-03', '2025-06-04');
    expect(chartOf({ ...briefing, timeline })?.kind).toBe('range');
  });
});

describe('the words for those who do not see a picture', () => {
  const long = 'station by station along the estuary and back again, '.repeat(9);

  it('say all that it shows, within what a platform allows', () => {
    const dates = Array.from({ length: 12 }, (_, n) => `2025-06-${String(n + 1).padStart(2, '0')}`);
    const timeline = told(...dates).map((entry) => ({ ...entry, text: long }));
    const days = timelineChart({ ...base, title: long, timeline });
    const values = ['1 lorry', '2 lorries', '3 lorries', '4 lorries', '5 lorries', '6 lorries', '7 lorries'];
    const figures = rangeChart(
      disputing(difference('number', long, ...values.map((value): readonly [string] => [`${value}`]))),
    );
    for (const chart of [days, figures]) {
      expect(chart?.alt.length).toBeLessThanOrEqual(1024);
      const labels = chart?.kind === 'range' ? chart.bars : (chart?.marks ?? []);
      expect(labels.length).toBeGreaterThan(5);
      for (const { label } of labels) expect(chart?.alt).toContain(label);
      expect(chart?.alt).toContain(chart?.title);
    }
  });
});

describe('a Briefing with nothing to draw', () => {
  it('gets no picture', () => {
    expect(chartOf(briefings.small)).toBeUndefined();
    expect(chartOf(briefings.empty)).toBeUndefined();
  });
});
