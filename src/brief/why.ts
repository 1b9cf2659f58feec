/** Why an article was, or was not, in a digest: the first reason that holds, by name. Pure. */
import type { Analysis, Article, Statement, Story, Told } from '../model.ts';
import type { Candidate, Scope } from './candidates.ts';
import { findCandidates, isWithin } from './candidates.ts';
import { remember } from './novelty.ts';

/** The digest that is asked about. */
export interface PastDigest {
  /** As it was composed, without the articles that narrowed it. */
  readonly scope: Scope;
  /** ISO instants. */
  readonly from: string | null;
  readonly to: string;
  /** What it told, and what had been told before it. */
  readonly told: Told;
  readonly before: Told;
}

export type Why =
  /** A point rests on the article, or says what it says too. */
  | { readonly kind: 'told' }
  /** It came after the digest: the next one looks at it. */
  | { readonly kind: 'later' }
  /** It was known before the span of the digest. */
  | { readonly kind: 'earlier' }
  /** It has the text of another article, which came first and is named by its title or id. */
  | { readonly kind: 'duplicate'; readonly of: string }
  /** Its language is not the one that is briefed. */
  | { readonly kind: 'other-language' }
  /** Nothing in it could be read as a statement: no prose. */
  | { readonly kind: 'no-statement' }
  /** Nothing in it is about the topics that are followed. */
  | { readonly kind: 'other-topic' }
  /** What it says about them the channel had been told already. */
  | { readonly kind: 'no-change' }
  /** It says something new, and other points ranked before it. */
  | { readonly kind: 'outranked'; readonly story: string };

const tells = (told: Told, statements: ReadonlySet<string>): boolean =>
  told.points.some((point) => point.statements.some((id) => statements.has(id)));

/** The ids of a claim's statements, for every claim that one of these statements is part of. */
const claimedWith = (stories: readonly Story[], own: ReadonlySet<string>): ReadonlySet<string> => {
  const found = new Set(own);
  for (const { claims } of stories)
    for (const { statements } of claims)
      if (statements.some(({ id }) => own.has(id))) for (const { id } of statements) found.add(id);
  return found;
};

const rests = (candidate: Candidate, article: string): boolean =>
  candidate.claim.statements.some((statement) => statement.article === article);

/** Prose of which nothing was read is of another language: of the briefed one, every sentence is a statement. */
const fewestWords = 8;
const isProse = ({ text, bodyStart }: Article): boolean =>
  (text.slice(bodyStart).match(/\p{L}+/gu)?.length ?? 0) >= fewestWords;

/** An article is a reprint when so much of it stands word by word in another. */
const reprinted = 0.8;

const knownAt = ({ seen, published }: Article): number => Date.parse(seen ?? published ?? '');

/** Of two of unknown date, the one with the lesser id counts as the first. */
const cameFirst = (one: Article, other: Article): boolean => {
  const [a, b] = [knownAt(one), knownAt(other)];
  return a === b || Number.isNaN(a) || Number.isNaN(b) ? one.id < other.id : a < b;
};

/** The first article of the same stories whose text this one repeats. Linear in the statements of the stories. */
const originalOf = (
  { articles, statements }: Analysis,
  held: Article,
  stories: readonly Story[],
): Article | undefined => {
  const own = new Set((statements.get(held.id) ?? []).map(({ text }) => text));
  return [...new Set(stories.flatMap((story) => story.articles))]
    .flatMap((id) => articles.get(id) ?? [])
    .filter((other) => other.id !== held.id && cameFirst(other, held))
    .sort((a, b) => (cameFirst(a, b) ? -1 : 1))
    .find(({ id }) => {
      const shared = new Set((statements.get(id) ?? []).map(({ text }) => text).filter((text) => own.has(text)));
      return own.size > 0 && shared.size >= reprinted * own.size;
    });
};

/** @returns undefined when the analysis does not hold the article */
export const why = (analysis: Analysis, article: string, past: PastDigest): Why | undefined => {
  const held = analysis.articles.get(article);
  if (held === undefined) return undefined;
  const statements: readonly Statement[] = analysis.statements.get(article) ?? [];
  const stories = analysis.stories.filter((story) => story.articles.includes(article));
  if (tells(past.told, claimedWith(stories, new Set(statements.map(({ id }) => id))))) return { kind: 'told' };
  const known = knownAt(held);
  if (known > Date.parse(past.to)) return { kind: 'later' };
  if (past.from !== null && known < Date.parse(past.from)) return { kind: 'earlier' };
  const original = originalOf(analysis, held, stories);
  if (original !== undefined) return { kind: 'duplicate', of: original.title ?? original.id };
  if (statements.length === 0 && isProse(held)) return { kind: 'other-language' };
  if (!statements.some(({ standsAlone }) => standsAlone)) return { kind: 'no-statement' };
  if (!statements.some(isWithin(past.scope))) return { kind: 'other-topic' };
  const candidates = findCandidates(analysis, { ...past.scope, articles: new Set([article]) });
  const memory = remember(past.before);
  const fresh = candidates.filter((each) => rests(each, article) && !memory.knows(each));
  const [story] = stories;
  if (fresh.length === 0 || story === undefined) return { kind: 'no-change' };
  return { kind: 'outranked', story: story.title };
};
