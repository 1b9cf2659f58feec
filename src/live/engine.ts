/**
 * The analysis as a live service uses it: articles are read one by one, and readings are taken in, in the order in which
 * the store kept them. It knows no store and no clock; it stands in a thread of its own (thread.ts), or in a command.
 */
import { type Analyser, createAnalyser, parseSnapshot } from '../analyse/analyse.ts';
import { createReader } from '../analyse/reader.ts';
import type { Budget, OpenDesk } from '../desk.ts';
import { deskOver, indexed, seenOf } from '../desk.ts';
import type { Analysis, Article, House } from '../model.ts';
import type { Reading } from '../ports.ts';
import { unreadable } from './version.ts';

export interface Size {
  readonly articles: number;
  readonly stories: number;
}

export interface Told extends Size {
  /** Stories that have yet to be told as they now are. */
  readonly left: number;
}

/** All of it plain data, so that it may stand in another thread. */
export interface Engine {
  /** Forgets everything, and goes on from a snapshot where there is one. @param houses which publishers speak as one */
  start(snapshot: string | undefined, houses?: readonly House[]): Promise<void>;
  /** Reads one article, places it nowhere; throws when the analysis has a fault. */
  read(article: Article): Promise<Reading>;
  /** Places articles that were read, in the order given; one that is held with the same content costs nothing. */
  adopt(readings: readonly Reading[]): Promise<void>;
  /** Lets articles go. */
  retire(articles: readonly string[]): Promise<void>;
  /**
   * Tells up to `most` of the stories that changed (all unless given), and takes them into the index. Questions never
   * wait for that: they are answered from what has been told.
   */
  tell(most?: number): Promise<Told>;
  /** Where the articles stand, for `start`. */
  snapshot(): Promise<string>;
}

/** @param budget how much a Briefing holds */
export const createEngine = (budget?: Budget): Engine & { readonly desk: OpenDesk } => {
  let analyser: Analyser = createAnalyser();
  let read = createReader();
  let told: Analysis | undefined;
  const tell = (most: number): Told => {
    const { analysis, left } = analyser.tellSome(most);
    told = indexed(analysis);
    return { articles: analysis.articles.size, stories: analysis.stories.length, left };
  };
  const analysis = (): Analysis => {
    told ??= indexed(analyser.tellSome(0).analysis);
    return told;
  };
  return {
    start: async (content, houses = []) => {
      const snapshot = content === undefined ? undefined : parseSnapshot(content);
      analyser = createAnalyser({ houses, ...(snapshot !== undefined && { snapshot }) });
      read = createReader();
      told = undefined;
    },
    read: async (article) => {
      const [reading] = read([article]);
      return reading ?? { article, content: unreadable };
    },
    adopt: async (readings) => {
      analyser.adopt(readings.filter(({ content }) => content !== unreadable));
    },
    retire: async (articles) => {
      analyser.retire(articles);
    },
    tell: async (most = Number.POSITIVE_INFINITY) => tell(most),
    snapshot: async () => JSON.stringify(analyser.snapshot()),
    desk: deskOver(async (scope) => seenOf(analyser, analysis(), scope), budget),
  };
};
