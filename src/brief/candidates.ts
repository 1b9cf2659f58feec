/** Step 1: the claims a request is about, each with the passage that would be posted for it. */
import type { Analysis, Claim, Statement, Story } from '../model.ts';
import { once } from './once.ts';
import type { Passage } from './passages.ts';
import { passageFor, textOf, wordingOf } from './passages.ts';
import { postingsOf } from './postings.ts';
import type { Query, Relevance } from './query.ts';
import { lookUp, relevance } from './query.ts';
import { isCommentary } from './worth.ts';

/** A Claim that could become a point. */
export interface Candidate {
  readonly claim: Claim;
  readonly story: Story;
  /** The statement of the claim that is posted. */
  readonly statement: Statement;
  /** What is posted: the statement, behind the one it leans on where it does not stand alone. */
  readonly passage: Passage;
  /** How that is put: shortened where it is long, but never by what the query asks for. */
  readonly wording: string;
  /** How well it answers the query: 0 to 1 by the parts that hold, and a little more for each further word; 1 when there is none. */
  readonly relevance: number;
  /** Whether a text, said in its place, is what is asked for; the same for all candidates of a scope. */
  readonly isAsked: (text: string) => boolean;
}

/** How many say it; a Claim makes its list of voices anew whenever it is asked. */
export const voicesIn = once((claim: Claim): number => claim.voices.length);

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
  readonly passage: Passage;
}

const everything: Relevance = { matches: true, share: 1 };
const wholly = (): Relevance => everything;

/** Whether a Statement is what a scope is about, whoever says it. */
export const isWithin =
  ({ queries = [] }: Scope) =>
  (statement: Statement): boolean =>
    queries.length === 0 || queries.some((query) => relevance(query, statement).matches);

const askedIn = ({ queries = [] }: Scope): ((text: string) => boolean) => {
  if (queries.length === 0) return () => true;
  return (text) => queries.some((query) => relevance(query, { text, terms: [] }).matches);
};

/** What a cut leaves must be what the scope is about, if the whole is. */
const wordingWithin = (isAsked: (text: string) => boolean, passage: Passage): string => {
  const whole = textOf(passage);
  const wording = wordingOf(passage);
  return wording === whole || isAsked(wording) || !isAsked(whole) ? wording : whole;
};

/** A claim that may belong to a scope, with how well each of its statements answers. */
interface Considered {
  readonly claim: Claim;
  readonly story: Story;
  relevance(index: number): Relevance;
}

/** Of a claim's statements one that stands alone, and of those the one that answers best; of equals the earlier, which the analysis ranked higher. */
const bestStatement = (
  analysis: Analysis,
  { claim, relevance: judged }: Considered,
  scope: Scope,
): Match | undefined => {
  let best: Match | undefined;
  for (const [index, statement] of claim.statements.entries()) {
    if (scope.articles?.has(statement.article) === false) continue;
    if (best?.statement.standsAlone === true && !statement.standsAlone) continue;
    const { matches, share } = judged(index);
    const betterForm = statement.standsAlone && best?.statement.standsAlone === false;
    if (share === 0 || (!betterForm && share <= (best?.share ?? 0)) || isCommentary(statement)) continue;
    const passage = passageFor(analysis, statement);
    if (passage !== undefined && !passage.some(isCommentary)) best = { statement, passage, matches, share };
  }
  return best;
};

/** The most reported stories are looked at until there are this many candidates to choose from. */
const plenty = 3000;
/** The same where a query is asked, of those that hold all of it: a word that every other story has asks for no more. */
const plentyMatching = 250;

/** The claims that may belong to a scope, each once, in the order of the stories. */
function* claimsWithin(analysis: Analysis, { queries = [], stories, articles }: Scope): Generator<Considered> {
  // Asked of a story as it is listed, before anything of it is unfolded.
  const isWanted = (story: Story): boolean =>
    stories?.has(story.id) !== false && (articles === undefined || story.articles.some((id) => articles.has(id)));
  if (queries.length === 0) {
    for (const story of analysis.stories)
      if (isWanted(story)) for (const claim of story.claims) yield { claim, story, relevance: wholly };
    return;
  }
  const postings = postingsOf(analysis);
  const { found, relevance: judged } = lookUp(queries, postings);
  let last: number | undefined;
  for (const n of [...found].sort((a, b) => a - b)) {
    const listed = postings.storyOf(n);
    if (listed === undefined || !isWanted(listed)) continue;
    const said = postings.at(n);
    if (said === undefined || said.first === last) continue;
    const { claim, story, first } = said;
    last = first;
    yield { claim, story, relevance: (index) => judged(first + index) };
  }
}

/** The candidates of a scope, in the order of the stories. Linear in the number of statements that hold a word of the query. */
export const findCandidates = (analysis: Analysis, scope: Scope): Candidate[] => {
  const found: { candidate: Candidate; matches: boolean }[] = [];
  const narrowed = (scope.queries ?? []).length > 0;
  const isAsked = askedIn(scope);
  let matching = 0;
  for (const considered of claimsWithin(analysis, scope)) {
    const { claim, story } = considered;
    // Among chosen articles (a digest's) all are looked at: what is known of the first stories is left out later.
    const enoughFound = narrowed ? scope.articles === undefined && matching >= plentyMatching : found.length >= plenty;
    if (enoughFound && found.at(-1)?.candidate.story.id !== story.id) break;
    const best = bestStatement(analysis, considered, scope);
    if (best === undefined) continue;
    const { statement, passage, share, matches } = best;
    const wording = wordingWithin(isAsked, passage);
    found.push({ candidate: { claim, story, statement, passage, wording, relevance: share, isAsked }, matches });
    if (matches) matching += 1;
  }
  const exact = found.filter((each) => each.matches);
  const stories = new Set(exact.map((each) => each.candidate.story.id));
  const kept =
    exact.length >= enough ? exact : found.filter((each) => each.matches || stories.has(each.candidate.story.id));
  return kept.map((each) => each.candidate);
};
