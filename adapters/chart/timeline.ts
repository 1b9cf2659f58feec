/** What happened when: days down a rail, further apart the longer the time between them. Pure. */
import type { Chart } from '../../src/model.ts';
import { colours, type Drawing, dot, line, margin, positionColours, text, width } from './elements.ts';
import { wrap } from './lettering.ts';

type Timeline = Extract<Chart, { kind: 'timeline' }>;

const dateFace = { size: 13, bold: true } as const;
const labelFace = { size: 14 } as const;
const labelLine = 18;
const rail = margin + 7;
const words = margin + 28;
const [railColour] = positionColours;
const msOfDay = 86_400_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "2 Jun 2025"; what is no day stands as it is. */
const dayName = (date: string): string => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date) ?? [];
  const name = months[Number(month) - 1];
  return year === undefined || name === undefined ? date : `${Number(day)} ${name} ${year}`;
};

const daysBetween = (earlier: string, later: string): number => {
  const days = Math.round((Date.parse(later) - Date.parse(earlier)) / msOfDay);
  return Number.isFinite(days) ? Math.max(0, days) : 0;
};

/** Grows with the logarithm of the days, so that a year's gap is seen and still fits. */
const gapAfter = (days: number): number => 12 + (days > 1 ? Math.min(30, 8 * Math.log2(days)) : 0);

/** @param top where it may begin, below the title */
export const timelineDrawing = ({ marks }: Timeline, top: number): Drawing => {
  const parts: string[] = [];
  const dots: number[] = [];
  let y = top;
  for (const [index, mark] of marks.entries()) {
    const before = marks[index - 1];
    const sameDay = before?.date === mark.date;
    if (before !== undefined) {
      const days = daysBetween(before.date, mark.date);
      const gap = sameDay ? 4 : gapAfter(days);
      if (days > 6) parts.push(text(words, y + gap / 2 + 4, `${days} days later`, { size: 12 }, colours.faded));
      y += gap;
    }
    if (!sameDay) {
      dots.push(y + dateFace.size - 4);
      parts.push(text(words, y + dateFace.size, dayName(mark.date), dateFace, railColour));
      y += labelLine;
    }
    for (const one of wrap(mark.label, width - margin - words, labelFace, 3)) {
      parts.push(text(words, y + labelFace.size - 1, one, labelFace, colours.ink));
      y += labelLine;
    }
  }
  const [first = top] = dots;
  return {
    height: y,
    parts: [
      line(rail, first, rail, dots.at(-1) ?? first, colours.axis, 2),
      ...dots.map((place) => dot(rail, place, 6, railColour)),
      ...parts,
    ],
  };
};
