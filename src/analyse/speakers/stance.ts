/** What a sentence does with its content, and where it stands in time: read from the first verb that tells. */
import type { Stance, Tense } from '../../model.ts';
import { anyForm, anyOf, lists } from './verbs.ts';

/** Quoted words are the speaker's: they do not tell what the sentence does. */
const withoutQuotes = (sentence: string): string => sentence.replace(/[“"][^“”"]*[”"]/gu, ' ').replace(/\s+/gu, ' ');

/** Before one of these the form is a noun: "the plans to", "Russia's demands", "long-planned". */
const noun = "(?:['’]s?|-|\\b(?:the|a|an|its|his|her|their|our|of|new|with|and|no|any|rejected|among|despite))\\s?";
const verbal = (pattern: string): RegExp => new RegExp(`(?<!${noun})\\b(?:${pattern})`, 'iu');

const stances: readonly (readonly [Stance, RegExp])[] = [
  ['denies', new RegExp(`(?<!\\b(?:not|never|n't|cannot)\\s)\\b(?:${anyForm(lists.stance.denies)})\\b`, 'iu')],
  ['demands', verbal(`(?:${anyForm(lists.stance.demands)})\\b`)],
  [
    'plans',
    verbal(
      `(?:${anyForm(lists.stance.plans)})\\s+(?:to|that|on\\s+\\p{L}+ing)\\b|(?:${anyForm(lists.proposing)})\\s+(?:to|that|an?|the|\\p{L}+ing)\\b`,
    ),
  ],
  ['doubts', new RegExp(`\\b(?:${anyForm(lists.stance.doubts)}|${anyOf(lists.doubting)})\\b`, 'iu')],
];

/** The stance that comes first in the wording; `asserts` when none is marked. */
export const findStance = (sentence: string): Stance => {
  const text = withoutQuotes(sentence);
  let first: Stance = 'asserts';
  let at = Number.POSITIVE_INFINITY;
  for (const [stance, pattern] of stances) {
    const index = text.search(pattern);
    if (index >= 0 && index < at) [first, at] = [stance, index];
  }
  return first;
};

const saying = new RegExp(`\\b(?:${anyForm(Object.values(lists.saying).flat())})\\b`, 'giu');
/** "would like" is a wish of today; "the first to be held" tells which one, not when. */
const ahead = new RegExp(
  `\\b(?:${anyOf(lists.ahead)})\\b(?!(?<=\\bwould)\\s(?:like|love|prefer)\\b)|(?<!\\b(?:first|second|third|last|latest|only|next)\\s(?:\\p{L}+\\s){0,3})\\bto be held\\b`,
  'iu',
);
const ongoing = new RegExp(
  `\\bwould\\s(?:like|love|prefer)\\b|\\b(?:${anyOf(lists.ongoing)})\\b|\\b(?:is|are|am)\\s+(?:not\\s+|also\\s+|still\\s+|now\\s+)?\\p{L}{3,}ing\\b`,
  'iu',
);
const past = new RegExp(`\\b(?:${anyOf(lists.past)}|\\p{L}{3,}ed)\\b`, 'iu');
const copula = /\b(?:is|are)\b/iu;

/** The tense of the first verb that is not one of saying: "said it will hand over" looks ahead. */
export const findTense = (sentence: string): Tense => {
  const text = sentence.replace(saying, (verb) => '~'.repeat(verb.length));
  const place = (pattern: RegExp): number => {
    const index = text.search(pattern);
    return index < 0 ? Number.POSITIVE_INFINITY : index;
  };
  const [future, going, done, being] = [place(ahead), place(ongoing), place(past), place(copula)];
  if (future < going && future < done) return 'ahead';
  // "has been" is both a past form and a state that lasts: the longer reading wins.
  if (going <= done && going < Number.POSITIVE_INFINITY) return 'ongoing';
  return done < being ? 'happened' : being < Number.POSITIVE_INFINITY ? 'ongoing' : 'happened';
};
