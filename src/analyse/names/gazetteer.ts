/** Countries, their capitals and peoples, and the places that news names most. */
import { z } from 'zod';
import { foldName } from './fold.ts';
import data from './gazetteer.json' with { type: 'json' };

const names = z.array(z.string().min(1));
const schema = z.object({
  countries: z.array(
    z.object({ name: z.string(), also: names.optional(), demonyms: names.optional(), capital: names.optional() }),
  ),
  places: z.array(z.object({ name: z.string(), demonyms: names.optional() })),
});
const gazetteer = schema.parse(data);

export interface Known {
  readonly kind: 'country' | 'place' | 'demonym';
  /** The folded main name of the place, or of the place that the people belong to. */
  readonly entity: string;
}

const plural = (demonym: string): string => (/(?:ese|sh|ch|ss|i|s)$/u.test(demonym) ? demonym : `${demonym}s`);

const build = (): Map<string, Known> => {
  const known = new Map<string, Known>();
  // The first entry keeps a name that two places share: "Congolese", "Guinea".
  const add = (name: string, entry: Known) => {
    const key = foldName(name);
    if (!known.has(key)) known.set(key, entry);
  };
  for (const { name, also = [] } of gazetteer.countries)
    for (const spelling of [name, ...also]) add(spelling, { kind: 'country', entity: foldName(name) });
  for (const { capital = [] } of gazetteer.countries)
    for (const spelling of capital) add(spelling, { kind: 'place', entity: foldName(capital[0] ?? spelling) });
  for (const { name } of gazetteer.places) add(name, { kind: 'place', entity: foldName(name) });
  for (const { name, demonyms = [] } of [...gazetteer.countries, ...gazetteer.places])
    for (const demonym of demonyms)
      for (const form of [demonym, plural(demonym)]) add(form, { kind: 'demonym', entity: foldName(name) });
  return known;
};

const known = build();

/** Longest name in the gazetteer, in words. */
export const longestKnown = Math.max(...[...known.keys()].map((key) => key.split(' ').length));

/** What a folded name is, where the gazetteer has it. */
export const lookUp = (folded: string): Known | undefined => known.get(folded);

const capitals = new Map(
  gazetteer.countries.flatMap(({ name, capital = [] }) =>
    capital.slice(0, 1).map((city): [string, string] => [foldName(city), foldName(name)]),
  ),
);

/** The country that news names by its capital: "ukraine" for "kyiv"; undefined for any other entity. */
export const countryOfCapital = (entity: string): string | undefined => capitals.get(entity);
