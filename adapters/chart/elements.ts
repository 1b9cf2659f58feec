/** The few SVG elements of a picture, and the colours of its card. Pure. */
import { escaped, type Face } from './lettering.ts';

export const colours = {
  card: '#fffdf8',
  ink: '#211d17',
  faded: '#5d564a',
  rule: '#e2dbcd',
  axis: '#a89f8f',
} as const;

/** One after another for positions: each stands out on the card and from its neighbours, by lightness too. */
export const positionColours = ['#1f4e63', '#b3541e', '#4a7c3f', '#7b4a91', '#8f6a12', '#333c4d'] as const;

/** Pixels of the picture before it is enlarged. */
export const width = 400;
export const margin = 20;
export const inner = width - 2 * margin;

/** At most two decimals, so that the same picture is the same bytes. */
const at = (value: number): string => String(Math.round(value * 100) / 100);

export const text = (x: number, y: number, words: string, face: Face, fill: string, anchor = 'start'): string =>
  `<text x="${at(x)}" y="${at(y)}" font-size="${face.size}"${face.bold === true ? ' font-weight="700"' : ''} fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`;

export const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, strokeWidth: number): string =>
  `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${stroke}" stroke-width="${strokeWidth}" stroke-linecap="round"/>`;

export const dot = (x: number, y: number, radius: number, fill: string): string =>
  `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" fill="${fill}"/>`;

export const bar = (x: number, y: number, long: number, high: number, fill: string): string =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(long)}" height="${at(high)}" rx="${at(high / 2)}" fill="${fill}"/>`;

/** The tip of an arrow to the right, its point at `x`. */
export const arrowHead = (x: number, y: number, size: number, fill: string): string =>
  `<path d="M${at(x - size)} ${at(y - size * 0.8)}L${at(x)} ${at(y)}L${at(x - size)} ${at(y + size * 0.8)}Z" fill="${fill}"/>`;

/** What a layout comes to: how high it is, and what stands in it. */
export interface Drawing {
  readonly height: number;
  readonly parts: readonly string[];
}
