/** "1,000-for-1,000": so many from each side. */
import { readNumeral } from './numerals.ts';
import { isHyphen, type Token } from './tokens.ts';

/** The exchange of equal numbers that begins at `at`, or undefined. */
export const readExchange = (
  tokens: readonly Token[],
  at: number,
): { readonly from: number; readonly to: number; readonly value: number } | undefined => {
  const first = readNumeral(tokens, at);
  if (first?.value === null || first?.value === undefined) return undefined;
  const word = isHyphen(tokens, first.to) ? first.to + 1 : first.to;
  if (tokens[word]?.lower !== 'for') return undefined;
  const second = readNumeral(tokens, isHyphen(tokens, word + 1) ? word + 2 : word + 1);
  return second?.value === first.value ? { from: at, to: second.to, value: first.value } : undefined;
};
