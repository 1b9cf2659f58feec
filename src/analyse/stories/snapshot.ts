/**
 * The index as plain JSON, so that a service that restarts goes on with the same stories. The articles' terms are not
 * part of it: they come again with their readings, and until then an article only holds its place in its story.
 */
import { z } from 'zod';
import type { AwaitedEntry, Entry, Neighbourhood } from './entry.ts';
import type { StoryParameters } from './parameters.ts';
import { profileOf, type StoryInput } from './profile.ts';
import { createState, type State, vectorOf } from './state.ts';

const count = z.number().int().nonnegative();
const ids = z.array(z.string());

export const storySnapshot = z.object({
  version: z.literal(2),
  /** The turn of the next article. */
  turn: count,
  /** Article and its turn, in that order. */
  articles: z.array(z.tuple([z.string(), count])),
  stories: z.array(z.object({ id: z.string(), founded: count, retired: ids })),
  neighbourhoods: z.array(z.object({ tidyAt: count, stale: z.boolean() })),
  /** Compared articles, longest placed first; `neighbourhood` is a place in `neighbourhoods`. */
  entries: z.array(z.object({ articles: ids, placed: count, story: z.string(), neighbourhood: count })),
});
export type StorySnapshot = z.infer<typeof storySnapshot>;

const byTurn = (a: AwaitedEntry, b: AwaitedEntry): number => a.placed - b.placed;

export const toSnapshot = (state: State): StorySnapshot => {
  const places = new Map<Neighbourhood, number>();
  const entries = [...state.live, ...new Set(state.awaited.values())].sort(byTurn);
  return {
    version: 2,
    turn: state.turn,
    articles: [...state.order],
    stories: [...state.stories.values()].map(({ id, founded, retired }) => ({ id, founded, retired: [...retired] })),
    entries: entries.map(({ articles, placed, story, neighbourhood }) => {
      const number = places.get(neighbourhood) ?? places.size;
      places.set(neighbourhood, number);
      return { articles: [...articles], placed, story: story.id, neighbourhood: number };
    }),
    neighbourhoods: [...places.keys()].map(({ tidyAt, stale }) => ({ tidyAt, stale })),
  };
};

export const fromSnapshot = (snapshot: StorySnapshot, parameters: StoryParameters): State => {
  const state = createState(parameters);
  state.turn = snapshot.turn;
  for (const [article, turn] of snapshot.articles) state.order.set(article, turn);
  for (const { id, founded, retired } of snapshot.stories) {
    state.stories.set(id, { id, founded, retired: [...retired] });
  }
  const places = snapshot.neighbourhoods.map(({ tidyAt, stale }): Neighbourhood => ({ members: [], tidyAt, stale }));
  for (const { articles, placed, story: id, neighbourhood: number } of snapshot.entries) {
    const story = state.stories.get(id);
    const neighbourhood = places[number];
    if (story === undefined || neighbourhood === undefined) continue;
    const entry: AwaitedEntry = { articles: [...articles], placed, story, neighbourhood };
    for (const article of articles) state.awaited.set(article, entry);
  }
  return state;
};

/** Gives an awaited entry the terms of one of its articles. */
export const giveBack = (state: State, input: StoryInput): void => {
  const awaited = state.awaited.get(input.id);
  if (awaited === undefined) return;
  for (const article of awaited.articles) state.awaited.delete(article);
  const profile = profileOf(input, state.vocabulary, state.parameters);
  state.vocabulary.enter();
  const entry: Entry = { ...awaited, profile, vector: { terms: profile.terms, weights: profile.weights } };
  state.returned.add(entry);
};

/** Takes in what was given back: weighed and listed only now, when the document frequencies are whole. */
export const settle = (state: State): void => {
  if (state.returned.size === 0) return;
  const returned = [...state.returned].sort(byTurn);
  state.returned.clear();
  const live = [...state.live, ...returned].sort(byTurn);
  state.live.clear();
  for (const entry of live) state.live.add(entry);
  for (const entry of returned) {
    entry.vector = vectorOf(entry.profile, state.vocabulary);
    entry.neighbourhood.members.push(entry);
    state.postings.list(entry);
  }
  for (const { members } of new Set(returned.map(({ neighbourhood }) => neighbourhood))) members.sort(byTurn);
};
