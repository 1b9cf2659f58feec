/** The order in which chosen points are told, and how far each runs on. */
import type { Candidate } from './candidates.ts';
import { voicesIn } from './candidates.ts';
import { contentOf } from './content.ts';
import { sharedDisputes } from './disputes.ts';
import { introduces, leansOn } from './leaning.ts';
import type { Held } from './sameness.ts';
import { heldOf } from './sameness.ts';
import { withoutTold } from './trim.ts';
import { isVague, worthTelling } from './worth.ts';

/** A longer point is not read to its end on a telephone. */
const mostRunOn = 45;

const countWords = (text: string): number => text.split(/\s+/u).filter((word) => word !== '').length;

export const isShared = ({ claim }: Candidate): boolean => claim.support === 'corroborated';

/** "He also proposed …": that is another matter. */
const adds = /^(?:[^ ]+ ){0,3}also\b/iu;

/**
 * A point runs on with the next sentence where that is about the same and leans on it. What several voices say does
 * not: the others did not say the rest.
 */
const runOn = (point: Candidate, candidates: readonly Candidate[]): Candidate => {
  if (isShared(point)) return point;
  const longer = candidates.find(
    (candidate) =>
      !isShared(candidate) &&
      candidate.passage.length === point.passage.length + 1 &&
      point.passage.every(({ id }, i) => candidate.passage[i]?.id === id) &&
      !isVague(candidate.statement) &&
      !adds.test(candidate.statement.text) &&
      countWords(candidate.wording) <= mostRunOn,
  );
  if (longer === undefined) return point;
  const claim = longer.claim.support === 'disputed' ? longer.claim : point.claim;
  return { ...point, claim, passage: longer.passage, wording: longer.wording };
};

/** "The attack" is spoken of after the point that tells of it, and "Lee" after the one that names Mayor Ann Lee, where one does. */
const introduced = (points: readonly Candidate[]): Candidate[] => {
  const held = new Map<Candidate, Held>(points.map((point) => [point, heldOf(contentOf(point.passage))]));
  const tells = (point: Candidate, key: string): boolean => {
    const content = held.get(point);
    return content !== undefined && introduces(point.passage, content, key);
  };
  const left = [...points];
  const told: Candidate[] = [];
  const isReady = (point: Candidate): boolean =>
    [...leansOn(point.passage)].every(
      (key) =>
        told.some((earlier) => tells(earlier, key)) ||
        !left.some((other) => other !== point && tells(other, key) && !leansOn(other.passage).has(key)),
    );
  for (;;) {
    const last = told.at(-1);
    // What differs is told in a row.
    const next =
      left.find((point) => last !== undefined && sharedDisputes(point, last).length > 0 && isReady(point)) ??
      left.find(isReady) ??
      left[0];
    if (next === undefined) return told;
    left.splice(left.indexOf(next), 1);
    told.push(next);
  }
};

/** How much more the head of an article counts, and each doubling of the voices. */
const lead = 2.5;
const voices = 0.6;

/** The news itself stands at the head of articles; the details that as many tell stand below. */
const newsValue = ({ claim, statement }: Candidate): number => {
  const position = Math.min(...claim.statements.map((each) => each.position));
  return worthTelling(statement) * (1 + voices * Math.log2(voicesIn(claim))) * (1 + lead / (1 + position));
};

/**
 * The news in brief, chosen first, leads; then what several voices say; the rest stay in the order in which they were
 * chosen.
 */
export const arrange = (chosen: readonly Candidate[], candidates: readonly Candidate[]): Candidate[] => {
  const [first, ...others] = chosen;
  if (first === undefined) return [];
  const shared = others.filter(isShared).sort((a, b) => newsValue(b) - newsValue(a));
  const rest = others.filter((each) => !isShared(each)).map((each) => runOn(each, candidates));
  return withoutTold(introduced([runOn(first, candidates), ...shared, ...rest]));
};
