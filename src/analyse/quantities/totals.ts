/** "Twenty-three pirates, 12 Somalis and 11 Yemenis": the first number is the total of the parts that follow it. */
import type { Token } from './tokens.ts';

interface Part {
  readonly from: number;
  readonly end: number;
  readonly value: number | null;
  readonly comparator: string;
  readonly unit: string | null;
  readonly scope: string | null;
}

/** Parts of one total beyond this many do not occur in a sentence; it also bounds the work per number. */
const mostParts = 8;

const kind = (unit: string | null): string | null => (unit === 'child' ? 'person' : unit);

/** Gives scope `total` to a number that equals the sum of the two or more that follow it in the same clause. */
export const markTotals = <T extends Part>(parts: readonly T[], tokens: readonly Token[]): readonly T[] =>
  parts.map((part, index) => {
    if (part.scope !== null || part.value === null || part.comparator !== '=' || part.value < 3) return part;
    let sum = 0;
    for (let next = index + 1; next < Math.min(parts.length, index + 1 + mostParts); next += 1) {
      const other = parts[next];
      if (other?.value === null || other?.value === undefined || kind(other.unit) !== kind(part.unit)) break;
      if (next > index + 1) {
        const before = tokens[other.from - 1]?.lower;
        if (before !== 'and' && before !== ',' && before !== 'plus' && before !== 'or') break;
      }
      sum += other.value;
      if (next > index + 1 && sum === part.value) return { ...part, scope: 'total' };
      if (sum > part.value) break;
    }
    return part;
  });
