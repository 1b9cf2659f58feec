/**
 * The query language of topics: words, "phrases", OR, -not. Words side by side must all hold; OR binds tighter than
 * standing side by side, so `"Black Sea" grain OR corn` reads: Black Sea, and grain or corn.
 */
import type { Statement } from '../model.ts';
import type { Postings } from './postings.ts';
import { stemOfWord, stemsOf, wordsOf } from './postings.ts';

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

const termOf = (text: string): QueryTerm | undefined => {
  const words = wordsOf(text);
  const first = words[0];
  if (first === undefined) return undefined;
  return words.length === 1 ? { kind: 'word', stem: stemOfWord(first) } : { kind: 'phrase', text: words.join(' ') };
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

const matchable = (statement: Pick<Statement, 'text' | 'terms'>): Matchable => ({
  stems: stemsOf(statement),
  words: ` ${wordsOf(statement.text).join(' ')} `,
});

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

const judge = (query: Query, isHeld: (term: QueryTerm) => boolean): Relevance => {
  if (query.excluded.some(isHeld)) return { matches: false, share: 0 };
  const terms = query.groups.map((group) => group.filter(isHeld).length);
  const held = terms.filter((n) => n > 0).length;
  const further = terms.reduce((sum, n) => sum + Math.max(0, n - 1), 0);
  const share = held / query.groups.length;
  return { matches: held === query.groups.length, share: share * (1 + Math.min(mostFurther, further * furtherTerm)) };
};

/** How well one Statement answers a query. Linear in the statement's length. */
export const relevance = (query: Query, statement: Pick<Statement, 'text' | 'terms'>): Relevance => {
  const text = matchable(statement);
  return judge(query, (term) => holds(term, text));
};

/** A phrase is looked up by its rarest word. */
const postingsOfTerm = (term: QueryTerm, { stems }: Postings): readonly number[] => {
  if (term.kind === 'word') return stems.get(term.stem);
  const lists = term.text.split(' ').map((word) => stems.get(stemOfWord(word)));
  return lists.reduce((rarest, each) => (each.length < rarest.length ? each : rarest));
};

/** Queries put to many statements, each looked up by its number in the postings instead of read. */
export interface Lookup {
  /** Numbers of the statements that hold some term. */
  readonly found: ReadonlySet<number>;
  relevance(n: number): Relevance;
}

const nothing: Relevance = { matches: false, share: 0 };

export const lookUp = (queries: readonly Query[], postings: Postings): Lookup => {
  const holding = new Map<QueryTerm, ReadonlySet<number>>();
  const found = new Set<number>();
  for (const { groups, excluded } of queries) {
    for (const term of [...groups.flat(), ...excluded]) holding.set(term, new Set(postingsOfTerm(term, postings)));
    for (const term of groups.flat()) for (const n of holding.get(term) ?? []) found.add(n);
  }
  const isHeld = (term: QueryTerm, n: number): boolean => {
    if (holding.get(term)?.has(n) !== true) return false;
    if (term.kind === 'word') return true;
    return ` ${wordsOf(postings.at(n)?.statement.text ?? '').join(' ')} `.includes(` ${term.text} `);
  };
  return {
    found,
    relevance: (n) =>
      queries
        .map((query) => judge(query, (term) => isHeld(term, n)))
        .reduce((best, each) => (each.share > best.share ? each : best), nothing),
  };
};
