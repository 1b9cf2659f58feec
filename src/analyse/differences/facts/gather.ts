/** The values of one kind, told in the articles of one story, into differences and updates. Near linear: see pairing.ts. */
import type { Difference } from '../../../model.ts';
import { likeness } from './mentions.ts';
import { mostListed, pairsOf, place } from './pairing.ts';
import { differenceOf, draftsOf } from './positions.ts';
import type { Comparison, Found, Judged, Kind, Setting, Told } from './slots.ts';

/** A pair that fits better by this much is not explained away by another telling. */
const clearly = 0.1;

/** Pairs beyond this many, the best first, are no differences of one story; it bounds the work below. */
const mostDiffering = 400;

/** The list held under a key, made when there is none. */
const listed = <K, T>(lists: Map<K, T[]>, key: K): T[] => {
  const held = lists.get(key);
  if (held !== undefined) return held;
  const made: T[] = [];
  lists.set(key, made);
  return made;
};

/** Gathers the values of one kind. The order of `told` does not matter. */
export const gather = <V>(told: readonly Told<V>[], kind: Kind<V>, { idf, published }: Setting): Found => {
  const all = [...told].sort(place);
  const dated = (one: Told<V>): string => published(one.mention.statement.article)?.slice(0, 10) ?? '';
  const compare = (a: Told<V>, b: Told<V>): Comparison =>
    dated(a) <= dated(b) ? kind.compare(a, b) : kind.compare(b, a);
  const differing: Judged<V>[] = [];
  /** Values that tell the same of the same happening, by value. */
  const twins = new Map<Told<V>, Told<V>[]>();
  const apartPairs: (readonly [V, V])[] = [];
  for (const [i, j] of pairsOf(all, idf)) {
    const [a, b] = [all[i], all[j]];
    if (a === undefined || b === undefined) continue;
    const compared = compare(a, b);
    if (compared === 'unclear') continue;
    const alike = likeness(a.mention, b.mention, idf);
    if (compared === 'same') {
      if (!kind.twins(a, b, alike)) continue;
      listed(twins, a).push(b);
      listed(twins, b).push(a);
      continue;
    }
    const score = kind.score(a, b, alike);
    if (score < kind.threshold) continue;
    if (compared === 'apart') apartPairs.push([a.value, b.value]);
    else differing.push({ a, b, score, event: alike.event?.event, verdict: compared });
  }
  differing.sort((x, y) => y.score - x.score || place(x.a, y.a) || place(x.b, y.b));
  // What an article tells of the same happening elsewhere, or the other value anywhere, speaks against a difference.
  const byArticle = new Map<string, Told<V>[]>();
  for (const one of all) {
    const list = listed(byArticle, one.mention.statement.article);
    if (list.length < mostListed) list.push(one);
  }
  const rivalled = (one: Told<V>, other: Told<V>, score: number): boolean =>
    (byArticle.get(other.mention.statement.article) ?? []).some(
      (rival) =>
        rival !== other &&
        compare(one, rival) === 'same' &&
        kind.score(one, rival, likeness(one.mention, rival.mention, idf)) >= Math.max(kind.threshold, score - clearly),
    );
  const apart = apartIn(all, apartPairs, kind);
  const judged = differing
    .slice(0, mostDiffering)
    .filter(
      ({ a, b, score, verdict }) =>
        (verdict === 'update' || !apart(a, b)) && !rivalled(a, b, score) && !rivalled(b, a, score),
    );
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
  for (const one of all) listed(bySentence, one.mention.statement.id).push(one);
  const several = [...bySentence.values()].filter((told) => told.length > 1).slice(0, mostSentences);
  const is = (one: V, other: V): boolean => distinct(one, other) === 'same';
  return (a, b) =>
    pairs.some(([x, y]) => (is(x, a.value) && is(y, b.value)) || (is(x, b.value) && is(y, a.value))) ||
    several.some((told) => told.some((one) => is(one.value, a.value)) && told.some((one) => is(one.value, b.value)));
};
