/**
 * Average-link agglomeration (Sokal & Michener 1958) of a small similarity matrix, stopped at a bar.
 * Each row keeps its best partner, so a merge costs about one pass over the rows; n is bounded by the caller.
 * @param similarity square, symmetric, row by row; it is overwritten
 * @param apart      asked before two groups become one; when true they never will, nor will what either grows into
 * @returns groups of row numbers, each rising, in order of their first row
 */
export const agglomerate = (
  similarity: Float64Array,
  n: number,
  bar: number,
  apart: (a: readonly number[], b: readonly number[]) => boolean = () => false,
): number[][] => {
  const members: (number[] | null)[] = Array.from({ length: n }, (_, row) => [row]);
  const size = (row: number): number => members[row]?.length ?? 0;
  const link = (a: number, b: number): number => (similarity[a * n + b] ?? 0) / (size(a) * size(b));
  const partner = new Int32Array(n).fill(-1);
  const best = new Float64Array(n).fill(-1);
  const search = (row: number): void => {
    partner[row] = -1;
    best[row] = -1;
    for (let other = 0; other < n; other += 1) {
      if (other === row || members[other] === null) continue;
      const value = link(row, other);
      if (value > (best[row] ?? -1)) {
        best[row] = value;
        partner[row] = other;
      }
    }
  };
  for (let row = 0; row < n; row += 1) search(row);
  for (;;) {
    let into = -1;
    for (let row = 0; row < n; row += 1) {
      if (members[row] !== null && (into < 0 || (best[row] ?? -1) > (best[into] ?? -1))) into = row;
    }
    if (into < 0 || (best[into] ?? -1) < bar) break;
    const from = partner[into] ?? -1;
    const target = members[into];
    const source = members[from];
    if (target == null || source == null) break;
    if (apart(target, source)) {
      similarity[into * n + from] = Number.NEGATIVE_INFINITY;
      similarity[from * n + into] = Number.NEGATIVE_INFINITY;
      search(into);
      search(from);
      continue;
    }
    for (let row = 0; row < n; row += 1) {
      const sum = (similarity[into * n + row] ?? 0) + (similarity[from * n + row] ?? 0);
      similarity[into * n + row] = sum;
      similarity[row * n + into] = sum;
    }
    target.push(...source);
    members[from] = null;
    for (let row = 0; row < n; row += 1) {
      if (members[row] === null) continue;
      if (row === into || partner[row] === into || partner[row] === from) search(row);
      else if (link(row, into) > (best[row] ?? -1)) {
        best[row] = link(row, into);
        partner[row] = into;
      }
    }
  }
  return members
    .filter((group) => group !== null)
    .map((group) => group.sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
};
