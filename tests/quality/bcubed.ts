/**
 * How well a clustering matches a gold one. B-cubed: Bagga & Baldwin (1998), as the data's README words it; adjusted
 * Rand index: Hubert & Arabie (1985). Linear in the number of items.
 */
export interface ClusterScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Of the pairs put in one predicted cluster, the share that gold keeps apart; 0 when there is no such pair. */
  readonly falseMerges: number;
  readonly adjustedRand: number;
  readonly clusters: number;
  readonly goldClusters: number;
}

const tally = (keys: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

const pairs = (counts: ReadonlyMap<string, number>): number => {
  let sum = 0;
  for (const n of counts.values()) sum += (n * (n - 1)) / 2;
  return sum;
};

/**
 * @param gold      item -> its true cluster
 * @param predicted item -> its found cluster; must hold every item of gold, others are left out of the score
 */
export const scoreClusters = (
  gold: ReadonlyMap<string, string>,
  predicted: ReadonlyMap<string, string>,
): ClusterScore => {
  const rows = [...gold].map(([item, cluster]) => {
    const found = predicted.get(item);
    if (found === undefined) throw new Error(`no cluster was predicted for ${item}`);
    return { cluster, found, both: JSON.stringify([cluster, found]) };
  });
  const golden = tally(rows.map((row) => row.cluster));
  const found = tally(rows.map((row) => row.found));
  const both = tally(rows.map((row) => row.both));
  const mean = (value: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
  const precision = mean((row) => (both.get(row.both) ?? 0) / (found.get(row.found) ?? 1));
  const recall = mean((row) => (both.get(row.both) ?? 0) / (golden.get(row.cluster) ?? 1));
  const [allPairs, goldPairs, foundPairs, rightPairs] = [
    (rows.length * (rows.length - 1)) / 2,
    pairs(golden),
    pairs(found),
    pairs(both),
  ];
  const expected = allPairs === 0 ? 0 : (goldPairs * foundPairs) / allPairs;
  const spread = (goldPairs + foundPairs) / 2 - expected;
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    falseMerges: foundPairs === 0 ? 0 : (foundPairs - rightPairs) / foundPairs,
    adjustedRand: spread === 0 ? 1 : (rightPairs - expected) / spread,
    clusters: found.size,
    goldClusters: golden.size,
  };
};
