/** Whose waters, airspace or soil something happened in: claimed for one country by some, for another by others. */
import type { Difference, NameMention, Position, Statement } from '../../../model.ts';
import { lookUp } from '../../names/gazetteer.ts';
import type { Found } from './slots.ts';

interface Claimed {
  readonly statement: Statement;
  readonly country: string;
  readonly realm: string;
  readonly start: number;
  readonly end: number;
}

const realm =
  /^(?:['’]s?)?\s(?:(?:territorial|own|internationally recognised|internationally recognized)\s)?(?<realm>waters|airspace|territory|soil)\b/u;
/** What lies inside; "1.7 miles from Iranian waters" does not. */
const inside = /\b(?:in|inside|within|into|entered|entering|violated|trespass\p{L}*)\s(?:[^\s,;.]+\s){0,4}$/iu;

const claimsIn = (statement: Statement): Claimed[] =>
  statement.names.flatMap((name: NameMention) => {
    const match = realm.exec(statement.text.slice(name.end, name.end + 60));
    const known = lookUp(name.entity) !== undefined;
    if (match === null || !known || !inside.test(statement.text.slice(Math.max(0, name.start - 60), name.start)))
      return [];
    return [
      {
        statement,
        country: name.entity,
        realm: match.groups?.realm ?? '',
        start: name.start,
        end: name.end,
      },
    ];
  });

/** Sentences that a position cites at most. */
const mostCited = 12;

/** By the country alone: the label says whose of what. */
const positionOf = (claims: readonly Claimed[]): Position | undefined => {
  const [best] = claims;
  const [first, ...more] = [
    ...new Map(claims.map(({ statement }) => [statement.id, statement.citation])).values(),
  ].slice(0, mostCited);
  return best === undefined || first === undefined
    ? undefined
    : { value: best.statement.text.slice(best.start, best.end), citations: [first, ...more] };
};

const byPlace = (a: Claimed, b: Claimed): number =>
  a.statement.position - b.statement.position || (a.statement.id < b.statement.id ? -1 : 1) || a.start - b.start;

/** Two countries' realms stand against each other when one sentence tells both. Linear but for countries, which are few. */
export const watersOf = (statements: readonly Statement[]): Found => {
  const claims = statements.flatMap(claimsIn).sort(byPlace);
  const differences: Difference[] = [];
  for (const kind of new Set(claims.map((claim) => claim.realm))) {
    const byCountry = new Map<string, Claimed[]>();
    for (const claim of claims)
      if (claim.realm === kind) byCountry.set(claim.country, [...(byCountry.get(claim.country) ?? []), claim]);
    const disputed = [...byCountry.values()].filter((own) =>
      own.some(({ statement, country }) =>
        statement.names.some(
          ({ entity, end }) =>
            entity !== country && byCountry.has(entity) && realm.test(statement.text.slice(end, end + 60)),
        ),
      ),
    );
    const positions = disputed.flatMap((own) => positionOf(own) ?? []);
    const articles = new Set(positions.flatMap(({ citations }) => citations.map(({ article }) => article)));
    if (positions.length > 1 && articles.size > 1)
      differences.push({
        about: kind === 'soil' || kind === 'territory' ? 'whose territory' : `whose ${kind}`,
        kind: 'place',
        positions,
      });
  }
  return { differences, updates: [] };
};
