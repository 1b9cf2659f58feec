/** Pages that a feed only named: claimed, read, settled with their text or, at last, with the feed's stub. */
import { readPage } from '../ingest/pages/pages.ts';
import type { Clock, Fetch, PageJob, Store } from '../ports.ts';
import type { Backlog } from './backlog.ts';
import type { Work } from './loop.ts';
import type { Meter } from './meter.ts';

const leaseMs = 120_000;

/** After the first try; then the stub is kept. */
const mostRetries = 4;
/** Doubled with each. */
const firstRetryMs = 5 * 60_000;

export interface PageServices {
  readonly store: Store;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly backlog: Backlog;
  readonly meter: Meter;
  readonly hostGapMs: number;
}

export const pageWork = (services: PageServices): Pick<Work<PageJob>, 'name' | 'claim' | 'run' | 'release'> => {
  const { store, fetch, clock, backlog, meter, hostGapMs } = services;
  return {
    name: 'reading pages',
    claim: async (limit) => ((await backlog.isFull()) ? [] : store.pages.claim(clock.now(), leaseMs, limit)),
    run: async (job, signal) => {
      const read = await readPage(meter.fetch('page', fetch), job, signal);
      meter.page(read.kind);
      const now = clock.now();
      const again = read.kind === 'retry' && job.attempts < mostRetries;
      const outcome = again
        ? { retryAt: now + Math.max(firstRetryMs * 2 ** job.attempts, read.retryAfterMs ?? 0) }
        : { article: read.kind === 'read' ? read.article : job.article };
      await store.pages.settle(job, outcome, now + hostGapMs);
    },
    release: (jobs) => store.pages.release(jobs.map(({ id }) => id)),
  };
};
