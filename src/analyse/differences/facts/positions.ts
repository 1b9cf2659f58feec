/** Judged pairs into drafts, and drafts into what a reader is shown. */
import type { Difference, Position } from '../../../model.ts';
import { citationOf, wordsOf } from './mentions.ts';
import { place } from './pairing.ts';
import type { Comparison, Judged, Kind, Told } from './slots.ts';

export interface Draft<V> {
  readonly verdict: 'differ' | 'update';
  readonly positions: Told<V>[][];
  readonly events: string[];
}

/** Positions beyond this many are no one thing. */
const mostPositions = 5;

/** Best pairs first: each founds a draft, or joins one that holds one of its values already. */
export const draftsOf = <V>(
  judged: readonly Judged<V>[],
  compare: (a: Told<V>, b: Told<V>) => Comparison,
): Draft<V>[] => {
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

/**
 * @param twins  what other articles tell of the same, by value
 * @param beside what the same article tells of the same, in other sentences
 */
export const differenceOf = <V>(
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
