/** Which candidates tell again what other points of one briefing tell. */
import { isShared } from './arrange.ts';
import type { Candidate } from './candidates.ts';
import { contentOf, contentOfSentence } from './content.ts';
import { once } from './once.ts';
import type { Passage } from './passages.ts';
import { wordingOf } from './passages.ts';
import type { Held } from './sameness.ts';
import { createSameness, heldOf, speaksOf } from './sameness.ts';

export interface Again {
  /** Whether points tell together what a candidate would tell. */
  tells(points: readonly Candidate[], candidate: Candidate): boolean;
  /** Whether a candidate speaks of a thing, by its word or another for it. */
  speaksOf(candidate: Candidate, noun: string): boolean;
}

type Parts = readonly [Held, ...Held[]];

/** The whole of a passage, and its sentences where it has several: one of them may say it all. */
const partsAs = (passage: Passage, wording: string): Parts => [
  heldOf(contentOf(passage, wording)),
  ...(passage.length > 1 ? passage.map((sentence) => heldOf(contentOfSentence(sentence, wording))) : []),
];
const partsAsWorded = once((passage: Passage) => partsAs(passage, wordingOf(passage)));

const partsOf = ({ passage, wording }: Candidate): Parts =>
  wording === wordingOf(passage) ? partsAsWorded(passage) : partsAs(passage, wording);

/**
 * @param candidates all that may be told, by which words are weighed
 * @param strictly   whether to leave out also what several points tell together
 */
export const createAgain = (candidates: readonly Candidate[], strictly: boolean): Again => {
  const sameness = createSameness(candidates.map((candidate) => partsOf(candidate)[0].content));
  const isLedByOldNews = (candidate: Candidate, one: Held, others: readonly Held[]): boolean => {
    const [, first] = partsOf(candidate);
    return first !== undefined && sameness.isTold(first, others) && !sameness.tellsFigure(one, others);
  };
  const partsOfAll = once((points: readonly Candidate[]) => points.flatMap(partsOf));
  return {
    speaksOf: (candidate, noun) => speaksOf(partsOf(candidate)[0], noun),
    tells: (points, candidate) => {
      const others = partsOfAll(points);
      const [one] = partsOf(candidate);
      if (sameness.isTold(one, others)) return true;
      // What several voices say is left out only where another point says just that.
      if (!strictly || isShared(candidate)) return false;
      return sameness.isToldInParts(one, others) || isLedByOldNews(candidate, one, others);
    },
  };
};
