/** Who somebody is, and who it is that is something: "harbour master Ilse Brandt", "Tom Ravn, mayor of Elsa". */
import { z } from 'zod';
import type { NameMention, Statement } from '../model.ts';
import data from './asking.json' with { type: 'json' };
import type { Language } from './language.ts';
import { sameFamily, stemsAt } from './meanings.ts';
import type { AskedWord } from './question.ts';

const strings = z.array(z.string().min(1));
const { persons } = z
  .object({ persons: z.object({ endings: strings, words: strings, not: strings, otherHolders: strings }) })
  .parse(data);
const words = new Set(persons.words);
const notPersons = new Set(persons.not);
const ending = new RegExp(`\\p{L}{2}(?:${persons.endings.join('|')})$`, 'u');
const otherHolder = new RegExp(`\\b(?:${persons.otherHolders.join('|')})\\b`, 'iu');
const otherHolderBefore = new RegExp(`\\b(?:${persons.otherHolders.join('|')})[\\s-]+$`, 'iu');

/** "mayor", "spokeswoman", "lawmaker": a word that says what a person is, by its form or by a list. */
const isPersonWord = (word: string): boolean => {
  const small = word.toLowerCase();
  const single = words.has(small) ? small : small.replace(/s$/u, '');
  return words.has(single) || (!notPersons.has(small) && !notPersons.has(single) && ending.test(single));
};

const holdsPersonWord = (text: string): boolean => (text.match(/\p{L}+/gu) ?? []).some(isPersonWord);

/** Characters around a name in which its bearer is described. */
const reach = 70;

/** ", 43, the harbour master of Elsa": up to its end. */
const apposition =
  /^,\s(?:\d{1,3},\s)?(?:(?:who|which) (?:is|was)\s)?(?!(?:who|which|said|says)\b)([^,;.:]+)(?=[,;.]|$)/u;
const described = /^(?:,? who)? (?:is|was) (?:an?|the|one of)\s/u;
const aged = /^, \d{1,3}\b/u;

/** How plainly a statement says who the bearer of one of the mentions is: 0 to 1. */
export const tellsOffice = (mentions: readonly NameMention[], { text }: Statement): number => {
  const plainness = mentions.map(({ start, end, text: mention }) => {
    const rest = text.slice(end, end + reach);
    if (described.test(rest) || holdsPersonWord(apposition.exec(rest)?.[1] ?? '')) return 1;
    const [last = ''] = /\p{L}+(?=,? $)/u.exec(text.slice(Math.max(0, start - reach), start)) ?? [];
    if (isPersonWord(last) || holdsPersonWord(mention)) return 0.95;
    return aged.test(rest) ? 0.7 : 0;
  });
  return Math.max(0, ...plainness);
};

/** Characters between a name and the word for what its bearer is. */
const between = 45;
/** A clause begins, or a list goes on: the word there is somebody else's. */
const broken = /[;:!?()“”"]|,[^,]*,|\b(?:who|which|that|and|but|said|says|told|when|while|as|after|before)\b/iu;

/** What follows is another's. */
const governed = /\b(?:of|for|to|by|with|from|against|behind)\b/iu;

/** The names beside which a role stands: "mayor Tom Ravn", "Ravn, the mayor"; a deputy is no mayor. */
export const holdersOf = (
  role: AskedWord,
  names: readonly NameMention[],
  { text }: Statement,
  question: string,
  language: Language,
): NameMention[] => {
  const { exact, near } = role.meaning;
  const isRole = (stem: string): boolean =>
    exact.has(stem) || near.has(stem) || exact.has(language.concept(stem)) || sameFamily(stem, role.term);
  const places = stemsAt(text, language).filter(
    ({ stem, start, end }) =>
      isRole(stem) &&
      // "the mayor's office" is no mayor.
      !/^['’]/u.test(text.slice(end)) &&
      (otherHolder.test(question) || !otherHolderBefore.test(text.slice(Math.max(0, start - 15), start))),
  );
  return names.filter((name) =>
    places.some(({ start, end }) => {
      if (start < name.end && end > name.start) return name.kind === 'person' && end <= name.end;
      if (end <= name.start) {
        const gap = text.slice(end, name.start);
        return gap.length <= between && !broken.test(gap);
      }
      const gap = text.slice(name.end, start);
      // "Ravn, aide of the mayor" is not the mayor, nor is "Ravn, of the mayor's office".
      return gap.length <= between && !broken.test(gap) && !governed.test(gap);
    }),
  );
};
