/** A number with the unit that stands at it: "$7 billion", "6.1 billion euros", "3.4%", "90-day", "1hr 4 mins". */
import { calibres, dimension, type Measure, measure, nounClass, numerals, stops, units } from './lexicon.ts';
import { currencyAfter, currencyBefore } from './money.ts';
import { type Numeral, readNumeral } from './numerals.ts';
import { isHyphen, type Token } from './tokens.ts';

export interface Amount {
  readonly from: number;
  readonly to: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string | null;
  readonly form: Numeral['form'];
  readonly scale: number | null;
  /** The unit is joined by a hyphen and so describes the noun that follows: "a 90-day stint". */
  readonly adjective: boolean;
}

const own = <T>(record: Record<string, T>, key: string | undefined): T | undefined =>
  key !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;

const speeds = new Map([
  ['km', 'km/h'],
  ['mile', 'mph'],
]);

/** The unit word or words at `at`; a hyphen may stand before or between them. */
const measureAt = (
  tokens: readonly Token[],
  at: number,
): { measure: Measure; to: number; hyphen: boolean; word: string } | undefined => {
  // "24- to 30-foot" is handled by the range; here "90-day", "30 nautical miles", "58km", "3.4%".
  const hyphen = isHyphen(tokens, at);
  const skip = hyphen ? at + 1 : at;
  const first = tokens[skip];
  if (first === undefined) return undefined;
  const second = tokens[isHyphen(tokens, skip + 1) ? skip + 2 : skip + 1];
  const two = second === undefined ? undefined : measure(`${first.lower} ${second.lower}`);
  if (two !== undefined && second !== undefined)
    return { measure: two, to: tokens.indexOf(second, skip) + 1, hyphen, word: first.lower };
  if (first.text === '°' && (tokens[skip + 1]?.lower === 'c' || tokens[skip + 1]?.lower === 'f'))
    return { measure: { unit: 'degree', times: 1 }, to: skip + 2, hyphen, word: first.text };
  if ((first.text === 'C' || first.text === 'F') && !first.spaced && tokens[skip - 1]?.kind === 'number')
    return { measure: { unit: 'degree', times: 1 }, to: skip + 1, hyphen, word: first.text };
  const one = measure(first.lower);
  const per = tokens[skip + 1]?.text;
  const hour =
    per === '/'
      ? tokens[skip + 2]?.lower === 'h'
      : (per === 'per' || per === 'an') && tokens[skip + 2]?.lower === 'hour';
  const speed = hour ? speeds.get(one?.unit ?? '') : undefined;
  if (speed !== undefined) return { measure: { unit: speed, times: 1 }, to: skip + 3, hyphen, word: first.lower };
  return one === undefined ? undefined : { measure: one, to: skip + 1, hyphen, word: first.lower };
};

/** "20m" is metres unless people or things are counted: "20m people". */
const isMillion = (tokens: readonly Token[], at: number): boolean => {
  const unit = tokens[at];
  const next = tokens[at + 1];
  return unit?.text === 'm' && next !== undefined && next.spaced && nounClass(next.text) !== undefined;
};

const half = (unit: string): readonly [string, number] | undefined => own(units.halves, unit);

/** A number and what stands directly at it; unit null when nothing does. Constant look-ahead. */
const simple = (tokens: readonly Token[], at: number): Amount | undefined => {
  const before = currencyBefore(tokens, at);
  const sign = tokens[at];
  const signed =
    sign !== undefined && (sign.text === '-' || sign.text === '−') && sign.spaced && tokens[at + 1]?.spaced === false;
  const minus = before === undefined && (sign?.lower === 'minus' || (signed && tokens[at + 1]?.kind === 'number'));
  const numeral = readNumeral(tokens, before?.to ?? (minus ? at + 1 : at));
  const amount = (
    to: number,
    value: number | null,
    unit: string | null,
    more: { adjective?: boolean; low?: number | null; scale?: number | null } = {},
  ): Amount => {
    const stated = minus && value !== null ? -value : value;
    return {
      from: at,
      to,
      value: stated,
      low: more.low ?? stated,
      high: more.low === undefined || more.low === null ? stated : null,
      unit,
      form: numeral?.form ?? 'article',
      scale: more.scale ?? numeral?.scale ?? null,
      adjective: more.adjective ?? false,
    };
  };
  if (numeral === undefined) return minus || before !== undefined ? undefined : articleWithUnit(tokens, at, amount);

  const next = tokens[numeral.to];
  const vague = numeral.value === null ? { low: numeral.low } : {};
  if (before !== undefined) {
    const abbreviation = next !== undefined && !next.spaced ? own(numerals.moneyAbbreviations, next.lower) : undefined;
    if (abbreviation !== undefined && numeral.value !== null)
      return amount(numeral.to + 1, Number((numeral.value * abbreviation).toPrecision(12)), before.unit, {
        scale: abbreviation,
      });
    return amount(numeral.to, numeral.value, before.unit, vague);
  }
  // "dozens of", "a couple of", "millions of" before a unit.
  const link = numeral.form === 'vague' || numeral.form === 'couple' || numeral.value === 2;
  const unitAt = link && next?.lower === 'of' ? numeral.to + 1 : numeral.to;
  const money = currencyAfter(tokens, unitAt, numeral.scale !== null);
  if (money !== undefined)
    return amount(
      money.to,
      numeral.value === null ? null : Number((numeral.value * money.factor).toPrecision(12)),
      money.unit,
      vague,
    );
  if (isMillion(tokens, numeral.to) && numeral.value !== null)
    return amount(numeral.to + 1, numeral.value * 1e6, null, { scale: 1e6 });
  const unit = measureAt(tokens, unitAt);
  if (unit === undefined) return amount(numeral.to, numeral.value, null, vague);
  if (unit.word === 'mm' && calibres.has(tokens[unit.to]?.lower ?? '')) return undefined;
  const { times } = unit.measure;
  return amount(unit.to, numeral.value === null ? null : numeral.value * times, unit.measure.unit, {
    adjective: unit.hyphen,
    ...(numeral.value === null && numeral.low !== null ? { low: numeral.low * times } : {}),
  });
};

/** "a quarter-century", "a half-century". */
const parts25 = new Map([
  ['quarter', 0.25],
  ['half', 0.5],
]);

const lasts = (unit: string): boolean => dimension(unit)?.dimension === 'duration';

/** "an hour", "half a minute", "a decade", "an hour and a half", "a quarter of an hour". */
const articleWithUnit = (
  tokens: readonly Token[],
  at: number,
  amount: (to: number, value: number, unit: string) => Amount,
): Amount | undefined => {
  const word = tokens[at]?.lower;
  const article = (index: number): boolean => tokens[index]?.lower === 'a' || tokens[index]?.lower === 'an';
  if (word === 'half' && article(at + 1)) {
    const unit = measure(tokens[at + 2]?.lower ?? '');
    if (unit === undefined) return undefined;
    const [smaller, count] = half(unit.unit) ?? [unit.unit, 0.5];
    return unit.times === 1 ? amount(at + 3, count, smaller) : amount(at + 3, unit.times / 2, unit.unit);
  }
  if (!article(at)) return undefined;
  const part = parts25.get(tokens[at + 1]?.lower ?? '');
  const long = isHyphen(tokens, at + 2) ? measure(tokens[at + 3]?.lower ?? '') : undefined;
  if (part !== undefined && long !== undefined && long.times > 1) return amount(at + 4, long.times * part, long.unit);
  if (tokens[at + 1]?.lower === 'half' && isHyphen(tokens, at + 2)) {
    const unit = half(measure(tokens[at + 3]?.lower ?? '')?.unit ?? '');
    return unit === undefined ? undefined : amount(at + 4, unit[1], unit[0]);
  }
  if (tokens[at + 1]?.lower === 'quarter' && tokens[at + 2]?.lower === 'of' && article(at + 3)) {
    const unit = half(measure(tokens[at + 4]?.lower ?? '')?.unit ?? '');
    return unit === undefined ? undefined : amount(at + 5, unit[1] / 2, unit[0]);
  }
  const unit = measure(tokens[at + 1]?.lower ?? '');
  if (unit === undefined) return undefined;
  const withHalf = tokens[at + 2]?.lower === 'and' && article(at + 3) && tokens[at + 4]?.lower === 'half';
  if (!withHalf && !lasts(unit.unit)) return undefined;
  if (tokens[at + 2]?.lower === 'and' && article(at + 3) && tokens[at + 4]?.lower === 'half') {
    const smaller = half(unit.unit);
    if (unit.times === 1 && smaller !== undefined) return amount(at + 5, smaller[1] * 3, smaller[0]);
    return amount(at + 5, unit.times * 1.5, unit.unit);
  }
  return amount(at + 2, unit.times, unit.unit);
};

/** "1hr 4 mins", "8 minutes 50 seconds", "two hours and 30 minutes", "6 feet 2 inches": in the smaller unit. */
const compound = (tokens: readonly Token[], first: Amount): Amount => {
  const smaller = first.unit === null ? undefined : own(units.parts, first.unit);
  if (smaller === undefined || first.value === null) return first;
  const at = tokens[first.to]?.lower === 'and' || tokens[first.to]?.text === ',' ? first.to + 1 : first.to;
  const second = readNumeral(tokens, at) === undefined ? undefined : simple(tokens, at);
  if (second?.unit !== smaller[0] || second.value === null || second.value >= smaller[1]) return first;
  const value = first.value * smaller[1] + second.value;
  return { ...first, to: second.to, value, low: value, high: value, unit: second.unit };
};

const percentOf = (value: number): number => Number(value.toFixed(1));

/** Parts of a whole as percent: "half of voters", "two-thirds of", "three in ten", "a quarter of". */
const share = (tokens: readonly Token[], at: number): Amount | undefined => {
  const result = (to: number, value: number): Amount => ({
    from: at,
    to,
    value,
    low: value,
    high: value,
    unit: 'percent',
    form: 'words',
    scale: null,
    adjective: false,
  });
  const word = tokens[at]?.lower;
  const before = tokens[at - 1]?.lower ?? '';
  const follows = (to: number): boolean => {
    const next = tokens[to]?.lower;
    const article = tokens[to + 1]?.lower === 'an' || tokens[to + 1]?.lower === 'a';
    // "a quarter of an hour" is a length of time.
    if (next === 'of' && article && measure(tokens[to + 2]?.lower ?? '') !== undefined) return false;
    if (next === 'and' && before === 'between') return true;
    return next === 'of' || next === 'the' || next === 'its' || next === 'their' || next === 'his' || next === 'her';
  };
  if (
    word === 'half' &&
    ['first', 'second', 'other', 'latter', 'and', 'half', 'a'].every((other) => other !== before)
  ) {
    const and = tokens[at + 1]?.lower === 'and';
    if (follows(at + 1) || and || tokens[at + 1]?.lower === 'to') return result(at + 1, 50);
  }
  const count = word === 'a' || word === 'one' ? { value: 1, to: at + 1 } : readNumeral(tokens, at);
  if (count === undefined || count.value === null) return undefined;
  const skip = isHyphen(tokens, count.to) ? count.to + 1 : count.to;
  const fraction = own(numerals.fractions, tokens[skip]?.lower);
  if (fraction !== undefined && count.value < 10 && (skip === count.to + 1 || tokens[skip]?.spaced === true)) {
    const plural = tokens[skip]?.lower.endsWith('s') === true;
    const ends = tokens[skip + 1];
    if ((plural || count.value === 1) && (follows(skip + 1) || plural || ends === undefined || ends.text === '.'))
      return result(skip + 1, percentOf(count.value === 2 && fraction === 33.3 ? 66.7 : count.value * fraction));
    if (count.value === 1 && word === 'one' && fraction !== undefined && skip === count.to + 1)
      return result(skip + 1, percentOf(fraction));
  }
  const out = tokens[count.to]?.lower === 'out' && tokens[count.to + 1]?.lower === 'of';
  if (tokens[count.to]?.lower === 'in' || out) {
    const whole = readNumeral(tokens, count.to + (out ? 2 : 1));
    const round =
      whole?.value !== null &&
      whole?.value !== undefined &&
      [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100].includes(whole.value);
    const next = whole === undefined ? undefined : tokens[whole.to];
    const noun = next?.kind === 'word' && !stops.has(next.lower) && measure(next.lower) === undefined;
    if (
      whole !== undefined &&
      round &&
      noun &&
      whole.value !== null &&
      count.value < whole.value &&
      word !== 'a' &&
      whole.form === 'words'
    )
      return result(whole.to, percentOf((count.value / whole.value) * 100));
    const inTen = whole?.form === 'words' && tokens[at]?.kind === 'word' && !out;
    if (whole !== undefined && round && (noun || inTen) && whole.value === 10 && count.value < 10)
      return result(whole.to, count.value * 10);
  }
  return undefined;
};

/** The number with its unit that begins at token `at`, or undefined. */
export const readAmount = (tokens: readonly Token[], at: number): Amount | undefined => {
  const part = share(tokens, at);
  if (part !== undefined) return part;
  const first = simple(tokens, at);
  return first === undefined ? undefined : compound(tokens, first);
};
