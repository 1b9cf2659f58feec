/** Which statements hold which word or name, so that a query looks at those alone. Built once for an Analysis. */
import stem from 'wink-porter2-stemmer';
import type { Analysis, Claim, Statement, Story } from '../model.ts';

/** A Statement with the Claim and the Story that it is part of. */
export interface Said {
  readonly claim: Claim;
  readonly story: Story;
  readonly statement: Statement;
}

/** Numbers count in `said`, ascending. */
export interface Postings {
  readonly said: readonly Said[];
  readonly stems: ReadonlyMap<string, readonly number[]>;
  readonly entities: ReadonlyMap<string, readonly number[]>;
}

const mostStems = 100_000;
const known = new Map<string, string>();

/** The stem of a word in small letters; words recur, so stems are kept until there are too many. */
export const stemOfWord = (word: string): string => {
  const held = known.get(word);
  if (held !== undefined) return held;
  if (known.size >= mostStems) known.clear();
  const found = stem(word);
  known.set(word, found);
  return found;
};

export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Stems of a Statement: of all its words as written, and of its content words as the analysis folds them. */
export const stemsOf = ({ text, terms }: Statement): ReadonlySet<string> =>
  new Set([...terms, ...wordsOf(text).map(stemOfWord)]);

const build = ({ stories }: Analysis): Postings => {
  const said: Said[] = [];
  const stems = new Map<string, number[]>();
  const entities = new Map<string, number[]>();
  const add = (map: Map<string, number[]>, key: string, n: number): void => {
    const held = map.get(key);
    if (held === undefined) map.set(key, [n]);
    else held.push(n);
  };
  for (const story of stories)
    for (const claim of story.claims)
      for (const statement of claim.statements) {
        const n = said.push({ claim, story, statement }) - 1;
        for (const each of stemsOf(statement)) add(stems, each, n);
        const named = new Set(statement.names.map(({ entity }) => entity));
        if (statement.speaker !== null) named.add(statement.speaker.entity);
        for (const entity of named) add(entities, entity, n);
      }
  return { said, stems, entities };
};

const held = new WeakMap<Analysis, Postings>();

export const postingsOf = (analysis: Analysis): Postings => {
  const found = held.get(analysis) ?? build(analysis);
  held.set(analysis, found);
  return found;
};
