/** What the service counts and times as it goes; metrics.ts shows it. */
import type { Fetch, ItemOutcome } from '../ports.ts';

export interface Meter {
  /** The same fetch, with its outcome and time counted. */
  fetch(what: 'feed' | 'page', fetch: Fetch): Fetch;
  items(outcomes: readonly ItemOutcome[]): void;
  page(outcome: 'read' | 'stub' | 'retry'): void;
  /** Begins to time a task of the analysis; what it gives ends it. */
  analysis(task: 'read' | 'place' | 'tell'): () => void;
}
