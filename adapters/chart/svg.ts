/** Chart -> SVG: a light card, readable at the width of a phone. Pure: the same Chart gives the same bytes. */
import type { Chart } from '../../src/model.ts';
import { colours, inner, margin, text, width } from './elements.ts';
import { escaped, plain, wrap } from './lettering.ts';
import { rangeDrawing } from './range.ts';
import { timelineDrawing } from './timeline.ts';

const titleFace = { size: 17, bold: true } as const;
const titleLine = 22;
const unitFace = { size: 13 } as const;

/** @returns an SVG document 400 pixels wide; text of the Chart is escaped and cut to fit, `alt` has it whole */
export const chartSvg = (chart: Chart): string => {
  const parts: string[] = [];
  let y = margin;
  for (const words of wrap(chart.title, inner, titleFace, 3)) {
    parts.push(text(margin, y + titleFace.size - 2, words, titleFace, colours.ink));
    y += titleLine;
  }
  if (chart.kind === 'range' && plain(chart.unit) !== '') {
    const [unit = ''] = wrap(chart.unit, inner, unitFace, 1);
    parts.push(text(margin, y + unitFace.size - 2, unit, unitFace, colours.faded));
    y += 18;
  }
  const drawing = chart.kind === 'range' ? rangeDrawing(chart, y + 10) : timelineDrawing(chart, y + 8);
  const height = Math.ceil(drawing.height + margin - 4);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans" role="img">`,
    `<title>${escaped(plain(chart.alt))}</title>`,
    `<rect width="${width}" height="${height}" fill="${colours.card}"/>`,
    ...parts,
    ...drawing.parts,
    '</svg>',
  ].join('');
};
