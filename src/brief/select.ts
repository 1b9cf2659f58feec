/** Step 2: which candidates become points: greedily those that gain most, so that nothing is said twice. */
import type { Again } from './again.ts';
import { createAgain } from './again.ts';
import { arrange, isShared } from './arrange.ts';
import type { Candidate } from './candidates.ts';
import { contentOf } from './content.ts';
import { sharedDisputes } from './disputes.ts';
import { isFigureTold } from './figures.ts';
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

/** One that may be chosen, with the worth of what it tells that is not told yet. */
interface Open {
  readonly scored: Scored;
  fresh: number;
}

/** @returns what tells of a choice: what it tells is fresh no more, wherever else it stands */
const telling = (pool: readonly Open[], { values }: Worth): ((choice: Scored) => void) => {
  const holders = new Map<number, Open[]>();
  for (const open of pool)
    for (const concept of open.scored.concepts) {
      const held = holders.get(concept);
      if (held === undefined) holders.set(concept, [open]);
      else held.push(open);
    }
  return ({ concepts }) => {
    for (const concept of concepts) {
      for (const open of holders.get(concept) ?? []) open.fresh -= values[concept] ?? 0;
      holders.delete(concept);
    }
  };
};

/** What each choice has to heed. */
interface Choice {
  fits(scored: Scored): boolean;
  /** Whether what it leans on is told, or told nowhere. */
  isIntroduced(scored: Scored): boolean;
}

/** One that gains most, of those that fit and are fresh enough; undefined where none is. */
const mostGaining = (
  pool: readonly Open[],
  weights: Weights,
  isFirst: boolean,
  { fits, isIntroduced }: Choice,
): Open | undefined => {
  let best: Open | undefined;
  let most = 0;
  for (const open of pool) {
    const { scored, fresh } = open;
    if (fresh === 0 || fresh < weights.fresh * scored.whole) continue;
    const promised = fresh * (isFirst ? scored.opening : scored.factor);
    if ((best !== undefined && promised <= most) || !fits(scored)) continue;
    const gain =
      promised * (scored.leans.length === 0 || isIntroduced(scored) ? 1 : isFirst ? leaningOpening : leaningLater);
    if (best === undefined || gain > most) {
      best = open;
      most = gain;
    }
  }
  return best;
};

const candidatesOf = (scored: readonly Scored[]): Candidate[] => scored.map(({ candidate }) => candidate);

/** One that gives a number is told in full only by what gives that number, too, or tells of the same difference. */
const mayOutdo = (last: Candidate, earlier: Candidate): boolean => {
  const { figures } = contentOf(earlier.passage);
  if (figures.length === 0) return true;
  return isFigureTold(figures[0] ?? '', contentOf(last.passage).figures) || sharedDisputes(last, earlier).length > 0;
};

/** What was told in part before may be told in full by the last choice; the news in brief, at the top, stays. */
const outdone = (chosen: readonly Scored[], again: Again): Scored[] => {
  const gone: Scored[] = [];
  const last = chosen.at(-1);
  for (const earlier of chosen.slice(1, -1)) {
    if (isShared(earlier.candidate) || last === undefined || !mayOutdo(last.candidate, earlier.candidate)) continue;
    const others = chosen.filter((each) => each !== earlier && !gone.includes(each));
    if (again.tells(candidatesOf(others), earlier.candidate)) gone.push(earlier);
  }
  return gone;
};

/** A point that ran on may have come to a difference of which another tells nothing else. */
const toldOnce = (points: readonly Candidate[], again: Again): Candidate[] => {
  const left = [...points];
  for (const point of points.slice(1)) {
    const others = left.filter((each) => each !== point);
    const isPosition = others.some((other) => sharedDisputes(point, other).length > 0);
    if (isPosition && again.tells(others, point)) left.splice(left.indexOf(point), 1);
  }
  return left;
};

/** Whether some candidate would introduce what others lean on. */
const introducing = (pool: readonly Scored[], again: Again): ((key: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (key) => {
    const held = known.get(key);
    if (held !== undefined) return held;
    const found = pool.some(({ candidate, leans }) => !leans.includes(key) && again.introduces(candidate, key));
    known.set(key, found);
    return found;
  };
};

const articlesOf = ({ candidate }: Scored): string[] => candidate.claim.statements.map(({ article }) => article);

/** The points chosen so far, and how they bear on what else may be chosen. */
interface Chosen extends Choice {
  readonly candidates: readonly Candidate[];
}

const heeding = (
  chosen: readonly Scored[],
  budget: Budget,
  isIntroducible: (key: string) => boolean,
  again: Again,
): Chosen => {
  const candidates = candidatesOf(chosen);
  const room = (budget.words ?? Number.POSITIVE_INFINITY) - chosen.reduce((sum, { words }) => sum + words, 0);
  const posted = new Set(candidates.flatMap(({ passage }) => passage.map(({ id }) => id)));
  const told = new Map<string, boolean>();
  const isTold = (key: string): boolean => {
    const known = told.get(key) ?? candidates.some((candidate) => again.introduces(candidate, key));
    told.set(key, known);
    return known;
  };
  return {
    candidates,
    fits: ({ words, candidate: { passage } }) => words <= room && !passage.some(({ id }) => posted.has(id)),
    isIntroduced: ({ leans }) => leans.every((key) => isTold(key) || !isIntroducible(key)),
  };
};

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
  const firstChoice = promised.filter((each) => !isSpare(each));
  const spare = promised.filter(isSpare);
  const isIntroducible = introducing(firstChoice, again);
  const pool = firstChoice.map((scored): Open => ({ scored, fresh: scored.whole }));
  const tell = telling(pool, worth);
  let chosen: readonly Scored[] = [];
  let heeded = heeding(chosen, budget, isIntroducible, again);
  const choose = (points: readonly Scored[]): void => {
    chosen = points;
    heeded = heeding(chosen, budget, isIntroducible, again);
  };
  while (chosen.length < budget.points) {
    const best = mostGaining(pool, weights, chosen.length === 0, heeded);
    if (best === undefined) break;
    pool.splice(pool.indexOf(best), 1);
    const { scored } = best;
    if (again.tells(heeded.candidates, scored.candidate)) {
      spare.push(scored);
      continue;
    }
    tell(scored);
    const longer = [...chosen, scored];
    const gone = outdone(longer, again);
    choose(longer.filter((each) => !gone.includes(each)));
    spare.push(...gone);
  }
  for (const each of spare) {
    if (chosen.length >= Math.min(thin, budget.points)) break;
    const cited = new Set(chosen.flatMap(articlesOf));
    const isOther = cited.size === 0 || articlesOf(each).some((article) => !cited.has(article));
    if (isOther && heeded.fits(each)) choose([...chosen, each]);
  }
  return strictly ? toldOnce(arrange(candidatesOf(chosen), candidates), again) : candidatesOf(chosen);
};
