/** Whether a full stop, question or exclamation mark ends its sentence: judged by the words on both sides. */
import {
  clock,
  companies,
  months,
  never,
  numbered,
  places,
  shouted,
  speech,
  starters,
  titles,
  zones,
} from './abbreviations.ts';

/** How far on either side the judgement looks. */
const reach = 80;

/** The word that ends right before the mark, inner dots kept: "U.S", "Ph.D", "Inc". */
const wordBefore = (text: string, at: number): string =>
  /[\p{L}\p{N}][\p{L}\p{N}.'’&/-]*$/u.exec(text.slice(Math.max(0, at - reach), at))?.[0] ?? '';

const initial = /^\p{Lu}$/u;
const dotted = /^(?:\p{L}\.)+\p{L}$/u;

/** After the mark: what opens the next word, the word, and what comes after it. */
const wordAfter = /^\s+(["“”‘’'(«[]*)([$€£¥+−-]?[\p{L}\p{N}][\p{L}\p{N}'’-]*)?/u;

const startsName = (text: string, from: number): boolean => {
  const next = wordAfter.exec(text.slice(from, from + reach))?.[2];
  return next !== undefined && /^\p{Lu}/u.test(next);
};

/** "“We won!” Smith said": the speaker's name, then a verb of speech, within a few words. */
const isAttribution = (after: string): boolean => {
  const words = after.trim().split(/\s+/u, 6);
  const verb = words.findIndex((word) => speech.has(word.replace(/\W+$/u, '')));
  return (
    verb > 0 &&
    words
      .slice(0, verb)
      .every((word) => /^(?:\p{Lu}|(?:the|of|de|van|von|al)$)/u.test(word) && !/[.!?,]$/u.test(word)) &&
    !starters.has(words[0] ?? '')
  );
};

/** A dot after an abbreviation: does a sentence end with it all the same? */
const endsAfterAbbreviation = (word: string, next: string, opened: boolean): boolean | undefined => {
  const number = /^\p{N}/u.test(next);
  const starter = starters.has(next.replace(/['’].*$/u, '')) || opened;
  if (clock.has(word)) return !zones.has(next);
  if (never.has(word)) return false;
  if (months.has(word)) return number ? false : starter || !/^\p{Lu}/u.test(next);
  if (numbered.has(word) && number) return false;
  if (titles.has(word)) return (word === 'St' || word === 'Sr' || word === 'Rep') && starter && next !== 'A';
  if (places.has(word)) return !titles.has(next) && !number;
  if (companies.has(word) || dotted.test(word)) return starter || word === 'etc' || word === 'bn';
  if (initial.test(word)) return starter && word !== 'A' && next !== 'A' && next !== 'I' && next.length > 1;
  return undefined;
};

/**
 * @param mark    index of the first character of the mark
 * @param end     index past the mark and the quotes and brackets that close with it
 */
export const endsSentence = (text: string, mark: number, end: number): boolean => {
  const after = text.slice(end, end + reach);
  const match = wordAfter.exec(after);
  if (match === null) return after.trim() === '' || /^\s+/u.test(after);
  const [, opener = '', next] = match;
  if (next === undefined) return true;
  if (/^\p{Ll}/u.test(next) && !/^i(?:Phone|Pad|OS|Pod|Mac|Tunes|Cloud)/u.test(next)) return false;
  const closed = text.slice(mark, end).match(/["”’»]/u) !== null;
  if (/[!?]/u.test(text.slice(mark, end))) {
    if (closed && isAttribution(after)) return false;
    const name = text.slice(Math.max(0, mark - 20), mark);
    return !(startsName(text, end) && [...shouted].some((shout) => name.endsWith(shout)) && !starters.has(next));
  }
  if (text[mark] === '.' && text[mark + 1] !== '.' && !closed)
    return endsAfterAbbreviation(wordBefore(text, mark), next, opener !== '') ?? true;
  return true;
};
