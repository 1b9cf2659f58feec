/** What stands round a figure and forbids it to fill one slot with another: whose sex it is told of, what it leaves out, which year. */
import { z } from 'zod';
import data from './circumstances.json' with { type: 'json' };
import type { Frame } from './frame.ts';

/** An article's date in ISO 8601, or null. */
type Published = (article: string) => string | null;

const words = z.array(z.string().regex(/^\p{Ll}+(?: \p{Ll}+)*$/u)).min(1);
const { male, female, leavingOut, earlier } = z
  .object({ male: words, female: words, leavingOut: words, earlier: words })
  .parse(data);

const anyOf = (list: readonly string[]): RegExp => new RegExp(`\\b(?:${list.join('|')})\\b`, 'iu');
const [males, females, without, before] = [anyOf(male), anyOf(female), anyOf(leavingOut), anyOf(earlier)];

/** Characters on either side of an age in which the one of that age is named: "a woman of 29", "a 31-year-old man". */
const [sexBefore, sexAfter] = [12, 24];

const sexOf = ({ statement: { text }, quantity: { start, end } }: Frame): 'male' | 'female' | undefined => {
  const around = text.slice(Math.max(0, start - sexBefore), end + sexAfter);
  const [he, she] = [males.test(around), females.test(around)];
  return he === she ? undefined : he ? 'male' : 'female';
};

/** "A woman of 29" and "a 31-year-old man" are two people. */
export const ofUnlikeSex = (a: Frame, b: Frame): boolean => {
  if (a.kind !== 'age' || b.kind !== 'age') return false;
  const [one, two] = [sexOf(a), sexOf(b)];
  return one !== undefined && two !== undefined && one !== two;
};

const leavesOutPart = ({ statement }: Frame): boolean => without.test(statement.text);

/** "310 million without the launch" and "410 million, launch included" are two sums. */
export const leavesOutMore = (a: Frame, b: Frame): boolean => leavesOutPart(a) !== leavesOutPart(b);

/** Told of a year before the article's own, as something that was so before: "a similar case in 2016 had". */
const isOfThePast = (frame: Frame, published: Published): boolean => {
  const { years, statement } = frame;
  if (years.size === 0 || !before.test(statement.text)) return false;
  const own = Number(published(statement.article)?.slice(0, 4) ?? Number.NaN);
  return ![...years].some((year) => year >= own);
};

export const ofAnotherYear = (a: Frame, b: Frame, published: Published): boolean =>
  isOfThePast(a, published) ? b.years.size === 0 : isOfThePast(b, published) && a.years.size === 0;
