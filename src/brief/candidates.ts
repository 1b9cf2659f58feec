/** Step 1: the claims a request is about, each with the statement that would be posted for it. */
import type { Analysis, Claim, Statement, Story } from '../model.ts';
import type { Query } from './query.ts';
import { relevance } from './query.ts';

/** A Claim that could become a point. */
export interface Candidate {
  readonly claim: Claim;
  readonly story: Story;
  /** The statement whose words are posted; it stands alone. */
  readonly statement: Statement;
  /** 0 to 1: how well it answers the query; 1 when there is none. */
  readonly relevance: number;
}

/** What is looked at: a query over every story, one story whole, or everything. */
export interface Scope {
  readonly query?: Query;
  readonly story?: string;
  /** Articles that may speak; absent for all. */
  readonly articles?: ReadonlySet<string>;
}

/** Too few points to brief with: then statements that hold only part of the query are let in. */
const enough = 3;

interface Match {
  readonly candidate: Candidate;
  readonly matches: boolean;
}

const bestStatement = (
  claim: Claim,
  scope: Scope,
): { statement: Statement; share: number; matches: boolean } | undefined => {
  let best: { statement: Statement; share: number; matches: boolean } | undefined;
  for (const statement of claim.statements) {
    if (!statement.standsAlone || scope.articles?.has(statement.article) === false) continue;
    const { matches, share } =
      scope.query === undefined ? { matches: true, share: 1 } : relevance(scope.query, statement);
    if (share > (best?.share ?? 0)) best = { statement, share, matches };
  }
  return best;
};

/** The candidates of a scope, in the order of the stories. Linear in the number of statements. */
export const findCandidates = (analysis: Analysis, scope: Scope): Candidate[] => {
  const found: Match[] = [];
  for (const story of analysis.stories) {
    if (scope.story !== undefined && story.id !== scope.story) continue;
    for (const claim of story.claims) {
      const best = bestStatement(claim, scope);
      if (best === undefined) continue;
      found.push({
        candidate: { claim, story, statement: best.statement, relevance: best.share },
        matches: best.matches,
      });
    }
  }
  const exact = found.filter((match) => match.matches);
  const stories = new Set(exact.map((match) => match.candidate.story.id));
  const kept =
    exact.length >= enough ? exact : found.filter((match) => match.matches || stories.has(match.candidate.story.id));
  return kept.map((match) => match.candidate);
};
