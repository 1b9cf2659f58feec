/** Question -> Reply: passages that answer it, or an honest "no source says". Pure; it never guesses. */
import type { Analysis, Point, Reply, Statement } from '../model.ts';
import type { Candidate } from './candidates.ts';
import { findCandidates } from './candidates.ts';
import { toPoint } from './points.ts';
import type { Question } from './question.ts';
import { answersKind, readQuestion } from './question.ts';
import { createSourceList } from './sources.ts';

/** A passage answers when it holds this share of what the question's words weigh. */
const leastShare = 0.6;
const mostPoints = 3;
/** Passages that fall this far behind the best are left out. */
const nearBest = 0.8;

/** Rarer words weigh more: ln(1 + N / n). */
const weighTerms = (statements: readonly Statement[], question: Question): ReadonlyMap<string, number> => {
  const counts = new Map(question.terms.map((term) => [term, 0]));
  for (const statement of statements)
    for (const term of new Set(statement.terms)) {
      const n = counts.get(term);
      if (n !== undefined) counts.set(term, n + 1);
    }
  return new Map([...counts].map(([term, n]) => [term, Math.log(1 + statements.length / Math.max(n, 0.5))]));
};

const scoreOf = (statement: Statement, weights: ReadonlyMap<string, number>): number => {
  const terms = new Set(statement.terms);
  let whole = 0;
  let held = 0;
  for (const [term, weight] of weights) {
    whole += weight;
    if (terms.has(term)) held += weight;
  }
  return whole === 0 ? 0 : held / whole;
};

/**
 * @param terms    the question's content words as the analysis stems them
 * @param articles those that alone may answer; absent for all
 */
export const ask = (
  analysis: Analysis,
  text: string,
  terms: readonly string[],
  articles?: ReadonlySet<string>,
): Reply => {
  const question = readQuestion(text, terms);
  const sources = createSourceList(analysis);
  const candidates = findCandidates(analysis, articles === undefined ? {} : { articles });
  const weights = weighTerms(
    candidates.map((candidate) => candidate.statement),
    question,
  );
  const scored = candidates
    .map((candidate) => ({ candidate, score: scoreOf(candidate.statement, weights) }))
    .sort((a, b) => b.score - a.score);
  const fitting = scored.filter(
    ({ candidate, score }) => score >= leastShare && answersKind(question, candidate.statement),
  );
  const best = fitting[0]?.score ?? 0;
  const answer = fitting
    .filter(({ score }) => score >= best * nearBest)
    .slice(0, mostPoints)
    .map(({ candidate }): Point => toPoint(candidate, sources));
  const reason = answer.length > 0 ? undefined : whyNot(question, scored[0]?.candidate);
  return { question: text, answer, ...(reason !== undefined && { reason }), sources: sources.sources };
};

const whyNot = (question: Question, nearest: Candidate | undefined): string => {
  if (question.terms.length === 0) return 'The question has no words to look for.';
  if (nearest === undefined) return 'No source says: there is nothing to read.';
  return 'No source says.';
};
