/** The currency at a number: "$", "US$" and "EUR" before it, "euros", "U.S. dollars" and "pence" behind it. */
import { units } from './lexicon.ts';
import { readNumeral } from './numerals.ts';
import { isHyphen, type Token } from './tokens.ts';

const { symbols, dollarPrefixes, codes, words, scaledWords, nationals, parts, scaledOnly } = units.currencies;

const own = <T>(record: Record<string, T>, key: string | undefined): T | undefined =>
  key !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;

/** Currency written before the number: "$", "US$", "EUR". Returns where the number begins. */
export const currencyBefore = (tokens: readonly Token[], at: number): { unit: string; to: number } | undefined => {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const symbol = own(symbols, token.text);
  const inner = tokens[at + 1];
  const national =
    token.text === '$' && inner !== undefined && !inner.spaced ? own(dollarPrefixes, inner.lower) : undefined;
  if (national !== undefined) return { unit: national, to: at + 2 };
  if (symbol !== undefined) return { unit: symbol, to: at + 1 };
  // "e85 million": what is left of a euro sign in plain text.
  if (token.text === 'e' && inner?.kind === 'number' && !inner.spaced && readNumeral(tokens, at + 1)?.scale)
    return { unit: 'EUR', to: at + 1 };
  const next = tokens[at + 1];
  const prefixed = own(dollarPrefixes, token.lower);
  if (prefixed !== undefined && next?.text === '$' && !next.spaced) return { unit: prefixed, to: at + 2 };
  const code = own(codes, token.text);
  if (code !== undefined && next?.kind === 'number') return { unit: code, to: at + 1 };
  return undefined;
};

const speaksOfWeight = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(Math.max(0, at - 6), at).some((token) => /^(?:weigh|weighs|weighed|weighing|weight)$/.test(token.lower));

/** Currency written after the number: "euros", "U.S. dollars", "EUR", "cents". */
export const currencyAfter = (
  tokens: readonly Token[],
  at: number,
  scaled: boolean,
): { unit: string; to: number; factor: number } | undefined => {
  const skip = isHyphen(tokens, at) ? at + 1 : at;
  const token = tokens[skip];
  if (token === undefined || token.kind !== 'word') return undefined;
  const national = own(nationals, token.lower) ?? own(nationals, `${token.lower} ${tokens[skip + 1]?.lower ?? ''}`);
  if (national !== undefined) {
    const noun = own(nationals, token.lower) !== undefined ? skip + 1 : skip + 2;
    if (own(words, tokens[noun]?.lower) !== undefined) return { unit: national, to: noun + 1, factor: 1 };
  }
  const scaledWord = scaled ? own(scaledWords, token.lower) : undefined;
  if (scaledWord !== undefined) return { unit: scaledWord, to: skip + 1, factor: 1 };
  const word = own(words, token.lower);
  if (word !== undefined && (scaled || !scaledOnly.includes(token.lower))) {
    // "10 pounds of explosives" is a weight.
    const weight = token.lower.startsWith('pound') && (tokens[skip + 1]?.lower === 'of' || speaksOfWeight(tokens, at));
    return weight ? undefined : { unit: word, to: skip + 1, factor: 1 };
  }
  const code = own(codes, token.text);
  if (code !== undefined) return { unit: code, to: skip + 1, factor: 1 };
  const part = own(parts, token.lower);
  if (part !== undefined && (token.lower !== 'p' || !token.spaced)) return { unit: part, to: skip + 1, factor: 0.01 };
  return undefined;
};
