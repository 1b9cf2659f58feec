/** What the clustering keeps of an article: damped term weights, and which terms stand in the lead or in names. */
import type { StoryParameters } from './parameters.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What `place` is given. */
export interface StoryInput {
  readonly id: string;
  /** ISO 8601, or null when the article has no date. */
  readonly published: string | null;
  /** Stems of the title's words. */
  readonly title: readonly string[];
  /** Stems of the text's words, in order, repeats kept. */
  readonly terms: readonly string[];
  /** Stems of the words that stand in names. */
  readonly names: readonly string[];
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
  const named = new Set(input.names);
  const mark = (term: string): number => (named.has(term) || /^\d/.test(term) ? NAME : 0);
  for (const term of input.title) add(term, parameters.leadWeight, LEAD | mark(term));
  for (const [index, term] of input.terms.entries()) {
    const lead = index < parameters.leadTerms;
    const weight = (lead ? parameters.leadWeight : 1) * (named.has(term) ? parameters.nameWeight : 1);
    add(term, weight, (lead ? LEAD : 0) | mark(term));
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
