/** Numbers that count nothing: years, dates, clock times, ordinals, scores, phone numbers, addresses, models. */
import {
  clock,
  durationCues,
  isListedNoun,
  isPlural,
  labels,
  months,
  notOneFollowers,
  streets,
  weekdays,
} from './lexicon.ts';
import type { Amount } from './measures.ts';
import { isCapitalised, isHyphen, type Token } from './tokens.ts';

const hyphenated = new Set([
  'magnitude',
  'under',
  'over',
  'mid',
  'nearly',
  'almost',
  'about',
  'for',
  'to',
  'sub',
  'late',
  'early',
]);
const yearPrepositions = new Set([
  'in',
  'since',
  'of',
  'by',
  'until',
  'till',
  'during',
  'from',
  'before',
  'after',
  'the',
  'early',
  'late',
  'mid',
  'circa',
  'and',
  'to',
  'or',
  'year',
]);
const prepositions = new Set([
  'in',
  'at',
  'on',
  'from',
  'near',
  'around',
  'of',
  'by',
  'to',
  'for',
  'with',
  'and',
  'since',
  'last',
  'next',
]);

const isMonth = (token: Token | undefined): boolean => isCapitalised(token) && months.has(token?.lower ?? '');

const isCode = (tokens: readonly Token[], amount: Amount): boolean => {
  const token = tokens[amount.from];
  const before = tokens[amount.from - 1];
  const after = tokens[amount.to];
  if (token?.kind !== 'number') return false;
  if (/^0\d/.test(token.text)) return true;
  if (before !== undefined && !token.spaced) {
    if (
      before.kind === 'word' ||
      before.text === '.' ||
      before.text === '+' ||
      before.text === '#' ||
      before.text === '/'
    )
      return true;
    if (before.text === ':' || before.text === '@') return true;
    if (isHyphen(tokens, amount.from - 1)) {
      const joined = tokens[amount.from - 2];
      if (joined?.kind === 'number' || (joined?.kind === 'word' && !hyphenated.has(joined.lower))) return true;
    }
  }
  if (before?.text === '+' || before?.text === '#') return true;
  // "8th", "4DJ", "1930s", "9/11", "8:00": letters or marks glued behind that are no unit.
  if (after !== undefined && !after.spaced && amount.unit === null) {
    if (after.kind === 'word' || after.text === ':' || after.text === '/' || after.text === '@') return true;
  }
  return false;
};

const isDateOrTime = (tokens: readonly Token[], amount: Amount): boolean => {
  const token = tokens[amount.from];
  const before = tokens[amount.from - 1];
  const after = tokens[amount.to];
  if (token?.kind !== 'number') return before?.lower === 'at' && after?.lower === "o'clock";
  const plain = /^\d{4}$/.test(token.text) ? Number(token.text) : undefined;
  if (amount.unit === 'hour' && plain !== undefined && plain <= 2400) return true;
  if (amount.unit !== null) return false;
  if (clock.has(after?.lower ?? '') && !(after?.lower === 'est' && isPlural(after.lower))) return true;
  const nearMonth = isMonth(before) || (before?.text === '.' && isMonth(tokens[amount.from - 2]));
  if (nearMonth && amount.scale === null) return true;
  if (isMonth(after) || (after?.lower === 'of' && isMonth(tokens[amount.to + 1]))) return amount.scale === null;
  if (plain === undefined) return false;
  const noun = after?.kind === 'word' && (isListedNoun(after.lower) || (isPlural(after.lower) && plain < 1900));
  if (plain < 1500 || plain > 2100) return !noun && !(after?.kind === 'word' && isPlural(after.lower));
  return !noun || yearPrepositions.has(before?.lower ?? '') || before?.text === ',';
};

const isDigits = (token: Token | undefined): boolean => token?.kind === 'number';

/** Runs of numbers: phone numbers ("0845 125 2222") and results ("3-1"). */
const isRun = (tokens: readonly Token[], amount: Amount): boolean => {
  if (amount.unit !== null || amount.scale !== null || !isDigits(tokens[amount.from])) return false;
  if (isDigits(tokens[amount.to]) || isDigits(tokens[amount.from - 1])) return true;
  return isHyphen(tokens, amount.to) && isDigits(tokens[amount.to + 1]);
};

/** "Article 5", "Boeing 737", "No. 2", "route 30". */
const isLabelled = (tokens: readonly Token[], amount: Amount): boolean => {
  if (amount.unit !== null || amount.scale !== null || amount.form === 'vague') return false;
  const first = tokens[amount.from];
  const abbreviated = tokens[amount.from - 1]?.text === '.' && first?.kind === 'number';
  const at = abbreviated ? amount.from - 2 : amount.from - 1;
  const before = tokens[at];
  if (before?.kind !== 'word') return false;
  if (labels.has(before.lower) && (!abbreviated || before.lower.startsWith('no'))) {
    const listed = isPlural(tokens[amount.to]?.lower ?? '') && before.lower === before.text && before.lower !== 'no';
    return !listed;
  }
  if (abbreviated || first?.kind !== 'number' || !isCapitalised(before)) return false;
  if (weekdays.has(before.lower) || months.has(before.lower)) return false;
  const noun = isPlural(tokens[amount.to]?.lower ?? '');
  if (at === 0) return !noun && !comparatorOpens(before.lower);
  return !noun || !prepositions.has(tokens[at - 1]?.lower ?? '');
};

const openers = new Set([
  'a',
  'an',
  'about',
  'over',
  'some',
  'nearly',
  'almost',
  'around',
  'roughly',
  'approximately',
  'under',
  'only',
  'just',
  'another',
  'all',
  'the',
  'these',
  'those',
  'at',
  'in',
  'of',
  'with',
  'by',
  'for',
  'from',
  'to',
  'and',
  'but',
  'their',
  'his',
  'her',
  'its',
  'our',
  'than',
  'further',
  'estimated',
  'within',
  'below',
  'above',
  'between',
  'after',
  'until',
]);
const comparatorOpens = (word: string): boolean => openers.has(word);

/** "the Group of 20", "the Six Nations" are names. */
const isGroup = (tokens: readonly Token[], amount: Amount): boolean =>
  (tokens[amount.from - 1]?.lower === 'of' && tokens[amount.from - 2]?.text === 'Group') ||
  (amount.form === 'words' &&
    isCapitalised(tokens[amount.from]) &&
    tokens[amount.from - 1]?.lower === 'the' &&
    (amount.unit === null || isCapitalised(tokens[amount.to - 1])) &&
    (tokens[amount.to]?.kind !== 'word' || isCapitalised(tokens[amount.to])));

const isAddress = (tokens: readonly Token[], amount: Amount): boolean => {
  if (amount.unit !== null || tokens[amount.from]?.kind !== 'number') return false;
  for (let at = amount.to; at < amount.to + 4; at += 1) {
    const token = tokens[at];
    if (!isCapitalised(token)) return false;
    if (at > amount.to && streets.has(token?.lower ?? '')) return true;
  }
  return false;
};

/** "1. Open the door", "(2)". */
const isListMark = (tokens: readonly Token[], amount: Amount): boolean => {
  if (amount.unit !== null || amount.to !== amount.from + 1 || tokens[amount.from]?.kind !== 'number') return false;
  const after = tokens[amount.to];
  if (amount.from === 0 && (after?.text === '.' || after?.text === ')') && tokens.length > 2) return true;
  return tokens[amount.from - 1]?.text === '(' && after?.text === ')' && (amount.value ?? 0) < 10;
};

/** "One may ask", "one of the best", "no one": "one" as a pronoun. */
const isPronounOne = (tokens: readonly Token[], amount: Amount): boolean => {
  const first = tokens[amount.from];
  if (first?.lower !== 'one') return false;
  const before = tokens[amount.from - 1]?.lower ?? '';
  // "together one day": some day or other.
  if (amount.unit === 'day') return tokens[amount.to]?.kind !== 'word' && !durationCues.has(before);
  if (amount.unit !== null || amount.to !== amount.from + 1) return false;
  if (['no', 'any', 'every', 'each', 'this', 'that', 'the', 'which', 'another', 'some'].includes(before)) return true;
  const after = tokens[amount.to];
  return after === undefined || after.kind !== 'word' || notOneFollowers.has(after.lower);
};

/** True when the number at `amount` counts or measures nothing. Constant look-around. */
export const isExcluded = (tokens: readonly Token[], amount: Amount): boolean =>
  isCode(tokens, amount) ||
  isDateOrTime(tokens, amount) ||
  isRun(tokens, amount) ||
  isLabelled(tokens, amount) ||
  isGroup(tokens, amount) ||
  isAddress(tokens, amount) ||
  isListMark(tokens, amount) ||
  isPronounOne(tokens, amount);
