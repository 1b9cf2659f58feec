/**
 * A reading as compact JSON: what the store keeps, so that no article is read twice, and what memory holds, so that
 * thousands of articles stay small. What stands in the article is not repeated there but pointed at.
 */
import { z } from 'zod';
import type { Article, DateMention, NameMention, Quantity, Statement } from '../model.ts';
import { parsedJson } from './json.ts';
import type { ReadArticle } from './read.ts';
import { contentHash } from './stories/order.ts';

/**
 * Raised whenever reading an article may give something else than before: what an older engine stored is read again.
 */
export const engineVersion = '3';

/**
 * The reading of one article as text, JSON line by line: its head, then a line for each statement. It can be read back
 * with the very content of the article alone.
 */
export type StoredReading = string;

const stances = ['asserts', 'denies', 'demands', 'plans', 'doubts'] as const;
const tenses = ['happened', 'ongoing', 'ahead'] as const;
const nameKinds = ['person', 'place', 'organisation', 'other'] as const;
const comparators = ['=', '>=', '>', '<=', '<', '~', 'range'] as const;
const precisions = ['day', 'month', 'year'] as const;
const relations = ['on', 'before', 'after', 'since', 'until'] as const;

const whole = z.number().int().nonnegative();
const figure = z.number().nullable();
const words = z.string().nullable();
const oneOf = (list: readonly string[]) => whole.max(list.length - 1);
/** 0 for what stands in the text at that place. */
const asThere = z.union([z.literal(0), z.string()]);

/** Places count in the statement's text: start, length. */
const storedName = z.tuple([whole, whole, asThere, oneOf(nameKinds), z.string()]);
/** After the text: value, low, high, comparator, unit, of, scope. */
const storedQuantity = z.tuple([
  whole,
  whole,
  asThere,
  figure,
  figure,
  figure,
  oneOf(comparators),
  words,
  words,
  words,
]);
/** After the text: year, month, day, precision, relation. */
const storedDate = z.tuple([whole, whole, asThere, figure, figure, figure, oneOf(precisions), oneOf(relations)]);

const storedStatement = z.tuple([
  /** Start and end in the article. */
  whole,
  whole,
  /** The text: 0 as quoted, 1 as quoted but for its spaces. */
  z.union([z.literal(0), z.literal(1), z.string()]),
  /** Paragraph. */
  whole,
  oneOf(stances),
  oneOf(tenses),
  /** 1 for a statement that stands alone. */
  whole.max(1),
  /** Terms, a space between them. */
  z.string(),
  z.array(storedName),
  z.array(storedQuantity),
  z.array(storedDate),
  /** Speaker: name, entity. */
  z.union([z.literal(0), z.tuple([z.string(), z.string()])]),
]);

type StoredStatement = z.infer<typeof storedStatement>;

/** The first line. */
const storedHead = z.tuple([
  /** Engine version, hash of the article's content, language. */
  z.string(),
  z.string(),
  z.string(),
  /** How many statements follow. */
  whole,
  /** Terms of the title, of the names. */
  z.string(),
  z.string(),
]);
type StoredHead = z.infer<typeof storedHead>;

const codeOf = <T>(list: readonly T[], value: T): number => Math.max(0, list.indexOf(value));
const join = (terms: readonly string[]): string => terms.join(' ');
const split = (terms: string): string[] => (terms === '' ? [] : terms.split(' '));
const spaced = (text: string): string => text.replace(/\s+/gu, ' ');

type Mention = { readonly text: string; readonly start: number; readonly end: number };
const there = (text: string, mention: Mention): 0 | string =>
  text.slice(mention.start, mention.end) === mention.text ? 0 : mention.text;

const encodeStatement = (statement: Statement): StoredStatement => {
  const { text, citation, speaker } = statement;
  const { start, end, quote } = citation;
  return [
    start,
    end,
    text === quote ? 0 : text === spaced(quote) ? 1 : text,
    statement.paragraph,
    codeOf(stances, statement.stance),
    codeOf(tenses, statement.tense),
    statement.standsAlone ? 1 : 0,
    join(statement.terms),
    statement.names.map((name) => [
      name.start,
      name.end - name.start,
      there(text, name),
      codeOf(nameKinds, name.kind),
      name.entity,
    ]),
    statement.quantities.map((quantity) => [
      quantity.start,
      quantity.end - quantity.start,
      there(text, quantity),
      quantity.value,
      quantity.low,
      quantity.high,
      codeOf(comparators, quantity.comparator),
      quantity.unit,
      quantity.of,
      quantity.scope,
    ]),
    statement.dates.map((date) => [
      date.start,
      date.end - date.start,
      there(text, date),
      date.year,
      date.month,
      date.day,
      codeOf(precisions, date.precision),
      codeOf(relations, date.relation),
    ]),
    speaker === null ? 0 : [speaker.name, speaker.entity],
  ];
};

const decodeStatement = (
  article: Article,
  position: number,
  [start, end, shown, paragraph, stance, tense, alone, terms, names, quantities, dates, speaker]: StoredStatement,
): Statement => {
  const quote = article.text.slice(start, end);
  const text = shown === 0 ? quote : shown === 1 ? spaced(quote) : shown;
  // Written out part by part: this runs for every statement that anybody looks at.
  const at = (from: number, length: number, found: 0 | string): string =>
    found === 0 ? text.slice(from, from + length) : found;
  return {
    id: `${article.id}#${start}`,
    article: article.id,
    citation: { article: article.id, start, end, quote },
    text,
    paragraph,
    position,
    speaker: speaker === 0 ? null : { name: speaker[0], entity: speaker[1] },
    stance: stances[stance] ?? 'asserts',
    tense: tenses[tense] ?? 'happened',
    names: names.map(
      ([from, length, found, kind, entity]): NameMention => ({
        start: from,
        end: from + length,
        text: at(from, length, found),
        kind: nameKinds[kind] ?? 'other',
        entity,
      }),
    ),
    quantities: quantities.map(
      ([from, length, found, value, low, high, comparator, unit, of, scope]): Quantity => ({
        start: from,
        end: from + length,
        text: at(from, length, found),
        value,
        low,
        high,
        comparator: comparators[comparator] ?? '=',
        unit,
        of,
        scope,
      }),
    ),
    dates: dates.map(
      ([from, length, found, year, month, day, precision, relation]): DateMention => ({
        start: from,
        end: from + length,
        text: at(from, length, found),
        year,
        month,
        day,
        precision: precisions[precision] ?? 'day',
        relation: relations[relation] ?? 'on',
      }),
    ),
    terms: split(terms),
    standsAlone: alone === 1,
  };
};

export const encodeReading = ({ article, language, statements, titleTerms, nameTerms }: ReadArticle): StoredReading => {
  const head: StoredHead = [
    engineVersion,
    contentHash(article),
    language,
    statements.length,
    join(titleTerms),
    join(nameTerms),
  ];
  return [head, ...statements.map(encodeStatement)].map((line) => JSON.stringify(line)).join('\n');
};

const decode = (article: Article, head: StoredHead, statements: readonly StoredStatement[]): ReadArticle => {
  const [, , language, , titleTerms, nameTerms] = head;
  return {
    article,
    language,
    statements: statements.map((each, position) => decodeStatement(article, position, each)),
    titleTerms: split(titleTerms),
    nameTerms: split(nameTerms),
  };
};

/** Reads back what `encodeReading` gave in this process, or what `decodeReading` has accepted: nothing is checked again. */
export const recallReading = (article: Article, reading: StoredReading): ReadArticle => {
  const [head = '', ...lines] = reading.split('\n');
  return decode(
    article,
    JSON.parse(head),
    lines.map((line): StoredStatement => JSON.parse(line)),
  );
};

/** As `recallReading`, one statement at a time: undefined past the last one. */
export const recallStatement = (article: Article, reading: StoredReading, position: number): Statement | undefined => {
  let start = 0;
  for (let line = 0; line <= position; line += 1) {
    start = reading.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  const end = reading.indexOf('\n', start);
  return decodeStatement(article, position, JSON.parse(reading.slice(start, end < 0 ? undefined : end)));
};

/**
 * Reads back what a store held. Undefined, so that the article is read again, for a reading of another engine version,
 * of another content, or one that is damaged.
 */
export const decodeReading = (article: Article, reading: StoredReading): ReadArticle | undefined => {
  const [first = '', ...lines] = reading.split('\n');
  const head = storedHead.safeParse(parsedJson(first)).data;
  if (head === undefined || head[0] !== engineVersion || head[1] !== contentHash(article)) return undefined;
  const statements = lines.map((line) => storedStatement.safeParse(parsedJson(line)).data);
  const readable = statements.filter((statement) => statement !== undefined);
  return readable.length === head[3] && lines.length === head[3] ? decode(article, head, readable) : undefined;
};
