/** Which candidates tell again what other points of one briefing tell. */
import { isShared } from './arrange.ts';
import type { Candidate } from './candidates.ts';
import { contentOf } from './content.ts';
import type { Held } from './sameness.ts';
import { createSameness, heldOf, speaksOf } from './sameness.ts';

export interface Again {
  /** Whether points tell together what a candidate would tell. */
  tells(points: readonly Candidate[], candidate: Candidate): boolean;
  /** Whether a candidate speaks of a thing, by its word or another for it. */
  speaksOf(candidate: Candidate, noun: string): boolean;
}

/**
 * @param candidates all that may be told, by which words are weighed
 * @param strictly   whether to leave out also what several points tell together
 */
export const createAgain = (candidates: readonly Candidate[], strictly: boolean): Again => {
  const sameness = createSameness(candidates.map(({ passage, wording }) => contentOf(passage, wording)));
  const known = new Map<Candidate, readonly [Held, ...Held[]]>();
  /** The whole of a passage, and its sentences where it has several: one of them may say it all. */
  const held = (candidate: Candidate): readonly [Held, ...Held[]] => {
    const found = known.get(candidate);
    if (found !== undefined) return found;
    const { passage, wording } = candidate;
    const whole = heldOf(contentOf(passage, wording));
    const made = [
      whole,
      ...(passage.length > 1 ? passage.map((sentence) => heldOf(contentOf([sentence], wording))) : []),
    ] as const;
    known.set(candidate, made);
    return made;
  };
  const isLedByOldNews = (candidate: Candidate, one: Held, others: readonly Held[]): boolean => {
    const [, first] = held(candidate);
    return first !== undefined && sameness.isTold(first, others) && !sameness.tellsFigure(one, others);
  };
  return {
    speaksOf: (candidate, noun) => speaksOf(held(candidate)[0], noun),
    tells: (points, candidate) => {
      const others = points.flatMap(held);
      const [one] = held(candidate);
      if (sameness.isTold(one, others)) return true;
      // What several voices say is left out only where another point says just that.
      if (!strictly || isShared(candidate)) return false;
      return sameness.isToldInParts(one, others) || isLedByOldNews(candidate, one, others);
    },
  };
};
