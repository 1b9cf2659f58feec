/** What the index keeps: the compared articles, the stories that they make, the neighbourhoods in which they are compared. */
import type { Profile } from './profile.ts';
import type { Vector } from './vector.ts';

/** One article that newcomers are compared with, and its copies. */
export interface Entry {
  /** Its own id first, then those of its copies. */
  articles: string[];
  /** Counted from 0 in order of placing. */
  readonly placed: number;
  readonly profile: Profile;
  /** Weighted by document frequency as it stood when last refreshed. */
  vector: Vector;
  story: StoryEntry;
  neighbourhood: Neighbourhood;
}

export interface StoryEntry {
  readonly id: string;
  /** Order of placing of its founding article: the smaller is the older story. */
  readonly founded: number;
  /** Articles no longer compared; they stay in the story. */
  retired: string[];
}

/** Stories near enough to be mistaken for one another. Members in order of placing. */
export interface Neighbourhood {
  members: Entry[];
  /** Put in order again when it has grown to this size. */
  tidyAt: number;
  /** Something was added since it was last put in order. */
  stale: boolean;
}

/** An entry as a snapshot has it: without its terms, which come again with the article's reading. */
export type AwaitedEntry = Omit<Entry, 'profile' | 'vector'>;
