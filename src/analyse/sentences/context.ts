/** The words by which a sentence leans on what stands before it. */
import { z } from 'zod';
import raw from './context.json' with { type: 'json' };

const list = z.array(z.string());
const words = list.transform((found) => new Set(found));
const data = z
  .object({
    about: z.string(),
    connectives: list,
    leaning: list,
    loose: words,
    shells: words,
    inner: words,
    people: words,
    events: words,
    after: words,
    times: words,
    prepositions: words,
    auxiliaries: words,
    persons: words,
  })
  .parse(raw);

export const { loose, shells, inner, people, events, after, times, prepositions, auxiliaries, persons } = data;

/** Longest first; the first letter small or capital. The rest is matched as written, so that \p{Lu} keeps its sense. */
const alternatives = (found: readonly string[]): string => {
  const cased = (pattern: string): string =>
    pattern.replace(/^\p{Ll}/u, (letter) => `[${letter.toUpperCase()}${letter}]`);
  return `(?:${[...found]
    .sort((a, b) => b.length - a.length)
    .map(cased)
    .join('|')})`;
};

const openings = alternatives(data.connectives);
const conjunctions = alternatives(['and', 'but', 'or', 'so', 'yet']);
/** An opening that may be cut: "However, ", "But ", when a capital follows. */
export const connective = new RegExp(`^(?:${openings},\\s+|${conjunctions}\\s+)(?=["“‘]?\\p{Lu})`, 'u');
/** The same opening, whatever follows. */
export const opensWithConnective = new RegExp(
  `^(?:${openings},|(?:${conjunctions}|${alternatives(['also', 'thus', 'hence', 'therefore', 'instead'])})\\s)`,
  'u',
);
/** An opening that leans back however the sentence goes on. */
export const leaning = new RegExp(`^["“‘(]*${alternatives(data.leaning)}(?![\\p{L}-])`, 'u');
