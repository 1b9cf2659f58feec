/**
 * Articles -> Statements -> Claims -> Stories: the table of contents of the stage. Pure: the same articles give the
 * same Analysis, whatever their order.
 */
import type { Analysis, Article, House, Story } from '../model.ts';
import type { Reading } from '../ports.ts';
import { housesIn } from './claims/houses.ts';
import { parsedJson } from './json.ts';
import { createRecent } from './recent.ts';
import { StatementView } from './statements.ts';
import { createReadings, type HeldReading } from './stories/readings.ts';
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
  /**
   * The same in slices: tells up to `most` of the stories that have changed, the latest founded first. A story that is
   * yet to be told stands in the Analysis as it was told last, or not at all.
   */
  tellSome(most: number): { readonly analysis: Analysis; readonly left: number };
  /**
   * What somebody knows who may see some of the articles alone. A story of which they see a part is told of that part
   * alone, as if there were no other; one that they see whole is the very same, and nothing is told twice. Linear in the
   * articles, and what is told anew in those of the stories that changed.
   *
   * @param analysis one that came from here
   * @param reader   the same for the same `isSeen`
   */
  seenBy(analysis: Analysis, reader: string, isSeen: (article: Article) => boolean): Analysis;
  /** The stories of `analysis`, in its order, for whoever stores where the articles stand. */
  placements(): readonly Placement[];
  /** Where every article stands, for `createAnalyser` after a restart. */
  snapshot(): AnalyserSnapshot;
}

/** Readers whose part of an Analysis is held, the last to ask: a list of articles and stories each. */
const mostViews = 16;

interface StandingStory {
  readonly id: string;
  readonly held: readonly HeldReading[];
}

/** Those that share no article with the others: an article that has moved stands in one story. */
const apartFrom = (others: readonly ToldStory[], stories: readonly ToldStory[]): readonly ToldStory[] => {
  const taken = new Set(others.flatMap(({ story }) => story.articles));
  return stories.filter(({ story }) => !story.articles.some((id) => taken.has(id)));
};

const articlesOf = (told: readonly ToldStory[]): ReadonlyMap<string, Article> =>
  new Map(told.flatMap(({ readings }) => readings.map(({ article }): [string, Article] => [article.id, article])));

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
  const standing = (): readonly StandingStory[] => {
    const found = shelf
      .stories()
      .map(({ id, articles }) => ({ id, held: readings.of(articles) }))
      .filter(({ held }) => held.length > 0);
    cache.keep(new Set(found.map(({ id }) => id)));
    return found;
  };
  const tellAll = (): readonly ToldStory[] => standing().map(({ id, held }) => cache.tell(id, held));
  const toldIn = new WeakMap<Analysis, readonly ToldStory[]>();
  const over = (articles: Analysis['articles'], told: readonly ToldStory[], whole?: Analysis): Analysis => {
    const analysis: Analysis = {
      articles,
      statements: new StatementView(told),
      stories: mostReportedFirst(told),
      ...(whole !== undefined && { whole }),
    };
    if (whole === undefined) toldIn.set(analysis, told);
    return analysis;
  };
  /** What readers asked for last, and of which Analysis it is. */
  const views = createRecent<string, { readonly whole: Analysis; readonly view: Analysis }>(mostViews);
  const partsOf = (told: readonly ToldStory[], isSeen: (article: Article) => boolean): readonly ToldStory[] =>
    told.flatMap((each) => {
      const seen = each.readings.filter(({ article }) => isSeen(article));
      if (seen.length === each.readings.length) return [each];
      return seen.length === 0 ? [] : [cache.tellPart(each.story.id, seen)];
    });
  const viewOf = (whole: Analysis, isSeen: (article: Article) => boolean): Analysis => {
    if ([...whole.articles.values()].every(isSeen)) return whole;
    const articles = new Map([...whole.articles].filter(([, article]) => isSeen(article)));
    return over(articles, partsOf(toldIn.get(whole) ?? [], isSeen), whole);
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
    analysis: () => over(readings.articles(), tellAll()),
    tellSome(most) {
      const stories = standing();
      const untold = stories.filter(({ id, held }) => cache.told(id, held) === undefined);
      const now = untold.slice(Math.max(0, untold.length - most));
      for (const { id, held } of now) cache.tell(id, held);
      const left = untold.length - now.length;
      const told = stories.flatMap(({ id, held }) => cache.told(id, held) ?? []);
      if (left === 0) return { analysis: over(readings.articles(), told), left };
      const all = [
        ...told,
        ...apartFrom(
          told,
          untold.flatMap(({ id, held }) => (cache.told(id, held) === undefined ? (cache.last(id) ?? []) : [])),
        ),
      ];
      return { analysis: over(articlesOf(all), all), left };
    },
    seenBy(whole, reader, isSeen) {
      const make = () => ({ value: { whole, view: viewOf(whole, isSeen) }, weight: 1 });
      const known = views.get(reader, make);
      if (known.whole === whole) return known.view;
      const { value, weight } = make();
      views.put(reader, value, weight);
      return value.view;
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
