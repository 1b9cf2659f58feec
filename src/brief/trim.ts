/** Leaves out of a point the clause at its end that another point tells already: what is told is told once. */
import type { Statement } from '../model.ts';
import type { Candidate } from './candidates.ts';
import { contentOf } from './content.ts';
import { alone } from './passages.ts';
import type { Held } from './sameness.ts';
import { createSameness, heldOf } from './sameness.ts';
import { endClauses } from './shorten.ts';

/** A clause as a Statement, with what of the whole one stands in it. */
const clauseOf = (statement: Statement, text: string): Statement => ({
  ...statement,
  text,
  names: statement.names.filter((name) => text.includes(name.text)),
  quantities: statement.quantities.filter((quantity) => text.includes(quantity.text)),
});

/** A day is no part of what is compared: a clause that names one stays. */
const namesDay = ({ dates }: Statement, clause: string): boolean => dates.some(({ text }) => clause.includes(text));

/** @param points in the order in which they are told; of two that tell the same the later is shortened */
export const withoutTold = (points: readonly Candidate[]): Candidate[] => {
  const held = (point: Candidate): Held => heldOf(contentOf(point.passage, point.wording));
  const contents = points.map(held);
  const sameness = createSameness(contents.map(({ content }) => content));
  const told = [...points];
  for (const [at, point] of [...points.entries()].reverse()) {
    const last = point.passage[point.passage.length - 1] ?? point.statement;
    const others = contents.filter((_, other) => other !== at);
    const cut = endClauses(point.wording).find(({ clause, left }) => {
      if (namesDay(last, clause) || (point.isAsked(point.wording) && !point.isAsked(left))) return false;
      const said = heldOf(contentOf(alone(clauseOf(last, clause)), clause));
      return said.words.size + said.names.size > 0 && sameness.isTold(said, others);
    });
    if (cut === undefined) continue;
    const shorter = { ...point, wording: cut.left };
    told[at] = shorter;
    contents[at] = held(shorter);
  }
  return told;
};
