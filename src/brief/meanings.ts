/** Which words may answer for a word of a question. */
import stem from 'wink-porter2-stemmer';
import { z } from 'zod';
import data from './asking.json' with { type: 'json' };
import type { Language } from './language.ts';
import { stemOfWord } from './postings.ts';

const lists = z.array(z.array(z.string().min(1)));
const { groups, opposites, ...forms } = z
  .object({ groups: lists, opposites: lists, irregular: z.record(z.string(), z.array(z.string().min(1))) })
  .parse(data);

/** Forms that the stemmer leaves apart, by their base. */
export const { irregular } = forms;

const tableOf = (lists: readonly (readonly string[])[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const table = new Map<string, Set<string>>();
  for (const list of lists) {
    const stems = list.map((word) => stem(word));
    for (const each of stems) table.set(each, new Set([...(table.get(each) ?? []), ...stems]));
  }
  return table;
};

const related = tableOf(groups);
const opposed = tableOf(opposites);

/** "led" to "lead": what the stemmer leaves apart. */
const bases = new Map<string, string>();
for (const [base, forms] of Object.entries(irregular))
  for (const form of forms) if (!bases.has(stem(form))) bases.set(stem(form), stem(base));

export const baseOf = (term: string): string => bases.get(term) ?? term;

/** The letters that words of one family begin with are at least so many. */
export const shortestRoot = 4;
/** Words of one family: "mediate" and "mediation", "agree" and "agreement". */
const endings =
  /^(?:e|i|y|ment|er|or|ion|ation|ant|al|ance|enc|ence|iv|ive|ist|ism|ship|ing|ed|ee|eri|ari|ness|abl)?$/u;
export const sameFamily = (a: string, b: string): boolean => {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < shortestRoot) return false;
  const root = short.replace(/[eiy]$/u, '');
  if (root.length < shortestRoot || !long.startsWith(root)) return false;
  return endings.test(long.slice(root.length));
};

const wordPattern = /[\p{L}\p{N}]+/gu;

/** The stem of a word as the analysis folds it. */
const stemOf = (word: string, language: Language): string =>
  stemOfWord(/^[a-z]+$/iu.test(word) ? word.toLowerCase() : language.fold(word));

/** Every word of a text with its place, stop words too: one that a question asks for may be among them. */
export const stemsAt = (text: string, language: Language): { stem: string; start: number; end: number }[] =>
  [...text.matchAll(wordPattern)].map(({ 0: word, index }) => ({
    stem: stemOf(word, language),
    start: index,
    end: index + word.length,
  }));

/** How well a word of a text answers for one of the question: the same or a synonym, then a word often used for it. */
export interface Meaning {
  readonly exact: ReadonlySet<string>;
  readonly near: ReadonlySet<string>;
}

/** @param contrary whether the opposite speaks to the question too, as it does when asking whether */
export const meaningOf = (term: string, contrary: boolean, language: Language): Meaning => ({
  exact: new Set([term, baseOf(term)].flatMap((each) => [each, language.concept(each)])),
  near: new Set(
    [...(related.get(baseOf(term)) ?? []), ...(contrary ? (opposed.get(baseOf(term)) ?? []) : [])].flatMap((each) => [
      each,
      language.concept(each),
    ]),
  ),
});
