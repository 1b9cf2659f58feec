/** Lines for a terminal: hostile text made harmless, words wrapped, blocks indented. Pure. */
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Text wider than this is hard to read, however wide the window is. */
const widestMeasure = 84;
/** Narrower windows are laid out as if they had this many columns. */
const narrowestMeasure = 24;

/** The columns that text may fill in a window of `columns`. */
export const measure = (columns: number): number =>
  Number.isFinite(columns) ? Math.min(widestMeasure, Math.max(narrowestMeasure, Math.floor(columns))) : widestMeasure;

const controls = /\p{Cc}+/gu;
/** Direction overrides, zero-width space, byte order mark: invisible, and able to make a line read as another. */
const invisible = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u061C]/gu;

/** One line of text that can neither move the cursor nor colour, link or reorder anything. */
export const inert = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(controls, ' ')
    .replace(invisible, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\s+/gu, ' ')
    // Wrapping takes time that grows with the square of a word's length; no such word fits a window anyway.
    .replace(/\S{200}(?=\S)/gu, '$& ')
    .trim();

/** A blank at which a line is never broken: keeps "[1]" beside the word that it belongs to. */
export const tied = '\u00A0';

/** Wraps `text` in `width` columns; `first` starts the first line, blanks of the same width the others. */
export const block = (text: string, width: number, first = ''): string => {
  const indent = stringWidth(first);
  const lines = wrapAnsi(text, Math.max(8, width - indent), { hard: true }).split('\n');
  return lines
    .map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + line.trimEnd())
    .join('\n')
    .replaceAll(tied, ' ');
};

/** `text` and as many blanks as make it `width` columns wide. */
export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - stringWidth(text)));
