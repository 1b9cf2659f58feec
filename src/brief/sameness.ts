/**
 * Whether something was told already: within one briefing, and to a channel on other days. By what is spoken of (words
 * and those used for them, names, figures), not by how it is put.
 */
import type { Content, Said } from './content.ts';
import { isFigureTold } from './figures.ts';
import { groupsOf, isLight } from './likeness.ts';
import { baseOf } from './meanings.ts';
import { once } from './once.ts';
import { stemOfWord } from './postings.ts';

/**
 * Share of one passage that another must hold to have told it; less where each holds so much of the other, and least
 * where they name the same people. Chosen by eye on briefings of the evaluation data.
 */
const told = 0.65;
const mutual = 0.5;
const mutualOfNames = 0.42;
/** The very same names, and more than one. */
const mutualOfEqualNames = 0.36;
/** Of two passages together: what the better of them tells, and what share of the words, or how many of them, may be new. */
const betterPart = 0.38;
const mostFresh = 0.38;
const longEnough = 6;
const fewFresh = 2;
/** A word used for another says less surely the same. */
const likeWorth = 0.75;
/** Words such as "plan" and "new" say little. */
const lightWorth = 0.4;

/** A content as it is compared. */
export interface Held {
  readonly content: Content | Said;
  readonly words: ReadonlySet<string>;
  readonly groups: ReadonlySet<number>;
  readonly names: ReadonlySet<string>;
}

/** A content made ready to be compared. */
export const heldOf = once((content: Content | Said): Held => {
  const words = new Set<string>();
  const groups = new Set<number>();
  for (const term of content.terms) {
    const word = baseOf(term);
    if (words.has(word)) continue;
    words.add(word);
    for (const group of groupsOf.get(word) ?? []) groups.add(group);
  }
  return { content, words, groups, names: new Set(content.names) };
});

/** All its words, the groups of words like them, and its names. */
const keysOf = ({ words, groups, names }: Held): string[] => [...words, ...[...groups].map((n) => `#${n}`), ...names];

/** What earlier versions kept has no names: their words are among the others then. */
const namesIt = ({ content, names, words }: Held, name: string): boolean =>
  content.names === undefined ? name.split(' ').every((word) => words.has(baseOf(stemOfWord(word)))) : names.has(name);

/** Whether each name of one is in the other. */
const namesAll = (one: Held, other: Held): boolean => {
  for (const name of one.names) if (!namesIt(other, name)) return false;
  return true;
};

const namesAny = (one: Held, other: Held): boolean => {
  for (const name of one.names) if (namesIt(other, name)) return true;
  return false;
};

const holdsWord = ({ words, groups: held }: Held, word: string): number => {
  if (words.has(word)) return 1;
  const groups = groupsOf.get(word);
  if (groups !== undefined) for (const group of groups) if (held.has(group)) return likeWorth;
  return 0;
};

/** Both name somebody or something, and nothing in common. */
const isOfOthers = (one: Held, other: Held): boolean =>
  one.names.size > 0 && other.content.names?.length !== 0 && !namesAny(one, other);

/** Whether it speaks of a thing, by its word or another for it. */
export const speaksOf = (held: Held, word: string): boolean => holdsWord(held, baseOf(word)) > 0;

/** It tells of everything that happened in the other. */
const tellsEvents = (other: Held, { content }: Held): boolean =>
  !('events' in content) || content.events.every((event) => holdsWord(other, event) > 0);

/** What was told of what is to come does not tell that it has come, and "not" makes it another thing. */
const isOfOneMind = (one: Content | Said, other: Content | Said): boolean =>
  one.names === undefined ||
  other.names === undefined ||
  ((one.ahead === true || other.ahead !== true) && (one.denied === true) === (other.denied === true));

/** How much each key weighs: what is rare among all that may be told weighs more. */
const weighing = (all: readonly (Content | Said)[]): ((key: string) => number) => {
  const frequency = new Map<string, number>();
  const count = (key: string): void => {
    frequency.set(key, (frequency.get(key) ?? 0) + 1);
  };
  for (const content of all) {
    const { words, names } = heldOf(content);
    for (const word of words) count(word);
    for (const name of names) if (!words.has(name)) count(name);
  }
  const weights = new Map<string, number>();
  return (key) => {
    const known = weights.get(key);
    if (known !== undefined) return known;
    const weight = (1 + Math.log(all.length / (frequency.get(key) ?? 1)) / 2) * (isLight(key) ? lightWorth : 1);
    weights.set(key, weight);
    return weight;
  };
};

/** The words and names of a content, with the weight of each in a row. */
interface Weighed {
  readonly words: readonly string[];
  readonly names: readonly string[];
  readonly weights: readonly number[];
  readonly whole: number;
}

export interface Sameness {
  /** Whether one of those told says as much. */
  isTold(one: Held, told: readonly Held[]): boolean;
  /** Whether two of those told do so together: every name and figure, and nearly every word. */
  isToldInParts(one: Held, told: readonly Held[]): boolean;
  /** Whether it holds a figure that none of those told gives. */
  tellsFigure(one: Held, told: readonly Held[]): boolean;
  /** Whether all of its names, of some figures, and of its words all but so many are told by one or the other. */
  isTheRestTold(one: Held, figures: readonly string[], told: readonly Held[], most: number): boolean;
}

/** Those of `others` that share a word, a like word or a name with something: what shares none has told nothing of it. */
export const indexed = (others: readonly Held[]): ((one: Held) => readonly Held[]) => {
  const byKey = new Map<string, Held[]>();
  for (const each of others)
    for (const key of keysOf(each)) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [each]);
      else list.push(each);
    }
  return (one) => [...new Set(keysOf(one).flatMap((key) => byKey.get(key) ?? []))];
};

/** @param all what may be told, by which words are weighed */
export const createSameness = (all: readonly (Content | Said)[]): Sameness => {
  const weight = weighing(all);
  const weighed = once((one: Held): Weighed => {
    const words = [...one.words];
    const names = [...one.names];
    const weights = [...words, ...names].map(weight);
    return { words, names, weights, whole: weights.reduce((sum, each) => sum + each, Number.EPSILON) };
  });
  const shareIn = (one: Held, other: Held): number => {
    const { words, names, weights, whole } = weighed(one);
    let shared = 0;
    let at = 0;
    for (const word of words) {
      shared += (weights[at] ?? 0) * holdsWord(other, word);
      at += 1;
    }
    for (const name of names) {
      if (namesIt(other, name)) shared += weights[at] ?? 0;
      at += 1;
    }
    return shared / whole;
  };
  const sameNames = (one: Held, other: Held): boolean =>
    one.names.size > 0 && (namesAll(one, other) || namesAll(other, one));
  const isMutual = (one: Held, other: Held, share: number): boolean => {
    const both = Math.min(share, shareIn(other, one));
    if (both >= mutual || (both >= mutualOfNames && sameNames(one, other))) return true;
    return both >= mutualOfEqualNames && one.names.size > 1 && namesAll(one, other) && namesAll(other, one);
  };
  const saysAsMuch = (one: Held, other: Held): boolean => {
    // What is dear to find out, and seldom decides, is asked last.
    if (isOfOthers(one, other)) return false;
    const share = shareIn(one, other);
    if (share < mutualOfEqualNames) return false;
    if (share < told && !isMutual(one, other, share)) return false;
    if (!one.content.figures.every((figure) => isFigureTold(figure, other.content.figures))) return false;
    return tellsEvents(other, one) && isOfOneMind(one.content, other.content);
  };
  const tellsFigure = ({ content }: Held, others: readonly Held[]): boolean => {
    const figures = others.flatMap((other) => other.content.figures);
    return !content.figures.every((figure) => isFigureTold(figure, figures));
  };
  return {
    tellsFigure,
    isTheRestTold: (one, figures, others, most) => {
      const told = others.flatMap(({ content }) => content.figures);
      if (!figures.every((figure) => isFigureTold(figure, told))) return false;
      if (![...one.names].every((name) => others.some((other) => namesIt(other, name)))) return false;
      const fresh = [...one.words].filter(
        (word) => !isLight(word) && others.every((each) => holdsWord(each, word) === 0),
      );
      return fresh.length <= most;
    },
    isTold: (one, others) => others.some((other) => saysAsMuch(one, other)),
    isToldInParts: (one, all) => {
      if (tellsFigure(one, all)) return false;
      const shares = all.map((other) => ({ other, share: shareIn(one, other) }));
      if (!shares.some(({ share }) => share >= betterPart)) return false;
      // One tells the better part, another the rest: of many points together nearly every word could be found.
      const [best, ...rest] = shares
        .filter(({ other }) => isOfOneMind(one.content, other.content))
        .sort((a, b) => b.share - a.share);
      if (best === undefined || best.share < betterPart) return false;
      return rest.some(({ other }) => {
        const two = [best.other, other];
        if (![...one.names].every((name) => two.some((each) => namesIt(each, name)))) return false;
        const left = [...one.words].filter((word) => two.every((each) => holdsWord(each, word) === 0));
        const whole = [...one.words].reduce((sum, word) => sum + weight(word), 0);
        const fresh = left.reduce((sum, word) => sum + weight(word), 0);
        if (fresh <= mostFresh * whole) return true;
        return one.words.size >= longEnough && left.filter((word) => !isLight(word)).length <= fewFresh;
      });
    },
  };
};
