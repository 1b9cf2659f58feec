/** What is under way, from `start` to `stop`. */
import type { Answering } from './answering.ts';

export interface Running {
  /** Undefined while the Platform is stopped: what comes in then is dropped. */
  current(): Answering | undefined;
  /** A stop waits for it. */
  track<T>(work: Promise<T>): Promise<T>;
}
