/** The index as plain JSON, so that a service that restarts goes on with the same stories. */
import type { Neighbourhood } from './entry.ts';
import type { StoryParameters } from './parameters.ts';
import { createState, type State, vectorOf } from './state.ts';

export interface StorySnapshot {
  readonly version: 1;
  /** Every article, in order of placing. */
  readonly articles: readonly string[];
  readonly stories: readonly { readonly id: string; readonly founded: number; readonly retired: readonly string[] }[];
  readonly entries: readonly {
    readonly articles: readonly string[];
    readonly placed: number;
    readonly day: number | null;
    readonly story: string;
    readonly neighbourhood: number;
    /** Term, weight, marks. */
    readonly terms: readonly (readonly [string, number, number])[];
  }[];
}

export const toSnapshot = (state: State): StorySnapshot => {
  const places = new Map<Neighbourhood, number>();
  return {
    version: 1,
    articles: [...state.order.keys()],
    stories: [...state.stories.values()].map(({ id, founded, retired }) => ({ id, founded, retired: [...retired] })),
    entries: [...state.live].map(({ articles, placed, profile, story, neighbourhood }) => {
      const number = places.get(neighbourhood) ?? places.size;
      places.set(neighbourhood, number);
      return {
        articles: [...articles],
        placed,
        day: profile.day,
        story: story.id,
        neighbourhood: number,
        terms: Array.from(profile.terms, (term, index): [string, number, number] => [
          state.vocabulary.word(term),
          profile.weights[index] ?? 0,
          profile.marks[index] ?? 0,
        ]),
      };
    }),
  };
};

export const fromSnapshot = (snapshot: StorySnapshot, parameters: StoryParameters): State => {
  const state = createState(parameters);
  for (const [turn, article] of snapshot.articles.entries()) state.order.set(article, turn);
  for (const { id, founded, retired } of snapshot.stories) {
    state.stories.set(id, { id, founded, retired: [...retired] });
  }
  const places = new Map<number, Neighbourhood>();
  for (const { articles, placed, day, story: id, neighbourhood: number, terms } of snapshot.entries) {
    const story = state.stories.get(id);
    if (story === undefined) continue;
    const neighbourhood = places.get(number) ?? { members: [], tidyAt: 0, stale: true };
    places.set(number, neighbourhood);
    const numbered = terms.map(([term, weight, marks]) => ({ term: state.vocabulary.add(term), weight, marks }));
    numbered.sort((a, b) => a.term - b.term);
    state.vocabulary.enter();
    const profile = {
      terms: Int32Array.from(numbered, ({ term }) => term),
      weights: Float32Array.from(numbered, ({ weight }) => weight),
      marks: Uint8Array.from(numbered, ({ marks }) => marks),
      day,
    };
    const vector = vectorOf(profile, state.vocabulary);
    const entry = { articles: [...articles], placed, profile, vector, story, neighbourhood };
    neighbourhood.members.push(entry);
    state.live.add(entry);
  }
  // Listed only now, when the document frequencies are whole.
  for (const entry of state.live) {
    entry.vector = vectorOf(entry.profile, state.vocabulary);
    state.postings.list(entry);
  }
  return state;
};
