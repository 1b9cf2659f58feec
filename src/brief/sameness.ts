/** Whether a passage says again, in its own words, what another tells: no two points of a briefing do. */
import stem from 'wink-porter2-stemmer';
import { z } from 'zod';
import data from './asking.json' with { type: 'json' };
import { figureOf } from './figures.ts';
import { baseOf } from './meanings.ts';
import type { Passage } from './passages.ts';
import { stemOfWord } from './postings.ts';

const { groups } = z.object({ groups: z.array(z.array(z.string().min(1))) }).parse(data);

/** Stems to the groups of words that news uses for one another. */
const groupsOf = new Map<string, number[]>();
for (const [n, words] of groups.entries())
  for (const word of new Set(words.map((each) => baseOf(stem(each)))))
    groupsOf.set(word, [...(groupsOf.get(word) ?? []), n]);

/** What a passage speaks of: words, those like them, names and figures. */
interface Content {
  readonly words: ReadonlySet<string>;
  readonly groups: ReadonlySet<number>;
  readonly names: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly figures: ReadonlySet<string>;
}

const contentOf = (passage: Passage): Content => {
  const named = passage.flatMap(({ names }) => names);
  const inNames = new Set(
    named.flatMap(({ text }) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOfWord),
  );
  const words = new Set(passage.flatMap(({ terms }) => terms.filter((term) => !inNames.has(term)).map(baseOf)));
  return {
    words,
    groups: new Set([...words].flatMap((word) => groupsOf.get(word) ?? [])),
    names: new Set(named.map(({ entity }) => entity)),
    people: new Set(named.filter(({ kind }) => kind === 'person').map(({ entity }) => entity)),
    figures: new Set(passage.flatMap(({ quantities }) => quantities.map(figureOf))),
  };
};

/**
 * Share of one passage that another must hold to have told it; less where each holds so much of the other, and least
 * where they name the same people. Chosen by eye on briefings of the evaluation data.
 */
const told = 0.65;
const mutual = 0.5;
const mutualOfPeople = 0.42;
/** A word used for another says less surely the same. */
const likeWorth = 0.75;

const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean =>
  [...some].every((each) => all.has(each));

/** The names of one are all among those of the other. */
const sameNames = (a: Content, b: Content): boolean => isWithin(a.names, b.names) || isWithin(b.names, a.names);

/** Tells of a passage whether some of those told before says as much. */
export interface Sameness {
  isTold(passage: Passage): boolean;
  tell(passage: Passage): void;
}

/** @param passages all that may be told: what is rare among them weighs more */
export const createSameness = (passages: readonly Passage[]): Sameness => {
  const frequency = new Map<string, number>();
  for (const passage of passages)
    for (const key of new Set(
      passage.flatMap(({ terms, names }) => [...terms.map(baseOf), ...names.map(({ entity }) => entity)]),
    ))
      frequency.set(key, (frequency.get(key) ?? 0) + 1);
  const weight = (key: string): number => Math.log(1 + passages.length / (frequency.get(key) ?? 1));
  const contents: Content[] = [];
  const shareIn = (one: Content, other: Content): number => {
    let whole = Number.EPSILON;
    let held = 0;
    for (const word of one.words) {
      whole += weight(word);
      if (other.words.has(word)) held += weight(word);
      else if (groupsOf.get(word)?.some((n) => other.groups.has(n)) === true) held += weight(word) * likeWorth;
    }
    for (const name of one.names) {
      whole += weight(name);
      if (other.names.has(name)) held += weight(name);
    }
    return held / whole;
  };
  const saysAsMuch = (content: Content, other: Content): boolean => {
    if (!isWithin(content.figures, other.figures)) return false;
    const share = shareIn(content, other);
    if (share >= told) return true;
    const both = Math.min(share, shareIn(other, content));
    return both >= mutual || (both >= mutualOfPeople && content.people.size > 0 && sameNames(content, other));
  };
  return {
    isTold: (passage) => {
      const content = contentOf(passage);
      return contents.some((other) => saysAsMuch(content, other));
    },
    tell: (passage) => void contents.push(contentOf(passage)),
  };
};
