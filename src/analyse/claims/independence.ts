/** Whose word stands behind a claim: a sentence taken over from another outlet adds no voice. */
import type { Statement } from '../../model.ts';
import { foldName } from '../names/fold.ts';

/** Words in a shingle; shingles that a sentence must have to tell copying from chance; share of them that makes a copy. */
const shingle = 4;
const fewest = 5;
const copied = 0.5;

/** Quoted words are the speaker's: two outlets that heard them write the same. */
const shinglesOf = ({ text }: Statement): Set<string> => {
  const words = foldName(text.replace(/[“"][^“”"]*(?:[”"]|$)/gu, ' ')).split(' ');
  return new Set(words.slice(shingle - 1).map((_, at) => words.slice(at, at + shingle).join(' ')));
};

const isCopy = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size < fewest) return false;
  let common = 0;
  for (const item of small) if (large.has(item)) common += 1;
  return common >= copied * small.size;
};

interface Wording {
  readonly shingles: ReadonlySet<string>;
  readonly voices: Set<string>;
}

/** Wordings compared with each statement; a claim in more wordings than this has voices enough. */
const mostWordings = 16;

/**
 * @returns the voices that say it in their own words, sorted. Statements of one voice, and copies of one wording, are one
 *          voice: the lowest of those that carry it.
 */
export const independentVoices = (
  statements: readonly Statement[],
  voiceOf: (article: string) => string,
): readonly string[] => {
  const wordings: Wording[] = [];
  const verbatim = new Map<string, Wording>();
  for (const statement of statements) {
    const voice = voiceOf(statement.article);
    const text = foldName(statement.text);
    const same = verbatim.get(text);
    if (same !== undefined) {
      same.voices.add(voice);
      continue;
    }
    const shingles = shinglesOf(statement);
    const known = wordings.slice(0, mostWordings).find((wording) => isCopy(wording.shingles, shingles));
    const wording = known ?? { shingles, voices: new Set<string>() };
    if (known === undefined) wordings.push(wording);
    wording.voices.add(voice);
    verbatim.set(text, wording);
  }
  // Voices that share a wording are one; so are wordings that share a voice.
  const parent = new Map<string, string>();
  const find = (voice: string): string => {
    const next = parent.get(voice);
    return next === undefined ? voice : find(next);
  };
  for (const { voices } of wordings) {
    const [first, ...others] = [...voices].map(find).sort();
    for (const other of others)
      if (first !== undefined && find(other) !== find(first)) parent.set(find(other), find(first));
  }
  return [...new Set(wordings.flatMap(({ voices }) => [...voices].map(find)))].sort();
};
