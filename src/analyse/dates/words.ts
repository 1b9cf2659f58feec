/** The words that dates are made of, and what stands before them. */
import { z } from 'zod';
import type { DateMention } from '../../model.ts';
import data from './dates.json' with { type: 'json' };

const words = z.array(z.string().min(1));
const schema = z.object({
  numbers: words,
  months: words.length(12),
  weekdays: words.length(7),
  relations: z.object({ before: words, after: words, since: words, until: words }),
  edges: words,
  bareMonthAfter: words,
  future: words,
  counted: words,
});
const lists = schema.parse(data);

const anyOf = (list: readonly string[]): string =>
  [...list]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/ /gu, '\\s+'))
    .join('|');

export const { months, numbers, weekdays } = lists;
export const counted: ReadonlySet<string> = new Set(lists.counted);

const relations = (['before', 'after', 'since', 'until'] as const).map(
  (relation) =>
    [
      relation,
      new RegExp(`\\b(?:${anyOf(lists.relations[relation])})(?:\\s+(?:${anyOf(lists.edges)})){0,3}\\s*-?$`, 'iu'),
    ] as const,
);

const weekNamed = /\bweek\s+(?:beginning|starting|commencing|of)(?:\s+on)?\s+$/iu;

/** How the wording before a date ties what happened to it; `on` when nothing is said. */
export const relationOf = (before: string): DateMention['relation'] => {
  const tail = before.slice(-60);
  // "The week beginning 17 October" names the week.
  if (weekNamed.test(tail)) return 'on';
  return relations.find(([, pattern]) => pattern.test(tail))?.[0] ?? 'on';
};

const future = new RegExp(`\\b(?:${anyOf(lists.future)})\\b`, 'iu');
/** "By Friday", "until Friday": the day itself is still to come. "By pirates on Friday" says nothing of the kind. */
const deadline = /\b(?:by|until|till)\s+(?:\p{L}+\s+){0,1}$/iu;
/** Whether the clause that leads to the date looks ahead. */
export const looksAhead = (before: string): boolean =>
  deadline.test(before.slice(-30)) ||
  future.test(
    before
      .slice(-80)
      .split(/[.;:“”"]/u)
      .at(-1) ?? '',
  );

const monthLead = new RegExp(`\\b(?:${anyOf(lists.bareMonthAfter)})\\s*-?$`, 'iu');
/** A month alone is one only after a word that leads to a time: "in May", not "May" that asks or allows. */
export const leadsToMonth = (before: string): boolean => monthLead.test(before.slice(-20));

/** Cheap test that a sentence may hold a date; most do not. */
export const mayHoldDate =
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|\b(?:today|yesterday|tomorrow|tonight|ago|(?:last|next|this|of the|of this|of next)\s+(?:night|morning|afternoon|evening|week|month|year))\b|\b(?:1[6-9]|20)\d\d\b|\b\d{1,2}\/\d{1,2}\//iu;
