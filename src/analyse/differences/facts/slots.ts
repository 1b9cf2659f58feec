/** Values told of one happening, compared pair by pair and gathered into the positions that a reader sees. */
import type { Difference, DifferenceKind, Position } from '../../../model.ts';
import { citationOf, type Idf, type Likeness, likeness, type Mention, wordsOf } from './mentions.ts';

/** `apart`: two happenings, whatever they share; then the two values are of two happenings for all who tell them. */
export type Comparison = 'same' | 'differ' | 'update' | 'unclear' | 'apart';

/** A value of some kind with where it is told. */
export interface Told<Value> {
  readonly value: Value;
  readonly mention: Mention;
}

/** How the values of one kind are compared. */
export interface Kind<Value> {
  readonly kind: DifferenceKind;
  /** `a` is told by the article that is published first, where both are dated. */
  readonly compare: (a: Told<Value>, b: Told<Value>) => Comparison;
  /** How surely the two tell of one happening, 0 to 1; below `threshold` they do not. */
  readonly score: (a: Told<Value>, b: Told<Value>, alike: Likeness) => number;
  readonly threshold: number;
  /** Set where two values told in one sentence, by any article, are known for two happenings. */
  readonly distinct?: (a: Value, b: Value) => Comparison;
  /** Whether two tellings of one value tell of one happening. */
  readonly twins: (a: Told<Value>, b: Told<Value>, alike: Likeness) => boolean;
  /** Of an update, which of two wordings of one value tells a reader more: the higher. */
  readonly clarity?: (value: Value) => number;
  readonly about: (positions: readonly (readonly Told<Value>[])[], events: readonly string[]) => string;
}

export interface Found {
  readonly differences: readonly Difference[];
  readonly updates: readonly Difference[];
}

/** What the values are gathered beside. */
export interface Setting {
  readonly idf: Idf;
  readonly published: (article: string) => string | null;
  /** Entities that some article of the story names as a person. */
  readonly persons: ReadonlySet<string>;
}

/** Values looked at under one key, the first in their articles; it bounds the work, so that the whole is near linear. */
const mostListed = 48;
/** Keys that a value is looked up by, most telling first. */
const mostKeys = 8;

const place = <V>({ mention }: Told<V>, other: Told<V>): number => {
  const [a, b] = [mention.statement, other.mention.statement];
  return a.position - b.position || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) || mention.start - other.mention.start;
};

const keysOf = <V>({ mention }: Told<V>, idf: Idf): string[] => [
  ...[...mention.events.keys()].map((event) => `event ${event}`),
  ...[...mention.near]
    .sort(([a, x], [b, y]) => y * idf(b) - x * idf(a) || (a < b ? -1 : 1))
    .slice(0, mostKeys)
    .map(([key]) => key),
];

/** Pairs of values from two articles that share a happening or a telling word, each once. */
const pairsOf = <V>(all: readonly Told<V>[], idf: Idf): (readonly [number, number])[] => {
  const postings = new Map<string, number[]>();
  for (const [index, one] of all.entries())
    for (const key of keysOf(one, idf)) {
      const list = postings.get(key);
      if (list === undefined) postings.set(key, [index]);
      else if (list.length < mostListed) list.push(index);
    }
  const pairs = new Map<number, readonly [number, number]>();
  for (const list of postings.values())
    for (const [at, a] of list.entries())
      for (const b of list.slice(at + 1))
        if (all[a]?.mention.statement.article !== all[b]?.mention.statement.article)
          pairs.set(a * all.length + b, [a, b]);
  return [...pairs.values()];
};

interface Judged<V> {
  readonly a: Told<V>;
  readonly b: Told<V>;
  readonly score: number;
  readonly verdict: 'differ' | 'update';
  readonly event: string | undefined;
}

interface Draft<V> {
  readonly verdict: 'differ' | 'update';
  readonly positions: Told<V>[][];
  readonly events: string[];
}

/** Positions beyond this many are no one thing. */
const mostPositions = 5;

/** A pair that fits better by this much is not explained away by another telling. */
const clearly = 0.1;

/** Gathers the values of one kind. The order of `told` does not matter. */
export const gather = <V>(told: readonly Told<V>[], kind: Kind<V>, { idf, published }: Setting): Found => {
  const all = [...told].sort(place);
  const dated = (one: Told<V>): string => published(one.mention.statement.article)?.slice(0, 10) ?? '';
  const compare = (a: Told<V>, b: Told<V>): Comparison =>
    dated(a) <= dated(b) ? kind.compare(a, b) : kind.compare(b, a);
  const judged: Judged<V>[] = [];
  /** Values that tell the same of the same happening, by value. */
  const twins = new Map<Told<V>, Told<V>[]>();
  const differing: {
    a: Told<V>;
    b: Told<V>;
    score: number;
    event: string | undefined;
    verdict: 'differ' | 'update';
  }[] = [];
  const apartPairs: (readonly [V, V])[] = [];
  for (const [i, j] of pairsOf(all, idf)) {
    const [a, b] = [all[i], all[j]];
    if (a === undefined || b === undefined) continue;
    const compared = compare(a, b);
    if (compared === 'unclear') continue;
    const alike = likeness(a.mention, b.mention, idf);
    const score = kind.score(a, b, alike);
    if (compared === 'same') {
      if (kind.twins(a, b, alike))
        for (const [x, y] of [
          [a, b],
          [b, a],
        ] as const)
          twins.set(x, [...(twins.get(x) ?? []), y]);
    } else if (compared === 'apart') {
      if (score >= kind.threshold) apartPairs.push([a.value, b.value]);
    } else if (score >= kind.threshold) differing.push({ a, b, score, event: alike.event?.event, verdict: compared });
  }
  // What an article tells of the same happening elsewhere, or the other value anywhere, speaks against a difference.
  const byArticle = new Map<string, Told<V>[]>();
  for (const one of all) {
    const { article } = one.mention.statement;
    const list = byArticle.get(article);
    if (list === undefined) byArticle.set(article, [one]);
    else if (list.length < mostListed) list.push(one);
  }
  const rivalled = (one: Told<V>, other: Told<V>, score: number): boolean =>
    (byArticle.get(other.mention.statement.article) ?? []).some(
      (rival) =>
        rival !== other &&
        compare(one, rival) === 'same' &&
        kind.score(one, rival, likeness(one.mention, rival.mention, idf)) >= Math.max(kind.threshold, score - clearly),
    );
  const apart = apartIn(all, apartPairs, kind);
  for (const pair of differing)
    if (
      (pair.verdict === 'update' || !apart(pair.a, pair.b)) &&
      !rivalled(pair.a, pair.b, pair.score) &&
      !rivalled(pair.b, pair.a, pair.score)
    )
      judged.push(pair);
  judged.sort((x, y) => y.score - x.score || place(x.a, y.a) || place(x.b, y.b));
  /** What the same article tells of the same, in other sentences. */
  const beside = (one: Told<V>): readonly Told<V>[] =>
    (byArticle.get(one.mention.statement.article) ?? []).filter(
      (other) =>
        other !== one &&
        compare(one, other) === 'same' &&
        kind.twins(one, other, likeness(one.mention, other.mention, idf)),
    );
  const drafts = draftsOf(judged, compare);
  const shown = (verdict: 'differ' | 'update'): Difference[] =>
    drafts
      .filter((draft) => draft.verdict === verdict)
      .flatMap((draft) => differenceOf(draft, kind, twins, dated, beside) ?? []);
  return { differences: shown('differ'), updates: shown('update') };
};

/** Sentences of several values that are looked at. */
const mostSentences = 2000;

/** Whether some sentence tells both values: then they are two things, whoever tells one of them. */
const apartIn = <V>(
  all: readonly Told<V>[],
  pairs: readonly (readonly [V, V])[],
  kind: Kind<V>,
): ((a: Told<V>, b: Told<V>) => boolean) => {
  const { distinct } = kind;
  if (distinct === undefined) return () => false;
  const bySentence = new Map<string, Told<V>[]>();
  for (const one of all)
    bySentence.set(one.mention.statement.id, [...(bySentence.get(one.mention.statement.id) ?? []), one]);
  const several = [...bySentence.values()].filter((told) => told.length > 1).slice(0, mostSentences);
  const is = (one: V, other: V): boolean => distinct(one, other) === 'same';
  return (a, b) =>
    pairs.some(([x, y]) => (is(x, a.value) && is(y, b.value)) || (is(x, b.value) && is(y, a.value))) ||
    several.some((told) => told.some((one) => is(one.value, a.value)) && told.some((one) => is(one.value, b.value)));
};

/** Best pairs first: each founds a draft, or joins one that holds one of its values already. */
const draftsOf = <V>(judged: readonly Judged<V>[], compare: (a: Told<V>, b: Told<V>) => Comparison): Draft<V>[] => {
  const drafts: Draft<V>[] = [];
  for (const { a, b, verdict, event } of judged) {
    const holds = (draft: Draft<V>, one: Told<V>): boolean =>
      draft.positions.some((told) => told.some((other) => other === one || compare(one, other) === 'same'));
    const draft = drafts.find(
      (one) =>
        one.verdict === verdict &&
        (event === undefined || one.events.includes(event)) &&
        (holds(one, a) || holds(one, b)),
    );
    if (draft === undefined)
      drafts.push({ verdict, positions: [[a], [b]], events: event === undefined ? [] : [event] });
    else
      for (const one of [a, b]) {
        const position = draft.positions.find((told) =>
          told.some((other) => other === one || compare(one, other) === 'same'),
        );
        if (position !== undefined) {
          if (!position.includes(one)) position.push(one);
        } else if (
          draft.positions.length < mostPositions &&
          draft.positions.every((told) => told.every((other) => compare(one, other) === verdict))
        )
          draft.positions.push([one]);
      }
  }
  return drafts;
};

const differenceOf = <V>(
  draft: Draft<V>,
  kind: Kind<V>,
  twins: ReadonlyMap<Told<V>, readonly Told<V>[]>,
  dated: (one: Told<V>) => string,
  beside: (one: Told<V>) => readonly Told<V>[],
): Difference | undefined => {
  const held = new Set(draft.positions.flat());
  const positions = draft.positions.map((told) => {
    const full = [...told];
    for (const one of told)
      for (const twin of [...(twins.get(one) ?? []), ...beside(one)])
        if (!held.has(twin)) {
          held.add(twin);
          full.push(twin);
        }
    return full;
  });
  const earliest = (told: readonly Told<V>[]): string => told.map(dated).sort()[0] ?? '';
  const voices = (told: readonly Told<V>[]): number => new Set(told.map((one) => one.mention.statement.article)).size;
  const first = (told: readonly Told<V>[]): Told<V> | undefined => told[0];
  const order = positions.sort((x, y) => {
    const [one, two] = [first(x), first(y)];
    const byDate = earliest(x) < earliest(y) ? -1 : earliest(x) > earliest(y) ? 1 : 0;
    return (
      (draft.verdict === 'update' ? byDate : voices(y) - voices(x)) ||
      (one !== undefined && two !== undefined ? place(one, two) : 0)
    );
  });
  const clarity = draft.verdict === 'update' && kind.clarity !== undefined ? kind.clarity : () => 0;
  const shown = order.flatMap(
    (told) => positionOf([...told].sort((x, y) => clarity(y.value) - clarity(x.value))) ?? [],
  );
  return shown.length < 2 ? undefined : { about: kind.about(order, draft.events), kind: kind.kind, positions: shown };
};

const positionOf = <V>(told: readonly Told<V>[]): Position | undefined => {
  const [best] = told;
  const seen = new Set<string>();
  const [citation, ...more] = told
    .map((one) => one.mention)
    .filter(({ statement }) => !seen.has(statement.id) && seen.add(statement.id) !== undefined)
    .map(citationOf)
    .sort((a, b) => (a.article < b.article ? -1 : a.article > b.article ? 1 : a.start - b.start));
  return best === undefined || citation === undefined
    ? undefined
    : { value: wordsOf(best.mention), citations: [citation, ...more] };
};
