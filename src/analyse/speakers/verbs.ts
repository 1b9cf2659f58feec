/** Verbs of saying and what they do: the lists, their inflections, and patterns made of them. */
import stem from 'wink-porter2-stemmer';
import { z } from 'zod';
import data from './verbs.json' with { type: 'json' };

const words = z.array(z.string().min(1));
const schema = z.object({
  saying: z.object({ asserts: words, denies: words, demands: words, doubts: words }),
  stance: z.object({ denies: words, demands: words, plans: words, doubts: words }),
  proposing: words,
  doubting: words,
  irregular: z.record(z.string(), words),
  ahead: words,
  ongoing: words,
  past: words,
  speakers: words,
  skipped: words,
  connectives: words,
  nouns: words,
  objects: words,
});
export const lists = schema.parse(data);

/** "call for" gives "calls for", "called for", "calling for"; what is irregular stands in the data. */
const inflections = (verb: string): string[] => {
  const irregular = lists.irregular[verb];
  if (irregular !== undefined) return [verb, ...irregular];
  const [head = verb, ...rest] = verb.split(' ');
  const stem = head.replace(/e$/u, '');
  const forms = [head, /(?:s|sh|ch|x)$/u.test(head) ? `${head}es` : `${head}s`, `${stem}ed`, `${stem}ing`];
  return forms.map((form) => [form, ...rest].join(' '));
};

/** An alternation of the words as they stand, longest first. */
export const anyOf = (list: readonly string[]): string =>
  [...new Set(list)]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((word) => word.replace(/ /gu, '\\s+'))
    .join('|');

/** An alternation of all inflections. */
export const anyForm = (verbs: readonly string[]): string => anyOf(verbs.flatMap(inflections));

/** Stems of the verbs of saying: they tell who speaks, not what is said. */
export const sayingStems: ReadonlySet<string> = new Set(
  Object.values(lists.saying)
    .flat()
    .flatMap(inflections)
    .map((form) => stem(form.split(' ')[0] ?? form)),
);
