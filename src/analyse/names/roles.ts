/** Offices, titles and the words that tell an organisation or a place from a person. */
import { z } from 'zod';
import { foldName } from './fold.ts';
import givenNameData from './given-names.json' with { type: 'json' };
import data from './roles.json' with { type: 'json' };

const words = z.array(z.string().min(1));
const schema = z.object({
  offices: words,
  prefixes: words,
  regnal: words,
  titles: words,
  abbreviations: words,
  particles: words,
  organisationWords: words,
  organisationHeads: words,
  placeWords: words,
  placeHeads: words,
  namesOfTime: words,
  neverNames: words,
});
const roles = schema.parse(data);
const folded = (list: readonly string[]): ReadonlySet<string> => new Set(list.map(foldName));

/** British spelling, so that "Defense Minister" and "Defence Minister" are one office. */
const spelling = (word: string): string => word.replace(/^(def|off)ense$/u, '$1ence');

/** An office held by one person at a time in one country: ties a role to a name. */
const offices = folded(roles.offices);
const rolePrefixes = folded(roles.prefixes);
const titles = folded(roles.titles);
export const regnal = folded(roles.regnal);
export const abbreviations = folded(roles.abbreviations);
export const particles = folded(roles.particles);
export const organisationWords = folded(roles.organisationWords);
export const organisationHeads = folded(roles.organisationHeads);
export const placeWords = folded(roles.placeWords);
export const placeHeads = folded(roles.placeHeads);
export const namesOfTime = folded(roles.namesOfTime);
export const neverNames = folded(roles.neverNames);
export const givenNames = folded(z.object({ names: words }).parse(givenNameData).names);

export interface Role {
  /** Words that it spans. */
  readonly length: number;
  /** Folded, in one word order: "defence minister" for "Minister of Defense". */
  readonly key: string;
  /** Whether one person holds it in a country at a time. */
  readonly office: boolean;
}

const longestRole = 4;

/** Reads "minister of X" and "secretary for X" as "X minister" and "X secretary". */
const inverted = (list: readonly string[]): string[] => {
  const link = list.findIndex((word) => word === 'of' || word === 'for');
  return link > 0 && link < list.length - 1 ? [...list.slice(link + 1), ...list.slice(0, link)] : [...list];
};

/** "former", "acting": who once held an office is not who holds it. */
export const isRolePrefix = (folded: string): boolean => rolePrefixes.has(folded);

/** The longest role that starts at a word of `list`, which is folded. */
export const roleAt = (list: readonly string[], at: number): Role | undefined => {
  let start = at;
  while (start < list.length && rolePrefixes.has(list[start] ?? '')) start += 1;
  const prefix = list.slice(at, start);
  for (let length = Math.min(longestRole, list.length - start); length > 0; length -= 1) {
    const phrase = list.slice(start, start + length).map(spelling);
    const plain = phrase.join(' ');
    const office = offices.has(plain) || offices.has(inverted(phrase).join(' '));
    if (!office && !titles.has(plain)) continue;
    const key = [...prefix, ...(offices.has(plain) ? phrase : inverted(phrase))].join(' ');
    return { length: prefix.length + length, key, office };
  }
  return undefined;
};
