/**
 * The query language of topics: words, "phrases", OR, -not. Words side by side must all hold; OR binds tighter than
 * standing side by side, so `"Black Sea" grain OR corn` reads: Black Sea, and grain or corn.
 */
import stem from 'wink-porter2-stemmer';
import type { Statement } from '../model.ts';

/** A word is compared by its stem, a phrase as written but for case. */
export type QueryTerm =
  | { readonly kind: 'word'; readonly stem: string }
  | { readonly kind: 'phrase'; readonly text: string };

export interface Query {
  /** Every group must hold; a group holds when one of its terms does. */
  readonly groups: readonly (readonly QueryTerm[])[];
  readonly excluded: readonly QueryTerm[];
}

export type ParsedQuery =
  | { readonly kind: 'ok'; readonly query: Query }
  | { readonly kind: 'invalid'; readonly reason: string; readonly fix: string };

const token = /(-?)(?:"([^"]*)"?|(\S+))/gu;
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const termOf = (text: string): QueryTerm | undefined => {
  const words = wordsOf(text);
  const first = words[0];
  if (first === undefined) return undefined;
  return words.length === 1 ? { kind: 'word', stem: stem(first) } : { kind: 'phrase', text: words.join(' ') };
};

/** Reads a query. Never throws: what cannot be read comes back with its cause and its fix. */
export const parseQuery = (text: string): ParsedQuery => {
  const groups: QueryTerm[][] = [];
  const excluded: QueryTerm[] = [];
  let joinNext = false;
  for (const [, minus, phrase, word] of text.matchAll(token)) {
    if (word === 'OR' && minus === '') {
      joinNext = groups.length > 0;
      continue;
    }
    const term = termOf(phrase ?? word ?? '');
    if (term === undefined) continue;
    const last = groups.at(-1);
    if (minus === '-') excluded.push(term);
    else if (joinNext && last !== undefined) last.push(term);
    else groups.push([term]);
    joinNext = false;
  }
  if (groups.length === 0)
    return {
      kind: 'invalid',
      reason: excluded.length === 0 ? 'the query has no words' : 'the query only excludes',
      fix: 'name at least one word or "phrase" to look for, as in: grain OR corn -popcorn',
    };
  return { kind: 'ok', query: { groups, excluded } };
};

/** The text of a Statement, prepared once for matching many queries. */
interface Matchable {
  readonly stems: ReadonlySet<string>;
  readonly words: string;
}

const prepared = new WeakMap<Statement, Matchable>();

const matchable = (statement: Statement): Matchable => {
  const known = prepared.get(statement);
  if (known !== undefined) return known;
  const words = wordsOf(statement.text);
  const stems = new Set([...statement.terms, ...words.map((word) => stem(word))]);
  const made = { stems, words: ` ${words.join(' ')} ` };
  prepared.set(statement, made);
  return made;
};

const holds = (term: QueryTerm, text: Matchable): boolean =>
  term.kind === 'word' ? text.stems.has(term.stem) : text.words.includes(` ${term.text} `);

export interface Relevance {
  /** All groups hold and nothing excluded does. */
  readonly matches: boolean;
  /** Share of the groups that hold, and a little more for every further term; 0 when something excluded holds. */
  readonly share: number;
}

/** What each term beyond the first of a group adds, and the most that they add together. */
const furtherTerm = 0.15;
const mostFurther = 0.3;

/** How well one Statement answers a query. Linear in the statement's length. */
export const relevance = (query: Query, statement: Statement): Relevance => {
  const text = matchable(statement);
  if (query.excluded.some((term) => holds(term, text))) return { matches: false, share: 0 };
  const terms = query.groups.map((group) => group.filter((term) => holds(term, text)).length);
  const held = terms.filter((n) => n > 0).length;
  const further = terms.reduce((sum, n) => sum + Math.max(0, n - 1), 0);
  const share = held / query.groups.length;
  return { matches: held === query.groups.length, share: share * (1 + Math.min(mostFurther, further * furtherTerm)) };
};
