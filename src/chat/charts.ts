/** Which part of a Briefing deserves a picture: a disputed figure that can be drawn, else a story told over days, else none. */
import { z } from 'zod';
import { intervalOf } from '../analyse/quantities/interval.ts';
import { dimension, isCurrency } from '../analyse/quantities/lexicon.ts';
import { findQuantities } from '../analyse/quantities/quantities.ts';
import type { Briefing, BriefingDifference, BriefingPosition, Chart, Quantity, TimelineEntry } from '../model.ts';
import data from './charts.json' with { type: 'json' };

const wording = z.object({ units: z.record(z.string(), z.string()), belowZero: z.array(z.string()) }).parse(data);
const shown: ReadonlyMap<string, string> = new Map(Object.entries(wording.units));
const belowZero: ReadonlySet<string> = new Set(wording.belowZero);

type Range = Extract<Chart, { kind: 'range' }>;
type Timeline = Extract<Chart, { kind: 'timeline' }>;
type Bar = Range['bars'][number];

const figured: ReadonlySet<string> = new Set(['number', 'money', 'duration', 'age']);
/** More would not fit a phone. */
const mostBars = 6;
const mostMarks = 8;
const fewestDays = 4;
const publishersNamed = 2;
/** So that `alt` keeps within the 1,024 characters that a platform may allow. */
const longestLabel = 100;
const longestTitle = 90;

interface Figure {
  readonly position: BriefingPosition;
  readonly quantity: Quantity;
}

/** The figures of a position's own words; of a bare number, as the passage that it stands in has them. */
const quantitiesOf = ({ value, citations: [cited] }: BriefingPosition): readonly Quantity[] => {
  const own = findQuantities(value);
  const start = cited?.quote.toLowerCase().indexOf(value.toLowerCase()) ?? -1;
  if (own.length > 0 || cited === undefined || start < 0) return own;
  return findQuantities(cited.quote).filter((found) => found.start < start + value.length && start < found.end);
};

/** The one figure that a position states; undefined where it states none, or several. */
const figureOf = (position: BriefingPosition): Figure | undefined => {
  const [quantity, ...more] = quantitiesOf(position);
  return quantity === undefined || more.length > 0 ? undefined : { position, quantity };
};

/** Units that can stand on one axis have one key. A bare number is of the others' unit: what is told of is the same. */
const axisOf = ({ unit }: Quantity): string | undefined =>
  unit === null ? undefined : (dimension(unit)?.dimension ?? unit);

/** The smallest unit in which anybody states it, so that no figure falls below one for its sake. */
const commonUnit = (figures: readonly Figure[]): string | null => {
  const units = figures.flatMap(({ quantity: { unit } }) => (unit === null ? [] : [unit]));
  const factor = (unit: string): number => dimension(unit)?.factor ?? 1;
  return units.reduce<string | null>(
    (least, unit) => (least === null || factor(unit) < factor(least) ? unit : least),
    null,
  );
};

const clip = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/u, '');
  const space = head.lastIndexOf(' ');
  return `${space > limit / 2 ? head.slice(0, space) : head}…`;
};

const rounded = (value: number): number => Number(value.toPrecision(4));

const sourcesOf = (position: BriefingPosition, briefing: Briefing): string => {
  const numbers = new Set(position.citations.map(({ source }) => source));
  const names = [
    ...new Set(briefing.sources.filter(({ n }) => numbers.has(n)).map(({ publisher, title }) => publisher ?? title)),
  ];
  const named = names.slice(0, publishersNamed).join(', ');
  return names.length > publishersNamed ? `${named} and ${names.length - publishersNamed} more` : named;
};

/** Undefined where the wording bounds nothing on a side that has no natural end. */
const barOf = ({ position, quantity }: Figure, unit: string | null, briefing: Briefing): Bar | undefined => {
  const { low, high } = intervalOf(quantity);
  const factor = (name: string | null): number => (name === null ? 1 : (dimension(name)?.factor ?? 1));
  const times = quantity.unit === null ? 1 : factor(quantity.unit) / factor(unit);
  const open = !Number.isFinite(low);
  if (open && (!Number.isFinite(high) || high < 0 || belowZero.has(unit ?? ''))) return undefined;
  return {
    label: clip(`${position.value} (${sourcesOf(position, briefing)})`, longestLabel),
    low: open ? 0 : rounded(low * times),
    high: Number.isFinite(high) ? rounded(high * times) : null,
  };
};

const unitLine = (unit: string | null, kind: BriefingDifference['kind']): string => {
  if (kind === 'age') return 'years of age';
  // What is counted is named in the title.
  const measured = unit !== null && (dimension(unit) !== undefined || isCurrency(unit));
  return measured ? `in ${shown.get(unit) ?? unit}` : '';
};

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const inWords = ({ label, low, high }: Bar): string => {
  const figure = (value: number): string => String(value);
  const allowed =
    high === null ? `${figure(low)} or more` : low === high ? figure(low) : `${figure(low)} to ${figure(high)}`;
  return `${label}, ${allowed}`;
};

/** At least two positions in one unit whose pictures differ; undefined where there are not. */
const rangeOf = (difference: BriefingDifference, briefing: Briefing): Chart | undefined => {
  if (!figured.has(difference.kind)) return undefined;
  const figures = difference.positions.flatMap((position) => figureOf(position) ?? []);
  const axes = new Set(figures.flatMap(({ quantity }) => axisOf(quantity) ?? []));
  // "Five more", "a third of": not to be set beside a bare count.
  if (axes.size > 1 || new Set(figures.map(({ quantity }) => quantity.scope)).size > 1) return undefined;
  const unit = commonUnit(figures);
  const bars = figures.flatMap((figure) => barOf(figure, unit, briefing) ?? []).slice(0, mostBars);
  if (new Set(bars.map(({ low, high }) => `${low}-${high}`)).size < 2) return undefined;
  const title = clip(capitalised(difference.about), longestTitle);
  const measured = unitLine(unit, difference.kind);
  const heading = measured === '' ? title : `${title}, ${measured}`;
  return { kind: 'range', title, unit: measured, bars, alt: `${heading}: ${bars.map(inWords).join('; ')}.` };
};

const marksOf = (timeline: readonly TimelineEntry[]): Timeline['marks'] =>
  timeline
    .filter(({ precision, date }) => precision === 'day' && /^\d{4}-\d{2}-\d{2}$/u.test(date))
    .map(({ date, text }) => ({ date, label: clip(text, longestLabel) }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

/** The latest days of a story that is told over at least four; undefined for a shorter one. */
export const timelineChart = (briefing: Briefing): Chart | undefined => {
  const all = marksOf(briefing.timeline);
  if (new Set(all.map(({ date }) => date)).size < fewestDays) return undefined;
  const marks = all.slice(-mostMarks);
  const earlier = all.length - marks.length;
  const name = clip(briefing.title, longestTitle);
  const title = earlier > 0 ? `${name}: the latest days` : name;
  return {
    kind: 'timeline',
    title,
    marks,
    alt: `${title}. ${marks.map(({ date, label }) => `${date}: ${label}`).join(' ')}`,
  };
};

/** The first disputed figure that can be drawn; undefined where there is none. */
export const rangeChart = (briefing: Briefing): Chart | undefined => {
  for (const difference of briefing.differences) {
    const chart = rangeOf(difference, briefing);
    if (chart !== undefined) return chart;
  }
  return undefined;
};

/** The picture that a Briefing deserves; undefined where reading it is as quick. Its `alt` says all that it shows. */
export const chartOf = (briefing: Briefing): Chart | undefined => rangeChart(briefing) ?? timelineChart(briefing);
