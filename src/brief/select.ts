/** Step 2: which candidates become points: greedily those that gain most, so that nothing is said twice. */
import type { Again } from './again.ts';
import { createAgain } from './again.ts';
import { arrange, isShared } from './arrange.ts';
import type { Candidate } from './candidates.ts';
import type { Scored, Weights, Worth } from './scoring.ts';
import { defaultWeights, pointWeights, scoreAll } from './scoring.ts';
import { isSecondChoice } from './spare.ts';

export interface Budget {
  readonly points: number;
  /** Most words in all; absent for no limit. */
  readonly words?: number;
}

/** A briefing does not begin with "the attack" when another point tells that there was one. */
const leaningOpening = 0.4;
/** Nor does it go on so, if it can. */
const leaningLater = 0.75;

/** A briefing of fewer points takes what it would leave otherwise, of articles that it does not cite yet. */
const thin = 5;

/** What is chosen so far, and what each choice has to heed. */
interface Choice {
  readonly chosen: readonly Scored[];
  /** The concepts told. */
  readonly told: ReadonlySet<string>;
  readonly worth: Worth;
  readonly weights: Weights;
  fits(scored: Scored): boolean;
  /** Whether what it leans on is told, or told nowhere. */
  isIntroduced(scored: Scored): boolean;
}

/** One that gains most, of those that fit and are fresh enough; undefined where none is. */
const mostGaining = (pool: readonly Scored[], choice: Choice): Scored | undefined => {
  const { chosen, told, worth, weights } = choice;
  const isFirst = chosen.length === 0;
  let best: { scored: Scored; gain: number } | undefined;
  for (const scored of pool) {
    if (!choice.fits(scored)) continue;
    let fresh = 0;
    let whole = 0;
    for (const concept of scored.concepts) {
      const weight = worth.get(concept) ?? 0;
      whole += weight;
      if (!told.has(concept)) fresh += weight;
    }
    if (fresh === 0 || fresh < weights.fresh * whole) continue;
    const weight = isFirst ? scored.opening : scored.factor;
    const gain = fresh * weight * (choice.isIntroduced(scored) ? 1 : isFirst ? leaningOpening : leaningLater);
    if (best === undefined || gain > best.gain) best = { scored, gain };
  }
  return best?.scored;
};

/** It gives a number, not "thousands". */
const isExact = ({ passage }: Candidate): boolean =>
  passage.some(({ quantities }) => quantities.some(({ value }) => value !== null));

const candidatesOf = (scored: readonly Scored[]): Candidate[] => scored.map(({ candidate }) => candidate);

/** What was told in part before may be told in full by the last choice; the news in brief, at the top, stays. */
const outdone = (chosen: readonly Scored[], again: Again): Scored[] => {
  const gone: Scored[] = [];
  for (const earlier of chosen.slice(1, -1)) {
    if (isExact(earlier.candidate) || isShared(earlier.candidate)) continue;
    const others = chosen.filter((each) => each !== earlier && !gone.includes(each));
    if (again.tells(candidatesOf(others), earlier.candidate)) gone.push(earlier);
  }
  return gone;
};

/** The nouns leant on that some candidate would introduce. */
const introducible = (pool: readonly Scored[], again: Again): ReadonlySet<string> =>
  new Set(
    [...new Set(pool.flatMap(({ leans }) => leans))].filter((noun) =>
      pool.some(({ candidate, leans }) => !leans.includes(noun) && again.speaksOf(candidate, noun)),
    ),
  );

const articlesOf = ({ candidate }: Scored): string[] => candidate.claim.statements.map(({ article }) => article);

/**
 * Chooses points, best first. Every pick looks at every candidate once: candidates times points, and the number of
 * points is bounded by the budget.
 */
export const selectPoints = (candidates: readonly Candidate[], budget: Budget): Candidate[] => {
  // A limit of words keeps a briefing short by itself; where points are counted, each is weighed more strictly.
  const strictly = budget.words === undefined;
  const weights = strictly ? pointWeights : defaultWeights;
  const { pool: promised, worth } = scoreAll(candidates, weights);
  const again = createAgain(candidatesOf(promised), strictly);
  const isSpare = ({ candidate }: Scored): boolean => strictly && isSecondChoice(candidate);
  const pool = promised.filter((each) => !isSpare(each));
  const spare = promised.filter(isSpare);
  const nouns = introducible(pool, again);
  const told = new Set<string>();
  let chosen: Scored[] = [];
  const fits = ({ words, candidate: { passage } }: Scored): boolean =>
    words <= (budget.words ?? Number.POSITIVE_INFINITY) - chosen.reduce((sum, each) => sum + each.words, 0) &&
    !passage.some(({ id }) => chosen.some(({ candidate }) => candidate.passage.some((posted) => posted.id === id)));
  const isIntroduced = ({ leans }: Scored): boolean =>
    leans.every((noun) => !nouns.has(noun) || chosen.some(({ candidate }) => again.speaksOf(candidate, noun)));
  while (chosen.length < budget.points) {
    const best = mostGaining(pool, { chosen, told, worth, weights, fits, isIntroduced });
    if (best === undefined) break;
    pool.splice(pool.indexOf(best), 1);
    if (again.tells(candidatesOf(chosen), best.candidate)) {
      spare.push(best);
      continue;
    }
    for (const concept of best.concepts) told.add(concept);
    chosen.push(best);
    const gone = outdone(chosen, again);
    chosen = chosen.filter((each) => !gone.includes(each));
    spare.push(...gone);
  }
  for (const each of spare) {
    if (chosen.length >= Math.min(thin, budget.points)) break;
    const cited = new Set(chosen.flatMap(articlesOf));
    if (fits(each) && (cited.size === 0 || articlesOf(each).some((article) => !cited.has(article)))) chosen.push(each);
  }
  return strictly ? arrange(candidatesOf(chosen), candidates) : candidatesOf(chosen);
};
