/**
 * A story as told, held small: what was found of it as text, by the numbers of its statements. Its claims and their
 * statements are unfolded from its readings when somebody looks at them, and kept while they are looked at.
 */
import type { Citation, Claim, Difference, Position, Statement, Story, Support } from '../../model.ts';
import { createRecent } from '../recent.ts';
import { type SharedKeys, withKeys } from './naming.ts';
import { type HeldReading, recall } from './readings.ts';

export interface ToldStory {
  /** The same object as long as the story is told of the same readings. */
  readonly story: Story;
  /** Who reports it: publishers and reprints counted once. */
  readonly voices: number;
  /** Oldest first. */
  readonly readings: readonly HeldReading[];
  /** By article, with one entity for one person or place throughout the story. */
  statements(): ReadonlyMap<string, readonly Statement[]>;
}

const supports: readonly Support[] = ['corroborated', 'single', 'disputed'];

/** Numbers of statements, of voices, and of the support. */
type FoldedClaim = readonly [statements: readonly number[], voices: readonly number[], support: number];
/** Article by number, start, end. */
type FoldedCitation = readonly [number, number, number];
type FoldedDifference = readonly [
  about: string,
  kind: Difference['kind'],
  positions: readonly (readonly [value: string, citations: readonly FoldedCitation[]])[],
];

interface Folded {
  /** Of each reading. */
  readonly keys: readonly SharedKeys[];
  readonly voices: readonly string[];
  readonly claims: readonly FoldedClaim[];
}

interface Unfolded {
  readonly statements: ReadonlyMap<string, readonly Statement[]>;
  readonly claims: readonly Claim[];
}

const foldDifference = (
  { about, kind, positions }: Difference,
  numbers: ReadonlyMap<string, number>,
): FoldedDifference => [
  about,
  kind,
  positions.map(({ value, citations }) => [
    value,
    citations.map(({ article, start, end }): FoldedCitation => [numbers.get(article) ?? 0, start, end]),
  ]),
];

const numbered = ({ articles }: Story): ReadonlyMap<string, number> =>
  new Map(articles.map((article, index) => [article, index]));

const fold = (story: Story, readings: readonly HeldReading[], keys: readonly SharedKeys[]): Folded => {
  const articles = numbered(story);
  const numbers = new Map<string, number>();
  const offsets: number[] = [];
  let offset = 0;
  for (const reading of readings) {
    offsets.push(offset);
    offset += recall(reading).statements.length;
  }
  const numberOf = ({ article, position }: Statement): number => (offsets[articles.get(article) ?? 0] ?? 0) + position;
  const voiceOf = (voice: string): number => {
    const number = numbers.get(voice) ?? numbers.size;
    numbers.set(voice, number);
    return number;
  };
  const claims = story.claims.map(
    ({ statements, voices, support }): FoldedClaim => [
      statements.map(numberOf),
      voices.map(voiceOf),
      supports.indexOf(support),
    ],
  );
  return { keys, voices: [...numbers.keys()], claims };
};

const unfoldClaims = ({ claims, voices }: Folded, statements: readonly Statement[]): Claim[] =>
  claims.flatMap(([numbers, spoken, support]): Claim[] => {
    const [best, ...others] = numbers.flatMap((number) => statements[number] ?? []);
    if (best === undefined) return [];
    const said: [Statement, ...Statement[]] = [best, ...others];
    const [id = best.id] = said.map((statement) => statement.id).sort();
    return [
      {
        id,
        statements: said,
        voices: spoken.flatMap((number) => voices[number] ?? []),
        support: supports[support] ?? 'single',
      },
    ];
  });

const unfoldDifferences = (folded: readonly FoldedDifference[], readings: readonly HeldReading[]): Difference[] =>
  folded.map(([about, kind, positions]) => ({
    about,
    kind,
    positions: positions.flatMap(([value, cited]): Position[] => {
      const [first, ...others] = cited.flatMap(([number, start, end]): Citation[] => {
        const article = readings[number]?.article;
        return article === undefined
          ? []
          : [{ article: article.id, start, end, quote: article.text.slice(start, end) }];
      });
      return first === undefined ? [] : [{ value, citations: [first, ...others] }];
    }),
  }));

const unfold = (folded: Folded, held: readonly HeldReading[]): Unfolded => {
  const readings = held.map(recall);
  const statements = withKeys(readings, folded.keys);
  // Numbers count the statements of every reading, of those that are not briefed, too.
  const all = readings.flatMap(({ article, statements: own }) => {
    const named = statements.get(article.id) ?? [];
    return named.length > 0 ? named : own;
  });
  return { statements, claims: unfoldClaims(folded, all) };
};

/** Statements of the stories looked at last. */
const unfolded = 6_000;
const recent = createRecent<Story, Unfolded>(unfolded);

/**
 * @param told     everything of the story; what is handed back holds none of its claims
 * @param readings those that it was told of, oldest first, as its articles are
 * @param keys     of each reading
 */
export const foldStory = (
  told: Story,
  voices: number,
  readings: readonly HeldReading[],
  keys: readonly SharedKeys[],
): ToldStory => {
  const text = JSON.stringify(fold(told, readings, keys));
  // Few, short, and looked at apart from the claims.
  const numbers = numbered(told);
  const [differences, updates] = [told.differences, told.updates].map((found) =>
    found.map((each) => foldDifference(each, numbers)),
  );
  const look = (): Unfolded =>
    recent.get(story, () => {
      const folded: Folded = JSON.parse(text);
      const value = unfold(folded, readings);
      return { value, weight: value.claims.length + 1 };
    });
  const { id, title, articles, publishers, first, last } = told;
  const story: Story = {
    id,
    title,
    articles,
    publishers,
    first,
    last,
    get claims() {
      return look().claims;
    },
    get differences() {
      return unfoldDifferences(differences ?? [], readings);
    },
    get updates() {
      return unfoldDifferences(updates ?? [], readings);
    },
  };
  return { story, voices, readings, statements: () => look().statements };
};
