/**
 * Misspelt words of a question, read as the words that the articles have: "prisonners" as "prisoners", "umerof" as
 * "Umerov". A word that English has is never taken for another, however near: who asks of dolphins is told that no
 * source says.
 */
import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import type { Analysis } from '../model.ts';
import data from './asking.json' with { type: 'json' };
import { knownNames } from './known.ts';
import type { Language } from './language.ts';
import { meaningOf, sameFamily } from './meanings.ts';
import { mentionOf, type Postings, postingsOf, stemOfWord } from './postings.ts';

const strings = z.array(z.string().min(1));
const { interrogatives, auxiliaries, extents } = z
  .object({
    /** Words that open a question, and those behind "how". */
    interrogatives: strings,
    auxiliaries: strings,
    extents: strings,
  })
  .parse(data);
const asking = new Set(interrogatives);
const opensClause = new Set([...auxiliaries, ...extents]);

/** A question as it is read, and the words that it was not typed with, as the articles write them. */
export interface Reading {
  readonly text: string;
  readonly words: readonly string[];
}

const shortest = 4;
const longest = 30;
/**
 * To so many letters a word is one edit from what was meant at most, beyond it two. Of names that are spelled well but
 * stand nowhere, most that lie near another are of six or seven letters and two edits from it: "Basque", "base".
 */
const shortWord = 7;
const mostEdits = 2;
/** More of them are no slips: it is another language, or none. */
const mostMisspelt = 3;

/** Whole words of letters: "umerof's" holds one, "all-for-al" and "b52s" none. */
const wordPattern = /(?<![\p{L}\p{N}'’-])\p{L}+(?![\p{L}\p{N}-])/gu;

/** Whether one comes of the other by exchanging two neighbouring letters. */
const isTransposed = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return at >= 0 && a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2) === b;
};

/** Edits from one word to another (F. Damerau, 1964): letters put in, left out, replaced, or one pair of neighbours exchanged. */
const editsBetween = (a: string, b: string): number => (isTransposed(a, b) ? 1 : distance(a, b));

/** What a word is begun with is seldom mistyped: the first letter is the same, or has changed places with the second. */
const beginsAs = (word: string, other: string): boolean =>
  word.charAt(0) === other.charAt(0) || (word.charAt(0) === other.charAt(1) && word.charAt(1) === other.charAt(0));

const capital = /^\p{Lu}/u;

/** A word that may have been meant. */
interface Candidate {
  /** In small letters without accents. */
  readonly folded: string;
  readonly written: string;
  /** Asked last, as it is looked up: whether those that may answer hold it. */
  isHeld(): boolean;
}

/** The nearest of them; undefined where none is near, or two words are as near. Forms of one word are one. */
const nearestTo = (word: string, candidates: Iterable<Candidate>): string | undefined => {
  let best: Candidate[] = [];
  let least = word.length <= shortWord ? 1 : mostEdits;
  for (const candidate of candidates) {
    const { folded } = candidate;
    if (Math.abs(folded.length - word.length) > least || !beginsAs(word, folded)) continue;
    const edits = editsBetween(word, folded);
    if (edits > least || !candidate.isHeld()) continue;
    if (edits < least) best = [];
    least = edits;
    best.push(candidate);
  }
  const [first] = best;
  if (first === undefined || new Set(best.map(({ folded }) => stemOfWord(folded))).size > 1) return undefined;
  // The order of the articles does not matter: a word before a name, then the first in the alphabet.
  const written = best.map((each) => each.written).sort();
  return written.find((each) => !capital.test(each)) ?? written[0];
};

/** Words of those that may answer, names among them, as far as they begin like a folded word and are about as long. */
function* vocabularyFor(
  word: string,
  { smallWords, mentions, storyOf }: Postings,
  language: Language,
  articles: ReadonlySet<string> | undefined,
): Generator<Candidate> {
  const isAnyHeld = (numbers: readonly number[]): boolean =>
    numbers.some((n) => articles === undefined || storyOf(n)?.articles.some((id) => articles.has(id)) === true);
  const isLike = (other: string): boolean =>
    other.length >= shortest && Math.abs(other.length - word.length) <= mostEdits && beginsAs(word, other);
  for (const each of smallWords.keys)
    if (isLike(each)) yield { folded: each, written: each, isHeld: () => isAnyHeld(smallWords.get(each)) };
  // Far more names begin otherwise: those are not taken apart.
  const begins = [...word.slice(0, 2)].map((letter) => letter + letter.toUpperCase()).join('');
  const beginning = new RegExp(`(?<!\\p{L})[${begins}]\\p{L}{${shortest - 1},}`, 'gu');
  for (const key of mentions.keys)
    for (const written of mentionOf(key).text.match(beginning) ?? [])
      if (isLike(written.toLowerCase()))
        yield { folded: language.fold(written), written, isHeld: () => isAnyHeld(mentions.get(key)) };
}

const askingWords: readonly Candidate[] = [...interrogatives, ...extents].map((word) => ({
  folded: word,
  written: word,
  isHeld: () => true,
}));

/** "wen is …", "hoe many …": so short a word is taken for one that asks, though English has it. */
const shortestAsking = 3;
const longestListed = 4;
const opening = /^([^\p{L}]*(?:(?:and|but|so|or)\s+)?)(\p{L}+)(?=\s+(\p{L}+))/iu;

/** With what opens it, where that was meant to ask and no word of it does. */
const withAskingWord = (text: string, isAbsent: (word: string) => boolean, language: Language): Reading => {
  const asTyped = { text, words: [] };
  const [, before = '', typed = '', next = ''] = opening.exec(text) ?? [];
  const word = typed.toLowerCase();
  const asks = (text.toLowerCase().match(/\p{L}+/gu) ?? []).some((each) => asking.has(each));
  if (asks || opensClause.has(word) || word.length < shortestAsking || word.length > longest) return asTyped;
  const mayBeMeant = word.length <= longestListed && opensClause.has(next.toLowerCase());
  if (!mayBeMeant && language.spelling(word) === 'listed') return asTyped;
  // "then", "here": a word without content opens a sentence well.
  if (!isAbsent(word) || language.terms(word).length === 0) return asTyped;
  const meant = nearestTo(
    word,
    askingWords.filter(({ folded }) => asking.has(folded)),
  );
  if (meant === undefined) return asTyped;
  return { text: before + meant + text.slice(before.length + typed.length), words: [meant] };
};

/** What a word that nobody knows was meant for: a name where it is written as one; never a number. */
const meantBy = (
  word: string,
  isName: boolean,
  postings: Postings,
  language: Language,
  articles: ReadonlySet<string> | undefined,
): string | undefined => {
  const folded = language.fold(word);
  const isFormed = language.spelling(word) === 'formed';
  const candidates = [...askingWords, ...vocabularyFor(folded, postings, language, articles)].filter(
    (each) =>
      (!isName || capital.test(each.written)) &&
      // "swaped" has the ending of a form of "swap": it is another form of that, or itself.
      (!isFormed || sameFamily(stemOfWord(each.folded), stemOfWord(folded))),
  );
  const found = nearestTo(folded, candidates);
  return found === undefined || language.tagged(found)[0]?.part === 'NUM' ? undefined : found;
};

/** Every word of the names in a text that somebody bears, under one spelling or another. */
const wordsOfNames = (analysis: Analysis, text: string, language: Language): ReadonlySet<string> => {
  const names = language.names(text).map((name) => ({ ...name, folded: language.fold(name.text) }));
  const known = knownNames(analysis, names, language);
  return new Set(names.filter(({ folded }) => known.has(folded)).flatMap(({ folded }) => folded.split(' ')));
};

/** @param articles those that alone may answer; absent for all */
export const readMisspelt = (
  analysis: Analysis,
  typed: string,
  language: Language,
  articles?: ReadonlySet<string>,
): Reading => {
  const postings = postingsOf(analysis);
  const isAbsent = (word: string): boolean =>
    [word, language.fold(word)].every((each) => !postings.stems.has(stemOfWord(each)));
  // Typed all in capitals it is read as if typed small.
  const begun = withAskingWord(/\p{Ll}/u.test(typed) ? typed : typed.toLowerCase(), isAbsent, language);
  const isStrange = (word: string): boolean =>
    word.length >= shortest &&
    word.length <= longest &&
    language.spelling(word) !== 'listed' &&
    isAbsent(word) &&
    meaningOf(stemOfWord(word), false, language).near.size === 0;
  // A capital at the head tells nothing.
  const words = `${begun.text.charAt(0).toLowerCase()}${begun.text.slice(1)}`.match(wordPattern) ?? [];
  const strange = new Set(words.map((word) => word.toLowerCase()).filter(isStrange));
  if (strange.size === 0 || strange.size > mostMisspelt) return begun;
  const names = wordsOfNames(analysis, begun.text, language);
  const meant = new Map<string, string>();
  const written = new Set(words);
  for (const word of strange) {
    if (names.has(language.fold(word))) continue;
    const found = meantBy(word, !written.has(word), postings, language, articles);
    if (found !== undefined) meant.set(word, found);
  }
  const hasCapitals = /\p{Lu}/u.test(begun.text.slice(1));
  const text = begun.text.replace(wordPattern, (word) => {
    const found = meant.get(word.toLowerCase());
    return hasCapitals ? (found ?? word) : (found?.toLowerCase() ?? word);
  });
  return { text, words: [...begun.words, ...meant.values()] };
};
