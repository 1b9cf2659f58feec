/** Due sources: claimed, read, settled with what became of them. */
import { readFeed } from '../ingest/feeds/feeds.ts';
import type { Source } from '../model.ts';
import type { Clock, Fetch, Store } from '../ports.ts';
import type { Backlog } from './backlog.ts';
import type { Work } from './loop.ts';
import type { Meter } from './meter.ts';
import type { Trouble } from './trouble.ts';

/** Longer than any one reading may take, so that no second process takes a source that is under way. */
const leaseMs = 120_000;

export interface SourceServices {
  readonly store: Store;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: () => number;
  readonly backlog: Backlog;
  readonly trouble: Trouble;
  readonly meter: Meter;
  readonly hostGapMs: number;
}

export const sourceWork = (services: SourceServices): Pick<Work<Source>, 'name' | 'claim' | 'run' | 'release'> => {
  const { store, fetch, clock, random, backlog, trouble, meter, hostGapMs } = services;
  return {
    name: 'reading feeds',
    claim: async (limit) => ((await backlog.isFull()) ? [] : store.sources.claim(clock.now(), leaseMs, limit)),
    run: async (source, signal) => {
      const reading = await readFeed(meter.fetch('feed', fetch), source, {
        now: clock.now(),
        random,
        signal,
        hostGapMs,
      });
      const marked = await trouble.mark(reading.source, source);
      // Counted from the end of the reading: an answer may take longer than the gap.
      const hostFreeAt = Math.max(reading.hostFreeAt, clock.now() + hostGapMs);
      const outcomes = await store.sources.settle({ ...reading, source: marked, hostFreeAt });
      meter.items(outcomes);
      await trouble.silence(marked, outcomes);
    },
    release: (sources) => store.sources.release(sources.map(({ id }) => id)),
  };
};
