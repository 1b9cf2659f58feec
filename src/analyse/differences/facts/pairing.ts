/** Which values are compared: those of two articles that share a happening or a telling word. */
import type { Idf } from './mentions.ts';
import type { Told } from './slots.ts';

/** Values looked at under one key, the first in their articles; it bounds the work, so that the whole is near linear. */
export const mostListed = 48;
/** Keys that a value is looked up by, most telling first. */
const mostKeys = 8;

/** By where in its article a value stands, then by article. */
export const place = <V>({ mention }: Told<V>, other: Told<V>): number => {
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
export const pairsOf = <V>(all: readonly Told<V>[], idf: Idf): (readonly [number, number])[] => {
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
