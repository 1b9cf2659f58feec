/** Differences and updates that are no figures: times, days, places, names and states of one story. */
import type { Difference, Statement } from '../../../model.ts';
import { datesIn, datesTold } from './days.ts';
import { gather } from './gather.ts';
import { holdersOf } from './holders.ts';
import { idfOf } from './mentions.ts';
import { spotsIn, spotsTold } from './places.ts';
import type { Setting } from './slots.ts';
import { spellingsOf } from './spellings.ts';
import { statesIn } from './state-mentions.ts';
import { statesOf } from './states.ts';
import { timesIn, timesTold } from './times.ts';
import { watersOf } from './waters.ts';

const personsOf = (statements: readonly Statement[]): ReadonlySet<string> =>
  new Set(statements.flatMap(({ names }) => names.flatMap(({ kind, entity }) => (kind === 'person' ? [entity] : []))));

/**
 * What the articles of one story tell differently, figures apart. The order of the statements does not matter. Near
 * linear: values are paired through bounded lists (see pairing.ts).
 * @param published the article's date in ISO 8601, or null: without it nothing is an update
 */
export const findFacts = (
  statements: readonly Statement[],
  published: (article: string) => string | null,
): { readonly differences: readonly Difference[]; readonly updates: readonly Difference[] } => {
  const setting: Setting = { idf: idfOf(statements), published, persons: personsOf(statements) };
  const spots = spotsTold(statements, setting.persons);
  const states = statements.flatMap((statement) => statesIn(statement, setting.persons));
  const found = [
    gather(timesTold(statements), timesIn(setting), setting),
    gather(datesTold(statements), datesIn(setting), setting),
    spellingsOf(statements, setting),
    statesOf(states, setting),
    gather(spots, spotsIn(statements, spots), setting),
    watersOf(statements),
    holdersOf(statements, states, setting),
  ];
  return {
    differences: found.flatMap(({ differences }) => differences),
    updates: found.flatMap(({ updates }) => updates),
  };
};
