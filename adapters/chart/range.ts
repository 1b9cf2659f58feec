/** A figure told of in more than one way: one dot or bar a position, its words above it, one axis for all. Pure. */
import type { Chart } from '../../src/model.ts';
import {
  arrowHead,
  bar,
  colours,
  type Drawing,
  dot,
  inner,
  line,
  margin,
  positionColours,
  text,
  width,
} from './elements.ts';
import { widthOf, wrap } from './lettering.ts';
import { figure, type Scale, scaleOf } from './scale.ts';

type Range = Extract<Chart, { kind: 'range' }>;
type Bar = Range['bars'][number];

const labelFace = { size: 14 } as const;
const figureFace = { size: 14, bold: true } as const;
const tickFace = { size: 12 } as const;
const labelLine = 18;
const trackHigh = 26;
const rowGap = 12;
const thick = 8;
const tip = 8;
/** Room for half a tick's label at either end. */
const side = 14;

const track = { left: margin + side, right: width - margin - side };

/** "7", "5 to 8", "up to 8", "6 or more". */
const allowed = ({ low, high }: Bar): string => {
  if (high === null) return `${figure(low)} or more`;
  if (low === high) return figure(low);
  return low === 0 ? `up to ${figure(high)}` : `${figure(low)} to ${figure(high)}`;
};

/** An open end needs room to point into. */
const scaleFor = (bars: readonly Bar[]): Scale => {
  const ends = bars.flatMap(({ low, high }) => (high === null ? [low] : [low, high]));
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  const open = bars.some(({ high }) => high === null);
  return scaleOf(open ? [...ends, most + Math.max((most - least) * 0.3, Math.abs(most) * 0.15)] : ends);
};

const mark = ({ low, high }: Bar, y: number, place: (value: number) => number, fill: string): string[] => {
  const from = place(low);
  if (low === high) return [dot(from, y, thick * 0.85, fill)];
  if (high !== null) {
    const to = place(high);
    return [bar(from, y - thick / 2, Math.max(to - from, thick), thick, fill)];
  }
  return [
    bar(from, y - thick / 2, track.right - tip - from + 2, thick, fill),
    arrowHead(track.right + 2, y, tip + 2, fill),
  ];
};

/** @param top where it may begin, below the title */
export const rangeDrawing = ({ bars }: Range, top: number): Drawing => {
  const scale = scaleFor(bars);
  const place = (value: number): number =>
    track.left + ((value - scale.from) / (scale.to - scale.from)) * (track.right - track.left);
  const rows: string[] = [];
  let y = top;
  for (const [index, one] of bars.entries()) {
    const fill = positionColours[index % positionColours.length] ?? colours.ink;
    const says = allowed(one);
    const lines = wrap(one.label, inner - widthOf(says, figureFace) - 16, labelFace, 2);
    rows.push(text(width - margin, y + labelFace.size, says, figureFace, fill, 'end'));
    for (const [n, words] of lines.entries())
      rows.push(text(margin, y + labelFace.size + n * labelLine, words, labelFace, colours.ink));
    y += Math.max(lines.length, 1) * labelLine;
    rows.push(line(track.left, y + trackHigh / 2, track.right, y + trackHigh / 2, colours.rule, 1));
    rows.push(...mark(one, y + trackHigh / 2, place, fill));
    y += trackHigh + rowGap;
  }
  const axis = y - rowGap + 6;
  const ticks = scale.ticks.flatMap((value) => [
    line(place(value), axis, place(value), axis + 5, colours.axis, 1),
    text(place(value), axis + 5 + tickFace.size + 2, figure(value), tickFace, colours.faded, 'middle'),
  ]);
  return {
    height: axis + 5 + tickFace.size + 2 + 4,
    parts: [...rows, line(track.left, axis, track.right, axis, colours.axis, 1), ...ticks],
  };
};
