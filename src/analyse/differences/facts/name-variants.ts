/** Whether two names are one name told in two ways that cannot both be right. */
import { distance } from 'fastest-levenshtein';
import { foldName, soundKey } from '../../names/fold.ts';
import { ordinary } from '../../names/ordinary.ts';
import { givenNames } from '../../names/roles.ts';

/** A shorter word has too many neighbours. */
const shortest = 4;
/** Letters by which two tellings of one word may differ. */
const mostLetters = 2;

/** Spellings that sound alike are one name written twice: nobody is wrong. B and V change places in romanisation. */
const soundsAlike = (a: string, b: string): boolean => {
  const plain = (word: string): string => soundKey(word).replace(/v/gu, 'b').replace(/p/gu, 'f');
  return plain(a) === plain(b);
};

/** "Ben" for "Benjamin", "Advisor" for "Advisors". */
const shortens = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

const vowelEnd = /[aeiouy]$/u;
/** A masculine beside a feminine form is two people: "Paul" and "Paula", "Ivanov" and "Ivanova". */
const gendered = (a: string, b: string): boolean =>
  vowelEnd.test(a) !== vowelEnd.test(b) &&
  a.slice(0, 3) === b.slice(0, 3) &&
  Math.abs(a.length - b.length) <= 2 &&
  shortens(a.replace(vowelEnd, ''), b.replace(vowelEnd, ''));

/** "Calamita" and "LaCalamita", "Freitas" and "Defreitas": a particle told or left out. */
const particle = /^(?:la|le|de|del|di|da|du|el|al|van|von|mac|mc|o|st|san|bin|ben|abu)$/u;
const differsByParticle = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= shortest && long.endsWith(short) && particle.test(long.slice(0, long.length - short.length));
};

const isKnown = (word: string): boolean => givenNames.has(word) || ordinary(word).known;

/**
 * Two words that are one word of a name, misheard: both are names or words of their own. What nobody is called is a
 * slip of the keyboard or another romanisation, and tells a reader nothing.
 */
const misheard = (a: string, b: string): boolean =>
  differsByParticle(a, b) ||
  (isKnown(a) &&
    isKnown(b) &&
    Math.min(a.length, b.length) >= shortest &&
    a[0] === b[0] &&
    distance(a, b) <= mostLetters &&
    distance(a, b) * 3 <= Math.max(a.length, b.length) + 1 &&
    !soundsAlike(a, b) &&
    !shortens(a, b) &&
    !gendered(a, b));

/** Near enough to be one word whose place in the name alone differs. */
const nearly = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= shortest && (a === b || soundsAlike(a, b) || distance(a, b) <= 1);

const suffix = /^(?:jr|sr|ii|iii|iv|ltd|limited|inc|incorporated|corp|corporation|co|company|llc|plc|gmbh)$/u;
const initial = /^\p{L}$/u;

/** The words of a name that are its own: no "Jr.", no "Ltd.", no middle initial. */
export const coreWords = (name: string): readonly string[] =>
  foldName(name)
    .split(' ')
    .filter((word) => !suffix.test(word) && !initial.test(word));

/** One word of a name misheard, or given name and surname swapped; null when the two are no telling of one name. */
export const personTwice = (a: readonly string[], b: readonly string[]): 'misheard' | 'swapped' | null => {
  const [one, two, first, second] = [a[0], b[0], a.at(-1), b.at(-1)];
  if (
    a.length < 2 ||
    b.length < 2 ||
    one === undefined ||
    two === undefined ||
    first === undefined ||
    second === undefined
  )
    return null;
  if (a.join('') === b.join('') || (first === second && one === two)) return null;
  if (first === second) return misheard(one, two) ? 'misheard' : null;
  if (one === two) return misheard(first, second) ? 'misheard' : null;
  return a.length === 2 && b.length === 2 && nearly(one, second) && nearly(first, two) ? 'swapped' : null;
};

/** The stem that two nouns of one verb share is longer than this: "distribution", "distributors". */
const leastStem = 6;

const sameSeries =
  /^(?:\d+\p{L}*|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|north\p{L}*|south\p{L}*|east\p{L}*|west\p{L}*|upper|lower|new|old|mr|mrs|ms)$/u;
const plural = (word: string): string => word.replace(/(?<=\p{L}{2})s$/u, '');

const otherWord = (a: string, b: string): boolean => {
  if (a === b || sameSeries.test(a) || sameSeries.test(b) || plural(a) === plural(b)) return false;
  const [one, two] = [plural(a), plural(b)];
  let common = 0;
  while (common < Math.min(one.length, two.length) && one[common] === two[common]) common += 1;
  if (common >= leastStem && common * 3 >= 2 * Math.max(one.length, two.length)) return distance(one, two) > 1;
  // Two English words that look alike name two things: "Guns", "Goon".
  if (one[0] === two[0] && Math.min(one.length, two.length) >= 3 && ordinary(a).known && ordinary(b).known)
    return distance(one, two) === mostLetters && one.at(-1) === two.at(-1);
  return misheard(one, two);
};

/** Whether two names of firms, groups or things are one name told in two ways: all words alike but one. */
export const bodyTwice = (a: readonly string[], b: readonly string[]): boolean => {
  if (a.length < 2 || a.length !== b.length) return false;
  const odd = a.flatMap((word, at) => (word === b[at] ? [] : [at]));
  const [at] = odd;
  return odd.length === 1 && at !== undefined && otherWord(a[at] ?? '', b[at] ?? '');
};
