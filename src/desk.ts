/** The news desk: joins the stages, from the articles at hand to Briefings. What the chat, the digests and the command line ask. */
import { type Analyser, createAnalyser } from './analyse/analyse.ts';
import { conceptOf } from './analyse/claims/synonyms.ts';
import { spellingOf } from './analyse/names/dictionary.ts';
import { foldName, soundKey } from './analyse/names/fold.ts';
import { findNames } from './analyse/names/names.ts';
import { taggedWords } from './analyse/terms/tagged.ts';
import { termsOf } from './analyse/terms/terms.ts';
import { ask } from './brief/ask.ts';
import { brief } from './brief/brief.ts';
import { digest } from './brief/digest.ts';
import type { Language } from './brief/language.ts';
import type { Query } from './brief/query.ts';
import { parseQuery } from './brief/query.ts';
import { prepare } from './brief/retrieve.ts';
import type { Why } from './brief/why.ts';
import { why } from './brief/why.ts';
import { CrosswireError } from './errors.ts';
import type { Analysis, Article, Briefing, Digest, House, ReaderScope, Reply, Story, Told, Topic } from './model.ts';
import { scopeKey, seenThrough, withoutTwins } from './reader-scope.ts';
import type { DigestOrder } from './schedule.ts';

/** Where the desk's articles come from. A higher revision says that `all` would answer otherwise than before. */
export interface Library {
  all(): Promise<readonly Article[]>;
  revision(): Promise<number>;
}

/** What is told of a Story in a list of them. */
export type StoryRow = Pick<Story, 'id' | 'title' | 'articles' | 'publishers' | 'first' | 'last'>;

/** What can be asked of the desk: all of it plain data, so that the desk may stand in another thread. */
export interface Desk {
  /** How many articles and stories it holds. */
  size(): Promise<{ readonly articles: number; readonly stories: number }>;
  /** Most reported first. */
  stories(): Promise<readonly StoryRow[]>;
  topStories(): Promise<Briefing>;
  topic(topic: Topic): Promise<Briefing>;
  query(query: Query, text: string): Promise<Briefing>;
  /** Undefined when there is no story of that id. */
  story(id: string): Promise<Briefing | undefined>;
  digest(order: DigestOrder): Promise<Digest>;
  /**
   * Why an article was or was not in a digest (see brief/why.ts); undefined when the desk holds neither the id nor the
   * address.
   */
  why(article: { readonly id: string; readonly url: string }, past: PastOrder): Promise<Why | undefined>;
  /** `within`: the briefing whose sources alone may answer. */
  ask(question: string, within?: Briefing): Promise<Reply>;
}

/** Answers from what one workspace's readers may see, and from nothing else. */
export interface ScopedDesk extends Desk {
  readonly scope: ReaderScope;
}

/** Answers from everything: for the operator. Whoever answers somebody else asks within what they may see. */
export interface OpenDesk extends Desk {
  within(scope: ReaderScope): ScopedDesk;
}

/** How the analysis reads words, for the stage that reads questions. */
const english: Language = {
  terms: termsOf,
  concept: conceptOf,
  names: findNames,
  fold: foldName,
  sound: soundKey,
  spelling: spellingOf,
  tagged: taggedWords,
};

/** A card shows the first of them, its thread all. */
export const pointsInBriefing = 12;

/** A Topic's query is checked when the Topic is made: one that cannot be read here would silently match everything. */
const queriesOf = (topics: readonly Topic[]): Query[] =>
  topics.map((topic) => {
    const parsed = parseQuery(topic.query);
    if (parsed.kind === 'ok') return parsed.query;
    throw new CrosswireError(
      'topic',
      `the query of topic "${topic.name}" cannot be read: ${parsed.reason}`,
      parsed.fix,
    );
  });

const knownSince = (analysis: Analysis, from: string): ReadonlySet<string> => {
  const since = Date.parse(from);
  const news = new Set<string>();
  for (const article of analysis.articles.values()) {
    const known = article.seen ?? article.published;
    // An article of unknown date cannot be shown to be old: it is told once too often rather than never.
    const at = known === null ? Number.POSITIVE_INFINITY : Date.parse(known);
    if (at >= since) news.add(article.id);
  }
  return news;
};

/** A digest that was composed: for what, over which span, and what it told. */
export interface PastOrder {
  /** None: the top stories. */
  readonly topics: readonly Topic[];
  /** ISO instants. */
  readonly from: string | null;
  readonly to: string;
  readonly told: Told;
  /** What the channel had been told before. */
  readonly before: Told;
}

/** The Analysis, taken into the index of words and names: the first question after it need not wait for that. */
export const indexed = (analysis: Analysis): Analysis => {
  prepare(analysis, english);
  return analysis;
};

export interface Budget {
  readonly points: number;
  /** Where the caller counts them. */
  readonly words?: number;
}

/**
 * The desk over an analysis, whoever keeps it.
 *
 * @param analysisFor what may be seen of it, as it stands when it is asked for
 * @param budget      how much a Briefing holds
 */
export const deskOver = (
  analysisFor: (scope: ReaderScope) => Promise<Analysis>,
  budget: Budget = { points: pointsInBriefing },
): OpenDesk => ({
  ...answersFrom(analysisFor, 'everything', budget),
  within: (scope) => ({ ...answersFrom(analysisFor, scope, budget), scope }),
});

const answersFrom = (
  analysisFor: (scope: ReaderScope) => Promise<Analysis>,
  scope: ReaderScope,
  budget: Budget,
): Desk => {
  const analysis = () => analysisFor(scope);
  return {
    size: async () => {
      const { articles, stories } = await analysis();
      return { articles: articles.size, stories: stories.length };
    },
    stories: async () =>
      (await analysis()).stories.map(({ id, title, articles, publishers, first, last }) => ({
        id,
        title,
        articles,
        publishers,
        first,
        last,
      })),
    topStories: async () => brief(await analysis(), { title: 'Top stories', scope: {}, budget }),
    topic: async (topic) =>
      brief(await analysis(), {
        title: topic.title,
        topic: topic.name,
        scope: { queries: queriesOf([topic]) },
        budget,
      }),
    query: async (query, text) => brief(await analysis(), { title: text, scope: { queries: [query] }, budget }),
    story: async (id) => {
      const all = await analysis();
      const story = all.stories.find((each) => each.id === id);
      return story && brief(all, { title: story.title, story: id, scope: { stories: new Set([id]) }, budget });
    },
    digest: async ({ topics, ...order }) => {
      const all = await analysis();
      const narrowed = {
        queries: queriesOf(topics),
        ...(order.from !== null && { articles: knownSince(all, order.from) }),
      };
      return digest(all, { ...order, scope: narrowed });
    },
    why: async ({ id, url }, { topics, ...past }) => {
      const all = await analysis();
      const named = ({ url: address, twinOf }: Article): boolean => address === url || twinOf === id;
      const held = all.articles.has(id) ? id : [...all.articles.values()].find(named)?.id;
      if (held === undefined) return undefined;
      return why(all, held, { ...past, scope: { queries: queriesOf(topics) } });
    },
    ask: async (question, within) => {
      const articles = within && new Set(within.sources.map((source) => source.article));
      return ask(await analysis(), question, english, articles);
    },
  };
};

/** A desk that reads its library's articles itself, each once. @param houses which publishers speak as one */
export const createDesk = (library: Library, budget?: Budget, houses: readonly House[] = []): OpenDesk => {
  const analyser = createAnalyser({ houses });
  let held: { revision: number; analysis: Promise<Analysis> } | undefined;
  const analysis = async (): Promise<Analysis> => {
    const revision = await library.revision();
    if (held?.revision === revision) return held.analysis;
    const fresh = library.all().then((articles) => {
      analyser.add(articles);
      return analyser.analysis();
    });
    held = { revision, analysis: fresh };
    // A library that could not be read is asked again, whatever its revision.
    fresh.catch(() => {
      held = undefined;
    });
    return fresh;
  };
  return deskOver(async (scope) => seenOf(analyser, await analysis(), scope), budget);
};

/** The part of an Analysis that may be seen. */
export const seenOf = (analyser: Analyser, analysis: Analysis, scope: ReaderScope): Analysis =>
  analyser.seenBy(
    analysis,
    scopeKey(scope),
    scope === 'everything' ? withoutTwins(analysis.articles) : seenThrough(scope),
  );
