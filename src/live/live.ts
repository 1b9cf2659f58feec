/**
 * The running service around the ingest stage: feeds and pages in, articles read and placed, old ones let go. The table
 * of contents of this folder. Several processes may share one database: all work is claimed there.
 */
import type { Clock, Fetch, Log, Platform, Store } from '../ports.ts';
import { createAnalysis } from './analysis.ts';
import { createBacklog } from './backlog.ts';
import type { DeskThread } from './desk-thread.ts';
import { examine, type Health } from './health.ts';
import { loopUntil, workUntil } from './loop.ts';
import { createMetrics } from './metrics.ts';
import { pageWork } from './pages.ts';
import { createPruning } from './pruning.ts';
import { sourceWork } from './sources.ts';
import { createTrouble } from './trouble.ts';
import { engineVersion } from './version.ts';

export interface LiveSettings {
  /** Requests under way at once, feeds and pages each. */
  readonly fetchConcurrency: number;
  /** Articles that stories are made of. */
  readonly liveArticles: number;
  /** Days that the text of an article from a feed is kept. */
  readonly retentionDays: number;
}

export interface LiveServices {
  readonly store: Store;
  readonly thread: DeskThread;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 to below 1, as Math.random. */
  readonly random: () => number;
  /** Where followers are told of a source in trouble. */
  readonly platforms: readonly Platform[];
  readonly settings: LiveSettings;
}

export interface Live {
  /** Resolves when what the store holds stands at the desk, or enough of it for a first answer. */
  readonly ready: Promise<void>;
  /** In the text format of Prometheus. */
  metrics(): Promise<{ readonly contentType: string; readonly text: string }>;
  health(): Promise<Health>;
  /** Takes nothing new, finishes or gives back what is held, keeps where the stories stand. */
  stop(): Promise<void>;
}

/** How long to rest when nothing is due. */
const idleMs = 1_000;
/** Between two requests to one host. */
const hostGapMs = 1_000;
/** So many articles are read before the first answer, where more wait. */
const firstArticles = 100;

/** Starts every loop. */
export const startLive = (services: LiveServices): Live => {
  const { store, thread, fetch, clock, log, random, settings } = services;
  const ending = new AbortController();
  const { signal } = ending;
  const metrics = createMetrics({ store, clock, version: engineVersion, size: () => analysis.size });
  const { meter } = metrics;
  const answerable = (): void => thread.open('in part');
  const analysis = createAnalysis({ store, engine: thread.engine, clock, log, meter, answerable, ...settings });
  const backlog = createBacklog(store.readings, engineVersion);
  const platforms = new Map(services.platforms.map((platform) => [platform.name, platform]));
  const trouble = createTrouble(store, platforms, clock);
  const prune = createPruning(store, clock, log, settings.retentionDays);
  const bounds = { concurrency: settings.fetchConcurrency, idleMs };

  let read = 0;
  let setReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    setReady = resolve;
  });
  const open = (): void => {
    thread.open('whole');
    setReady();
  };

  const analyse = async (): Promise<void> => {
    await loopUntil(services, 'the analysis', signal, async () => {
      let done = 0;
      let inOtherHands = false;
      try {
        done = await analysis.step(signal);
        // What another replica has claimed and not read yet is missing here: a digest would pass it off as nothing new.
        inOtherHands = done === 0 && (await store.readings.waiting(engineVersion)) > 0;
      } finally {
        // After a fault, too: an answer from what there is, rather than none.
        read += done;
        if ((done === 0 && !inOtherHands) || read >= firstArticles) open();
      }
      return done === 0 ? idleMs : 0;
    });
    open();
    await analysis.keep();
  };

  const loops = [
    analyse(),
    workUntil(
      services,
      { ...bounds, ...sourceWork({ store, fetch, clock, random, backlog, trouble, meter, hostGapMs }) },
      signal,
    ),
    workUntil(services, { ...bounds, ...pageWork({ store, fetch, clock, backlog, meter, hostGapMs }) }, signal),
    loopUntil(services, 'pruning', signal, prune),
  ];

  return {
    ready,
    metrics: async () => ({ contentType: metrics.contentType, text: await metrics.text() }),
    health: () => examine({ store, thread, clock, version: engineVersion }),
    stop: async () => {
      ending.abort();
      for (const end of await Promise.allSettled(loops))
        if (end.status === 'rejected') log.error('a part of the service did not end well', { err: end.reason });
    },
  };
};
