/** Where the articles of one Story cannot all be right, and where a later figure replaced an earlier one. */
import type { Difference, Statement } from '../../model.ts';
import { idfOf, sameOccasion } from './align.ts';
import { candidatePairs, measureKey } from './candidates.ts';
import { comparable } from './comparable.ts';
import { findFacts } from './facts/facts.ts';
import { featuresOf } from './features.ts';
import { type Frame, framesOf } from './frame.ts';
import { type Context, judgeFrames } from './judge.ts';
import { fitted, type Scorer } from './score.ts';
import { attach, differenceOf, draftsOf } from './slots.ts';
import { togetherIn } from './together.ts';

export { judgePair } from './pair.ts';

/** Frames of one measure in one article that a pair is weighed against; the first ones tell what it is about. */
const mostRivals = 24;

/** What every pair of a story is judged beside. */
export const contextOf = (
  frames: readonly Frame[],
  published: (article: string) => string | null,
  scorer: Scorer = fitted,
  strictness: number = 0,
): Context => {
  const shelf = new Map<string, Frame[]>();
  for (const frame of frames) {
    const key = `${frame.statement.article}|${measureKey(frame)}`;
    const list = shelf.get(key);
    if (list === undefined) shelf.set(key, [frame]);
    else if (list.length < mostRivals) list.push(frame);
  }
  return {
    idf: idfOf(frames),
    frames: (article, frame) => shelf.get(`${article}|${measureKey(frame)}`) ?? [],
    published,
    toldTogether: togetherIn(frames),
    scorer,
    strictness,
  };
};

/** Sentences of one figure that a position may cite beside its own; more tell a reader nothing new. */
const mostAlike = 40;
/** How likely two tellings of one figure must be to fill one slot. */
const alikeThreshold = 0.35;

const figureKey = (frame: Frame): string => {
  const value = Math.abs(frame.quantity.value ?? frame.quantity.low ?? frame.quantity.high ?? 0);
  return `${measureKey(frame)}|${frame.quantity.unit}|${value}`;
};

/** The frames that tell the same figure of the same thing as a given one. */
const alikeIn = (frames: readonly Frame[], context: Context): ((frame: Frame) => readonly Frame[]) => {
  const shelf = new Map<string, Frame[]>();
  for (const frame of frames) {
    const list = shelf.get(figureKey(frame));
    if (list === undefined) shelf.set(figureKey(frame), [frame]);
    else if (list.length < mostAlike) list.push(frame);
  }
  const told = new Map<Frame, readonly Frame[]>();
  return (frame) => {
    const known = told.get(frame);
    if (known !== undefined) return known;
    const found = (shelf.get(figureKey(frame)) ?? []).filter(
      (other) =>
        other !== frame &&
        (frame.kin || sameOccasion(frame, other)) &&
        comparable(frame, other, context.published) === 'agree' &&
        context.scorer.alone(featuresOf(frame, other, context.idf)) >= alikeThreshold,
    );
    told.set(frame, found);
    return found;
  };
};

/** Frames of statements in the order of their articles, each read beside the one before it. */
export const framesInOrder = (statements: readonly Statement[]): readonly Frame[] =>
  statements.flatMap((statement, index) => {
    const before = statements[index - 1];
    return framesOf(statement, before?.article === statement.article ? before : undefined);
  });

/**
 * Differences and updates among the statements of one Story, most certain first. The order of the statements does not
 * matter. Near linear: pairs come from an index with bounded lists (see candidates.ts).
 * @param voiceOf   who speaks as one with an article: orders positions by how many voices hold them
 * @param published the article's date in ISO 8601, or null: without it nothing is an update
 */
export const findDifferences = (
  statements: readonly Statement[],
  voiceOf: (article: string) => string,
  published: (article: string) => string | null,
  scorer: Scorer = fitted,
  strictness: number = 0,
): { readonly differences: readonly Difference[]; readonly updates: readonly Difference[] } => {
  const ordered = [...statements].sort((a, b) =>
    a.article < b.article ? -1 : a.article > b.article ? 1 : a.citation.start - b.citation.start,
  );
  const frames = framesInOrder(ordered);
  const context = contextOf(frames, published, scorer, strictness);
  const judged = candidatePairs(frames).flatMap(([a, b]) => {
    const judgement = judgeFrames(a, b, context);
    return judgement.verdict === 'differ' || judgement.verdict === 'update' ? [{ a, b, judgement }] : [];
  });
  const alike = alikeIn(frames, context);
  const drafts = draftsOf(judged, published).map((draft) => attach(draft, alike, published));
  const shown = (verdict: 'differ' | 'update'): Difference[] =>
    drafts
      .filter((draft) => draft.verdict === verdict)
      .flatMap((draft) => differenceOf(draft, published, voiceOf) ?? []);
  const facts = findFacts(ordered, published);
  return {
    differences: [...shown('differ'), ...facts.differences],
    updates: [...shown('update'), ...facts.updates],
  };
};
