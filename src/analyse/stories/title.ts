/** The title of a story: its most central fit headline, or else its best claim. Never a question, a lure or a fragment. */
import type { Claim, Statement } from '../../model.ts';
import { cleanHeadline, isFit, longestTitle } from './headline.ts';

export interface TitledArticle {
  readonly title: string | null;
  /** Of the title. */
  readonly titleTerms: readonly string[];
  readonly statements: readonly Statement[];
  /** The article's text from its body on, for when nothing was read in it. */
  readonly body: string;
}

/** Longer, a sentence is no title. */
const longestSentence = 1.5 * longestTitle;
/** Sentences of an article that tell what it is about. */
const opening = 3;
/** How far down its article a sentence may stand to be a title, and what it is worth there. */
const worth = [1, 0.6, 0.4];

/** The share of the story's other articles that lead with a term, in title or opening; of a lone article, its own. */
const shares = (articles: readonly TitledArticle[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { titleTerms, statements } of articles) {
    const terms = new Set([...titleTerms, ...statements.slice(0, opening).flatMap((statement) => statement.terms)]);
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const others = Math.max(1, articles.length - 1);
  const own = articles.length > 1 ? 1 : 0;
  return new Map([...counts].map(([term, count]) => [term, (count - own) / others]));
};

/** How much of what the story is about stands in so few words. */
const centrality = (terms: readonly string[], share: ReadonlyMap<string, number>): number => {
  const distinct = new Set(terms);
  let sum = 0;
  for (const term of distinct) sum += share.get(term) ?? 0;
  return sum / Math.sqrt(distinct.size + 4);
};

interface Option {
  readonly text: string;
  readonly score: number;
}

/** The highest score; of equals the shorter, then the first in code-unit order, so that the same input gives the same. */
const best = (options: readonly Option[]): string | undefined =>
  [...options].sort(
    (a, b) => b.score - a.score || a.text.length - b.text.length || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
  )[0]?.text;

const headlines = (articles: readonly TitledArticle[], share: ReadonlyMap<string, number>): Option[] =>
  articles.flatMap(({ title, titleTerms }) => {
    const text = title === null ? '' : cleanHeadline(title);
    return isFit(text) ? [{ text, score: centrality(titleTerms, share) }] : [];
  });

const sentence = (text: string): string => text.replace(/(?<!\s\p{L})\.$/u, '');

const unbalanced = (text: string): boolean => {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return count(/"/gu) % 2 === 1 || count(/“/gu) !== count(/”/gu) || count(/\(/gu) !== count(/\)/gu);
};

/** Told as fact, whole, and understood without what stands before it. */
const canStand = ({ text, stance, standsAlone }: Statement): boolean =>
  standsAlone && stance === 'asserts' && !/^["'“‘«([\d•*-]|[?!:;,]$|[?!] /u.test(text) && !unbalanced(text);

/** What a claim's statements offer, the opening sentences of their articles above all. */
const claimed = (claims: readonly Claim[], share: ReadonlyMap<string, number>): Option[] =>
  claims.flatMap(({ statements, support, voices }) =>
    statements.flatMap((statement) => {
      const { text, terms, speaker, position } = statement;
      const place = worth[position];
      if (place === undefined || text.length > longestSentence || !canStand(statement)) return [];
      // Told by several beats told by one; told outright beats told by somebody.
      const length = text.length > longestTitle ? 0.8 : 1;
      const told = (support === 'disputed' ? 0.8 : 1 + Math.min(voices.length, 4) / 16) * (speaker === null ? 1 : 0.8);
      return [{ text: sentence(text), score: centrality(terms, share) * place * length * told }];
    }),
  );

/** The first words of what there is, cut at a word: for articles that no sentence could be read in. */
const firstWords = (articles: readonly TitledArticle[]): string | undefined => {
  for (const { title, body, statements } of articles) {
    const text = cleanHeadline(title ?? statements[0]?.text ?? body.slice(0, 4 * longestTitle));
    if (text.length > 0 && text.length <= longestTitle) return text;
    if (text.length > 0) return `${text.slice(0, longestTitle).replace(/\s+\S*$/u, '')}…`;
  }
  return undefined;
};

/**
 * @param articles the story's, in a fixed order
 * @param claims   the story's, best first
 */
export const titleOf = (articles: readonly TitledArticle[], claims: readonly Claim[]): string => {
  const share = shares(articles);
  return best(headlines(articles, share)) ?? best(claimed(claims, share)) ?? firstWords(articles) ?? 'Untitled';
};
