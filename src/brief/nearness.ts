/** How near to each other the words of the question stand, and the sort of thing asked for beside them. */
import type { Span, Statement } from '../model.ts';
import type { Known } from './coverage.ts';
import type { Language } from './language.ts';
import { baseOf, stemsAt } from './meanings.ts';
import type { AskedWord, Question } from './question.ts';

/** In characters; beyond it all is equally far. */
const far = 120;
const farWorth = 0.75;
/** Places of one thing that are looked at; a text that repeats a word more often says it near enough. */
const mostPlaces = 12;

const gap = (a: Span, b: Span): number => Math.max(0, a.start - b.end, b.start - a.end);

const placesOf = (word: AskedWord, stems: readonly (Span & { stem: string })[], language: Language): Span[] => {
  const { exact, near } = word.meaning;
  return stems.filter(({ stem }) =>
    [stem, baseOf(stem)].some((each) => {
      const concept = language.concept(each);
      return exact.has(each) || exact.has(concept) || near.has(each) || near.has(concept);
    }),
  );
};

/**
 * 1 where all stand side by side, falling to `farWorth`: of two dates, the one beside the event is the answer.
 * @param spans the parts of the statement that are of the sort asked for
 */
export const nearness = (
  spans: readonly Span[],
  statement: Statement,
  question: Question,
  known: Known,
  language: Language,
): number => {
  const stems = stemsAt(statement.text, language);
  const things: Span[][] = [
    [...spans],
    ...question.words.filter(({ light }) => !light).map((word) => placesOf(word, stems, language)),
    ...question.names.map(({ folded }) =>
      statement.names.filter(({ entity }) => known.get(folded)?.has(entity) === true),
    ),
  ]
    .filter((places) => places.length > 0)
    .map((places) => places.slice(0, mostPlaces));
  const [fewest, ...others] = things.sort((a, b) => a.length - b.length);
  if (fewest === undefined || others.length === 0) return 1;
  const costs = fewest.map(
    (anchor) =>
      others.reduce((sum, places) => sum + Math.min(far, ...places.map((place) => gap(anchor, place))), 0) /
      others.length,
  );
  return 1 - ((1 - farWorth) * Math.min(...costs)) / far;
};
