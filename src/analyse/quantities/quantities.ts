/** What a sentence counts and measures. */
import type { Quantity } from '../../model.ts';
import { readExchange } from './exchange.ts';
import { type Amount, readAmount } from './measures.ts';
import { readRange } from './ranges.ts';
import { type Reading, read, type Sentence } from './reading.ts';
import { readScope } from './scope.ts';
import { isHyphen, type Token, tokenize } from './tokens.ts';
import { markTotals } from './totals.ts';

const readings = (sentence: Sentence): readonly Reading[] => {
  const { tokens } = sentence;
  const found: Reading[] = [];
  let at = 0;
  while (at < tokens.length) {
    const exchange = readExchange(tokens, at);
    if (exchange !== undefined) {
      found.push({
        ...exchange,
        end: exchange.to,
        low: exchange.value,
        high: exchange.value,
        comparator: '=',
        unit: 'person',
        of: null,
        scope: 'each side',
      });
      at = exchange.to;
      continue;
    }
    const first = readAmount(tokens, at);
    if (first === undefined) {
      at += 1;
      continue;
    }
    const amount = readRange(tokens, first);
    const result = read(sentence, amount, found.at(-1));
    if (result !== undefined) found.push(result);
    // Numbers that a rejected run or range covers are passed over with it.
    at = Math.max(amount.to, result?.to ?? 0, skipRun(tokens, amount));
  }
  return found;
};

/** Past the rest of a phone number or a result, so that "125 2222" is not read by itself. */
const skipRun = (tokens: readonly Token[], amount: Amount): number => {
  let at = amount.to;
  if (amount.unit !== null || tokens[amount.from]?.kind !== 'number') return at;
  while (isHyphen(tokens, at) && tokens[at + 1]?.kind === 'number') at += 2;
  return at;
};

/**
 * Finds the quantities of one sentence, in order. Value in whole units, money in the currency named, percent as 3.4,
 * ages in years; spans count in `sentence`. Ordinals, years, dates, clock times, results, phone numbers, addresses,
 * model and flight numbers are none. Time is linear in the length of the sentence.
 */
export const findQuantities = (text: string): Quantity[] => {
  const tokens = tokenize(text);
  const sentence = { text, tokens };
  const found = readings(sentence);
  const scoped = found.map((entry, index) => {
    const since = found[index - 1]?.end ?? 0;
    const until = found[index + 1]?.from ?? tokens.length;
    return {
      ...entry,
      scope: entry.isAge ? null : (entry.scope ?? readScope(tokens, { ...entry, since, until }, entry.unit)),
    };
  });
  return markTotals(scoped, tokens).flatMap((entry) => {
    const first = tokens[entry.from];
    const last = tokens[entry.end - 1];
    if (first === undefined || last === undefined) return [];
    const { value, low, high, comparator, unit, of, scope } = entry;
    return [
      {
        start: first.start,
        end: last.end,
        text: text.slice(first.start, last.end),
        value,
        low,
        high,
        comparator,
        unit,
        of,
        scope,
      },
    ];
  });
};
