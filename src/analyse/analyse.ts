/**
 * Articles -> Statements -> Claims -> Stories: the table of contents of the stage. Pure: the same articles give the
 * same Analysis, whatever their order.
 */
import type { Analysis, Article, House, Story } from '../model.ts';
import type { Reading } from '../ports.ts';
import { housesIn } from './claims/houses.ts';
import { parsedJson } from './json.ts';
import { StatementView } from './statements.ts';
import { createReadings } from './stories/readings.ts';
import { createStoryShelf, type ShelfSnapshot, shelfSnapshot } from './stories/shelf.ts';
import { createStoryCache, mostReportedFirst } from './stories/story.ts';
import type { ToldStory } from './stories/told.ts';

/** A Story without what its articles say: where each of them stands. */
export type Placement = Omit<Story, 'claims' | 'differences' | 'updates'>;

/** Which article stands in which story, as plain JSON without a word of the articles: see `parseSnapshot`. */
export type AnalyserSnapshot = ShelfSnapshot;

/** An analysis that grows: what was read stays read, and a story is told anew only when its articles changed. */
export interface Analyser {
  /**
   * Takes in articles, oldest first whatever their order. One held with the same content costs nothing; another content
   * replaces what is held. Of two contents under one id given together the later published stands (then the longer,
   * then the greater text), so that their order does not matter.
   *
   * @returns the readings made anew, oldest article first, to be kept for `adopt`; their `content` is plain text
   */
  add(articles: readonly Article[]): readonly Reading[];
  /**
   * Takes in articles that were read before, in the order given. A reading of another engine version, of another
   * content of its article, or a damaged one, is made anew. An article that the snapshot knows keeps its story.
   *
   * @returns the readings made anew
   */
  adopt(readings: readonly Reading[]): readonly Reading[];
  /**
   * Lets articles go, so that memory holds nothing of them. A story ends with its last article; every other story keeps
   * its id, here and after a restart. An Analysis given out before stays whole. Ids never held are passed over.
   */
  retire(articles: Iterable<string>): void;
  /**
   * Everything known as it stands. It does not change with what is added later. Stories and statements are unfolded
   * when looked at, and held only while they are looked at: two looks may give two objects of the same content.
   */
  analysis(): Analysis;
  /** The stories of `analysis`, in its order, for whoever stores where the articles stand. */
  placements(): readonly Placement[];
  /** Where every article stands, for `createAnalyser` after a restart. */
  snapshot(): AnalyserSnapshot;
}

/**
 * @param snapshot where articles stood before a restart. Each takes up its place when it is adopted (or added); until
 *                 then no newcomer is compared with it. What is never taken up holds its place until it is retired.
 * @param houses   which publishers speak as one
 */
export const createAnalyser = ({
  snapshot = {},
  houses = [],
}: {
  readonly snapshot?: AnalyserSnapshot;
  readonly houses?: readonly House[];
} = {}): Analyser => {
  const readings = createReadings();
  const shelf = createStoryShelf(snapshot);
  const cache = createStoryCache(housesIn(houses));
  /** Stories that hold an article that is here, in order of founding. */
  const tellAll = (): readonly ToldStory[] => {
    const found = shelf
      .stories()
      .map(({ id, articles }) => ({ id, held: readings.of(articles) }))
      .filter(({ held }) => held.length > 0);
    cache.keep(new Set(found.map(({ id }) => id)));
    return found.map(({ id, held }) => cache.tell(id, held));
  };
  return {
    add(articles) {
      const fresh = readings.take(articles);
      for (const held of fresh) shelf.place(held);
      return fresh;
    },
    adopt(stored) {
      const { held, anew } = readings.adopt(stored);
      for (const each of held) shelf.place(each);
      return anew;
    },
    retire(articles) {
      const gone = new Set(articles);
      readings.forget(gone);
      shelf.forget(gone);
    },
    analysis() {
      const told = tellAll();
      return {
        articles: readings.articles(),
        statements: new StatementView(told),
        stories: mostReportedFirst(told),
      };
    },
    placements: () =>
      mostReportedFirst(tellAll()).map(({ id, title, articles, publishers, first, last }) => ({
        id,
        title,
        articles,
        publishers,
        first,
        last,
      })),
    snapshot: () => shelf.snapshot(),
  };
};

/** The snapshot that was stored as JSON; undefined for one that is damaged or of another make: then all is placed anew. */
export const parseSnapshot = (text: string): AnalyserSnapshot | undefined =>
  shelfSnapshot.safeParse(parsedJson(text)).data;

/** The whole of a set of articles at once. `analyse([])` is an Analysis of nothing. @param houses which publishers speak as one */
export const analyse = (articles: readonly Article[], houses: readonly House[] = []): Analysis => {
  const analyser = createAnalyser({ houses });
  analyser.add(articles);
  return analyser.analysis();
};
