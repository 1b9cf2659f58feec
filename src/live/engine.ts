/**
 * The analysis as a live service uses it: articles are read one by one, and readings are taken in, in the order in which
 * the store kept them. It knows no store and no clock; it stands in a thread of its own (thread.ts), or in a command.
 */
import { type Analyser, createAnalyser, parseSnapshot } from '../analyse/analyse.ts';
import { createReader } from '../analyse/reader.ts';
import type { Budget, Desk } from '../desk.ts';
import { deskOver, indexed } from '../desk.ts';
import type { Analysis, Article, House } from '../model.ts';
import type { Reading } from '../ports.ts';
import { unreadable } from './version.ts';

export interface Size {
  readonly articles: number;
  readonly stories: number;
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
  /** Tells what changed, so that the next question need not wait for it. */
  tell(): Promise<Size>;
  /** Where the articles stand, for `start`. */
  snapshot(): Promise<string>;
}

/** @param budget how much a Briefing holds */
export const createEngine = (budget?: Budget): Engine & { readonly desk: Desk } => {
  let analyser: Analyser = createAnalyser();
  let read = createReader();
  let held: Analysis | undefined;
  const analysis = (): Analysis => {
    held ??= indexed(analyser.analysis());
    return held;
  };
  const size = (): Size => {
    const { articles, stories } = analysis();
    return { articles: articles.size, stories: stories.length };
  };
  return {
    start: async (content, houses = []) => {
      const snapshot = content === undefined ? undefined : parseSnapshot(content);
      analyser = createAnalyser({ houses, ...(snapshot !== undefined && { snapshot }) });
      read = createReader();
      held = undefined;
    },
    read: async (article) => {
      const [reading] = read([article]);
      return reading ?? { article, content: unreadable };
    },
    adopt: async (readings) => {
      analyser.adopt(readings.filter(({ content }) => content !== unreadable));
      held = undefined;
    },
    retire: async (articles) => {
      analyser.retire(articles);
      held = undefined;
    },
    tell: async () => size(),
    snapshot: async () => JSON.stringify(analyser.snapshot()),
    desk: deskOver(async () => analysis(), budget),
  };
};
