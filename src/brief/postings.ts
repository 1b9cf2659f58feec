/**
 * Which statements hold which word or name, so that a query looks at those alone. The index grows with the analysis:
 * a story is indexed once, and again only when it was told anew.
 */
import stem from 'wink-porter2-stemmer';
import type { Analysis, Claim, Statement, Story } from '../model.ts';
import { NumberLists } from './number-lists.ts';

/** A Statement with the Claim and the Story that it is part of. */
export interface Said {
  readonly claim: Claim;
  readonly story: Story;
  readonly statement: Statement;
}

/** Numbers by key, as one Analysis counts them. */
export interface NumbersByKey {
  /** In no certain order; each once. */
  get(key: string): readonly number[];
  has(key: string): boolean;
  /** Every key, and some that no number has any more. Grows at its end alone; another array when it was made anew. */
  readonly keys: readonly string[];
}

/** Statements are numbered story by story, most reported first, claim by claim. */
export interface Postings {
  readonly size: number;
  /** The statement of a number, and the number of its claim's first statement. */
  at(number: number): (Said & { readonly first: number }) | undefined;
  /** Story of a number, unfolding none of it. */
  storyOf(number: number): Story | undefined;
  readonly stems: NumbersByKey;
  readonly entities: NumbersByKey;
  /** By `mentionKey`; numbers of stories, as below. */
  readonly mentions: NumbersByKey;
  /** Words written in small letters behind a space; the number of a story stands for it: that of its first statement. */
  readonly smallWords: NumbersByKey;
}

/** No word is longer; the stemmer takes far more than linear time over a chain of letters. */
const longestWord = 60;
const mostStems = 20_000;
const known = new Map<string, string>();

/** The stem of a word in small letters; words recur, so stems are kept until there are too many. */
export const stemOfWord = (word: string): string => {
  const held = known.get(word);
  if (held !== undefined) return held;
  if (known.size >= mostStems) known.clear();
  const found = word.length > longestWord ? word : stem(word);
  known.set(word, found);
  return found;
};

export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Stems of a Statement: of all its words as written, and of its content words as the analysis folds them. */
export const stemsOf = ({ text, terms }: Pick<Statement, 'text' | 'terms'>): ReadonlySet<string> =>
  new Set([...terms, ...wordsOf(text).map(stemOfWord)]);

const mentionMark = '\n';
const mentionKey = (text: string, entity: string): string => `${text}${mentionMark}${entity}`;
/** The mention as written, and whom it names. */
export const mentionOf = (key: string): { text: string; entity: string } => {
  const at = key.lastIndexOf(mentionMark);
  return { text: key.slice(0, at), entity: key.slice(at + 1) };
};

/** Part of the index: one story as it was told, its statements numbered from `base`. */
interface Segment {
  /** Undefined when it is gone, so that nothing of it is held. */
  story: Story | undefined;
  base: number;
  readonly size: number;
  /** Where each claim's statements begin, counted within the segment; rising. */
  readonly claims: Uint32Array;
}

/** The place of the last of the rising values that is not above the given one; -1 when all are. */
const lastUpTo = (count: number, valueAt: (at: number) => number, value: number): number => {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueAt(middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

const listNames = ['stems', 'entities', 'mentions', 'smallWords'] as const;
type Lists = Record<(typeof listNames)[number], NumberLists>;

const createLists = (): Lists => ({
  stems: new NumberLists(),
  entities: new NumberLists(),
  mentions: new NumberLists(),
  smallWords: new NumberLists(),
});

/** Words as a name may be written small: no capital, no mark but behind it. */
const smallWord = /^([\p{L}\p{N}&]+)[,.;:!?)\]”’"']*$/u;

const listStatement = (
  lists: Lists,
  { text, terms, names, speaker }: Statement,
  number: number,
  base: number,
): void => {
  for (const each of stemsOf({ text, terms })) lists.stems.add(each, number);
  const named = new Set(names.map(({ entity }) => entity));
  if (speaker !== null) named.add(speaker.entity);
  for (const entity of named) lists.entities.add(entity, number);
  for (const { text: mention, entity } of names) lists.mentions.add(mentionKey(mention, entity), base);
  for (const each of text.split(' ').slice(1)) {
    const word = each === each.toLowerCase() ? smallWord.exec(each)?.[1] : undefined;
    if (word !== undefined) lists.smallWords.add(word, base);
  }
};

/** Statements of stories that single readers see, listed beside those of the whole; the ones asked for last. */
const mostInParts = 20_000;

/** Share of the statements listed that may be of stories told anew or gone, before the lists are made anew. */
const mostDead = 0.3;

class StoryIndex {
  lists = createLists();
  /** By base, rising; with those that are gone. */
  segments: Segment[] = [];
  readonly live = new Map<Story, Segment>();
  /** Another when something is gone or numbered anew: what was numbered before no longer holds. */
  edition = {};
  #next = 0;

  /** Stories that are no part of the whole, the longest unasked for first. */
  readonly #parts = new Set<Story>();

  /** Indexes what is new and lets go of what is gone. */
  update(stories: readonly Story[]): void {
    const wanted = new Set(stories);
    for (const story of [...this.live.keys()]) if (!wanted.has(story) && !this.#parts.has(story)) this.#drop(story);
    for (const story of stories) if (!this.live.has(story)) this.#add(story);
    this.#tidy();
  }

  /** Indexes, beside the whole, the stories of which one reader sees a part; of other readers' the latest stay. */
  updatePart(stories: readonly Story[]): void {
    const wanted = new Set<Story>();
    for (const story of stories) {
      const isPart = this.#parts.delete(story);
      if (!isPart && this.live.has(story)) continue;
      if (!isPart) this.#add(story);
      this.#parts.add(story);
      wanted.add(story);
    }
    let size = [...this.#parts].reduce((sum, story) => sum + (this.live.get(story)?.size ?? 0), 0);
    for (const story of [...this.#parts]) {
      if (size <= mostInParts || wanted.has(story)) break;
      size -= this.live.get(story)?.size ?? 0;
      this.#parts.delete(story);
      this.#drop(story);
    }
    this.#tidy();
  }

  #drop(story: Story): void {
    const segment = this.live.get(story);
    if (segment === undefined) return;
    this.live.delete(story);
    segment.story = undefined;
    this.edition = {};
  }

  #tidy(): void {
    const held = [...this.live.values()].reduce((sum, { size }) => sum + size, 0);
    if (this.#next - held > mostDead * this.#next) this.#makeRoom();
  }

  segmentAt(number: number): Segment | undefined {
    return this.segments[lastUpTo(this.segments.length, (at) => this.segments[at]?.base ?? 0, number)];
  }

  #add(story: Story): void {
    const base = this.#next;
    const { claims } = story;
    const starts = new Uint32Array(claims.length);
    let size = 0;
    for (const [at, { statements }] of claims.entries()) {
      starts[at] = size;
      for (const statement of statements) {
        listStatement(this.lists, statement, base + size, base);
        size += 1;
      }
    }
    const segment: Segment = { story, base, size, claims: starts };
    this.live.set(story, segment);
    if (size === 0) return;
    this.segments.push(segment);
    this.#next += size;
  }

  #makeRoom(): void {
    this.edition = {};
    const bases = new Map<Segment, number>();
    let next = 0;
    for (const segment of this.segments) {
      if (segment.story === undefined) continue;
      bases.set(segment, next);
      next += segment.size;
    }
    const renumber = (number: number): number | undefined => {
      const segment = this.segmentAt(number);
      const base = segment === undefined ? undefined : bases.get(segment);
      return segment === undefined || base === undefined ? undefined : number - segment.base + base;
    };
    const lists = createLists();
    for (const name of listNames) lists[name] = this.lists[name].renumbered(renumber);
    this.lists = lists;
    this.segments = [...bases.keys()];
    for (const [segment, base] of bases) segment.base = base;
    this.#next = next;
  }
}

/** The numbers of an Analysis over the index as it stands; they hold until the index changes. */
const postingsOver = (index: StoryIndex, stories: readonly Story[]): Postings => {
  const segments = stories.map((story) => index.live.get(story));
  const offsets = new Uint32Array(stories.length);
  const offsetOf = new Map<Segment, number>();
  let size = 0;
  for (const [rank, segment] of segments.entries()) {
    offsets[rank] = size;
    if (segment === undefined) continue;
    offsetOf.set(segment, size);
    size += segment.size;
  }
  const rankOf = (number: number): number => lastUpTo(offsets.length, (at) => offsets[at] ?? 0, number);
  const numbers = (lists: NumberLists): NumbersByKey => {
    const get = (key: string): number[] => {
      const found: number[] = [];
      let segment: Segment | undefined;
      let offset: number | undefined;
      for (const number of lists.get(key)) {
        if (segment === undefined || number >= segment.base + segment.size) {
          segment = index.segmentAt(number);
          offset = segment === undefined ? undefined : offsetOf.get(segment);
        }
        if (segment !== undefined && offset !== undefined) found.push(number - segment.base + offset);
      }
      return found;
    };
    return { get, has: (key) => get(key).length > 0, keys: lists.keys };
  };
  return {
    size,
    storyOf: (number) => stories[rankOf(number)],
    at(number) {
      const rank = rankOf(number);
      const [story, segment] = [stories[rank], segments[rank]];
      const offset = offsets[rank];
      if (story === undefined || segment === undefined || offset === undefined) return undefined;
      const { claims } = segment;
      const place = lastUpTo(claims.length, (at) => claims[at] ?? 0, number - offset);
      const claim = story.claims[place];
      const first = offset + (claims[place] ?? 0);
      const statement = claim?.statements[number - first];
      return claim === undefined || statement === undefined ? undefined : { claim, story, statement, first };
    },
    stems: numbers(index.lists.stems),
    entities: numbers(index.lists.entities),
    mentions: numbers(index.lists.mentions),
    smallWords: numbers(index.lists.smallWords),
  };
};

/** The index that a story was first put into: the next Analysis with the same story goes on with it. */
const indexes = new WeakMap<Story, StoryIndex>();
const held = new WeakMap<
  Analysis,
  { readonly postings: Postings; readonly index: StoryIndex; readonly edition: object }
>();

/** Analyses that came from one another share one index, which the latest of them to be asked for has. */
const indexFor = (stories: readonly Story[]): StoryIndex => {
  for (const story of stories) {
    const index = indexes.get(story);
    if (index?.live.has(story) === true) return index;
  }
  return new StoryIndex();
};

export const postingsOf = (analysis: Analysis): Postings => {
  const found = held.get(analysis);
  if (found !== undefined && found.index.edition === found.edition) return found.postings;
  const { stories, whole } = analysis;
  const index = indexFor((whole ?? analysis).stories);
  index.update((whole ?? analysis).stories);
  if (whole !== undefined) index.updatePart(stories);
  for (const story of (whole ?? analysis).stories) indexes.set(story, index);
  const postings = postingsOver(index, stories);
  held.set(analysis, { postings, index, edition: index.edition });
  return postings;
};
