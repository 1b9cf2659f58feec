/** Step 1: the claims a request is about, each with the statement that would be posted for it. */
import type { Analysis, Claim, Statement, Story } from '../model.ts';
import type { Query, Relevance } from './query.ts';
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

/** What is looked at; a part that is absent narrows nothing. */
export interface Scope {
  /** A statement must answer one of them. */
  readonly queries?: readonly Query[];
  readonly stories?: ReadonlySet<string>;
  /** Articles that may speak. */
  readonly articles?: ReadonlySet<string>;
}

/** Too few points to brief with: then statements that hold only part of the query are let in. */
const enough = 3;

interface Match extends Relevance {
  readonly statement: Statement;
}

const everything: Relevance = { matches: true, share: 1 };

const bestRelevance = (queries: readonly Query[] | undefined, statement: Statement): Relevance => {
  if (queries === undefined || queries.length === 0) return everything;
  return queries
    .map((query) => relevance(query, statement))
    .reduce((best, each) => (each.share > best.share ? each : best));
};

/** The statement of a claim that answers best; of equals the earlier, which the analysis ranked higher. */
const bestStatement = (claim: Claim, scope: Scope): Match | undefined => {
  let best: Match | undefined;
  for (const statement of claim.statements) {
    if (!statement.standsAlone || scope.articles?.has(statement.article) === false) continue;
    const { matches, share } = bestRelevance(scope.queries, statement);
    if (share > (best?.share ?? 0)) best = { statement, matches, share };
  }
  return best;
};

/** The candidates of a scope, in the order of the stories. Linear in the number of statements. */
export const findCandidates = (analysis: Analysis, scope: Scope): Candidate[] => {
  const found: { candidate: Candidate; matches: boolean }[] = [];
  for (const story of analysis.stories) {
    if (scope.stories?.has(story.id) === false) continue;
    for (const claim of story.claims) {
      const best = bestStatement(claim, scope);
      if (best === undefined) continue;
      const { statement, share, matches } = best;
      found.push({ candidate: { claim, story, statement, relevance: share }, matches });
    }
  }
  const exact = found.filter((each) => each.matches);
  const stories = new Set(exact.map((each) => each.candidate.story.id));
  const kept =
    exact.length >= enough ? exact : found.filter((each) => each.matches || stories.has(each.candidate.story.id));
  return kept.map((each) => each.candidate);
};
