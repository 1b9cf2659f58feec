/** The slot that a quantity fills: what is counted, what happened to it, of whom, when. */
import type { Quantity, Statement } from '../../model.ts';
import { type Token, tokenize } from '../quantities/tokens.ts';
import { isAge, isAgeLimit } from './compare.ts';
import { apart, generic, isEvent, keyOf, months, weekdays } from './words.ts';

export interface Frame {
  readonly statement: Statement;
  readonly quantity: Quantity;
  /** Meanings of the words around the quantity, each with its nearness (1 next to it, falling with distance). */
  readonly near: ReadonlyMap<string, number>;
  /** Meanings of all words of the sentence. */
  readonly all: ReadonlySet<string>;
  /** The meaning of the head noun; null when none is said or it is as general as "people". */
  readonly head: string | null;
  /** The group of meaning nearest to the quantity (killed, hurt, arrested ...), and all of them with their nearness. */
  readonly event: string | null;
  readonly events: ReadonlyMap<string, number>;
  /** Words that set the quantity apart from a plain one: another, previous, each. */
  readonly apart: ReadonlySet<string>;
  readonly weekdays: ReadonlySet<string>;
  readonly months: ReadonlySet<string>;
  /** "last month", "previous": said of this quantity rather than of another one of the sentence. */
  readonly earlier: boolean;
  /** Years named in the sentence. */
  readonly years: ReadonlySet<number>;
  /** Entities named in the sentence, and the one next to the quantity. */
  readonly names: ReadonlySet<string>;
  readonly owner: string | null;
  readonly kind: 'age' | 'limit' | 'count' | 'measure';
}

/** Nearness falls to a third over so many words, and by half at each clause mark. */
const reach = 6;
const acrossClause = 0.5;
/** Words further off tell nothing of the quantity. */
const farthest = 40;
const clauseMark = /^[,;:()—–"“”]$/;
const clauseWords = new Set(['and', 'while', 'but', 'which', 'who', 'that', 'as', 'after', 'when', 'where', 'because']);

/** Walks away from the quantity, word by word, with falling nearness. Linear in the sentence. */
const walk = (
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
    if (clauseMark.test(token.text) || (clauseWords.has(token.lower) && distance > 0)) clauses += 1;
    else if (token.kind !== 'mark') {
      distance += 1;
      visit(token, Math.exp(-distance / reach) * acrossClause ** Math.min(clauses, 4), clauses);
    }
  }
};

/** What may stand between a name and the age behind it: "Ann Example, a 40-year-old", "Ann Example, 40". */
const ageBehind = /^(?:,|\s\()?\s?(?:a|an|the|aged|age)?\s?$/u;
/** An office or nothing between an age and the name behind it: "40-year-old plumber Ann Example". */
const nameBehind = /^\s(?:\p{Ll}+\s){0,2}$/u;

/** The person whose age or number it is: the name set beside it. */
const ownerOf = (statement: Statement, quantity: Quantity): string | null => {
  const { text, names } = statement;
  const people = names.filter((name) => name.kind !== 'place' && name.kind !== 'organisation');
  const before = people.find(
    (name) => name.end <= quantity.start && ageBehind.test(text.slice(name.end, quantity.start)),
  );
  if (before !== undefined) return before.entity;
  // "a 39-year-old Troy man": a name that describes the noun behind it owns nothing.
  const behind = people.find(
    (name) =>
      name.start >= quantity.end &&
      nameBehind.test(text.slice(quantity.end, name.start)) &&
      !/^\s\p{Ll}*(?:man|woman|boy|girl|resident|native|driver|student|teenager)\b/u.test(text.slice(name.end)),
  );
  return behind?.entity ?? null;
};

const past = /\b(?:last|previous|earlier)\s+(?:week|month|year|summer|winter|spring|autumn)\b/giu;

/** Whether words of an earlier occasion stand nearer to this quantity than to any other of its sentence. */
const isEarlier = (statement: Statement, quantity: Quantity): boolean => {
  const gap = (other: Quantity, at: number): number =>
    at < other.start ? other.start - at : Math.max(0, at - other.end);
  for (const match of statement.text.matchAll(past)) {
    const own = gap(quantity, match.index);
    if (statement.quantities.every((other) => other === quantity || gap(other, match.index) >= own)) return true;
  }
  return false;
};

const countedUnits = new Set(['person', 'child', 'body', 'aircraft', 'vehicle', 'building', 'item']);

const kindOf = (quantity: Quantity): Frame['kind'] => {
  if (isAgeLimit(quantity)) return 'limit';
  if (isAge(quantity)) return 'age';
  return quantity.unit !== null && countedUnits.has(quantity.unit) ? 'count' : 'measure';
};

/** Frames of all quantities of a statement. Each walk is linear, quantities of one sentence are few. */
const frameOf = (statement: Statement, quantity: Quantity, tokens: readonly Token[]): Frame => {
  const first = tokens.findIndex((token) => token.end > quantity.start);
  const after = tokens.findIndex((token) => token.start >= quantity.end);
  const near = new Map<string, number>();
  const apartWords = new Set<string>();
  let event: { key: string; nearness: number } | undefined;
  const headWord = quantity.of?.split(/\s+/).at(-1)?.toLowerCase() ?? null;
  const add = (token: Token, nearness: number, clauses: number): void => {
    if (clauses === 0 && apart.has(token.lower) && nearness > 0.7) apartWords.add(token.lower);
    const key = keyOf(token.lower);
    if (key === null) return;
    near.set(key, Math.max(near.get(key) ?? 0, nearness));
    if (isEvent(key) && token.lower !== headWord && (event === undefined || nearness > event.nearness))
      event = { key, nearness };
  };
  if (first >= 0) walk(tokens, first - 1, -1, add);
  if (after >= 0) walk(tokens, after, 1, add);
  for (const token of tokens.slice(Math.max(first, 0), after < 0 ? tokens.length : after)) add(token, 0.9, 0);
  const all = new Set<string>();
  for (const token of tokens) {
    const key = keyOf(token.lower);
    if (key !== null) all.add(key);
  }
  const kind = kindOf(quantity);
  // What a length or a sum is of is too loosely told to compare by.
  const head = kind !== 'count' || headWord === null || generic.has(headWord) ? null : keyOf(headWord);
  return {
    statement,
    quantity,
    near,
    all,
    head,
    event: event?.key ?? null,
    events: new Map([...near].filter(([key]) => isEvent(key))),
    apart: apartWords,
    weekdays: new Set(tokens.map((token) => token.lower).filter((word) => weekdays.has(word))),
    earlier: isEarlier(statement, quantity),
    months: new Set(tokens.map((token) => token.text).filter((word) => months.has(word))),
    years: new Set(
      statement.dates.flatMap((date) => (/\d{4}/.test(date.text) && date.year !== null ? [date.year] : [])),
    ),
    names: new Set(statement.names.map((name) => name.entity).filter((entity) => entity !== statement.speaker?.entity)),
    owner: ownerOf(statement, quantity),
    kind,
  };
};

/** A sentence of more figures is a table: its slots are told by columns, not by words. It also bounds the work below. */
const mostQuantities = 40;

export const framesOf = (statement: Statement): readonly Frame[] => {
  if (statement.quantities.length === 0 || statement.quantities.length > mostQuantities) return [];
  const tokens = tokenize(statement.text);
  return statement.quantities.map((quantity) => frameOf(statement, quantity, tokens));
};
