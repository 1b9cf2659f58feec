/** Stories -> Briefing: the table of contents of the stage. Pure; the same input gives the same bytes. */
import type { Analysis, Briefing } from '../model.ts';
import { assemble } from './assemble.ts';
import type { Scope } from './candidates.ts';
import { findCandidates, isWithin } from './candidates.ts';
import type { Budget } from './select.ts';
import { selectPoints } from './select.ts';

export interface BriefRequest {
  readonly title: string;
  readonly scope: Scope;
  readonly budget: Budget;
  /** The Topic's name, where the request is for one. */
  readonly topic?: string;
  /** The Story's id, where the request is for one. */
  readonly story?: string;
}

/** Composes the Briefing that answers a request. A request that nothing answers gives a Briefing without points. */
export const brief = (analysis: Analysis, { scope, budget, ...header }: BriefRequest): Briefing => {
  const candidates = findCandidates(analysis, scope);
  const chosen = selectPoints(candidates, budget);
  return assemble(analysis, header, [{ candidates, chosen, about: isWithin(scope) }]).briefing;
};
