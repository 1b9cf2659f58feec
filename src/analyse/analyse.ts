/**
 * Articles -> Statements -> Claims -> Stories: the table of contents of the stage. Pure: the same articles give the
 * same Analysis, whatever their order.
 */
import type { Analysis, Article } from '../model.ts';
import { createReadings } from './stories/readings.ts';
import { createStoryShelf } from './stories/shelf.ts';
import { createStoryCache, mostReportedFirst } from './stories/story.ts';

/** An analysis that grows: what was read stays read, and a story is told anew only when its articles changed. */
export interface Analyser {
  /**
   * Takes in articles, oldest first whatever their order. One held with the same content costs nothing; another content
   * replaces what is held. Of two contents under one id given together the later published stands (then the longer,
   * then the greater text), so that their order does not matter.
   */
  add(articles: readonly Article[]): void;
  analysis(): Analysis;
}

export const createAnalyser = (): Analyser => {
  const readings = createReadings();
  const shelf = createStoryShelf();
  const cache = createStoryCache();
  return {
    add(articles) {
      for (const reading of readings.take(articles)) shelf.place(reading);
    },
    analysis() {
      const stories = shelf.stories().map(({ id, articles }) => cache.tell(id, readings.of(articles)));
      return {
        articles: readings.articles(),
        statements: new Map(stories.flatMap(({ statements }) => [...statements])),
        stories: mostReportedFirst(stories),
      };
    },
  };
};

/** The whole of a set of articles at once. `analyse([])` is an Analysis of nothing. */
export const analyse = (articles: readonly Article[]): Analysis => {
  const analyser = createAnalyser();
  analyser.add(articles);
  return analyser.analysis();
};
