/**
 * Stories of a stream of articles, each placed when it comes. Telling terms lead to a few neighbourhoods; the newcomer
 * joins the nearest, which is then put in order: what all its articles share counts for less there, and average-link
 * agglomeration separates the stories. Work per article is bounded by the parameters, not by the archive.
 */
import type { Entry, Neighbourhood, StoryEntry } from './entry.ts';
import { forget } from './forget.ts';
import { belongTogether, type Nearness, nearest } from './neighbourhood.ts';
import { defaults, type StoryParameters } from './parameters.ts';
import { profileOf, type StoryInput } from './profile.ts';
import { fromSnapshot, giveBack, type StorySnapshot, settle, toSnapshot } from './snapshot.ts';
import { createState, foundStory, makeRoom, retire, type State, tidy, vectorOf } from './state.ts';

export interface PlacedStory {
  readonly id: string;
  /** In order of placing. */
  readonly articles: readonly string[];
}

export interface StoryIndex {
  /**
   * Places an article and gives the id of its story as it stands; a later article may still move it to another.
   * Each id is placed once.
   */
  place(input: StoryInput): string;
  /** Whether it was placed, here or before the snapshot, and not forgotten since. */
  has(article: string): boolean;
  /**
   * Gives an article that was placed before the snapshot its terms back, so that newcomers are compared with it again;
   * it keeps its story. One that was never placed, or has its terms, is left as it is.
   */
  restore(input: StoryInput): void;
  /**
   * Forgets articles for good. Their stories end with their last article and otherwise keep their ids. Linear in the
   * articles held, however many are forgotten at once.
   */
  forget(articles: ReadonlySet<string>): void;
  /** All stories, oldest first, each article in exactly one. */
  stories(): readonly PlacedStory[];
  /** Plain JSON without a word of the articles, from which `createStoryIndex` goes on. */
  snapshot(): StorySnapshot;
}

/** The newcomer's neighbourhood takes in the other near ones whose stories are near its own. */
const takeIn = ({ parameters }: State, home: Neighbourhood, places: readonly Nearness[]): void => {
  const [first, ...others] = places;
  for (const { neighbourhood, closest, affinity } of others) {
    if (first === undefined || affinity < parameters.near) continue;
    if (home.members.length + neighbourhood.members.length > parameters.neighbourhood) continue;
    if (!belongTogether(first.closest, closest, parameters)) continue;
    for (const member of neighbourhood.members) member.neighbourhood = home;
    home.members = [...home.members, ...neighbourhood.members].sort((a, b) => a.placed - b.placed);
    home.tidyAt = 0;
  }
};

const place = (state: State, input: StoryInput): StoryEntry => {
  const { parameters, vocabulary, postings } = state;
  settle(state);
  const placed = state.turn;
  state.turn += 1;
  state.order.set(input.id, placed);
  const profile = profileOf(input, vocabulary, parameters);
  vocabulary.enter();
  const vector = vectorOf(profile, vocabulary);
  const places = nearest({ vector, profile }, postings.candidates(vector), parameters);

  const original = places.find(({ likeness }) => likeness >= parameters.copy)?.closest;
  if (original !== undefined) {
    vocabulary.leave(profile.terms);
    original.articles.push(input.id);
    return original.story;
  }

  const near = places.filter(({ affinity }) => affinity >= parameters.near);
  const neighbourhood = near[0]?.neighbourhood ?? { members: [], tidyAt: 0, stale: true };
  // Until the neighbourhood is put in order, which for most is now, the newcomer stands with the nearest story.
  const due = neighbourhood.members.length + 1 >= neighbourhood.tidyAt;
  const story = due || near[0] === undefined ? foundStory(state, input.id, placed) : near[0].story;
  const entry: Entry = { articles: [input.id], placed, profile, vector, story, neighbourhood };
  neighbourhood.members.push(entry);
  neighbourhood.stale = true;
  state.live.add(entry);
  postings.list(entry);
  takeIn(state, neighbourhood, near);

  if (neighbourhood.members.length > parameters.neighbourhood) makeRoom(state, neighbourhood);
  else if (neighbourhood.members.length >= neighbourhood.tidyAt) tidy(state, neighbourhood);
  const [oldest] = state.live;
  if (state.live.size > parameters.live && oldest !== undefined) retire(state, oldest);
  return entry.story;
};

const list = (state: State): readonly PlacedStory[] => {
  settle(state);
  const stale = new Set([...state.live].map(({ neighbourhood }) => neighbourhood).filter((found) => found.stale));
  for (const neighbourhood of stale) tidy(state, neighbourhood);
  const articles = new Map<StoryEntry, string[]>();
  for (const story of state.stories.values()) articles.set(story, [...story.retired]);
  for (const entry of state.live) articles.get(entry.story)?.push(...entry.articles);
  for (const entry of new Set(state.awaited.values())) articles.get(entry.story)?.push(...entry.articles);
  const turn = (article: string): number => state.order.get(article) ?? 0;
  return [...articles]
    .filter(([, ids]) => ids.length > 0)
    .sort(([a], [b]) => a.founded - b.founded)
    .map(([{ id }, ids]) => ({ id, articles: ids.sort((a, b) => turn(a) - turn(b)) }));
};

/**
 * @param chosen   constants to use in place of the defaults
 * @param snapshot what `snapshot()` gave before a restart
 */
export const createStoryIndex = (chosen: Partial<StoryParameters> = {}, snapshot?: StorySnapshot): StoryIndex => {
  const parameters: StoryParameters = { ...defaults, ...chosen };
  const state = snapshot === undefined ? createState(parameters) : fromSnapshot(snapshot, parameters);
  return {
    place: (input) => place(state, input).id,
    has: (article) => state.order.has(article),
    restore: (input) => giveBack(state, input),
    forget: (articles) => forget(state, articles),
    stories: () => list(state),
    snapshot: () => toSnapshot(state),
  };
};
