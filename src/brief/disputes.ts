/** Points that are positions of one difference: the reader finds all of them there, side by side with what was said. */
import type { Difference, Position, Quantity, Statement } from '../model.ts';
import type { Candidate } from './candidates.ts';
import { once } from './once.ts';

const isCited = ({ article, citation }: Statement, { citations }: Position): boolean =>
  citations.some((each) => each.article === article && each.start === citation.start);

/** "under 25" is of the position "under the age of 25". */
const isOf = ({ text }: Quantity, { value }: Position): boolean => {
  if (text.includes(value) || value.includes(text)) return true;
  const numbers = new Set(value.match(/\p{N}+/gu));
  return (text.match(/\p{N}+/gu) ?? []).some((number) => numbers.has(number));
};

const positionsOf = ({ passage }: Candidate, { positions }: Difference): readonly Position[] =>
  positions.filter((position) => passage.some((statement) => isCited(statement, position)));

/** What differs in what a point tells, as far as its wording holds it. */
export const disputesOf = once((candidate: Candidate): readonly Difference[] => {
  const { passage, wording, story } = candidate;
  const figures = passage.flatMap(({ quantities }) => quantities).filter(({ text }) => wording.includes(text));
  return story.differences.filter((difference) =>
    positionsOf(candidate, difference).some(
      (position) => wording.includes(position.value) || figures.some((figure) => isOf(figure, position)),
    ),
  );
});

/** The differences of which both tell. */
export const sharedDisputes = (a: Candidate, b: Candidate): readonly Difference[] => {
  const others = disputesOf(b);
  return others.length === 0 ? [] : disputesOf(a).filter((each) => others.includes(each));
};

/** Its figures, but for those that are its positions in a difference. */
export const figuresBeside = (candidate: Candidate, difference: Difference): readonly Quantity[] => {
  const positions = positionsOf(candidate, difference);
  return candidate.passage
    .flatMap(({ quantities }) => quantities)
    .filter(
      (figure) => candidate.wording.includes(figure.text) && !positions.some((position) => isOf(figure, position)),
    );
};
