/** What the clustering keeps of an article: damped term weights, and which terms stand in the lead or in names. */
import type { StoryParameters } from './parameters.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What `place` is given. Terms are stems; names are stems too, those of the words of names. */
export interface StoryInput {
  readonly id: string;
  /** ISO 8601, or null when the article has no date. */
  readonly published: string | null;
  readonly title: readonly string[];
  readonly sentences: readonly { readonly terms: readonly string[]; readonly names: readonly string[] }[];
}

export const LEAD = 1;
export const NAME = 2;

export interface Profile {
  /** Rising. */
  readonly terms: Int32Array;
  readonly weights: Float32Array;
  /** LEAD and NAME, added up. */
  readonly marks: Uint8Array;
  /** Days since the epoch. */
  readonly day: number | null;
}

const dayOf = (published: string | null): number | null => {
  const instant = published === null ? Number.NaN : Date.parse(published);
  return Number.isNaN(instant) ? null : Math.floor(instant / 86_400_000);
};

/** Linear in the article's terms; counts every term of it once in the vocabulary. */
export const profileOf = (input: StoryInput, vocabulary: Vocabulary, parameters: StoryParameters): Profile => {
  const counts = new Map<string, { weight: number; marks: number }>();
  const add = (term: string, weight: number, marks: number): void => {
    const held = counts.get(term);
    if (held === undefined) counts.set(term, { weight, marks });
    else {
      held.weight += weight;
      held.marks |= marks;
    }
  };
  for (const term of input.title) add(term, parameters.leadWeight, LEAD);
  let seen = 0;
  for (const { terms, names } of input.sentences) {
    const named = new Set(names);
    for (const term of terms) {
      seen += 1;
      const lead = seen <= parameters.leadTerms;
      const name = named.has(term) || /^\d/.test(term);
      const weight = (lead ? parameters.leadWeight : 1) * (named.has(term) ? parameters.nameWeight : 1);
      add(term, weight, (lead ? LEAD : 0) | (name ? NAME : 0));
    }
  }
  const numbered = [...counts].map(([term, held]) => ({ number: vocabulary.add(term), ...held }));
  numbered.sort((a, b) => a.number - b.number);
  return {
    terms: Int32Array.from(numbered, (entry) => entry.number),
    weights: Float32Array.from(numbered, (entry) => (1 + Math.log(entry.weight)) ** parameters.damping),
    marks: Uint8Array.from(numbered, (entry) => entry.marks),
    day: dayOf(input.published),
  };
};
