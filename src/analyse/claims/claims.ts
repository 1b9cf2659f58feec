/** Statements of one story -> Claims: who says the same as whom, and how many voices say it. */
import type { Claim, Statement, Support } from '../../model.ts';
import { weigh } from './align.ts';
import { merit } from './best.ts';
import { featuresOf } from './features.ts';
import { groupStatements } from './group.ts';
import { independentVoices } from './independence.ts';

const supportOf = (
  statements: readonly Statement[],
  voices: readonly string[],
  disputed: (id: string) => boolean,
): Support => {
  if (statements.some(({ id }) => disputed(id))) return 'disputed';
  return voices.length > 1 ? 'corroborated' : 'single';
};

const byId = <T extends { readonly id: string }>(a: T, b: T): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * @param statements of one Story, in any order
 * @param voiceOf    the voice of an article: `voicesOf`
 * @param disputed   whether a statement takes part in a Difference
 * @returns claims that partition the statements, by id; the first statement of a claim is one that all the others say
 *          too. The same for any order of the input. Near linear in the number of statements.
 */
export const findClaims = (
  statements: readonly Statement[],
  voiceOf: (article: string) => string,
  disputed: (statementId: string) => boolean,
): Claim[] => {
  const features = [...statements].sort(byId).map(featuresOf);
  return groupStatements(features, weigh(features), merit)
    .flatMap((group): Claim[] => {
      const [best, ...others] = group.flatMap((at) => features[at]?.statement ?? []);
      if (best === undefined) return [];
      const said: [Statement, ...Statement[]] = [best, ...others];
      const voices = independentVoices(said, voiceOf);
      const [id = best.id] = said.map((statement) => statement.id).sort();
      return [{ id, statements: said, voices, support: supportOf(said, voices, disputed) }];
    })
    .sort(byId);
};
