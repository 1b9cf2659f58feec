/** One amount and its surroundings: what is counted or measured, and how the wording bounds it. */
import type { Quantity } from '../../model.ts';
import { readAge } from './ages.ts';
import { boundAfter, interval, readBound } from './comparing.ts';
import {
  afterDeterminer,
  kindOf,
  type Phrase,
  phrase,
  pluralPhrase,
  readsAsPeople,
  speaksOfToll,
  subjectBefore,
} from './counted.ts';
import { isExcluded } from './exclusions.ts';
import { dimension, durationCues, harmed, hyphenPersons, isCurrency, isPlural, nounClass, stops } from './lexicon.ts';
import type { Amount } from './measures.ts';
import { isHyphen, type Token } from './tokens.ts';

/** A quantity still in tokens, before its neighbours are known. */
export interface Reading {
  readonly from: number;
  readonly to: number;
  /** Where the noun phrase counted ends; `to` when none follows. */
  readonly end: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly comparator: Quantity['comparator'];
  readonly unit: string | null;
  readonly of: string | null;
  readonly scope: string | null;
  /** An age has no scope: "every fighter aged 25 and under". */
  readonly isAge?: boolean;
}

export type Sentence = { readonly text: string; readonly tokens: readonly Token[] };

const words = ({ text, tokens }: Sentence, found: Phrase | undefined): string | null => {
  const first = found === undefined ? undefined : tokens[found.from];
  return found === undefined || first === undefined ? null : text.slice(first.start, found.head.end);
};

/** What a measured amount (money, percent, a length) is of: "gallons of water", "$7 billion in losses", or the subject. */
const measured = (sentence: Sentence, amount: Amount): string | null => {
  const { tokens } = sentence;
  const next = tokens[amount.to]?.lower;
  if (amount.adjective) return words(sentence, phrase(tokens, amount.to));
  if (next === 'of' || (next === 'in' && isCurrency(amount.unit))) {
    const at = afterDeterminer(tokens, amount.to + 1);
    const found = pluralPhrase(tokens, at) ?? phrase(tokens, at);
    if (found !== undefined && !/^\p{Lu}/u.test(found.head.text)) return words(sentence, found);
  }
  const worth = tokens[amount.from - 1]?.lower === 'worth' ? phraseBefore(tokens, amount.from - 1) : undefined;
  return words(sentence, worth ?? subjectBefore(tokens, amount.from));
};

const phraseBefore = (tokens: readonly Token[], at: number): Phrase | undefined => {
  const head = tokens[at - 1];
  return head?.kind === 'word' && !stops.has(head.lower) ? { from: at - 1, to: at, head } : undefined;
};

/** "an hour" counts only where something lasts: "took an hour", not "$500 an hour". */
const isIdleArticle = (tokens: readonly Token[], amount: Amount): boolean => {
  if (amount.form !== 'article' || amount.unit === null) return false;
  const text = tokens[amount.from]?.lower;
  if (text === 'half' || amount.to - amount.from > 2) return false;
  const cue = tokens[amount.from - 1]?.lower ?? '';
  const next = tokens[amount.to];
  const multiple = amount.value !== null && amount.value > 1;
  if (multiple && amount.from === 0) return false;
  if (next?.kind === 'word' && !stops.has(next.lower)) return true;
  if (next?.lower === 'of' || next?.lower === 'ago' || next?.lower === 'later' || next?.lower === 'earlier')
    return !['than', 'over', 'under', 'nearly', 'almost', 'about', 'around'].includes(cue);
  return !durationCues.has(cue);
};

/** "1,200-strong", "six-member": people told in a compound. */
const compoundNoun = (tokens: readonly Token[], amount: Amount): { to: number; unit: string } | undefined => {
  if (amount.unit !== null || !isHyphen(tokens, amount.to)) return undefined;
  const noun = tokens[amount.to + 1];
  if (noun === undefined || noun.kind !== 'word') return undefined;
  if (hyphenPersons.has(noun.lower)) return { to: amount.to + 2, unit: 'person' };
  const kind = nounClass(noun.text);
  return kind === undefined ? undefined : { to: amount.to + 2, unit: kind };
};

const measuring = new Set(['measured', 'measuring', 'measures', 'registered', 'registering']);
const quakes = new Set(['quake', 'earthquake', 'tremor', 'temblor', 'aftershock']);

/** Magnitudes carry their name before, behind or further off: "measuring 5.6 on the Richter scale". */
const isMagnitude = (tokens: readonly Token[], amount: Amount): boolean => {
  if (
    amount.form !== 'digits' ||
    amount.unit !== null ||
    amount.scale !== null ||
    (amount.high ?? amount.value ?? 10) >= 10
  )
    return false;
  const behind = tokens[isHyphen(tokens, amount.to) ? amount.to + 1 : amount.to]?.lower;
  if (behind === 'magnitude' || behind === 'strength') return true;
  for (let at = Math.max(0, amount.from - 5); at < amount.from; at += 1)
    if (tokens[at]?.lower === 'magnitude' && !tokens.slice(at, amount.from).some((token) => token.text === ','))
      return true;
  const verb = tokens[amount.from - 1]?.lower ?? '';
  if (
    measuring.has(verb) &&
    tokens.slice(Math.max(0, amount.from - 30), amount.from).some((token) => quakes.has(token.lower))
  )
    return true;
  for (let at = amount.to; at < amount.to + 5; at += 1) if (tokens[at]?.lower === 'richter') return true;
  return false;
};

/** "Temperatures were minus 20": degrees that go without saying. */
const isTemperature = (tokens: readonly Token[], amount: Amount): boolean => {
  if (amount.form !== 'digits' || amount.unit !== null || amount.scale !== null) return false;
  const next = tokens[amount.to];
  if (next?.kind === 'word' && !stops.has(next.lower)) return false;
  for (let at = amount.from - 1; at >= Math.max(0, amount.from - 4); at -= 1) {
    const token = tokens[at];
    if (token?.lower === 'temperature' || token?.lower === 'temperatures') return true;
    if (token?.kind !== 'word') return false;
  }
  return false;
};

const reading = (
  tokens: readonly Token[],
  amount: Amount,
  unit: string | null,
  to: number,
  end: number,
  of: string | null,
): Reading => {
  if (amount.value === null || amount.low === null) {
    const hedged = readBound(tokens, amount.from, to, end, unit, amount.to);
    const vague = amount.low !== null && amount.high === null;
    const comparator = vague ? '>=' : hedged.word === '~' || hedged.word === 'nearly' ? '~' : '=';
    const from = comparator === '~' || vague ? hedged.from : amount.from;
    return {
      from,
      to,
      end,
      value: amount.value,
      low: amount.low,
      high: amount.high,
      comparator,
      unit,
      of,
      scope: null,
    };
  }
  const bound = readBound(tokens, amount.from, to, end, unit, amount.to);
  const word = amount.form === 'couple' && bound.word === '=' ? '~' : bound.word;
  return {
    from: bound.from,
    to: Math.max(to, bound.to),
    end: Math.max(end, bound.to),
    ...interval(amount.value, word),
    unit,
    of,
    scope: null,
  };
};

/** Sums told in these or more need no noun behind them. */
const leastScale = 1e6;
const levels = new Set(['to', 'at', 'from']);

/**
 * The unit that is said once for two figures: "a rise of 6.5 percent; the firm offers 4.2", "on about 36" behind a share,
 * "a deficit of 12.2 billion" behind a sum of money.
 */
const unitUnderstood = (
  tokens: readonly Token[],
  amount: Amount,
  previous: Reading | undefined,
): string | undefined => {
  const next = tokens[amount.to];
  const bare = next === undefined || next.kind === 'mark' || stops.has(next.lower);
  if (previous?.unit == null || amount.value === null || amount.form !== 'digits' || !bare || next?.text === '-')
    return undefined;
  if (amount.scale !== null && amount.scale >= leastScale) return isCurrency(previous.unit) ? previous.unit : undefined;
  if (previous.unit !== 'percent' || amount.scale !== null || amount.value > 100) return undefined;
  const hedged = readBound(tokens, amount.from, amount.to, amount.to, 'percent', amount.to).from;
  const before = tokens[hedged - 1]?.lower ?? '';
  return before === 'on' || (!Number.isInteger(amount.value) && !levels.has(before)) ? 'percent' : undefined;
};

/** The reading of one amount; undefined when it counts nothing. */
export const read = (sentence: Sentence, amount: Amount, previous: Reading | undefined): Reading | undefined => {
  const { tokens } = sentence;
  const age = readAge(tokens, amount);
  if (age !== undefined) {
    const owner =
      age.nounAt !== null
        ? phrase(tokens, age.nounAt)
        : tokens[age.from - 1]?.text === ','
          ? (nameBefore(tokens, age.from - 1) ?? phraseBefore(tokens, age.from - 1))
          : (phraseBefore(tokens, age.from) ??
            (tokens[age.from - 1]?.lower === 'of' ? phraseBefore(tokens, age.from - 1) : undefined));
    const { from, to, value, low, high, comparator } = age;
    const around = readBound(tokens, from, to, to, 'year');
    const shape =
      comparator === '=' && value !== null && around.word !== '='
        ? interval(value, around.word)
        : { value, low, high, comparator };
    return {
      from: Math.min(from, around.from),
      to: Math.max(to, around.to),
      end: Math.max(to, around.to),
      ...shape,
      unit: 'year',
      of: words(sentence, owner),
      scope: null,
      isAge: true,
    };
  }
  if (isExcluded(tokens, amount)) return undefined;
  if (isMagnitude(tokens, amount)) {
    const behind = isHyphen(tokens, amount.to) ? amount.to + 1 : amount.to;
    const named = tokens[behind]?.lower === 'magnitude' || tokens[behind]?.lower === 'strength';
    const to = named ? behind + 1 : amount.to;
    const joined = isHyphen(tokens, amount.from - 1) ? amount.from - 2 : amount.from;
    const noun = phrase(tokens, to) ?? subjectBefore(tokens, joined);
    return { ...reading(tokens, { ...amount, from: joined }, 'magnitude', to, to, words(sentence, noun)) };
  }
  if (isTemperature(tokens, amount))
    return reading(tokens, amount, 'degree', amount.to, amount.to, words(sentence, subjectBefore(tokens, amount.from)));
  if (amount.unit !== null) {
    if (isIdleArticle(tokens, amount)) return undefined;
    return reading(tokens, amount, amount.unit, amount.to, amount.to, measured(sentence, amount));
  }
  const understood = unitUnderstood(tokens, amount, previous);
  if (understood !== undefined)
    return reading(
      tokens,
      amount,
      understood,
      amount.to,
      amount.to,
      words(sentence, subjectBefore(tokens, amount.from)),
    );
  const compound = compoundNoun(tokens, amount);
  if (compound !== undefined)
    return reading(
      tokens,
      amount,
      compound.unit,
      compound.to,
      compound.to,
      words(sentence, phrase(tokens, compound.to)),
    );
  return counted(sentence, amount, previous);
};

const nameBefore = (tokens: readonly Token[], at: number): Phrase | undefined => {
  let from = at;
  while (from > 0 && /^\p{Lu}/u.test(tokens[from - 1]?.text ?? '')) from -= 1;
  const head = tokens[at - 1];
  return from === at || head === undefined ? undefined : { from, to: at, head };
};

/** "Nobody was hurt" counts; "nobody can say" does not. */
const suffers = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(at, at + 5).some((token) => harmed.has(token.lower));

const parents = new Set(['mother', 'father', 'mom', 'mum', 'dad', 'parent', 'parents']);
const standsBare = (tokens: readonly Token[], at: number): boolean => pluralPhrase(tokens, at) === undefined;

const pronouns = new Set(['them', 'us', 'whom', 'which', 'those', 'these']);

/** Things counted: "46 protesters", "two of them", "20 wounded", "eight from the Navy". */
const counted = (sentence: Sentence, amount: Amount, previous: Reading | undefined): Reading | undefined => {
  const { tokens } = sentence;
  // "twenty or more climbers"
  const at = boundAfter(tokens, amount.to)?.to ?? amount.to;
  const next = tokens[at];
  // "a mother of 12"
  if (
    tokens[amount.from - 1]?.lower === 'of' &&
    parents.has(tokens[amount.from - 2]?.lower ?? '') &&
    standsBare(tokens, at)
  )
    return reading(tokens, amount, 'child', at, at, null);
  // "two people killed and another wounded"
  if (amount.form === 'another') return reading(tokens, amount, 'person', at, at, null);
  if (amount.form === 'nobody')
    return suffers(tokens, at) ? reading(tokens, amount, 'person', at, at, null) : undefined;
  const vague = amount.form === 'vague' || amount.form === 'couple' || tokens[at - 1]?.lower === 'pair';
  if (next?.lower === 'of') {
    const inner = afterDeterminer(tokens, at + 1);
    if (pronouns.has(tokens[at + 1]?.lower ?? ''))
      return reading(tokens, amount, previous?.unit ?? 'person', at + 2, at + 2, null);
    const found = pluralPhrase(tokens, tokens[inner]?.kind === 'number' ? inner + 1 : inner);
    if (found !== undefined) {
      // "two of the 12 fire engines": the twelve are counted apart.
      const own = tokens[inner]?.kind === 'number' ? null : words(sentence, found);
      return reading(tokens, amount, kindOf(found, tokens), at, own === null ? at : found.to, own);
    }
    if (!vague) return undefined;
  }
  const one = amount.value === 1;
  const found = one ? singularPhrase(tokens, at) : pluralPhrase(tokens, at);
  if (found !== undefined) {
    if (amount.form === 'words' && tokens[amount.from]?.lower === 'both' && nounClass(found.head.text) === undefined)
      return undefined;
    return reading(tokens, amount, kindOf(found, tokens), at, found.to, words(sentence, found));
  }
  if (tokens[amount.from]?.lower === 'both' || one || tokens[amount.from]?.lower === 'several') return undefined;
  if (amount.low !== null && amount.high !== null && amount.low < amount.high && !readsAsPeople(tokens, at))
    return undefined;
  if (readsAsPeople(tokens, at) || speaksOfToll(tokens, amount.from))
    return reading(tokens, amount, 'person', at, at, null);
  const listed =
    previous !== undefined &&
    previous.unit !== null &&
    [',', 'and', '(', 'but', 'or'].includes(tokens[amount.from - 1]?.lower ?? '');
  if (listed && dimension(previous.unit ?? '') === undefined && !isCurrency(previous.unit))
    return reading(tokens, amount, previous.unit, at, at, null);
  if (amount.form === 'vague' && next?.kind === 'word' && !vagueStops.has(next.lower))
    return reading(tokens, amount, 'person', at, at, null);
  return undefined;
};

const vagueStops = new Set(['of', 'in', 'to', 'and', 'a', 'an', 'the']);

/** "one soldier": the nouns up to the next function word, of which the last known one is the head. */
const singularPhrase = (tokens: readonly Token[], at: number): Phrase | undefined => {
  const found = phrase(tokens, at);
  if (found === undefined) return undefined;
  for (let index = at; index < found.to; index += 1) {
    const token = tokens[index];
    const after = tokens[index + 1];
    if (
      token !== undefined &&
      nounClass(token.text) !== undefined &&
      (after === undefined || nounClass(after.text) === undefined)
    )
      return harmed.has(token.lower) && index + 1 < found.to ? found : { from: at, to: index + 1, head: token };
  }
  // "one requiring a withdrawal" stands for a noun said before.
  return found.head.lower.endsWith('ing') || isPlural(found.head.lower) ? undefined : found;
};
