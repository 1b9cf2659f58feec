/** The words round a quantity: how near each stands, and which stand in its own clause. */
import type { Quantity, Span } from '../../model.ts';
import type { Token } from '../quantities/tokens.ts';

/** Nearness falls to a third over so many words, and by half at each clause mark. */
const reach = 6;
const acrossClause = 0.5;
/** Words further off tell nothing of the quantity. */
const farthest = 40;
const clauseMark = /^[,;:()—–"“”]$/;
const clauseWords = new Set(['and', 'while', 'but', 'which', 'who', 'that', 'as', 'after', 'when', 'where', 'because']);

/** Walks away from the quantity, word by word, with falling nearness. Linear in the sentence. */
export const walk = (
  tokens: readonly Token[],
  from: number,
  step: 1 | -1,
  visit: (token: Token, nearness: number, clauses: number) => void,
): void => {
  let clauses = 0;
  let distance = 0;
  for (let at = from; at >= 0 && at < tokens.length; at += step) {
    const token = tokens[at];
    if (token === undefined || distance > farthest) return;
    // "12 people who were hurt" are told of in what follows, "died and six" hardly in what stands before.
    if (clauseMark.test(token.text) || (clauseWords.has(token.lower) && (distance > 0 || step < 0))) clauses += 1;
    else if (token.kind !== 'mark') {
      distance += 1;
      visit(token, Math.exp(-distance / reach) * acrossClause ** Math.min(clauses, 4), clauses);
    }
  }
};

/**
 * The quantity's own clause: up to a clause mark, a conjunction or another quantity on either side. `first` and `after`
 * are the tokens at which the quantity begins and behind which it ends. Linear in the clause and the quantities.
 */
export const clauseOf = (tokens: readonly Token[], first: number, after: number, others: readonly Quantity[]): Span => {
  const splits = (token: Token | undefined): boolean =>
    token === undefined ||
    clauseMark.test(token.text) ||
    clauseWords.has(token.lower) ||
    others.some((other) => other.start <= token.start && token.end <= other.end);
  let [from, to] = [first, after];
  while (from > 0 && first - from < farthest && !splits(tokens[from - 1])) from -= 1;
  while (to < tokens.length && to - after < farthest && !splits(tokens[to])) to += 1;
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
};
