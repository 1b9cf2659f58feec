/** Two amounts that bound one quantity: "35 to 40", "between $140 million and $150 million", "25-40%". */
import { changeVerbs } from './lexicon.ts';
import { type Amount, readAmount } from './measures.ts';
import { isHyphen, type Token } from './tokens.ts';

/** Where the second number of a range may begin after the first one's end, or undefined. */
const joint = (tokens: readonly Token[], first: Amount, between: boolean): number | undefined => {
  const at = first.to;
  const word = tokens[at]?.lower;
  if (isHyphen(tokens, at)) {
    // "24- to 30-foot"
    return tokens[at + 1]?.lower === 'to' ? at + 2 : at + 1;
  }
  if (tokens[at]?.text === '-' && tokens[at + 1]?.lower === 'to') return at + 2;
  if (word === 'to' || word === 'or') return at + 1;
  return between && word === 'and' ? at + 1 : undefined;
};

/** "rose from 20 to 75" names two quantities; "ranging from 20 to 75" one. */
const isChange = (tokens: readonly Token[], from: number): boolean => {
  const before = tokens[from - 1]?.lower;
  // "fell by two points to 61"
  if (before === 'by') return true;
  if (before !== 'from') return false;
  for (let back = from - 2; back >= Math.max(0, from - 6); back -= 1)
    if (changeVerbs.has(tokens[back]?.lower ?? '')) return true;
  return false;
};

/**
 * Widens `first` to a range when a second number bounds it. Returns the amount unchanged otherwise.
 * A unit or scale said once serves both ends.
 */
export const readRange = (tokens: readonly Token[], first: Amount): Amount => {
  if (first.value === null) return first;
  const between = tokens[first.from - 1]?.lower === 'between';
  const at = joint(tokens, first, between);
  if (at === undefined) return first;
  const second = readAmount(tokens, at);
  if (second?.value === null || second?.value === undefined || isChange(tokens, first.from)) return first;
  const word = tokens[first.to]?.lower;
  if (first.unit !== null && second.unit !== null && first.unit !== second.unit) return first;
  if (second.unit === null && second.scale === null && first.unit !== null && word === 'to' && !between) return first;
  const shared = first.scale === null && second.scale !== null && second.scale >= 1000 && first.value < 1000;
  const low = shared ? first.value * (second.scale ?? 1) : first.value;
  const sharedBack = first.unit !== null && second.scale === null && first.scale !== null && second.value < 1000;
  const high = sharedBack ? second.value * (first.scale ?? 1) : second.value;
  if (low >= high || (word === 'or' && (high - low) / high > 0.5)) return first;
  return {
    ...first,
    from: between ? first.from - 1 : first.from,
    to: second.to,
    value: null,
    low,
    high,
    unit: second.unit ?? first.unit,
    adjective: second.adjective,
  };
};
