/** What a passage speaks of as known, which a reader must have been told of before: "the attack", somebody by surname alone. */
import { z } from 'zod';
import type { Statement } from '../model.ts';
import data from './leaning.json' with { type: 'json' };
import { once } from './once.ts';
import type { Passage } from './passages.ts';
import { stemOfWord, wordsOf } from './postings.ts';
import type { Held } from './sameness.ts';
import { speaksOf } from './sameness.ts';

const words = z.array(z.string().min(1));
const lists = z.object({ about: z.string(), known: words, after: words }).parse(data);
const known = new Set(lists.known.map(stemOfWord));
const after = new Set(lists.after);

const quoted = /[“"][^”"]*[”"]/gu;
const definite = /(?<![\p{L}’'-])the (\p{Ll}[\p{Ll}’-]*)(?![\p{L}’'-])(?:[ ](\p{L}+))?/giu;
/** "the plan Ravn made", "the ferry, which": what follows says which one. */
const tellsWhich = (next: string): boolean => after.has(next) || /^\p{Lu}/u.test(next);

const leaningIn = ({ text }: Statement, before: ReadonlySet<string>): string[] => {
  const own = text.replace(quoted, (quotation) => ' '.repeat(quotation.length));
  return [...own.matchAll(definite)].flatMap(({ 1: noun = '', 2: next = '', index }) => {
    const stem = stemOfWord(noun.toLowerCase());
    if (known.has(stem) || tellsWhich(next) || before.has(stem)) return [];
    // "the old pier": an adjective, most likely, says which one.
    if (next !== '' && /^\p{Ll}/u.test(next) && !isFollower(next)) return [];
    return wordsOf(own.slice(0, index)).map(stemOfWord).includes(stem) ? [] : [stem];
  });
};

/** A word that cannot go on a noun phrase: a verb in a common form, an auxiliary, a conjunction. */
const isFollower = (word: string): boolean =>
  /^(?:is|was|are|were|has|had|have|will|would|can|could|may|might|must|should|did|does|do|and|or|but|as|if|when|while|before|than|because|since|until|so|not|also|then|now|later|came|comes|took|left|made|said|says)$/u.test(
    word,
  ) || /(?:ed|s)$/u.test(word);

/** Stems of the nouns by which a passage leans on what it does not tell itself. */
const leaningNouns = once((passage: Passage): ReadonlySet<string> => {
  const before = new Set<string>();
  const found = new Set<string>();
  for (const [at, statement] of passage.entries()) {
    for (const noun of leaningIn(statement, before)) found.add(noun);
    if (at < passage.length - 1) for (const word of wordsOf(statement.text)) before.add(stemOfWord(word));
  }
  return found;
});

/** "Mayor Lee": a title tells who that is. */
const titled = /\p{Lu}[\p{L}.’'-]* $/u;
/** Longer than any title. */
const titleReach = 40;

/** The persons whom a passage names, and whether it says who they are: by more than a surname. */
const personsIn = once((passage: Passage): ReadonlyMap<string, boolean> => {
  const found = new Map<string, boolean>();
  for (const { text, names } of passage)
    for (const { kind, entity, text: name, start } of names) {
      if (kind !== 'person' || entity.startsWith('role:')) continue;
      const inFull = name.includes(' ') || titled.test(text.slice(Math.max(0, start - titleReach), start));
      found.set(entity, inFull || found.get(entity) === true);
    }
  return found;
});

/** Before the key of a person; nouns are stems. */
const person = '@';

/** Keys of what a passage leans on: nouns, and persons named by surname alone. */
export const leansOn = once((passage: Passage): ReadonlySet<string> => {
  const bare = [...personsIn(passage)].filter(([, inFull]) => !inFull).map(([entity]) => `${person}${entity}`);
  const nouns = leaningNouns(passage);
  return bare.length === 0 ? nouns : new Set([...nouns, ...bare]);
});

/** Whether a passage, made ready to be compared, tells what another leans on by a key. */
export const introduces = (passage: Passage, held: Held, key: string): boolean =>
  key.startsWith(person) ? personsIn(passage).get(key.slice(person.length)) === true : speaksOf(held, key);
