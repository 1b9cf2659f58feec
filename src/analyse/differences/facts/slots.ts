/** The words of this folder: values told of happenings, and how those of one kind are compared. */
import type { Difference, DifferenceKind } from '../../../model.ts';
import type { Idf, Likeness, Mention } from './mentions.ts';

/** `apart`: two happenings, whatever they share; then the two values are of two happenings for all who tell them. */
export type Comparison = 'same' | 'differ' | 'update' | 'unclear' | 'apart';

/** A value of some kind with where it is told. */
export interface Told<Value> {
  readonly value: Value;
  readonly mention: Mention;
}

/** How the values of one kind are compared. */
export interface Kind<Value> {
  readonly kind: DifferenceKind;
  /** `a` is told by the article that is published first, where both are dated. */
  readonly compare: (a: Told<Value>, b: Told<Value>) => Comparison;
  /** How surely the two tell of one happening, 0 to 1; below `threshold` they do not. */
  readonly score: (a: Told<Value>, b: Told<Value>, alike: Likeness) => number;
  readonly threshold: number;
  /** Set where two values told in one sentence, by any article, are known for two happenings. */
  readonly distinct?: (a: Value, b: Value) => Comparison;
  /** Whether two tellings of one value tell of one happening. */
  readonly twins: (a: Told<Value>, b: Told<Value>, alike: Likeness) => boolean;
  /** Of an update, which of two wordings of one value tells a reader more: the higher. */
  readonly clarity?: (value: Value) => number;
  readonly about: (positions: readonly (readonly Told<Value>[])[], events: readonly string[]) => string;
}

export interface Found {
  readonly differences: readonly Difference[];
  readonly updates: readonly Difference[];
}

/** What the values are gathered beside. */
export interface Setting {
  readonly idf: Idf;
  readonly published: (article: string) => string | null;
  /** Entities that some article of the story names as a person. */
  readonly persons: ReadonlySet<string>;
}

/** Two values of one happening that cannot both be right, or of which one replaced the other. */
export interface Judged<V> {
  readonly a: Told<V>;
  readonly b: Told<V>;
  readonly score: number;
  readonly verdict: 'differ' | 'update';
  readonly event: string | undefined;
}
