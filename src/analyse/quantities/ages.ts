/** Ages and age limits: "aged 25 and under", "under the age of 25", "61-year-old", "Banky, 40,", "in his early 30s". */
import { ageNouns, months, nounClass, people, weekdays } from './lexicon.ts';
import { type Amount, readAmount } from './measures.ts';
import { isCapitalised, isHyphen, type Token } from './tokens.ts';

export interface Age {
  /** Token range of the whole expression. */
  readonly from: number;
  readonly to: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly value: number | null;
  readonly comparator: '=' | '<' | '<=' | '>' | '>=' | '~';
  /** Where the noun that has this age begins, when it follows. */
  readonly nounAt: number | null;
}

const oldest = 115;
const under = new Set(['under', 'below']);
const over = new Set(['over', 'above']);
const younger = new Set(['under', 'younger', 'below']);
const older = new Set(['over', 'older', 'above', 'up']);
const pronouns = new Set(['his', 'her', 'their', 'my', 'our', 'the', 'its']);
const aroundAge = new Set(['about', 'around', 'approximately', 'roughly']);

const bounded = (
  value: number,
  comparator: '<' | '<=' | '>' | '>=',
): Pick<Age, 'value' | 'low' | 'high' | 'comparator'> => ({
  value,
  low: comparator.startsWith('>') ? value : null,
  high: comparator.startsWith('<') ? value : null,
  comparator,
});

const exact = (amount: Amount): Pick<Age, 'value' | 'low' | 'high' | 'comparator'> => ({
  value: amount.value,
  low: amount.low,
  high: amount.high,
  comparator: '=',
});

/** "25 and under", "25 or older": the token after the phrase and its comparator. */
const boundAfter = (tokens: readonly Token[], at: number): { to: number; comparator: '<=' | '>=' } | undefined => {
  const link = tokens[at]?.lower;
  if (link !== 'and' && link !== 'or') return undefined;
  const word = tokens[at + 1]?.lower ?? '';
  if (younger.has(word)) return { to: at + 2, comparator: '<=' };
  if (older.has(word)) return { to: at + 2, comparator: '>=' };
  return undefined;
};

/** "in his early 30s", "in their 40s". */
const decade = (tokens: readonly Token[], amount: Amount): Age | undefined => {
  const plural = tokens[amount.to];
  if (plural?.lower !== 's' || plural.spaced || amount.value === null || amount.value % 10 !== 0 || amount.value > 90)
    return undefined;
  const qualifierAt = isHyphen(tokens, amount.from - 1) ? amount.from - 2 : amount.from - 1;
  const qualifier = tokens[qualifierAt];
  const part = ['early', 'mid', 'late'].includes(qualifier?.lower ?? '') ? qualifier?.lower : undefined;
  const pronounAt = part === undefined ? amount.from - 1 : qualifierAt - 1;
  const pronoun = tokens[pronounAt];
  if (pronoun === undefined || !pronouns.has(pronoun.lower) || pronoun.lower === 'the') return undefined;
  const [low, high] = part === 'early' ? [0, 3] : part === 'mid' ? [4, 6] : part === 'late' ? [7, 9] : [0, 9];
  const from = tokens[pronounAt - 1]?.lower === 'in' ? pronounAt - 1 : pronounAt;
  const base = { value: null, low: amount.value + low, high: amount.value + high, comparator: '=' } as const;
  return { from, to: amount.to + 1, ...base, nounAt: null };
};

/** "61-year-old", "25 years old", "30 years of age". */
const yearsOld = (tokens: readonly Token[], amount: Amount): Age | undefined => {
  if (amount.unit !== 'year') return undefined;
  const old = isHyphen(tokens, amount.to) ? amount.to + 1 : amount.to;
  const word = tokens[old]?.lower;
  if (word === 'of' && tokens[old + 1]?.lower === 'age')
    return { from: amount.from, to: old + 2, ...exact(amount), nounAt: null };
  if (word !== 'old' && word !== 'olds') return undefined;
  const bound = boundAfter(tokens, old + 1);
  const shape = bound === undefined || amount.value === null ? exact(amount) : bounded(amount.value, bound.comparator);
  return { from: amount.from, to: bound?.to ?? old + 1, ...shape, nounAt: word === 'old' ? old + 1 : null };
};

/** "aged 25 and under", "under the age of 25", "age 25", "people under 25", "under-25s". */
const limit = (tokens: readonly Token[], amount: Amount): Age | undefined => {
  if (amount.unit !== null && amount.unit !== 'year') return undefined;
  const before = tokens[amount.from - 1];
  if (before === undefined) return undefined;
  // Walk back over "the age of" / "age".
  let at = amount.from - 1;
  let named = false;
  if (before.lower === 'of' && tokens[at - 1]?.lower === 'age') {
    at -= tokens[at - 2]?.lower === 'the' ? 3 : 2;
    named = true;
  } else if (ageNouns.has(before.lower)) {
    at -= 1;
    named = true;
  }
  const hyphen = isHyphen(tokens, amount.from - 1);
  const word = tokens[hyphen ? amount.from - 2 : at]?.lower ?? '';
  const from = hyphen ? amount.from - 2 : at;
  const plural = tokens[amount.to]?.lower === 's' && tokens[amount.to]?.spaced === false;
  const owner = tokens[from - 1]?.lower ?? '';
  if (amount.value !== null && (under.has(word) || over.has(word))) {
    const counted = tokens[amount.to]?.kind === 'word' && amount.unit === null && !plural;
    if (named || plural || (people.has(owner) && (!counted || !/s$/.test(tokens[amount.to]?.lower ?? '')))) {
      const comparator = under.has(word) ? '<' : '>';
      return { from, to: amount.to + (plural ? 1 : 0), ...bounded(amount.value, comparator), nounAt: null };
    }
  }
  const twoWords = `${tokens[at - 1]?.lower ?? ''} ${word}`;
  if (
    amount.value !== null &&
    (named || people.has(tokens[at - 2]?.lower ?? '')) &&
    (twoWords === 'younger than' || twoWords === 'older than')
  )
    return {
      from: at - 1,
      to: amount.to,
      ...bounded(amount.value, twoWords.startsWith('y') ? '<' : '>'),
      nounAt: null,
    };
  const bound = boundAfter(tokens, amount.to);
  if (amount.value !== null && bound !== undefined && (named || people.has(before.lower)))
    return {
      from: named ? at + 1 : amount.from,
      to: bound.to,
      ...bounded(amount.value, bound.comparator),
      nounAt: null,
    };
  if (!named) {
    const hedge = aroundAge.has(before.lower) && tokens[amount.from - 2]?.lower === 'aged';
    return hedge
      ? {
          from: amount.from - 2,
          to: amount.to,
          value: amount.value,
          low: null,
          high: null,
          comparator: '~',
          nounAt: null,
        }
      : undefined;
  }
  return { from: at + 1, to: amount.to, ...exact(amount), nounAt: null };
};

/** Words that may follow an age whose closing comma was left out. */
const afterAge = new Set([
  'and',
  'was',
  'were',
  'is',
  'has',
  'had',
  'who',
  'of',
  'from',
  'told',
  'said',
  'died',
  'will',
]);

const articles = new Set(['a', 'an', 'the']);
/** Words between the article and the noun of a person that is named by an office: "a volunteer firefighter". */
const mostDescribing = 4;

/** Whether the word at `at` names one person: a name, or a noun of persons behind an article. */
const isSomebody = (tokens: readonly Token[], at: number): boolean => {
  const word = tokens[at];
  if (word === undefined || word.kind !== 'word') return false;
  if (isCapitalised(word)) return !months.has(word.lower) && !weekdays.has(word.lower);
  if (nounClass(word.text) !== 'person' || word.lower.endsWith('s')) return false;
  return tokens.slice(Math.max(0, at - mostDescribing), at).some((token) => articles.has(token.lower));
};

/** "Benjamin Banky, 40, was shot", "the driver, now 45, is": a number set off by commas (or brackets) behind a person. */
const apposed = (tokens: readonly Token[], amount: Amount): Age | undefined => {
  if (amount.unit !== null || amount.form !== 'digits' || amount.value === null) return undefined;
  const first = tokens[amount.from - 1]?.lower === 'now' ? amount.from - 1 : amount.from;
  const open = tokens[first - 1]?.text;
  const close = tokens[amount.to]?.text;
  const commas =
    open === ',' &&
    (close === ',' ||
      close === '.' ||
      close === ';' ||
      close === undefined ||
      afterAge.has(tokens[amount.to]?.lower ?? ''));
  if (!commas && !(open === '(' && close === ')')) return undefined;
  if (!isSomebody(tokens, first - 2)) return undefined;
  if (amount.value < 1 || amount.value > oldest || !Number.isInteger(amount.value)) return undefined;
  return { from: amount.from, to: amount.to, ...exact(amount), nounAt: null };
};

const described = new Set(['boy', 'girl', 'man', 'woman', 'youth', 'teenager', 'child', 'pensioner', 'student']);
const ended = new Set(['died', 'dies', 'dead', 'retired', 'married']);

/** "a boy of 12", "she died at 92". */
const told = (tokens: readonly Token[], amount: Amount): Age | undefined => {
  if (amount.unit !== null || amount.value === null || !Number.isInteger(amount.value) || amount.value < 1)
    return undefined;
  const [before, earlier] = [tokens[amount.from - 1]?.lower ?? '', tokens[amount.from - 2]?.lower ?? ''];
  const after = tokens[amount.to];
  const ends = after === undefined || after.kind === 'mark' || afterAge.has(after.lower);
  const says = before === 'at' && ended.has(earlier);
  const isOf = before === 'of' && described.has(earlier) && (ends || after?.kind === 'word');
  return (says && ends) || isOf ? { from: amount.from, to: amount.to, ...exact(amount), nounAt: null } : undefined;
};

const being = new Set(['is', 'was', 'turned']);
const who = new Set(['he', 'she', 'who']);
/** What may stand behind an age that closes its clause. */
const closes = new Set(['and', 'when', 'but']);
/** A bare number this small behind a name is more often a count or a result. */
const youngestNamed = 10;

/** "He was 91.", "the captain, who was 38, told", "Example, the head of the choir, is 52.": an age as a predicate. */
const predicated = (tokens: readonly Token[], amount: Amount): Age | undefined => {
  if (amount.unit !== null || amount.form !== 'digits' || amount.value === null || !Number.isInteger(amount.value))
    return undefined;
  const after = tokens[amount.to];
  const ends = after === undefined || /^[.,;]$/.test(after.text) || closes.has(after.lower);
  if (amount.value < 1 || !ends || !being.has(tokens[amount.from - 1]?.lower ?? '')) return undefined;
  const subject = tokens[amount.from - 2];
  const opened =
    subject?.text === ',' ? tokens.slice(0, amount.from - 2).findLastIndex(({ text }) => text === ',') : -1;
  const named = opened > 0 ? isSomebody(tokens, opened - 1) : isSomebody(tokens, amount.from - 2);
  return who.has(subject?.lower ?? '') || (named && amount.value >= youngestNamed)
    ? { from: amount.from, to: amount.to, ...exact(amount), nounAt: null }
    : undefined;
};

const joins = new Set(['and', 'or', ',', 'to']);

/** "68" in "68 and 48 years old", "16- and 17-year-olds": the words of age stand behind the last of a list. */
const listed = (tokens: readonly Token[], amount: Amount, longest: number): Age | undefined => {
  if (amount.unit !== null || amount.value === null || !Number.isInteger(amount.value) || amount.value < 1)
    return undefined;
  const joint = tokens[amount.to]?.text === '-' ? amount.to + 1 : amount.to;
  if (longest === 0 || !joins.has(tokens[joint]?.lower ?? '')) return undefined;
  const next = readAmount(tokens, joint + 1);
  if (next === undefined || (next.value ?? 0) > oldest || next.scale !== null) return undefined;
  const ends = yearsOld(tokens, next) ?? listed(tokens, next, longest - 1);
  return ends === undefined ? undefined : { from: amount.from, to: amount.to, ...exact(amount), nounAt: null };
};
/** Ages beyond this many in one list do not occur; it also bounds the look-ahead. */
const mostListed = 4;

/** The age that `amount` states, or undefined when it states none. */
export const readAge = (tokens: readonly Token[], amount: Amount): Age | undefined => {
  const largest = amount.high ?? amount.value ?? 0;
  if (largest > oldest || amount.scale !== null) return undefined;
  return (
    decade(tokens, amount) ??
    yearsOld(tokens, amount) ??
    limit(tokens, amount) ??
    apposed(tokens, amount) ??
    told(tokens, amount) ??
    predicated(tokens, amount) ??
    listed(tokens, amount, mostListed)
  );
};
