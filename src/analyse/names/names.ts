/**
 * Proper names in one sentence, without a trained model: runs of capitalised words, told from ordinary words by the
 * lexicon where the capital says nothing; titles and offices taken off; peoples and places known from the gazetteer.
 */
import type { NameMention } from '../../model.ts';
import { longestKnown, lookUp } from './gazetteer.ts';
import { kindOf } from './kinds.ts';
import { ordinary } from './ordinary.ts';
import {
  givenNames,
  isRolePrefix,
  namesOfTime,
  neverNames,
  organisationHeads,
  particles,
  placeHeads,
  regnal,
  roleAt,
} from './roles.ts';
import { isHeadline, type Word, wordsOf } from './words.ts';

/** A stretch of words that names one thing, half-open. */
interface Run {
  readonly from: number;
  readonly to: number;
}

const openClass = new Set(['NOUN', 'PROPN', 'ADJ', 'X']);
const linking = new Set(['of', 'for', 'the', 'and']);

/** Words that may stand in a name at all. */
const mayName = (word: Word): boolean =>
  word.capital &&
  word.text.length > 1 &&
  !namesOfTime.has(word.folded) &&
  !neverNames.has(word.folded) &&
  /\p{L}/u.test(word.text);

/** Whether a word whose capital says nothing is a name all the same. */
const nameWithoutCapital = (words: readonly Word[], at: number, names: ReadonlySet<string>): boolean => {
  const word = words[at];
  if (word === undefined) return false;
  if (lookUp(word.folded) !== undefined || regnal.has(word.folded) || names.has(word.folded)) return true;
  const previous = words[at - 1];
  const read = ordinary(word.text.toLowerCase());
  if (!read.known) return true;
  // "Lindsay Lohan", "Will Smith": a surname that is also a word, after a given name.
  if (previous !== undefined && word.joined && previous.capital && givenNames.has(previous.folded))
    return openClass.has(read.pos);
  return false;
};

/** Marks the words that belong to names, before they are joined. */
const namingWords = (sentence: string, words: readonly Word[], known: ReadonlySet<string>): boolean[] => {
  const headline = isHeadline(sentence, words);
  return words.map((word, at) => {
    if (!mayName(word)) return false;
    const next = words[at + 1];
    const nextNames = next?.joined === true && mayName(next) && !word.closes;
    if (word.allCaps && !headline) return !word.initial || word.text.length < 7;
    if (headline) return nameWithoutCapital(words, at, known) || (givenNames.has(word.folded) && nextNames);
    if (!word.initial) return true;
    if (nameWithoutCapital(words, at, known)) return true;
    if (!nextNames || next.initial) return false;
    // "Supreme Court", "Bush Administration", but not "Yesterday Paris", "Police in".
    return (
      givenNames.has(word.folded) ||
      (openClass.has(ordinary(word.text.toLowerCase()).pos) && lookUp(next.folded) === undefined)
    );
  });
};

/** The gazetteer's longest name that starts here: it may hold small words ("Trinidad and Tobago", "Isle of Man"). */
const knownAt = (words: readonly Word[], at: number): number => {
  const limit = Math.min(longestKnown, words.length - at);
  for (let length = limit; length > 1; length -= 1) {
    const part = words.slice(at, at + length);
    if (part.some((word, index) => index > 0 && !word.joined)) continue;
    if (lookUp(part.map((word) => word.folded).join(' ')) !== undefined) return length;
  }
  return 0;
};

/** How many small words after `at` lead to the next naming word of the same name; 0 when none do. */
const bridge = (words: readonly Word[], naming: readonly boolean[], run: Run): number => {
  const first = words[run.from]?.folded ?? '';
  const heads = organisationHeads.has(words[run.to - 1]?.folded ?? '') || organisationHeads.has(first);
  const ofPlace = placeHeads.has(words[run.to - 1]?.folded ?? '');
  let at = run.to;
  while (at < words.length && at - run.to < 3) {
    const word = words[at];
    if (word === undefined || !word.joined) return 0;
    if (naming[at]) return at - run.to;
    const small = word.folded;
    const first = at === run.to;
    const joins =
      particles.has(small) ||
      (heads && linking.has(small) && !(first && small === 'the')) ||
      (ofPlace && small === 'of');
    if (!joins || word.closes) return 0;
    // "and" joins inside "Ministry of X and Y" alone.
    if (small === 'and' && !words.slice(run.from, run.to).some((part) => part.folded === 'of' || part.folded === 'for'))
      return 0;
    at += 1;
  }
  return 0;
};

const joinRuns = (words: readonly Word[], naming: readonly boolean[], taken: readonly boolean[]): Run[] => {
  const runs: Run[] = [];
  let at = 0;
  while (at < words.length) {
    if (!naming[at] || taken[at]) {
      at += 1;
      continue;
    }
    const known = knownAt(words, at);
    let run: Run = { from: at, to: at + Math.max(1, known) };
    for (;;) {
      const next = words[run.to];
      if (next === undefined || !next.joined || taken[run.to]) break;
      if (naming[run.to]) {
        run = { from: run.from, to: run.to + Math.max(1, knownAt(words, run.to)) };
        continue;
      }
      const small = bridge(words, naming, run);
      if (small === 0 || taken[run.to + small]) break;
      run = { from: run.from, to: run.to + small + 1 };
    }
    runs.push(run);
    at = run.to;
  }
  return runs;
};

/** A demonym or a country before a person or a role stands on its own: "Russian Vladimir Putin". */
const split = (words: readonly Word[], run: Run): Run[] => {
  const first = words[run.from];
  const second = words[run.from + 1];
  if (first === undefined || second === undefined || run.to - run.from < 2) return [run];
  const people = lookUp(first.folded);
  if (
    people === undefined ||
    lookUp(
      words
        .slice(run.from, run.to)
        .map((word) => word.folded)
        .join(' '),
    ) !== undefined
  )
    return [run];
  if (givenNames.has(second.folded) && lookUp(second.folded) === undefined)
    return [
      { from: run.from, to: run.from + 1 },
      { from: run.from + 1, to: run.to },
    ];
  return [run];
};

interface RoleMention {
  readonly run: Run;
  readonly entity: string | undefined;
}

/** Offices and titles, with the country that they go with; they are no part of the name that follows. */
const findRoles = (words: readonly Word[]): RoleMention[] => {
  const folded = words.map((word) => word.folded);
  const found: RoleMention[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const role = roleAt(folded, at);
    if (role === undefined) continue;
    const to = at + role.length;
    const title = !role.office;
    const next = words[to];
    // A title is one only before a name: "General Motors" and "chair" alone are none.
    if (title && !(next?.capital === true && !next.initial)) continue;
    if (
      title &&
      words[at]?.capital === true &&
      !givenNames.has(next?.folded ?? '') &&
      ordinary(next?.text.toLowerCase() ?? '').known
    )
      continue;
    let from = at;
    let country = at > 0 && lookUp(folded[at - 1] ?? '');
    if (country !== false && country !== undefined) from = at - 1;
    else if (at > 1 && words[at - 1]?.joined === true) {
      country = lookUp(`${folded[at - 2]} ${folded[at - 1]}`);
      if (country !== undefined) from = at - 2;
    }
    let end = to;
    if (!country && folded[to] === 'of') {
      const skip = folded[to + 1] === 'the' ? 2 : 1;
      const length = Math.max(1, knownAt(words, to + skip));
      country = lookUp(folded.slice(to + skip, to + skip + length).join(' '));
      if (country !== undefined) end = to + skip + length;
    }
    // "Former Norwegian president": what stands before the country belongs to the office.
    const prefix = from < at && isRolePrefix(folded[from - 1] ?? '') ? `${folded[from - 1]} ` : '';
    const entity = role.office && country ? `role:${country.entity} ${prefix}${role.key}` : undefined;
    found.push({ run: entity === undefined ? { from: at, to } : { from, to: end }, entity });
    at = end - 1;
  }
  return found;
};

const mention = (
  sentence: string,
  words: readonly Word[],
  run: Run,
  kind: NameMention['kind'],
  entity?: string,
): NameMention => {
  const start = words[run.from]?.start ?? 0;
  const end = words[run.to - 1]?.end ?? start;
  const text = sentence.slice(start, end);
  const folded = words
    .slice(run.from, run.to)
    .map((word) => word.folded)
    .join(' ');
  return { start, end, text, kind, entity: entity ?? lookUp(folded)?.entity ?? folded };
};

/**
 * Names in a cleaned sentence, in order and without overlap. `entity` is a key local to the sentence: the folded name,
 * the country for its people ("Ukrainian" gives "ukraine"), `role:COUNTRY OFFICE` for an office of a country
 * ("Ukrainian President" gives "role:ukraine president"). `resolveNames` turns it into one key across articles.
 * Near linear in the sentence's length.
 *
 * @param known folded words that are names elsewhere in the article: `knownNames`
 */
export const findNames = (sentence: string, known: ReadonlySet<string> = new Set()): NameMention[] => {
  const words = wordsOf(sentence);
  const naming = namingWords(sentence, words, known);
  const roles = findRoles(words);
  const taken = words.map(() => false);
  for (const { run } of roles) for (let at = run.from; at < run.to; at += 1) taken[at] = true;
  const mentions = roles.flatMap(({ run, entity }) =>
    entity === undefined ? [] : [mention(sentence, words, run, 'person', entity)],
  );
  for (const joined of joinRuns(words, naming, taken))
    for (const run of split(words, joined)) {
      const titled = taken[run.from - 1] === true;
      const kind = kindOf(
        words.slice(run.from, run.to),
        titled,
        words[run.from - 1]?.folded ?? '',
        words[run.to]?.folded ?? '',
        /^, \d{1,2},/u.test(sentence.slice(words[run.to - 1]?.end ?? 0, (words[run.to - 1]?.end ?? 0) + 6)),
      );
      mentions.push(mention(sentence, words, run, kind));
    }
  return mentions.sort((a, b) => a.start - b.start);
};

/**
 * Words of an article that are names where their capital tells: they are then known at the start of a sentence, too
 * ("Bush said"). A word also written small in the middle of a sentence is none.
 */
export const knownNames = (sentences: readonly string[]): ReadonlySet<string> => {
  const capital = new Set<string>();
  const small = new Set<string>();
  for (const sentence of sentences) {
    const words = wordsOf(sentence);
    if (isHeadline(sentence, words)) continue;
    for (const word of words)
      if (!word.capital) small.add(word.folded);
      else if (!word.initial && mayName(word)) capital.add(word.folded);
  }
  return new Set([...capital].filter((word) => !small.has(word)));
};
