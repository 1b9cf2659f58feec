/** Which ranges a repair changed: the repairer gives back text alone. */
import type { Edit } from './traced.ts';

/** How far the two texts may drift apart before they agree again, and how much agreement is proof. */
const reach = 48;
const proof = 4;

const agree = (before: string, i: number, after: string, j: number): boolean => {
  for (let k = 0; k < proof; k += 1) {
    const a = before[i + k];
    if (a !== after[j + k]) return false;
    if (a === undefined) return true;
  }
  return true;
};

/** The nearest place where both texts go on alike; a repair never makes text longer. */
const meet = (before: string, i: number, after: string, j: number): [number, number] => {
  for (let a = 1; a <= reach && i + a <= before.length; a += 1)
    for (let b = 0; b <= a && j + b <= after.length; b += 1)
      if (agree(before, i + a, after, j + b)) return [i + a, j + b];
  return [before.length, after.length];
};

/** Edits that turn `before` into `after`. Linear: each mismatch looks a fixed distance ahead. */
export const differences = (before: string, after: string): Edit[] => {
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length) {
    if (before[i] === after[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const [nextI, nextJ] = meet(before, i, after, j);
    edits.push({ start: i, end: nextI, text: after.slice(j, nextJ) });
    i = nextI;
    j = nextJ;
  }
  const last = edits.at(-1);
  if (j < after.length)
    return last === undefined
      ? [{ start: 0, end: before.length, text: after }]
      : [
          ...edits.slice(0, -1),
          { start: last.start, end: before.length, text: last.text + before.slice(last.end) + after.slice(j) },
        ];
  return edits;
};
