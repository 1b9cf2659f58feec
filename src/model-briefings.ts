/** What articles say together, and the Briefings made of it. */
import type { Article, Citation, Precision, Statement } from './model-articles.ts';

export type Support = 'corroborated' | 'single' | 'disputed';

export interface Claim {
  readonly id: string;
  /** Best statement first; all say the same. */
  readonly statements: readonly [Statement, ...Statement[]];
  readonly voices: readonly string[];
  readonly support: Support;
}

export type DifferenceKind = 'number' | 'money' | 'duration' | 'date' | 'age' | 'name' | 'place' | 'scope' | 'polarity';

export interface Position {
  /** As the article words it: "just over an hour". */
  readonly value: string;
  readonly citations: readonly [Citation, ...Citation[]];
}

export interface Difference {
  /** What is measured or named, in words: "length of the talks". */
  readonly about: string;
  readonly kind: DifferenceKind;
  readonly positions: readonly Position[];
}

/** Positions oldest first. */
export type Update = Difference;

export interface Story {
  readonly id: string;
  readonly title: string;
  readonly articles: readonly string[];
  readonly publishers: readonly string[];
  /** Earliest and latest known publication; null when no article is dated. */
  readonly first: string | null;
  readonly last: string | null;
  readonly claims: readonly Claim[];
  readonly differences: readonly Difference[];
  readonly updates: readonly Update[];
}

/** Everything known of a set of articles: the input of every Briefing. */
export interface Analysis {
  readonly articles: ReadonlyMap<string, Article>;
  /** By article id, in the article's order. */
  readonly statements: ReadonlyMap<string, readonly Statement[]>;
  /** Most reported first. */
  readonly stories: readonly Story[];
  /** Where it is what one reader may see: that of which it is a part. */
  readonly whole?: Analysis;
}

/**
 * What one workspace's readers may see of the articles that feeds brought; what an operator put in is for everyone.
 * `everything` is for the operator. Plain data.
 */
export type ReaderScope =
  | 'everything'
  | {
      /** Those that the workspace follows, by id: what they brought from an instant on (ms) may be seen. */
      readonly sources: ReadonlyMap<string, number>;
      /** Articles of these whose item stood in another of them before: none of the workspace's news, or a twin of it. */
      readonly old: ReadonlySet<string>;
    };

export interface Topic {
  readonly name: string;
  readonly title: string;
  /** Words, "phrases", OR, -not. */
  readonly query: string;
  readonly description: string;
  readonly shortcut: boolean;
}

/** A Citation with the number of its source in the Briefing. */
export interface NumberedCitation extends Citation {
  readonly source: number;
}

export interface Point {
  readonly text: string;
  readonly support: Support;
  readonly speaker?: string;
  readonly citations: readonly NumberedCitation[];
}

export interface BriefingPosition {
  readonly value: string;
  readonly citations: readonly NumberedCitation[];
}

export interface BriefingDifference {
  readonly about: string;
  readonly kind: DifferenceKind;
  readonly positions: readonly BriefingPosition[];
}

export interface TimelineEntry {
  /** YYYY-MM-DD; for a month or a year its first day, with `precision` saying so. */
  readonly date: string;
  readonly precision: Precision;
  readonly text: string;
  readonly citations: readonly NumberedCitation[];
}

export interface AheadEntry {
  readonly date?: string;
  readonly text: string;
  readonly citations: readonly NumberedCitation[];
}

export interface BriefingSource {
  readonly n: number;
  readonly article: string;
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
  readonly published?: string;
}

export interface Briefing {
  readonly title: string;
  /** The latest publication it rests on; null when no source is dated. */
  readonly asOf: string | null;
  readonly topic?: string;
  readonly story?: string;
  readonly points: readonly Point[];
  readonly differences: readonly BriefingDifference[];
  readonly updates: readonly BriefingDifference[];
  readonly timeline: readonly TimelineEntry[];
  readonly ahead: readonly AheadEntry[];
  readonly sources: readonly BriefingSource[];
}

/** What `ask` comes to: points, or a reason why there are none; it never guesses. */
export interface Reply {
  readonly question: string;
  /** Words that it was not typed with, by which those misspelt in it were read. */
  readonly readAs?: readonly string[];
  readonly answer: readonly Point[];
  readonly reason?: string;
  /** Where there is no answer: the nearest thing that a source does say. */
  readonly nearest?: Point;
  readonly sources: readonly BriefingSource[];
}
