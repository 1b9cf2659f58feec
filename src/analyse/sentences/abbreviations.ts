/** The abbreviations of English news, by what they tell about the end of a sentence. */
import { z } from 'zod';
import raw from './abbreviations.json' with { type: 'json' };

const words = z.array(z.string()).transform((list) => new Set(list));
const data = z
  .object({
    about: z.string(),
    titles: words,
    numbered: words,
    months: words,
    places: words,
    companies: words,
    never: words,
    clock: words,
    zones: words,
    starters: words,
    speech: words,
    shouted: words,
  })
  .parse(raw);

export const { titles, numbered, months, places, companies, never, clock, zones, starters, speech, shouted } = data;
