/** What lengths of time and space are told of: a span, a moment, a place; and whether they run up to the report. */
import type { Quantity } from '../../model.ts';
import { dimension } from '../quantities/lexicon.ts';

/** Before or after something, off from it, or either of the last and a span: "60 metres from a ridge". */
export type Point = 'back' | 'on' | 'away' | 'from';

const perfect = /\b(?:has|have)\s(?:(?!\bto\b)\p{L}+\s){0,3}(?:been|\p{L}+ed)\b/iu;

/** Whether a length of time is told up to now, so that it grows with the date of the report. Linear in the sentence. */
export const isElapsed = (text: string, { start, end }: Quantity): boolean => {
  const [before, after] = [text.slice(Math.max(0, start - 30), start), text.slice(end)];
  if (/^\sago\b/iu.test(after) || /\b(?:past|last|previous)\s$/iu.test(before)) return true;
  if (/\bafter\s$/iu.test(before) && /^\sof\b/iu.test(after)) return true;
  return /\bfor\s$/iu.test(before) && perfect.test(text);
};

/** Words that add up several occasions. */
export const soFar = /\b(?:so far|to date|thus far|until now|up to now|a total of)\b/iu;

const backwards = new Set(['ago', 'earlier', 'before', 'prior']);
const onwards = new Set(['later', 'after']);
const asunder = new Set(['away', 'north', 'south', 'east', 'west', 'southwest', 'southeast', 'northwest', 'northeast']);
/** "Fell 60 metres from a ridge", "60 metres from the ridge": how far or how long. */
const either = new Set(['from', 'off']);

const isLength = ({ unit }: Quantity): boolean =>
  ['duration', 'length'].includes(dimension(unit ?? '')?.dimension ?? '');

/** What a length is counted towards, by the word behind it; null for one that tells how long. */
export const pointOf = (quantity: Quantity, next: string): Point | null =>
  !isLength(quantity)
    ? null
    : backwards.has(next)
      ? 'back'
      : onwards.has(next)
        ? 'on'
        : asunder.has(next)
          ? 'away'
          : either.has(next)
            ? 'from'
            : null;

const spans = new Set(['for …', 'lasted …', 'past …', 'last …', 'long', 'of']);

/** What a length does, by the word at it: words that all tell how long something went on are one. */
export const senseOf = (role: string | null): string | null => (role !== null && spans.has(role) ? 'span' : role);
