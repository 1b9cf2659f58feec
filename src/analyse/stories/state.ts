/** The index's state, and the upkeep of it: founding stories, putting a neighbourhood in order, letting articles go. */
import { separate } from './contrast.ts';
import type { AwaitedEntry, Entry, Neighbourhood, StoryEntry } from './entry.ts';
import { settleIdentity, storyId } from './identity.ts';
import { divide } from './neighbourhood.ts';
import type { StoryParameters } from './parameters.ts';
import { createPostings, type Postings } from './postings.ts';
import type { Profile } from './profile.ts';
import { unit, type Vector } from './vector.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

export interface State {
  readonly parameters: StoryParameters;
  readonly vocabulary: Vocabulary;
  readonly postings: Postings;
  readonly stories: Map<string, StoryEntry>;
  /** Every article placed and not yet forgotten, with its turn. */
  readonly order: Map<string, number>;
  /** The turn of the next article. */
  turn: number;
  /** Compared articles, longest placed first. */
  readonly live: Set<Entry>;
  /** By article: entries known from a snapshot, whose terms have not been given again yet. */
  readonly awaited: Map<string, AwaitedEntry>;
  /** Entries whose terms were given again, not yet compared with anything. */
  readonly returned: Set<Entry>;
}

export const createState = (parameters: StoryParameters): State => ({
  parameters,
  vocabulary: createVocabulary(parameters.prior),
  postings: createPostings(),
  stories: new Map(),
  order: new Map(),
  turn: 0,
  live: new Set(),
  awaited: new Map(),
  returned: new Set(),
});

/** Below this size a neighbourhood is put in order with every newcomer; above it, each time it has grown by an eighth. */
const SMALL = 32;

export const vectorOf = ({ terms, weights }: Profile, vocabulary: Vocabulary): Vector =>
  unit(
    terms,
    weights.map((weight, index) => weight * vocabulary.weight(terms[index] ?? 0)),
  );

export const foundStory = (state: State, article: string, founded: number): StoryEntry => {
  let id = storyId(article);
  while (state.stories.has(id)) id = storyId(id);
  const story: StoryEntry = { id, founded, retired: [] };
  state.stories.set(id, story);
  return story;
};

/** Stops comparing an article. */
export const drop = (state: State, entry: Entry): void => {
  state.live.delete(entry);
  state.returned.delete(entry);
  state.postings.drop(entry);
  state.vocabulary.leave(entry.profile.terms);
  entry.neighbourhood.members = entry.neighbourhood.members.filter((member) => member !== entry);
};

/** Stops comparing an article; its story keeps it. */
export const retire = (state: State, entry: Entry): void => {
  drop(state, entry);
  entry.story.retired.push(...entry.articles);
};

/** Separates the stories of a neighbourhood afresh, with document frequencies as they stand now. */
export const tidy = (state: State, neighbourhood: Neighbourhood): void => {
  const { vocabulary, parameters } = state;
  for (const member of neighbourhood.members) member.vector = vectorOf(member.profile, vocabulary);
  settleIdentity(
    separate(neighbourhood.members, vocabulary, parameters),
    (founder) => foundStory(state, founder.articles[0] ?? '', founder.placed),
    (story, into) => {
      state.stories.delete(story.id);
      for (const entry of state.awaited.values()) if (entry.story === story) entry.story = into;
    },
  );
  const size = neighbourhood.members.length;
  neighbourhood.tidyAt = size < SMALL ? size + 1 : size + Math.ceil(size / 8);
  neighbourhood.stale = false;
};

/** A story lives in one neighbourhood: where parts of it fell into several, it stays with the largest of them. */
const partStories = (state: State, parts: readonly (readonly Entry[])[]): void => {
  const pieces = new Map<StoryEntry, Entry[][]>();
  for (const part of parts) {
    const here = new Map<StoryEntry, Entry[]>();
    for (const entry of part) here.set(entry.story, [...(here.get(entry.story) ?? []), entry]);
    for (const [story, piece] of here) pieces.set(story, [...(pieces.get(story) ?? []), piece]);
  }
  for (const held of pieces.values()) {
    const [, ...others] = held.sort((a, b) => b.length - a.length || (a[0]?.placed ?? 0) - (b[0]?.placed ?? 0));
    for (const piece of others) {
      const founder = piece[0];
      if (founder === undefined) continue;
      const story = foundStory(state, founder.articles[0] ?? '', founder.placed);
      for (const entry of piece) entry.story = story;
    }
  }
};

/** Breaks a neighbourhood that has outgrown its bound into parts; of a part that is one dense story the oldest retire. */
export const makeRoom = (state: State, neighbourhood: Neighbourhood): void => {
  const limit = Math.ceil(state.parameters.neighbourhood * 0.75);
  const parts = divide(neighbourhood.members, limit, state.parameters);
  partStories(state, parts);
  for (const part of parts) {
    const place: Neighbourhood = { members: part, tidyAt: 0, stale: true };
    for (const member of part) member.neighbourhood = place;
    for (const member of part.slice(0, Math.max(0, part.length - limit))) retire(state, member);
    tidy(state, place);
  }
};
