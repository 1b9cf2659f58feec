/** Words that news uses for one another, so that two outlets' wordings can be aligned; and words that say little. */
import stem from 'wink-porter2-stemmer';
import { z } from 'zod';
import lightData from './light.json' with { type: 'json' };
import data from './synonyms.json' with { type: 'json' };

const { groups } = z.object({ groups: z.array(z.array(z.string().min(1)).min(2)) }).parse(data);

const concepts = new Map<string, string>();
for (const [first = '', ...rest] of groups)
  for (const word of [first, ...rest]) if (!concepts.has(stem(word))) concepts.set(stem(word), stem(first));

/** Nouns of doing, which the stemmer leaves apart from their verbs: "settlement", "negotiator", "inspection". */
const derived = /(?<=.{4})(?:ment|or|er|ion|ant|al)$/u;

/** The stem that stands for a stem and its synonyms. */
export const conceptOf = (term: string): string => {
  const base = term.replace(derived, '');
  return concepts.get(term) ?? concepts.get(base) ?? base;
};

const light = new Set(
  z
    .object({ words: z.array(z.string().min(1)) })
    .parse(lightData)
    .words.flatMap((word) => [stem(word), conceptOf(stem(word))]),
);

/** Whether a concept is so general that sharing it says little. */
export const isLight = (concept: string): boolean => light.has(concept);
