/** Words of a sentence as the name finder sees them. */
import { foldName } from './fold.ts';
import { lookUp } from './gazetteer.ts';
import { abbreviations } from './roles.ts';

export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  /** Written with a capital where it matters: "Kyiv", "al-Assad", "d'Ivoire". */
  readonly capital: boolean;
  readonly allCaps: boolean;
  /** Begins a sentence, a quotation or what follows a colon: its capital says nothing. */
  readonly initial: boolean;
  /** Joined to the word before by one space alone. */
  readonly joined: boolean;
  /** Ends in a possessive or runs on into a lower-case part ("Kyiv-based"): nothing may follow it in a name. */
  readonly closes: boolean;
}

/** Initials with their points ("U.S.", "J.R.R."), or letters and digits with inner apostrophes, hyphens and ampersands. */
const wordPattern =
  /(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{M}]))?|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’&‐-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
const possessive = /['’]s$/iu;
const lowerParticleFirst = /^(?:al|el|ul|ad|as|ash|an|ar|az|d|l)['’‐-]\p{Lu}/u;
const breaksSentence = /[.!?:;“”"«»•*–—[({|/]|(?:^|\s)['‘-]/u;

/** "Kyiv-based" gives "Kyiv"; "Port-au-Prince", "Al-Qaeda" and "Jean-Claude" stay whole. */
const properPart = (text: string): string => {
  const parts = text.split(/(?<=[‐-])/u);
  let last = parts.length;
  while (last > 1 && !/^\p{Lu}|^\p{N}/u.test(parts[last - 1] ?? '')) last -= 1;
  return parts.slice(0, last).join('').replace(/[‐-]$/u, '');
};

/** "Ukraine-Russia" and "Zelenskyy-Russian" are two names; "Guinea-Bissau" and "Jean-Claude" are one. */
const parts = (match: RegExpExecArray): { text: string; start: number }[] => {
  const whole = match[0];
  const hyphen = whole.search(/[‐-](?=\p{Lu})/u);
  if (hyphen > 0 && lookUp(foldName(whole)) === undefined) {
    const [left, right] = [whole.slice(0, hyphen), whole.slice(hyphen + 1)];
    const ends = [left, right].map((part) => lookUp(foldName(part.replace(possessive, '')))?.kind);
    if (ends[1] !== undefined || ends[0] === 'country')
      return [
        { text: left, start: match.index },
        { text: right, start: match.index + hyphen + 1 },
      ];
  }
  return [{ text: whole, start: match.index }];
};

/** Splits a sentence into words. Linear in its length. */
export const wordsOf = (sentence: string): Word[] => {
  const words: Word[] = [];
  let previousEnd = 0;
  let closed = true;
  for (const { text: whole, start } of [...sentence.matchAll(wordPattern)].flatMap(parts)) {
    const gap = sentence.slice(previousEnd, start);
    let end = start + whole.length;
    const abbreviated = sentence[end] === '.' && (whole.length === 1 || abbreviations.has(whole.toLowerCase()));
    let text = whole.replace(possessive, '');
    const owns = text.length < whole.length;
    const capital = /^\p{Lu}/u.test(text) || lowerParticleFirst.test(text);
    const proper = capital ? properPart(text) : text;
    const cut = proper.length < text.length;
    text = proper;
    words.push({
      text,
      start,
      end: start + text.length,
      folded: foldName(text),
      capital,
      allCaps: text.length > 1 && !/\p{Ll}/u.test(text) && /\p{Lu}/u.test(text),
      initial: words.length === 0 || breaksSentence.test(gap),
      joined: !closed && gap === ' ',
      closes: owns || cut,
    });
    closed = owns || cut;
    if (abbreviated) end += 1;
    previousEnd = end;
  }
  return words;
};

/** Titles in capitals ("Mayor Opens Bridge") and shouting: a capital says nothing anywhere in it. */
export const isHeadline = (sentence: string, words: readonly Word[]): boolean => {
  const long = words.filter((word) => word.text.length > 3 && !/^\p{N}/u.test(word.text));
  if (long.length < 3) return false;
  const share = long.filter((word) => word.capital).length / long.length;
  // A sentence with its full stop may be a list of names, unless it shouts.
  if (/[.!?]["'”’)]*$/u.test(sentence) && !long.every((word) => word.allCaps)) return false;
  return share >= (long.length > 3 ? 0.75 : 1);
};
