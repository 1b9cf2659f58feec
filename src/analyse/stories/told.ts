/**
 * A story as told, held small: what was found of it, by the numbers of its statements. Its claims and their
 * statements are unfolded from its readings when somebody looks at them, and kept while they are looked at.
 */
import type { Citation, Claim, Difference, Position, Statement, Story, Support } from '../../model.ts';
import { createRecent } from '../recent.ts';
import { recallStatement } from '../stored.ts';
import { renamer, type SharedKeys } from './naming.ts';
import type { HeldReading } from './readings.ts';

export interface ToldStory {
  /** The same object as long as the story is told of the same readings. */
  readonly story: Story;
  /** Who reports it: publishers and reprints counted once. */
  readonly voices: number;
  /** Oldest first. */
  readonly readings: readonly HeldReading[];
  /** Of one of its articles, with one entity for one person or place throughout the story. */
  statementsOf(article: string): readonly Statement[];
}

const supports: readonly Support[] = ['corroborated', 'single', 'disputed'];

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
  /** Of each claim: support, how many statements, their numbers, how many voices, their numbers. */
  readonly claims: Uint32Array;
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

/** Where the statements of each reading begin in the numbering of all of them. */
const offsetsOf = (readings: readonly HeldReading[]): number[] => {
  let offset = 0;
  return readings.map(({ size }) => {
    offset += size;
    return offset - size;
  });
};

const fold = (story: Story, readings: readonly HeldReading[], keys: readonly SharedKeys[]): Folded => {
  const articles = numbered(story);
  const numbers = new Map<string, number>();
  const offsets = offsetsOf(readings);
  const numberOf = ({ article, position }: Statement): number => (offsets[articles.get(article) ?? 0] ?? 0) + position;
  const voiceOf = (voice: string): number => {
    const number = numbers.get(voice) ?? numbers.size;
    numbers.set(voice, number);
    return number;
  };
  const claims = story.claims.flatMap(({ statements, voices, support }) => [
    supports.indexOf(support),
    statements.length,
    ...statements.map(numberOf),
    voices.length,
    ...voices.map(voiceOf),
  ]);
  return { keys, voices: [...numbers.keys()], claims: Uint32Array.from(claims) };
};

/** The statements of a story's readings, each made when it is first asked for. */
class Statements {
  readonly #readings: readonly HeldReading[];
  readonly #offsets: readonly number[];
  readonly #keys: readonly SharedKeys[];
  readonly #renamers: ((statement: Statement) => Statement)[] = [];
  readonly #made: Statement[] = [];

  constructor(readings: readonly HeldReading[], keys: readonly SharedKeys[]) {
    this.#readings = readings;
    this.#offsets = offsetsOf(readings);
    this.#keys = keys;
  }

  /** By number, over all readings. */
  at(number: number): Statement | undefined {
    const held = this.#made[number];
    if (held !== undefined) return held;
    const index = this.#offsets.findLastIndex((offset) => offset <= number);
    const reading = this.#readings[index];
    if (reading === undefined) return undefined;
    const told = recallStatement(reading.article, reading.content, number - (this.#offsets[index] ?? 0));
    if (told === undefined) return undefined;
    this.#renamers[index] ??= renamer(this.#keys[index] ?? {});
    const statement = this.#renamers[index](told);
    this.#made[number] = statement;
    return statement;
  }

  of(article: string): Statement[] {
    const index = this.#readings.findIndex((reading) => reading.article.id === article);
    const reading = this.#readings[index];
    if (reading === undefined || !reading.briefed) return [];
    const first = this.#offsets[index] ?? 0;
    return Array.from({ length: reading.size }, (_, position) => this.at(first + position)).filter(
      (statement) => statement !== undefined,
    );
  }
}

/** The claim that stands at a place in the folded claims; its parts are made when they are first asked for. */
const unfoldClaim = ({ claims, voices }: Folded, at: number, statements: Statements): Claim => {
  let said: readonly [Statement, ...Statement[]] | undefined;
  const firstNumber = at + 2;
  return {
    get id() {
      const [lowest = ''] = this.statements.map(({ id }) => id).sort();
      return lowest;
    },
    get statements() {
      if (said !== undefined) return said;
      const numbers = claims.subarray(firstNumber, firstNumber + (claims[at + 1] ?? 0));
      const [best, ...others] = [...numbers].flatMap((number) => statements.at(number) ?? []);
      if (best === undefined) throw new Error('a claim without a statement');
      said = [best, ...others];
      return said;
    },
    get voices() {
      const count = firstNumber + (claims[at + 1] ?? 0);
      const numbers = claims.subarray(count + 1, count + 1 + (claims[count] ?? 0));
      return [...numbers].flatMap((number) => voices[number] ?? []);
    },
    support: supports[claims[at] ?? 0] ?? 'single',
  };
};

const unfoldClaims = (folded: Folded, statements: Statements): Claim[] => {
  const { claims } = folded;
  const found: Claim[] = [];
  for (let at = 0; at < claims.length; ) {
    found.push(unfoldClaim(folded, at, statements));
    const count = at + 2 + (claims[at + 1] ?? 0);
    at = count + 1 + (claims[count] ?? 0);
  }
  return found;
};

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

interface Unfolded {
  readonly statements: Statements;
  readonly claims: readonly Claim[];
  readonly byArticle: Map<string, readonly Statement[]>;
  differences?: readonly Difference[];
  updates?: readonly Difference[];
}

const unfold = (folded: Folded, readings: readonly HeldReading[]): Unfolded => {
  const statements = new Statements(readings, folded.keys);
  return { statements, claims: unfoldClaims(folded, statements), byArticle: new Map() };
};

/** Statements of the stories looked at last. */
const unfolded = 2_000;
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
  const folded = fold(told, readings, keys);
  // Few, short, and looked at apart from the claims.
  const numbers = numbered(told);
  const differences = told.differences.map((each) => foldDifference(each, numbers));
  const updates = told.updates.map((each) => foldDifference(each, numbers));
  const size = readings.reduce((sum, reading) => sum + reading.size, 1);
  const look = (): Unfolded => recent.get(story, () => ({ value: unfold(folded, readings), weight: size }));
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
      if (differences.length === 0) return [];
      const found = look();
      found.differences ??= unfoldDifferences(differences, readings);
      return found.differences;
    },
    get updates() {
      if (updates.length === 0) return [];
      const found = look();
      found.updates ??= unfoldDifferences(updates, readings);
      return found.updates;
    },
  };
  const statementsOf = (article: string): readonly Statement[] => {
    const { statements, byArticle } = look();
    const found = byArticle.get(article) ?? statements.of(article);
    byArticle.set(article, found);
    return found;
  };
  return { story, voices, readings, statementsOf };
};
