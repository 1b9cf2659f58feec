/** Captions, credits, bylines: lines that speak of a picture or of the article itself. */
import { z } from 'zod';
import raw from './captions.json' with { type: 'json' };

const data = z
  .object({
    about: z.string(),
    openings: z.array(z.string()),
    endings: z.array(z.string()),
    bylines: z.array(z.string()),
  })
  .parse(raw);

const any = (patterns: readonly string[]): string => `(?:${patterns.join('|')})`;
const opening = new RegExp(`^${any(data.openings)}`, 'iu');
/** Capitals tell names, so case counts; the data spell both cases where both occur. */
const ending = new RegExp(`${any(data.endings)}\\W*$`, 'u');
const byline = new RegExp(`^${any(data.bylines)}$`, 'u');

/** A running time that ends a line: glued to the last word ("Russians2:34") or after anything but a preposition. */
const gluedTime = /\p{L}\d{1,2}:\d{2}(?::\d{2})?$/u;
const runningTime =
  /(?<!\b(?:at|by|until|till|from|to|of|around|about|and|after|before|since)) \(?\d{1,2}:\d{2}(?::\d{2})?\)?$/iu;

const longestCaption = 600;
const longestByline = 120;
const tail = 200;

export const isCaption = (text: string): boolean =>
  text.length <= longestCaption &&
  (opening.test(text) ||
    ending.test(text.slice(-tail)) ||
    gluedTime.test(text.slice(-tail)) ||
    runningTime.test(text.slice(-tail)));

export const isByline = (text: string): boolean => text.length <= longestByline && byline.test(text);
