import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { createDraw } from '../../../adapters/chart/chart.ts';
import { widthOf, wrap } from '../../../adapters/chart/lettering.ts';
import { figure, scaleOf } from '../../../adapters/chart/scale.ts';
import { chartSvg } from '../../../adapters/chart/svg.ts';
import type { Chart } from '../../../src/model.ts';
import { goldenCharts } from './samples.ts';

const golden = (name: string): URL => new URL(`./golden/${name}.png`, import.meta.url);
const draw = createDraw();

const words = (svg: string): string[] =>
  [...parseHTML(`<html><body>${svg}</body></html>`).document.querySelectorAll('text')].map(
    (element) => element.textContent ?? '',
  );

const range = (bars: Extract<Chart, { kind: 'range' }>['bars'], title = 'Length'): Chart => ({
  kind: 'range',
  title,
  alt: title,
  unit: 'in weeks',
  bars,
});

/** Where the dots, bars and arrows of a chart stand, from left to right. */
const places = (svg: string, pattern: RegExp): number[] => [...svg.matchAll(pattern)].map((match) => Number(match[1]));

describe('a chart as a picture', () => {
  it.each(Object.entries(goldenCharts))('is the picture that was looked at: %s', async (name, chart) => {
    const png = await draw(chart);
    const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    expect(hash(png)).toBe(hash(readFileSync(golden(name))));
  });

  it('is 800 pixels wide, twice what a phone shows', async () => {
    const png = Buffer.from(await draw(goldenCharts.range));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(800);
  });

  it('is drawn for every kind of letter, however many', async () => {
    const odd = `ф و 字 🙂 \u202Eevil\u0000 \uD800 ${'x'.repeat(100_000)}`;
    await expect(draw(range([{ label: odd, low: 1, high: 2 }], odd))).resolves.toHaveProperty('length');
  });
});

describe('the SVG', () => {
  it('escapes what an article says, and holds nothing that runs or loads', () => {
    const evil = '</text><script>alert(1)</script><image href="https://evil.example/x.png"/>&amp;"\'';
    const svg = chartSvg({ ...range([{ label: evil, low: 1, high: 1 }], evil), alt: evil });
    expect(svg).not.toMatch(/<(?:script|image|a|style|foreignObject)\b/iu);
    expect(svg.match(/<title>/gu)).toHaveLength(1);
    expect(words(svg).join(' ')).toContain('</text><script>');
  });

  it('says each position in figures beside its words', () => {
    const svg = chartSvg(
      range([
        { label: 'at least six weeks', low: 6, high: null },
        { label: 'eight weeks', low: 8, high: 8 },
        { label: 'seven to nine weeks', low: 7, high: 9 },
        { label: 'no more than five', low: 0, high: 5 },
      ]),
    );
    expect(words(svg)).toEqual(expect.arrayContaining(['6 or more', '8', '7 to 9', 'up to 5', 'in weeks']));
  });

  it('puts a dot where one value is, further right the more it is', () => {
    const svg = chartSvg(range([3, 8, 5].map((value) => ({ label: `${value}`, low: value, high: value }))));
    const [three = 0, eight = 0, five = 0] = places(svg, /<circle cx="([\d.]+)"/gu);
    expect(three).toBeLessThan(five);
    expect(five).toBeLessThan(eight);
    expect((five - three) / (eight - three)).toBeCloseTo(2 / 5, 2);
  });

  it('ends a bar without an upper bound in an arrow, right of every other end', () => {
    const svg = chartSvg(
      range([
        { label: 'six or more', low: 6, high: null },
        { label: 'forty', low: 40, high: 40 },
      ]),
    );
    const [tip = 0] = places(svg, /<path d="M[\d.]+ [\d.]+L([\d.]+) /gu);
    const [forty = 0] = places(svg, /<circle cx="([\d.]+)"/gu);
    expect(tip).toBeGreaterThan(forty);
  });

  it('names each day once, and how long nothing was told', () => {
    const marks = [
      { date: '2025-06-02', label: 'A barge struck the pier.' },
      { date: '2025-06-02', label: 'The bridge was closed.' },
      { date: '2025-06-20', label: 'The council voted.' },
    ];
    const said = words(chartSvg({ kind: 'timeline', title: 'Bridge', alt: '', marks }));
    expect(said.filter((line) => line === '2 Jun 2025')).toHaveLength(1);
    expect(said).toContain('18 days later');
  });

  it('lets no text stand out of its card', () => {
    const long = 'Inspections along the estuary, station by station, and back again to the harbour. '.repeat(5);
    for (const chart of [
      { ...range([{ label: long, low: 1_234_567, high: 9_876_543_210 }], long), unit: long },
      { kind: 'timeline', title: long, alt: '', marks: [{ date: '2025-06-02', label: long }] } satisfies Chart,
    ]) {
      for (const [, x = '0', size = '0', heavy, anchor = '', said = ''] of chartSvg(chart).matchAll(
        /<text x="([\d.]+)" y="[\d.]+" font-size="(\d+)"( font-weight="700")? fill="[^"]*" text-anchor="(\w+)">([^<]*)</gu,
      )) {
        const wide = widthOf(said, { size: Number(size), bold: heavy !== undefined });
        const left = anchor === 'start' ? Number(x) : anchor === 'end' ? Number(x) - wide : Number(x) - wide / 2;
        expect([said, left >= 0, left + wide <= 400]).toEqual([said, true, true]);
      }
    }
  });
});

describe('lines of text', () => {
  const face = { size: 14 };

  it('break between words and end in an ellipsis when there is no more room', () => {
    expect(wrap('one two three four five six', 80, face, 2)).toEqual(['one two', 'three…']);
    expect(wrap('short', 80, face, 2)).toEqual(['short']);
    expect(wrap('  \u0007 ', 80, face, 2)).toEqual([]);
  });

  it('cut a word that is wider than the line', () => {
    const [line = ''] = wrap('x'.repeat(1000), 80, face, 1);
    expect(line.endsWith('…')).toBe(true);
    expect(widthOf(line, face)).toBeLessThanOrEqual(80);
  });
});

describe('the axis', () => {
  it.each([
    [[11, 14], 0, 15],
    [[24, 25], 24, 25],
    [[3, 8], 0, 8],
    [[3_000_000, 4_500_000], 0, 6_000_000],
    [[0, 0], 0, 1],
    [[7, 7], 0, 8],
    [[-4, 6], -5, 7.5],
    [[-5, -5], -6, -4],
  ])('of %j holds them all, its ends at ticks', (values, from, to) => {
    const scale = scaleOf(values);
    expect([scale.from, scale.to]).toEqual([from, to]);
    expect(scale.ticks[0]).toBe(scale.from);
    expect(scale.ticks.at(-1)).toBe(scale.to);
  });

  it.each([
    [12_000, '12,000'],
    [4_500_000, '4.5 million'],
    [1_234_567_890, '1.235 billion'],
    [0.25, '0.25'],
    [-3, '−3'],
  ])('writes %d as %s', (value, said) => {
    expect(figure(value)).toBe(said);
  });
});
