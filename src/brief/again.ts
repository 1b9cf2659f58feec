/** Which candidates tell again what other points of one briefing tell. */
import { isShared } from './arrange.ts';
import type { Candidate } from './candidates.ts';
import { contentOf, contentOfSentence } from './content.ts';
import { figuresBeside, sharedDisputes } from './disputes.ts';
import { toldFigureOf } from './figures.ts';
import { gistOf } from './gist.ts';
import { introduces } from './leaning.ts';
import { once } from './once.ts';
import type { Passage } from './passages.ts';
import { wordingOf } from './passages.ts';
import type { Held } from './sameness.ts';
import { createSameness, heldOf } from './sameness.ts';

export interface Again {
  /** Whether points tell together what a candidate would tell. */
  tells(points: readonly Candidate[], candidate: Candidate): boolean;
  /** Whether a candidate tells what another leans on. */
  introduces(candidate: Candidate, key: string): boolean;
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

/** Fewer words and names than these are told wherever one of them is. */
const fewest = 3;

/** What it tells of what is asked, where that is less than the whole and something by itself. */
const gistIn = once((candidate: Candidate): Held | null => {
  const { passage, wording, isAsked } = candidate;
  const gist = gistOf(wording, isAsked);
  if (gist === wording) return null;
  const held = heldOf(contentOf(passage, gist));
  return held.words.size + held.names.size < fewest ? null : held;
});

/** Everything that a point tells, in all the forms in which something else may tell it. */
const formsOf = once((point: Candidate): readonly Held[] => {
  const gist = gistIn(point);
  return gist === null ? partsOf(point) : [...partsOf(point), gist];
});

/** What a point may tell beside its position in a difference and yet be told with that: so many words. */
const mostBeside = 2;

/** "next week": when something is to come that is told without it, if at all. */
const namesNewTime = ({ statement, wording }: Candidate, points: readonly Candidate[]): boolean =>
  statement.tense === 'ahead' &&
  statement.dates.some(({ text }) => wording.includes(text) && !points.some((point) => point.wording.includes(text)));

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
  /** Where the difference is told, with what it says, another point tells of it, and this one has nothing else to tell. */
  const isToldAsPosition = (candidate: Candidate, points: readonly Candidate[], others: readonly Held[]): boolean =>
    points
      .flatMap((point) => sharedDisputes(candidate, point))
      .some((difference) =>
        sameness.isTheRestTold(
          gistIn(candidate) ?? partsOf(candidate)[0],
          figuresBeside(candidate, difference).map(toldFigureOf),
          others,
          mostBeside,
        ),
      );
  const formsOfAll = once((points: readonly Candidate[]) => points.flatMap(formsOf));
  return {
    introduces: (candidate, key) => introduces(candidate.passage, partsOf(candidate)[0], key),
    tells: (points, candidate) => {
      const others = formsOfAll(points);
      const [one] = partsOf(candidate);
      if (sameness.isTold(one, others)) return true;
      // What several voices say is left out only where another point says just that.
      if (!strictly || isShared(candidate) || namesNewTime(candidate, points)) return false;
      const gist = gistIn(candidate);
      if (gist !== null && (sameness.isTold(gist, others) || sameness.isToldInParts(gist, others))) return true;
      if (sameness.isToldInParts(one, others) || isLedByOldNews(candidate, one, others)) return true;
      return isToldAsPosition(candidate, points, others);
    },
  };
};
