/** Every article as it was read, each content once. */
import type { Article } from '../../model.ts';
import type { Reading } from '../../ports.ts';
import type { KnownWords } from '../clean/vocabulary.ts';
import { createWordCounts, type WordCounts } from '../clean/word-counts.ts';
import { type ReadArticle, readArticle } from '../read.ts';
import { createRecent } from '../recent.ts';
import { decodeReading, encodeReading, recallReading } from '../stored.ts';
import { isBriefed } from './language.ts';
import { oldestFirst, sameContent, supersedes } from './order.ts';

/** One article and its reading, held small: `recall` unfolds it. Never changed: another content makes another. */
export interface HeldReading extends Reading {
  /** Whether it is in the language that is briefed. */
  readonly briefed: boolean;
  /** How many statements it has. */
  readonly size: number;
}

export interface Readings {
  /**
   * Reads what is new, and what is held with another content; gives those readings, oldest article first. Of two
   * contents under one id given together the one that supersedes is read, whatever their order.
   */
  take(articles: readonly Article[]): HeldReading[];
  /** Takes in what was read before, in the order given; what cannot be used is read again. Gives all that is new here. */
  adopt(stored: readonly Reading[]): { readonly held: HeldReading[]; readonly anew: HeldReading[] };
  forget(articles: ReadonlySet<string>): void;
  /** In order of publication. */
  of(ids: readonly string[]): HeldReading[];
  articles(): ReadonlyMap<string, Article>;
}

/** Statements unfolded at one time, of the articles looked at last. */
const unfolded = 600;

/** Readings as they are worked with. What was unfolded lately is at hand; the rest is unfolded when asked for. */
const recent = createRecent<HeldReading, ReadArticle>(unfolded);

export const recall = (held: HeldReading): ReadArticle =>
  recent.get(held, () => {
    const reading = recallReading(held.article, held.content);
    return { value: reading, weight: reading.statements.length + 1 };
  });

const hold = (reading: ReadArticle, content: string): HeldReading => {
  const { article, statements } = reading;
  const held = { article, content, briefed: isBriefed(reading), size: statements.length };
  recent.put(held, reading, reading.statements.length + 1);
  return held;
};

const readAnew = (article: Article, vocabulary: KnownWords): HeldReading => {
  const reading = readArticle(article, { vocabulary });
  return hold(reading, encodeReading(reading));
};

/** One article an id; the order does not matter. */
const latest = (articles: readonly Article[]): Article[] => {
  const chosen = new Map<string, Article>();
  for (const article of articles) {
    const other = chosen.get(article.id);
    if (other === undefined || supersedes(article, other)) chosen.set(article.id, article);
  }
  return [...chosen.values()];
};

export const createReadings = (): Readings => {
  const readings = new Map<string, HeldReading>();
  /** Words of the articles held: broken encoding is mended to a word that another outlet writes. Counted once needed. */
  let vocabulary: WordCounts | undefined;
  const knownWords = (more: readonly Article[]): WordCounts => {
    if (vocabulary === undefined) {
      vocabulary = createWordCounts();
      for (const { text } of [...[...readings.values()].map(({ article }) => article), ...more]) vocabulary.add(text);
    }
    return vocabulary;
  };
  const keep = (held: HeldReading): HeldReading => {
    readings.set(held.article.id, held);
    return held;
  };
  const exchangeWords = (articles: readonly Article[]): void => {
    for (const { id, text } of articles) {
      vocabulary?.remove(readings.get(id)?.article.text ?? '');
      vocabulary?.add(text);
    }
  };
  const isNew = (article: Article): boolean => {
    const known = readings.get(article.id)?.article;
    return known === undefined || !sameContent(article, known);
  };
  const read = (article: Article, vocabulary: KnownWords): HeldReading => keep(readAnew(article, vocabulary));
  return {
    take(articles) {
      const fresh = latest(articles).filter(isNew).sort(oldestFirst);
      if (fresh.length === 0) return [];
      exchangeWords(fresh);
      const words = knownWords(fresh);
      return fresh.map((article) => read(article, words));
    },
    adopt(stored) {
      // Of two readings of one article the later stands.
      const fresh = [...new Map(stored.map((each) => [each.article.id, each])).values()].filter((each) =>
        isNew(each.article),
      );
      exchangeWords(fresh.map(({ article }) => article));
      const known = fresh.map(({ article, content }) => {
        const reading = decodeReading(article, content);
        return reading === undefined ? undefined : keep(hold(reading, content));
      });
      const lost = fresh.filter((_, index) => known[index] === undefined).map(({ article }) => article);
      const words: KnownWords = lost.length === 0 ? new Set() : knownWords(lost);
      const anew: HeldReading[] = [];
      const held = fresh.map(({ article }, index) => {
        const decoded = known[index];
        if (decoded !== undefined) return decoded;
        const made = read(article, words);
        anew.push(made);
        return made;
      });
      return { held, anew };
    },
    forget(articles) {
      for (const id of articles) {
        vocabulary?.remove(readings.get(id)?.article.text ?? '');
        readings.delete(id);
      }
    },
    of: (ids) =>
      ids.flatMap((id) => readings.get(id) ?? []).sort(({ article: a }, { article: b }) => oldestFirst(a, b)),
    articles: () => new Map([...readings].map(([id, { article }]) => [id, article])),
  };
};
