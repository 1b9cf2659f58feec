/** Which entities of the articles the names of a question mean. */
import type { Analysis } from '../model.ts';
import type { AskedName, NameTest } from './asked-names.ts';
import type { Known } from './coverage.ts';
import type { Language } from './language.ts';
import { mentionOf, type NumbersByKey, type Postings, postingsOf } from './postings.ts';

/** Mentions, by number in the list of them, under the folded text and under the entity of each. */
interface Index {
  readonly byText: Map<string, number[]>;
  /** Folded texts, in the order of the mentions. */
  readonly folded: string[];
}

/** The list of mentions grows: what is known of it stays known. */
const indexes = new WeakMap<readonly string[], Index>();

const indexOf = ({ keys }: NumbersByKey, language: Language): Index => {
  const index: Index = indexes.get(keys) ?? { byText: new Map(), folded: [] };
  indexes.set(keys, index);
  const add = (key: string, number: number): void => {
    const held = index.byText.get(key);
    if (held === undefined) index.byText.set(key, [number]);
    else held.push(number);
  };
  for (let number = index.folded.length; number < keys.length; number += 1) {
    const { text, entity } = mentionOf(keys[number] ?? '');
    const folded = language.fold(text);
    // Most names are their own key: one string for both.
    index.folded.push(folded === entity ? entity : folded);
    add(folded, number);
    if (entity !== folded) add(entity, number);
  }
  return index;
};

/** A shorter word sounds like too many others. */
const shortestSound = 4;

/** Words recur: how each sounds is kept until there are too many. */
const mostSounds = 20_000;
const sounds = new Map<string, string>();

const soundOf = (word: string, language: Language): string => {
  if (word.length < shortestSound) return word;
  const held = sounds.get(word);
  if (held !== undefined) return held;
  if (sounds.size >= mostSounds) sounds.clear();
  const sound = language.sound(word);
  sounds.set(word, sound);
  return sound;
};

/** The entities that hold every word of a name, as it sounds, under one mention or another. */
const soundingLike = (folded: string, { mentions }: Postings, language: Language): Set<string> => {
  const index = indexOf(mentions, language);
  const wanted = folded.split(' ').map((word) => soundOf(word, language));
  const held = new Map<string, Set<string>>();
  for (const [number, key] of mentions.keys.entries()) {
    const { entity } = mentionOf(key);
    const words = [...(index.folded[number] ?? '').split(' '), ...entity.split(' ')];
    const found = words.map((word) => soundOf(word, language)).filter((sound) => wanted.includes(sound));
    if (found.length === 0 || !mentions.has(key)) continue;
    held.set(entity, new Set([...(held.get(entity) ?? []), ...found]));
  }
  return new Set([...held].filter(([, found]) => wanted.every((sound) => found.has(sound))).map(([entity]) => entity));
};

const namedBy = (text: string, { mentions }: Postings, language: Language): string[] =>
  (indexOf(mentions, language).byText.get(text) ?? [])
    .map((number) => mentions.keys[number] ?? '')
    .filter((key) => mentions.has(key))
    .map((key) => mentionOf(key).entity);

/** A shorter word begins or ends too many names. */
const shortestPart = 3;

/** Those that the word begins or ends: "Kyoto" may be meant for the "Kyoto Protocol". */
const namedInPart = (word: string, { mentions }: Postings, language: Language): string[] => {
  if (word.length < shortestPart || word.includes(' ')) return [];
  const { folded } = indexOf(mentions, language);
  const found: string[] = [];
  for (const [number, text] of folded.entries()) {
    if (!text.startsWith(`${word} `) && !text.endsWith(` ${word}`)) continue;
    const key = mentions.keys[number] ?? '';
    const { entity } = mentionOf(key);
    // "Ukrainian President Zelensky" is not meant by "Ukrainian".
    if (mentions.has(key) && entity.split(' ').includes(word)) found.push(entity);
  }
  return found;
};

/** By exact name, or by a word of a longer one; else the entities that hold every word of it, as it sounds. A name that nobody bears is left out. */
export const knownNames = (analysis: Analysis, names: readonly AskedName[], language: Language): Known => {
  const postings = postingsOf(analysis);
  const known = new Map<string, ReadonlySet<string>>();
  for (const { folded, entity } of names) {
    const exact = new Set([folded, entity].flatMap((text) => namedBy(text, postings, language)));
    for (const each of namedInPart(folded, postings, language)) exact.add(each);
    const entities = exact.size > 0 ? exact : soundingLike(folded, postings, language);
    if (entities.size > 0) known.set(folded, entities);
  }
  return known;
};

/** Several words side by side are looked for in the stories that hold each of them. */
const isWrittenSmall = ({ smallWords, storyOf }: Postings, text: string): boolean => {
  const words = text.split(' ');
  if (words.length === 1) return smallWords.has(text);
  const [first, ...rest] = words.map((word) => new Set(smallWords.get(word)));
  return [...(first ?? [])]
    .filter((number) => rest.every((numbers) => numbers.has(number)))
    .some((number) =>
      storyOf(number)?.claims.some(({ statements }) => statements.some((each) => each.text.includes(` ${text} `))),
    );
};

/** "US", "U.N.": a name of capitals, which a common word may be spelled like. */
const isWrittenInCapitals = (folded: string, { mentions }: Postings, language: Language): boolean =>
  (indexOf(mentions, language).byText.get(folded) ?? [])
    .map((number) => mentions.keys[number] ?? '')
    .some((key) => mentions.has(key) && /^(?:\p{Lu}\.?){2,}$/u.test(mentionOf(key).text));

/** Whether folded words name something in the articles, and are no common words in them. */
export const isNameIn =
  (analysis: Analysis, language: Language): NameTest =>
  (folded, definite) => {
    const postings = postingsOf(analysis);
    return (
      namedBy(folded, postings, language).length > 0 &&
      (!isWrittenSmall(postings, folded) || (definite && isWrittenInCapitals(folded, postings, language)))
    );
  };

/** Takes in the names that are new. */
export const prepareNames = ({ mentions }: Postings, language: Language): void => {
  indexOf(mentions, language);
};
