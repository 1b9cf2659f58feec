/** Words that news uses for one another, and words that say little wherever they stand. */
import stem from 'wink-porter2-stemmer';
import { z } from 'zod';
import asking from './asking.json' with { type: 'json' };
import likeness from './likeness.json' with { type: 'json' };
import { baseOf } from './meanings.ts';

const words = z.array(z.string().min(1));
const lists = z.object({ light: words, saying: words, acts: words, uttering: words, calendar: words }).parse(asking);
/** Closer than the synonyms by which a question is understood: what is taken for told is not told. */
const { attributing, groups } = z
  .object({ about: z.string(), attributing: words, groups: z.array(words) })
  .parse(likeness);

/** Stems to the groups of words that news uses for one another. */
export const groupsOf = new Map<string, number[]>();
for (const [n, words] of groups.entries())
  for (const word of new Set(words.map((each) => baseOf(stem(each)))))
    groupsOf.set(word, [...(groupsOf.get(word) ?? []), n]);

const basesOf = (each: readonly string[]): ReadonlySet<string> => new Set(each.map((word) => baseOf(stem(word))));
const acts = basesOf(lists.acts);

const inText = (words: readonly string[]): readonly string[] =>
  words
    .filter((word) => !acts.has(baseOf(stem(word))))
    .flatMap((word) => [word, `${word}s`, word.endsWith('e') ? `${word}d` : `${word}ed`]);
/** Verbs that say who says something, as they stand in a text; "warned" is a deed. */
export const saying = [...inText(lists.saying), ...attributing, ...attributing.map((word) => `${word}s`)];
/** Those that do so before "that" or behind what is said. */
export const uttering = inText(lists.uttering);
/** "announced on Monday" says little; "warned" is a deed. */
export const lightWords = new Set(
  [...basesOf([...lists.light, ...lists.saying, ...lists.uttering, ...lists.calendar])].filter(
    (word) => !acts.has(word),
  ),
);
/** Figures are compared as such. */
export const isLight = (word: string): boolean => lightWords.has(word) || /^\p{N}/u.test(word);
