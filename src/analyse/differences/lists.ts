/** Two sentences that tell one figure each of the same several names are two tellings of one table. */
import { overlap, sameOccasion } from './align.ts';
import type { Frame } from './frame.ts';

const shared = (a: Frame, b: Frame): ReadonlySet<string> => new Set([...a.bound].filter((name) => b.bound.has(name)));

/** Whether two figures of one sentence are rows of a list: each is told of names of its own. */
const rowsApart = (a: Frame, b: Frame): boolean =>
  a.bound.size > 0 && b.bound.size > 0 && overlap(a.bound, b.bound) === 0;

/** "Rose" of the one, "fell" of the other: each is told of a happening of which the other's sentence knows nothing. */
const ofOtherEvents = (a: Frame, b: Frame): boolean =>
  a.event !== null && b.event !== null && !b.events.has(a.event) && !a.events.has(b.event);

/**
 * Whether the two figures stand in the same row of one list, told twice: "fares to Crete rose by 30 percent, to
 * Malta by 45" and "50 per cent to Crete and 70 to Malta". One more row must be told by both, of another name, so that the names
 * and not the words around them say what belongs together. Work is the product of the two lists, which are bounded.
 * @param besideA figures of one measure in the article of `a`, and likewise for `b`
 */
export const sameRow = (a: Frame, b: Frame, besideA: readonly Frame[], besideB: readonly Frame[]): boolean => {
  if (shared(a, b).size === 0 || !sameOccasion(a, b) || ofOtherEvents(a, b)) return false;
  const rowsA = besideA.filter((row) => row.statement.id === a.statement.id && rowsApart(row, a));
  const rowsB = besideB.filter((row) => row.statement.id === b.statement.id && rowsApart(row, b));
  return rowsA.some((one) =>
    rowsB.some(
      (other) =>
        shared(one, other).size > 0 && overlap(one.bound, b.bound) === 0 && overlap(other.bound, a.bound) === 0,
    ),
  );
};
