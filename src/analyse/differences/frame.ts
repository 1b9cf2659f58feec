/** The slot that a quantity fills: what is counted, what happened to it, of whom, when. */
import type { NameMention, Quantity, Span, Statement } from '../../model.ts';
import { isCurrency } from '../quantities/lexicon.ts';
import { type Token, tokenize } from '../quantities/tokens.ts';
import { sayingStems } from '../speakers/verbs.ts';
import { stem } from '../terms/stem.ts';
import { findCalibres } from './calibres.ts';
import { clauseOf, walk } from './clause.ts';
import { isAge, isAgeLimit } from './compare.ts';
import { isElapsed, type Point, pointOf, soFar } from './lengths.ts';
import { apart, generic, happenings, isEvent, keyOf, months, tallies, weekdays } from './words.ts';

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
  /** "14 other sailors" leave somebody out. */
  readonly others: boolean;
  /** "One of four men": a whole of which something is told of a part. */
  readonly among: boolean;
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
  readonly persons: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  /** What may be or is wanted, not what is: "could", "seeking". */
  readonly supposed: boolean;
  /** What a length of time or space does, by the word at it: "ago", "later", "away", "for". */
  readonly role: string | null;
  /** What a length that tells where or when, not how long, is counted towards: "two weeks ago", "15 miles north of". */
  readonly point: Point | null;
  /** Told as the sum of several occasions: "so far", "to date". */
  readonly soFar: boolean;
  /** Told of all of several occasions: "in their five raids so far". */
  readonly rounds: boolean;
  /** How many children somebody has, whatever else the sentence tells: "a mother of 12". */
  readonly kin: boolean;
  /** Of those who may do it, not of those who did: "eligible to vote". */
  readonly entitled: boolean;
  /** A sum that grows with the day of the report: "has grossed". */
  readonly running: boolean;
  /** Said to have become another: "rose to 13", "cut its forecast to". */
  readonly changed: boolean;
  /** How far two figures lie apart, not a figure: "five rounds sooner", "two points more than". */
  readonly gap: boolean;
  /** A length of time that runs up to the day of the report: "six weeks ago", "has lasted for a week". */
  readonly elapsed: boolean;
  readonly owner: string | null;
  /** Entities named in the quantity's own clause: "in Egypt by 80 percent". */
  readonly bound: ReadonlySet<string>;
  /** Meanings of the content words next to the quantity on either side, what it counts left out. */
  readonly left: string | null;
  readonly right: string | null;
  readonly kind: 'age' | 'limit' | 'count' | 'measure';
}

/** What may stand between a name and the age behind it: "Ann Example, a 40-year-old", "Ann Example, 40". */
const ageBehind = /^(?:,|\s\()?\s?(?:a|an|the|aged|age)?\s?$/u;
/** An office or nothing between an age and the name behind it: "40-year-old plumber Ann Example". */
const nameBehind = /^\s(?:\p{Ll}+\s){0,2}$/u;

/** "A 23-year-old woman, Ann Example": an apposition. */
const introduced = /^\s(?:\p{Ll}+\s){0,2}\p{Ll}+,\s$/u;

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
      (nameBehind.test(text.slice(quantity.end, name.start)) ||
        introduced.test(text.slice(quantity.end, name.start))) &&
      !/^\s\p{Ll}*(?:man|woman|boy|girl|resident|native|driver|student|teenager|gang|member|deputy|officer|worker|father|mother)\b/u.test(
        text.slice(name.end),
      ),
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

/** How far off a neighbouring word may stand. */
const neighbourhood = 5;

/** How far before the quantity a word of supposing bears on it. */
const supposedReach = 8;
const supposing = new Set([
  'could',
  'may',
  'might',
  'would',
  'should',
  'if',
  'seek',
  'seeking',
  'seeks',
  'sought',
  'want',
  'wants',
  'wanted',
  'demand',
  'demanded',
  'asking',
  'asked',
  'expected',
  'possible',
  'maximum',
  'potential',
  'plans',
  'planned',
  'hope',
  'hopes',
  'target',
  'request',
  'requested',
]);

const countedUnits = new Set(['person', 'child', 'body', 'aircraft', 'vehicle', 'building', 'item']);

const kindOf = (quantity: Quantity): Frame['kind'] => {
  if (isAgeLimit(quantity)) return 'limit';
  if (isAge(quantity)) return 'age';
  return quantity.unit !== null && countedUnits.has(quantity.unit) ? 'count' : 'measure';
};

const leavesOut = ['other', 'remaining', 'rest'];
const amongReach = 24;
const amongWords =
  /\b(?:\d+|one|two|three|four|five|some|most|many|half|several|none|each|any) of (?:the |those |these |about |some )?$/iu;

/** How far before the clause of a quantity the names that it belongs to may stand, when its own clause has none. */
const nameReach = 80;

/** The names of the quantity's clause; when it has none, the nearest one before it. */
const boundTo = (statement: Statement, clause: Span): ReadonlySet<string> => {
  const names = statement.names.filter(({ entity }) => entity !== statement.speaker?.entity);
  const inside = names.filter(({ start, end }) => start >= clause.start && end <= clause.end);
  if (inside.length > 0) return new Set(inside.map(({ entity }) => entity));
  const before = names.filter(({ end }) => end <= clause.start && end >= clause.start - nameReach).slice(-2);
  return new Set(before.map(({ entity }) => entity));
};

/** Weekdays, months and years named, but for the day on which somebody said so; where a sentence that leans on another names none, those of the other. */
const timesOf = (statement: Statement, before: Statement | undefined): Pick<Frame, 'weekdays' | 'months' | 'years'> => {
  const words = statement.text.match(/\p{L}+/gu) ?? [];
  const found = {
    weekdays: new Set(
      words.flatMap((word, at) => {
        const day = word.toLowerCase();
        const said = [words[at - 1], words[at - 2]].some((verb) => sayingStems.has(stem(verb?.toLowerCase() ?? '')));
        return weekdays.has(day) && !said ? [day] : [];
      }),
    ),
    months: new Set(words.filter((word) => months.has(word))),
    years: new Set(
      statement.dates.flatMap((date) => (/\d{4}/.test(date.text) && date.year !== null ? [date.year] : [])),
    ),
  };
  const timeless = found.weekdays.size + found.months.size + found.years.size === 0;
  return timeless && before !== undefined ? timesOf(before, undefined) : found;
};

const behind = new Set([
  'ago',
  'later',
  'earlier',
  'before',
  'after',
  'away',
  'from',
  'off',
  'long',
  'tall',
  'high',
  'deep',
  'wide',
  'old',
  'north',
  'south',
  'east',
  'west',
  'southwest',
  'southeast',
  'northwest',
  'northeast',
  'in',
  'of',
]);
const ahead = new Set(['for', 'after', 'in', 'within', 'past', 'last', 'next', 'lasted', 'to', 'at', 'of', 'about']);

const roleOf = (quantity: Quantity, left: string | undefined, right: string | undefined): string | null => {
  if (kindOf(quantity) !== 'measure') return null;
  if (right !== undefined && behind.has(right)) return right;
  return left !== undefined && ahead.has(left) ? `${left} …` : null;
};

/** Several occasions added up. */
const overRounds = /\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|several|all)\s\p{L}+s\sso far\b/iu;
const mayOnly = /\b(?:eligible|entitled|registered (?:voters|to vote)|qualified to)\b/iu;
const entitledBefore = 20;
const entitledBehind = 30;
const takings =
  /\b(?:has|have)\s(?:already\s|so far\s|now\s)?(?:grossed|earned|raised|collected|accumulated|taken in|made|received|pulled in)\s(?:\p{L}+\s){0,3}$/iu;
const changeReach = 50;
/** Right before a figure: it became another. */
const changing =
  /\b(?:rose|risen|rises|rising|climb(?:s|ed|ing)?|gr[eo]wn?|growing|fell|fallen|falls|falling|dropp?(?:ed|s|ing)?|sank|sunk|slipped|cut|cuts|cutting|raised?s?|raising|lowered|lowers|lowering|increase[ds]?|reduced?s?|improved?s?|doubled|tripled|trimmed|trims|upgraded|downgraded|revised|brought|bringing|brings)\b[^.;:]{0,35}\bto\s$/iu;
/** Behind a figure: it tells how much more or less something is than something else. */
const compared =
  /^\s(?:\p{L}+\s)?(?:sooner|faster|slower|longer|shorter|bigger|larger|smaller|cheaper|dearer|taller|heavier|lighter|deeper|wider|higher|lower|more|fewer|less|younger|older)\sthan\b/iu;

/** What happened to the people counted where the noun itself tells it: "31 arrests", "187 lives", "seven bodies". */
const happeningIn = ({ unit }: Quantity, noun: string | null): string | null =>
  unit === 'body' ? dead : unit === 'person' && noun !== null && happenings.has(noun) ? keyOf(noun) : null;
const dead = '#kill';

/** Frames of all quantities of a statement. Each walk is linear, quantities of one sentence are few. */
const frameOf = (
  statement: Statement,
  quantity: Quantity,
  tokens: readonly Token[],
  before: Statement | undefined,
): Frame => {
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
  const next = (from: number, step: 1 | -1): string | null => {
    for (let at = from; at >= 0 && at < tokens.length && Math.abs(at - from) < neighbourhood; at += step) {
      const key = keyOf(tokens[at]?.lower ?? '');
      if (key !== null) return key;
    }
    return null;
  };
  const [begin, end] = [Math.max(first, 0), after < 0 ? tokens.length : after];
  // "More than" bounds the number; "more" alone sets it apart.
  for (const token of tokens.slice(begin, end)) if (token.lower !== 'more') add(token, 0.9, 0);
  const clause = clauseOf(
    tokens,
    begin,
    end,
    statement.quantities.filter((other) => other !== quantity),
  );
  const all = new Set<string>();
  for (const token of tokens) {
    const key = keyOf(token.lower);
    if (key !== null) all.add(key);
  }
  const kind = kindOf(quantity);
  const own = [...(before?.names ?? []), ...statement.names].filter(
    ({ entity }) => entity !== statement.speaker?.entity,
  );
  const namesOf = (which: (name: NameMention) => boolean): ReadonlySet<string> =>
    new Set(own.filter(which).map(({ entity }) => entity));
  // What a length or a sum is of is too loosely told to compare by.
  const noun = kind !== 'count' || headWord === null || generic.has(headWord) ? null : keyOf(headWord);
  const told = happeningIn(quantity, headWord);
  if (told !== null) {
    near.set(told, 1);
    event = { key: told, nearness: 1 };
  }
  const head = told === null ? noun : null;
  return {
    statement,
    quantity: quantity.unit === 'body' ? { ...quantity, unit: 'person' } : quantity,
    near,
    all,
    head,
    event: event?.key ?? null,
    events: new Map([...near].filter(([key]) => isEvent(key))),
    others: /\bother\s+\p{L}/iu.test(quantity.of ?? '') || leavesOut.some((word) => apartWords.has(word)),
    among: amongWords.test(statement.text.slice(Math.max(0, quantity.start - amongReach), quantity.start)),
    apart: apartWords,
    ...timesOf(statement, before),
    earlier: isEarlier(statement, quantity),
    names: namesOf(() => true),
    persons: namesOf(({ kind: of }) => of === 'person'),
    places: namesOf(({ kind: of }) => of === 'place'),
    supposed: tokens.slice(Math.max(0, begin - supposedReach), begin).some((token) => supposing.has(token.lower)),
    role: roleOf(quantity, tokens[begin - 1]?.lower, tokens[end]?.lower),
    elapsed: kind === 'measure' && isElapsed(statement.text, quantity),
    point: kind === 'measure' ? pointOf(quantity, tokens[end]?.lower ?? '') : null,
    soFar: soFar.test(statement.text),
    rounds: overRounds.test(statement.text),
    kin: quantity.unit === 'child' && quantity.of === null,
    entitled: mayOnly.test(
      statement.text.slice(Math.max(0, quantity.start - entitledBefore), quantity.end + entitledBehind),
    ),
    running: isCurrency(quantity.unit ?? '') && takings.test(statement.text.slice(0, quantity.start)),
    changed: changing.test(statement.text.slice(Math.max(0, quantity.start - changeReach), quantity.start)),
    gap: compared.test(statement.text.slice(quantity.end)),
    owner: ownerOf(statement, quantity),
    bound: boundTo(statement, clause),
    left: next(begin - 1, -1),
    right: next(end, 1),
    kind,
  };
};

/** "Completed 28 of 41 passes", "28 of his 68 punches": the noun stands behind the second figure. */
const outOf = /^\sof\s(?:(?:his|her|its|their|the)\s)?\d+\s(?<noun>\p{L}+)/u;
/** "Not one person, but several": what is denied is no figure of anything. */
const isDenied = (sentence: string, { start, end }: Quantity): boolean =>
  /\bnot\s$/iu.test(sentence.slice(Math.max(0, start - 5), start)) && /^[^.;]{0,30}\bbut\b/iu.test(sentence.slice(end));

/** Figures of sport, and numbers that are no count: "32-bit versions". */
const isTally = (sentence: string, { of, unit, text, end }: Quantity): boolean =>
  tallies.has(outOf.exec(sentence.slice(end))?.groups?.noun?.toLowerCase() ?? '') ||
  unit === 'yard' ||
  (unit === 'item' && /^\d[\d,.]*-\p{Ll}/u.test(text)) ||
  (unit !== null &&
    countedUnits.has(unit) &&
    [of?.split(/\s+/).at(-1), text.split(/\s+/).at(-1)].some((word) => tallies.has(word?.toLowerCase() ?? '')));

/** Opens by pointing back: "It killed", "That temblor", "They were". */
const leans = /^\W*(?:it|that|this|they|these|those|he|she|its|their|his|her)\b/iu;

/** A sentence of more figures is a table: its slots are told by columns, not by words. It also bounds the work below. */
const mostQuantities = 40;

/**
 * The frames of a statement. `before` is the sentence that stands before it in its article: one that leans on it ("That
 * quake killed 12 people.") is of the same time and the same names.
 */
export const framesOf = (statement: Statement, before?: Statement): readonly Frame[] => {
  const quantities = [
    ...statement.quantities.filter((one) => !isTally(statement.text, one) && !isDenied(statement.text, one)),
    ...findCalibres(statement.text),
  ];
  if (quantities.length === 0 || quantities.length > mostQuantities) return [];
  const tokens = tokenize(statement.text);
  const leaned = leans.test(statement.text) ? before : undefined;
  return quantities.map((quantity) => frameOf(statement, quantity, tokens, leaned));
};
