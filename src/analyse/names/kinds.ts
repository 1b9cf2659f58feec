/** What a run of capitalised words names: told by its words and by the words beside it. */
import type { NameKind } from '../../model.ts';
import { lookUp } from './gazetteer.ts';
import { ordinary } from './ordinary.ts';
import { givenNames, organisationHeads, organisationWords, placeHeads, placeWords, regnal } from './roles.ts';
import type { Word } from './words.ts';

const placePreposition = new Set([
  'in',
  'near',
  'at',
  'outside',
  'across',
  'around',
  'throughout',
  'toward',
  'towards',
]);
const personVerb =
  /^(?:said|says|told|tells|added|adds|asked|thinks|believes|recalled|wrote|died|argued|insisted|joked|tweeted|testified)$/u;

/**
 * @param run      the words of the name
 * @param titled   a title or an office stands before it
 * @param before   the folded word before it
 * @param after    the folded word after it
 * @param aged     an age follows between commas
 */
export const kindOf = (
  run: readonly Word[],
  titled: boolean,
  before: string,
  after: string,
  aged: boolean,
): NameKind => {
  const words = run.map((word) => word.folded);
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const known = lookUp(words.join(' '));
  if (known?.kind === 'country' || (known?.kind === 'place' && !titled)) return 'place';
  if (known?.kind === 'demonym') return 'other';
  if (regnal.has(first) && words.length > 1) return 'person';
  if (words.some((word, index) => index > 0 && (word === 'of' || word === 'for')) && organisationHeads.has(first))
    return placeHeads.has(first) && !organisationWords.has(first) ? 'place' : 'organisation';
  if (words.includes('of') && placeHeads.has(first)) return 'place';
  if (words.length > 1 && organisationWords.has(last)) return 'organisation';
  if (words.length > 1 && (placeWords.has(last) || first === 'mount' || first === 'lake' || first === 'fort'))
    return 'place';
  if (words.length > 1 && words.some((word) => organisationWords.has(word))) return 'organisation';
  if (titled) return 'person';
  if (givenNames.has(first) && words.length > 1) return 'person';
  // "Salahuddin Amin, 31, from Luton": an age follows.
  if (aged && words.length > 1) return 'person';
  if (
    run.length > 1 &&
    run.length <= 4 &&
    run.some((word) => /^\p{Lu}\.$|^(?:\p{Lu}\.)+$/u.test(word.text) || word.text.length === 1)
  )
    return 'person';
  if (run.length === 1 && run[0]?.allCaps === true) return 'organisation';
  if (personVerb.test(after)) return 'person';
  // Two or three words that English does not know are most often a person: "Keiwan Ratliff".
  if (
    run.length > 1 &&
    run.length <= 3 &&
    run.every((word) => !word.allCaps && !ordinary(word.text.toLowerCase()).known)
  )
    return 'person';
  if (placePreposition.has(before)) return 'place';
  return 'other';
};
