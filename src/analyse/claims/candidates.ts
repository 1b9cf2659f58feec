/** Pairs of statements worth comparing, through an inverted index on their rarest keys: near linear. */
import type { Weights } from './align.ts';
import type { Features } from './features.ts';

/** A key in more statements than this leads to no pair: it is what the story is about, not what is said. */
const commonest = 60;
/** Keys looked up for one statement, rarest first, and partners kept for it. */
const keysLooked = 12;
const mostPartners = 40;

/** Index pairs, the lower first, in order. */
export const candidatePairs = (features: readonly Features[], weights: Weights): [number, number][] => {
  const postings = new Map<string, number[]>();
  const rare = features.map(({ keys }) =>
    keys
      .map((key) => ({ key, weight: weights.of(key) }))
      .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
      .slice(0, keysLooked),
  );
  features.forEach(({ keys }, at) => {
    for (const key of keys) {
      const held = postings.get(key);
      if (held === undefined) postings.set(key, [at]);
      else held.push(at);
    }
  });
  const pairs = new Map<string, [number, number]>();
  rare.forEach((keys, at) => {
    const partners = new Map<number, number>();
    for (const { key, weight } of keys) {
      const posting = postings.get(key) ?? [];
      if (posting.length > commonest) continue;
      for (const other of posting) if (other !== at) partners.set(other, (partners.get(other) ?? 0) + weight);
    }
    const best = [...partners].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, mostPartners);
    for (const [other] of best) {
      const pair: [number, number] = at < other ? [at, other] : [other, at];
      pairs.set(pair.join(), pair);
    }
  });
  return [...pairs.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
};
