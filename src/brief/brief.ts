/** Stories -> Briefing: the table of contents of the stage. Pure; the same input gives the same bytes. */
import type { Analysis, Briefing } from '../model.ts';
import type { Scope } from './candidates.ts';
import { findCandidates } from './candidates.ts';
import { relevantDifferences, toBriefingDifference } from './differences.ts';
import { toPoint } from './points.ts';
import type { Budget } from './select.ts';
import { selectPoints } from './select.ts';
import { createSourceList } from './sources.ts';
import { buildTimeline, lookAhead } from './timeline.ts';

export interface BriefRequest {
  readonly title: string;
  readonly scope: Scope;
  readonly budget: Budget;
  /** The Topic's name, where the request is for one. */
  readonly topic?: string;
}

/** Composes the Briefing that answers a request. A request that nothing answers gives a Briefing without points. */
export const brief = (analysis: Analysis, request: BriefRequest): Briefing => {
  const candidates = findCandidates(analysis, request.scope);
  const sources = createSourceList(analysis);
  const points = selectPoints(candidates, request.budget).map((candidate) => toPoint(candidate, sources));
  const differences = relevantDifferences(candidates, (story) => story.differences);
  const updates = relevantDifferences(candidates, (story) => story.updates);
  const sections = {
    points,
    differences: differences.map((difference) => toBriefingDifference(difference, sources)),
    updates: updates.map((update) => toBriefingDifference(update, sources)),
    timeline: buildTimeline(candidates, sources),
    ahead: lookAhead(candidates, sources),
  };
  return {
    title: request.title,
    asOf: sources.asOf,
    ...(request.topic !== undefined && { topic: request.topic }),
    ...(request.scope.story !== undefined && { story: request.scope.story }),
    ...sections,
    sources: sources.sources,
  };
};
