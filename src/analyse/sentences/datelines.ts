/** "ATHENS, May 5 (Reuters) —": where and when a report was filed, before its first sentence. */
import { z } from 'zod';
import raw from './datelines.json' with { type: 'json' };

const { agencies } = z.object({ about: z.string(), agencies: z.array(z.string()) }).parse(raw);

const dash = '(?:—|–|--?|:)';
const place = "\\p{Lu}[\\p{L} .'’/-]{1,40}";
const capitals = "\\p{Lu}[\\p{Lu} .'’/-]{2,40}";
const more = '(?:,\\s[\\p{L}\\p{N} .,]{1,40}?)?';
const agency = `\\((?:\\p{Lu}[\\p{Lu}\\p{N} /.&-]{1,20}|${agencies.join('|')})\\)`;

const dateline = new RegExp(
  `^(?:(?:${place}${more}\\s*)${agency}\\s*${dash}\\s*|${agency}\\s*${dash}?\\s*|${capitals}${more}\\s*(?:—|–|\\s--?)\\s*)(?=["“‘]?\\p{Lu}|["“‘]?\\p{N})`,
  'u',
);

/** Length of the dateline that a text begins with, 0 without one. */
export const datelineLength = (text: string): number => dateline.exec(text.slice(0, 160))?.[0].length ?? 0;
