/**
 * Rivals: two groups of articles each of which has a leading name or figure that the other never mentions (two players
 * arrested, two quakes on one island) tell of two happenings, however alike their words.
 */
import type { Profile } from './profile.ts';

/** How many of a group's articles have each term in their lead or in a name. */
export interface Leading {
  readonly articles: number;
  readonly counts: ReadonlyMap<number, number>;
  /** The same, anywhere in the article. */
  readonly anywhere: ReadonlyMap<number, number>;
}

export const leadingOf = (profiles: readonly Profile[]): Leading => {
  const counts = new Map<number, number>();
  const anywhere = new Map<number, number>();
  for (const { terms, marks } of profiles) {
    for (const [index, term] of terms.entries()) {
      anywhere.set(term, (anywhere.get(term) ?? 0) + 1);
      if (marks[index] !== 0) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  return { articles: profiles.length, counts, anywhere };
};

/** The strongest claim of a group to something of its own: 1 when all its articles lead with a term that no other has. */
const own = (group: Leading, other: Leading): number => {
  let best = 0;
  for (const [term, count] of group.counts) {
    // One article more on either side, so that small groups claim little.
    const value = count / (group.articles + 1) - ((other.anywhere.get(term) ?? 0) + 0.5) / (other.articles + 1);
    if (value > best) best = value;
  }
  return best;
};

/** 0 to 1: how surely each of two groups has something of its own. Linear in their terms. */
export const rivalry = (a: Leading, b: Leading): number => Math.min(own(a, b), own(b, a));
