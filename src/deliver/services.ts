import type { Clock, Log, Platform, Store } from '../ports.ts';

/** What sending posts needs of the world. Platforms by name. */
export interface SendServices {
  readonly store: Store;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly clock: Clock;
  readonly log: Log;
}
