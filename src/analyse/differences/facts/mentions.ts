/** A value told in a sentence (a time, a day, a place) with what the words around it are about. */
import type { Citation, Statement } from '../../../model.ts';
import { type Token, tokenize } from '../../quantities/tokens.ts';
import { keyOf } from '../words.ts';
import { eventAt } from './events.ts';

export interface Mention {
  readonly statement: Statement;
  readonly start: number;
  readonly end: number;
  /** Meanings of the words around it, each with its nearness: 1 next to it, falling with distance and at clause marks. */
  readonly near: ReadonlyMap<string, number>;
  /** Kinds of happening around it, likewise. */
  readonly events: ReadonlyMap<string, number>;
  /** Meanings of all words and names of the sentence. */
  readonly all: ReadonlySet<string>;
}

interface Read {
  readonly tokens: readonly Token[];
  /** By token: the meaning of its word, null where it has none. */
  readonly keys: readonly (string | null)[];
  readonly events: readonly (string | null)[];
  readonly all: ReadonlySet<string>;
}

const clauseMark = /^[,;:()—–"“”]$/;
const clauseWords = new Set(['and', 'while', 'but', 'which', 'who', 'that', 'as', 'after', 'when', 'where', 'because']);
/** Nearness falls to a third over so many words, and by half at each clause mark; words further off tell nothing. */
const reach = 6;
const acrossClause = 0.6;
const mostClauses = 4;
const farthest = 40;

/** A time that closes its clause belongs to the words before it; what follows is told of less. */
const behind = 0.5;
const lead = new Set([
  'on',
  'in',
  'at',
  'around',
  'about',
  'shortly',
  'just',
  'before',
  'after',
  'early',
  'late',
  'last',
  'week',
  'beginning',
]);

const nameKey = (entity: string): string => `name:${entity}`;

/** Statements are read once for all of their mentions. */
const readings = new WeakMap<Statement, Read>();

const read = (statement: Statement): Read => {
  const known = readings.get(statement);
  if (known !== undefined) return known;
  const tokens = tokenize(statement.text);
  const lower = tokens.map((token) => token.lower.replace(/'s?$/u, ''));
  const events: (string | null)[] = tokens.map(() => null);
  for (let at = 0; at < tokens.length; at += 1) {
    const found = tokens[at]?.kind === 'word' ? eventAt(lower, at) : undefined;
    if (found !== undefined) events.fill(found.event, at, at + found.length);
  }
  const keys: (string | null)[] = tokens.map((token) => (token.kind === 'word' ? keyOf(token.lower) : null));
  const all = new Set(keys.flatMap((key) => key ?? []));
  for (const { value, unit } of statement.quantities) if (value !== null) all.add(`figure:${value} ${unit}`);
  let name = 0;
  for (const [at, token] of tokens.entries()) {
    while ((statement.names[name]?.end ?? Number.POSITIVE_INFINITY) <= token.start) name += 1;
    const mention = statement.names[name];
    if (mention !== undefined && mention.start <= token.start) {
      keys[at] = nameKey(mention.entity);
      events[at] = null;
      all.add(nameKey(mention.entity));
    }
  }
  const result = { tokens, keys, events, all };
  readings.set(statement, result);
  return result;
};

/** The words of a sentence, in lower case. */
export const wordsIn = (statement: Statement): ReadonlySet<string> =>
  new Set(read(statement).tokens.map(({ lower }) => lower));

/** Meanings of the words of a sentence, names among them. */
const meaningsOf = (statement: Statement): ReadonlySet<string> => read(statement).all;

/** The kinds of happening that a sentence tells of. */
export const eventsOf = (statement: Statement): ReadonlySet<string> =>
  new Set(read(statement).events.flatMap((event) => event ?? []));

/**
 * What stands around the characters from `start` to `end`. Linear in the sentence, bounded by `farthest`.
 * @param attributive the value describes the noun behind it: "the June 20 shooting"
 */
export const mentionAt = (statement: Statement, start: number, end: number, attributive = false): Mention => {
  const { tokens, keys, events, all } = read(statement);
  const near = new Map<string, number>();
  const happenings = new Map<string, number>();
  const raise = (map: Map<string, number>, key: string | null | undefined, nearness: number): void => {
    if (key !== null && key !== undefined) map.set(key, Math.max(map.get(key) ?? 0, nearness));
  };
  const walk = (from: number, step: 1 | -1, share: number): void => {
    let [clauses, distance] = [0, 0];
    for (let at = from; at >= 0 && at < tokens.length && distance <= farthest; at += step) {
      const token = tokens[at];
      if (token === undefined) return;
      if (clauseMark.test(token.text) || (clauseWords.has(token.lower) && distance > 0)) clauses += 1;
      else if (token.kind !== 'mark') {
        distance += 1;
        const nearness = Math.exp(-distance / reach) * acrossClause ** Math.min(clauses, mostClauses) * share;
        raise(near, keys[at], nearness);
        raise(happenings, events[at], nearness);
      }
    }
  };
  const first = tokens.findIndex((token) => token.end > start);
  const after = tokens.findIndex((token) => token.start >= end);
  let before = first - 1;
  while (lead.has(tokens[before]?.lower ?? '')) before -= 1;
  const closes = before >= 0 && !clauseMark.test(tokens[before]?.text ?? '');
  if (first > 0) walk(first - 1, -1, attributive ? behind * behind : 1);
  if (after >= 0) walk(after, 1, closes && !attributive ? behind : 1);
  return { statement, start, end, near, events: happenings, all };
};

export const citationOf = ({ statement }: { readonly statement: Statement }): Citation => statement.citation;
export const wordsOf = ({ statement, start, end }: Mention): string => statement.text.slice(start, end);

/** How telling a meaning is within the story: rare ones more. */
export type Idf = (key: string) => number;

/** Inverse document frequency over the sentences of a story, smoothed. */
export const idfOf = (statements: readonly Statement[]): Idf => {
  const counts = new Map<string, number>();
  for (const statement of statements)
    for (const key of meaningsOf(statement)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return (key) => Math.log(1 + (statements.length + 1) / ((counts.get(key) ?? 0) + 1));
};

const cosine = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>, idf: Idf): number => {
  let [dot, sizeA, sizeB] = [0, 0, 0];
  for (const [key, weight] of a) {
    const w = weight * idf(key);
    sizeA += w * w;
    dot += w * (b.get(key) ?? 0) * idf(key);
  }
  for (const [key, weight] of b) sizeB += (weight * idf(key)) ** 2;
  return sizeA === 0 || sizeB === 0 ? 0 : dot / Math.sqrt(sizeA * sizeB);
};

const flat = (keys: ReadonlySet<string>): ReadonlyMap<string, number> => new Map([...keys].map((key) => [key, 1]));

/** The happening nearest to both, with how near it is to the farther of the two. */
const sharedEvent = (a: Mention, b: Mention): { event: string; nearness: number } | undefined => {
  let best: { event: string; nearness: number } | undefined;
  for (const [event, nearness] of a.events) {
    const both = Math.min(nearness, b.events.get(event) ?? 0);
    if (both > (best?.nearness ?? 0)) best = { event, nearness: both };
  }
  return best;
};

export interface Likeness {
  /** Alike in the words near the value, 0 to 1. */
  readonly near: number;
  /** Alike in the whole sentence, 0 to 1. */
  readonly all: number;
  readonly event: { readonly event: string; readonly nearness: number } | undefined;
}

export const likeness = (a: Mention, b: Mention, idf: Idf): Likeness => ({
  near: cosine(a.near, b.near, idf),
  all: cosine(flat(a.all), flat(b.all), idf),
  event: sharedEvent(a, b),
});
