/** Statements of one story -> Claims: who says the same as whom, and how many voices say it. */
import type { Claim, Statement, Support } from '../../model.ts';
import { foldName } from '../names/fold.ts';
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

type Wording = [Statement, ...Statement[]];

/** Statements word for word the same: one is aligned for all of them, so that copies cost nothing. */
const sameWording = (statements: readonly Statement[]): Wording[] => {
  const wordings = new Map<string, Wording>();
  for (const statement of statements) {
    const words = foldName(statement.text) || statement.id;
    const held = wordings.get(words);
    if (held === undefined) wordings.set(words, [statement]);
    else held.push(statement);
  }
  return [...wordings.values()];
};

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
  const wordings = sameWording([...statements].sort(byId));
  const features = wordings.map(([first]) => featuresOf(first));
  return groupStatements(features, weigh(features), merit)
    .flatMap((group): Claim[] => {
      const [best, ...others] = group.flatMap((at) => wordings[at] ?? []);
      if (best === undefined) return [];
      const said: [Statement, ...Statement[]] = [best, ...others];
      const voices = independentVoices(said, voiceOf);
      const [id = best.id] = said.map((statement) => statement.id).sort();
      return [{ id, statements: said, voices, support: supportOf(said, voices, disputed) }];
    })
    .sort(byId);
};
