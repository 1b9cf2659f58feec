/** Who somebody is, and who it is that is something: "harbour master Ilse Brandt", "Tom Ravn, mayor of Elsa". */
import { z } from 'zod';
import type { NameMention, Span, Statement } from '../model.ts';
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
const otherHolder = new RegExp(`\\b(?:${persons.otherHolders.join('|')})\\b`, 'giu');
/** Characters before a role in which it may be made another's. */
const modifierReach = 25;

/** "deputy", "former": by which somebody is not the mayor. */
const modifiersIn = (text: string): string =>
  [...new Set(text.toLowerCase().match(otherHolder) ?? [])].sort().join(' ');

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
export const tellsOffice = (mentions: readonly NameMention[], { text }: Statement, question: string): number => {
  const asked = question.toLowerCase();
  const plainness = mentions.map(({ start, end, text: mention }) => {
    const rest = text.slice(end, end + reach);
    if (described.test(rest) || holdsPersonWord(apposition.exec(rest)?.[1] ?? '')) return 1;
    const [last = ''] = /\p{L}+(?=,? $)/u.exec(text.slice(Math.max(0, start - reach), start)) ?? [];
    if (isPersonWord(last) || (!asked.includes(mention.toLowerCase()) && holdsPersonWord(mention))) return 0.95;
    return aged.test(rest) ? 0.7 : 0;
  });
  return Math.max(0, ...plainness);
};

/** From a role to the name behind it: "mayor Tom Ravn", "mayor of Elsa, Tom Ravn", "the mayor is Tom Ravn". */
const toBearer = /^(?:,? |,? (?:is|was|named|called) |\s(?:of|for|at|in) [^,;:.]{1,40},? )$/u;
/** From a name to the role behind it: "Ravn, the long-serving mayor", "Ravn was elected mayor". */
const toRole = /^,? (?:\d{1,3}, )?(?:(?:\p{L}|['’-])+ ){0,6}$/u;
/** What follows is another's, or another clause. */
const governed =
  /\b(?:of|for|to|by|with|from|against|behind|and|who|which|that|but|said|says|told|when|while|as|after|before)\b/iu;
/** Characters between a role and the one whose it is: "Elsa's mayor", "mayor of Elsa". */
const ownerReach = 40;
const clause = /[;:.!?()“”"]|\b(?:who|which|that|and|but|said|says|told|when|while|as|after|before)\b/iu;

const textBetween = (a: Span, b: Span, text: string): string =>
  a.end <= b.start ? text.slice(a.end, b.start) : text.slice(b.end, a.start);

/** What a question asks of whom it asks. */
export interface AskedRole {
  readonly role: AskedWord;
  readonly question: string;
  /** Names of the question that stand in the statement: the role is theirs. */
  readonly owners: readonly Span[];
  /** Names there are in the question. */
  readonly named: boolean;
}

/** The people beside whom a role stands; a deputy is no mayor, and the mayor of one town not that of another. */
export const holdersOf = (
  { role, question, owners, named }: AskedRole,
  names: readonly NameMention[],
  { text }: Statement,
  language: Language,
): NameMention[] => {
  const { exact, near } = role.meaning;
  const isRole = (stem: string): boolean =>
    exact.has(stem) || near.has(stem) || exact.has(language.concept(stem)) || sameFamily(stem, role.term);
  const isOwned = (place: Span): boolean =>
    !named ||
    owners.some((owner) => {
      const gap = textBetween(owner, place, text);
      return gap.length <= ownerReach && !clause.test(gap);
    });
  const places = stemsAt(text, language).filter(
    (place) =>
      isRole(place.stem) &&
      // "the mayor's office" is no mayor.
      !/^['’]/u.test(text.slice(place.end)) &&
      isOwned(place) &&
      modifiersIn(text.slice(Math.max(0, place.start - modifierReach), place.start)) === modifiersIn(question),
  );
  return names
    .filter(({ kind }) => kind === 'person' || kind === 'other')
    .filter((name) =>
      places.some((place) => {
        if (place.start < name.end && place.end > name.start) return name.kind === 'person' && place.end < name.end;
        const gap = textBetween(place, name, text);
        return place.end <= name.start
          ? toBearer.test(gap)
          : toRole.test(gap) && !governed.test(gap) && (name.kind === 'person' || gap.startsWith(','));
      }),
    );
};
