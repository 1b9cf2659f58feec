/** One story told whole: its names made one, its voices, where it differs, what is said in common, its title. */
import type { Article, Citation, Claim, Difference, Statement, Story } from '../../model.ts';
import { findClaims } from '../claims/claims.ts';
import type { HouseOf } from '../claims/houses.ts';
import { voicesOf } from '../claims/voices.ts';
import { repairEncoding } from '../clean/encoding.ts';
import { findDifferences } from '../differences/differences.ts';
import type { ReadArticle } from '../read.ts';
import { createRecent } from '../recent.ts';
import { termsOf } from '../terms/terms.ts';
import { sharedKeys, withKeys } from './naming.ts';
import { byText, instantOf } from './order.ts';
import { type HeldReading, recall } from './readings.ts';
import { type TitledArticle, titleOf } from './title.ts';
import { foldStory, type ToldStory } from './told.ts';

/** Of an article that nothing could be read in, so much is looked at for a title. */
const bodyLength = 1000;

/** Most voices first; of equals most statements, then the earliest in its article. */
const bestFirst = (a: Claim, b: Claim): number =>
  b.voices.length - a.voices.length ||
  b.statements.length - a.statements.length ||
  a.statements[0].position - b.statements[0].position ||
  byText(a.id, b.id);

const at = ({ article, start }: Citation): string => `${article}#${start}`;

const disputedBy = (differences: readonly Difference[]): ReadonlySet<string> =>
  new Set(differences.flatMap(({ positions }) => positions.flatMap(({ citations }) => citations.map(at))));

const publishersOf = (articles: readonly Article[]): string[] => [
  ...new Set(articles.flatMap(({ publisher }) => publisher ?? [])),
];

const titled = ({ article }: ReadArticle, statements: readonly Statement[] | undefined): TitledArticle => {
  const title = article.title === null ? null : repairEncoding(article.title).text;
  return {
    title,
    titleTerms: termsOf(title ?? ''),
    statements: statements ?? [],
    body: article.text.slice(article.bodyStart, article.bodyStart + bodyLength),
  };
};

const tell = (id: string, held: readonly HeldReading[], houseOf: HouseOf): ToldStory => {
  const readings = held.map(recall);
  const articles = readings.map(({ article }) => article);
  const keys = sharedKeys(readings);
  const statements = withKeys(readings, keys);
  const all = [...statements.values()].flat();
  const voiceOf = voicesOf(articles, houseOf);
  const published = new Map(articles.map((article) => [article.id, article.published]));
  const { differences, updates } = findDifferences(all, voiceOf, (article) => published.get(article) ?? null);
  const disputed = disputedBy(differences);
  const claims = findClaims(all, voiceOf, (statement) => disputed.has(statement)).sort(bestFirst);
  const dated = articles.filter((article) => Number.isFinite(instantOf(article)));
  const story: Story = {
    id,
    title: titleOf(
      readings.map((reading) => titled(reading, statements.get(reading.article.id))),
      claims,
    ),
    articles: articles.map((article) => article.id),
    publishers: publishersOf(articles),
    first: dated[0]?.published ?? null,
    last: dated.at(-1)?.published ?? null,
    claims,
    differences,
    updates,
  };
  return foldStory(story, new Set(articles.map((article) => voiceOf(article.id))).size, held, keys);
};

export interface StoryCache {
  /** The story as it was told of these very readings, oldest first; undefined when it has yet to be. */
  told(id: string, readings: readonly HeldReading[]): ToldStory | undefined;
  /** The story as it was told last, of whatever readings. */
  last(id: string): ToldStory | undefined;
  /** Tells a story from its readings, oldest first; not again while they are the same. */
  tell(id: string, readings: readonly HeldReading[]): ToldStory;
  /** A story of some of its readings alone, for those who may see no other; kept as long as somebody asks for it. */
  tellPart(id: string, readings: readonly HeldReading[]): ToldStory;
  /** Lets go of the stories that are not among these. */
  keep(ids: ReadonlySet<string>): void;
}

/** Statements of parts of stories that are held told at one time, the ones asked for last. */
const mostInParts = 20_000;

/** @param houseOf which publishers speak as one */
export const createStoryCache = (houseOf: HouseOf): StoryCache => {
  const held = new Map<string, ToldStory>();
  const parts = createRecent<string, ToldStory>(mostInParts);
  const isOf = (readings: readonly HeldReading[], known: ToldStory): boolean =>
    known.readings.length === readings.length && known.readings.every((reading, at) => reading === readings[at]);
  const told = (id: string, readings: readonly HeldReading[]): ToldStory | undefined => {
    const known = held.get(id);
    return known !== undefined && isOf(readings, known) ? known : undefined;
  };
  return {
    told,
    last: (id) => held.get(id),
    tell(id, readings) {
      const story = told(id, readings) ?? tell(id, readings, houseOf);
      held.set(id, story);
      return story;
    },
    tellPart(id, readings) {
      const key = JSON.stringify([id, ...readings.map(({ article }) => article.id)]);
      const make = () => ({
        value: tell(id, readings, houseOf),
        weight: readings.reduce((sum, { size }) => sum + size, 1),
      });
      const known = parts.get(key, make);
      if (isOf(readings, known)) return known;
      const { value, weight } = make();
      parts.put(key, value, weight);
      return value;
    },
    keep(ids) {
      for (const id of [...held.keys()]) if (!ids.has(id)) held.delete(id);
    },
  };
};

/** By voices, then articles, then the latest report, then id. */
export const mostReportedFirst = (stories: readonly ToldStory[]): Story[] => {
  const latest = ({ story }: ToldStory): number => (story.last === null ? 0 : Date.parse(story.last));
  return [...stories]
    .sort(
      (a, b) =>
        b.voices - a.voices ||
        b.story.articles.length - a.story.articles.length ||
        latest(b) - latest(a) ||
        byText(a.story.id, b.story.id),
    )
    .map(({ story }) => story);
};
