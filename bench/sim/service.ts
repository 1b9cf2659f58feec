/** The parts of the running service over a simulated web, as main composes them, under a clock of our own. */
import { createFetch } from '../../src/ingest/fetch/fetch.ts';
import { openDeskThread } from '../../src/live/desk-thread.ts';
import { type Live, startLive } from '../../src/live/live.ts';
import type { Follower } from '../../src/model.ts';
import type { Fetch, FetchOutcome, Log, Platform, Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { resolves, type SimulatedWeb } from '../../tests/fakes/web/web.ts';
import { type CompressedClock, createCompressedClock } from './clock.ts';
import { sourceOf } from './offers.ts';

export interface ServiceSettings {
  readonly web: SimulatedWeb;
  readonly hosts: number;
  /** Of the database; it is made. */
  readonly path: string;
  /** Milliseconds since the Unix epoch. */
  readonly start: number;
  /** Simulated seconds a real second while something is under way. */
  readonly pace: number;
  readonly liveArticles: number;
  readonly random: () => number;
}

export interface SimulatedService {
  readonly clock: CompressedClock;
  readonly store: Store;
  readonly live: Live;
  /** What requests came to, by outcome as the service sees it. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What the service logged as errors. */
  readonly errors: readonly string[];
  /** No feed is read from now on, only the pages that wait. */
  restFeeds(): void;
  /** Questions answered by the desk, to see that it lives. */
  stories(): Promise<number>;
  /** Stops the loops and the thread; the store stays open. */
  stop(): Promise<void>;
}

const labelOf = (outcome: FetchOutcome): string =>
  outcome.kind === 'failed' || outcome.kind === 'refused' ? outcome.code : outcome.kind;

/** Renders what is to be told as its title, and sends nothing: what was told is read from the outbox. */
const mute: Platform = {
  name: 'slack',
  start: async () => undefined,
  stop: async () => undefined,
  render: (answer) => ({
    parent: { title: answer.kind === 'notice' ? answer.notice.title : answer.kind },
    replies: [],
  }),
  send: async () => ({ kind: 'sent', ref: 'none' }),
};

/** Everything of the service that keeps the clock from moving on, by what began and has not ended. */
const createUnderWay = () => {
  let fetching = 0;
  let taking = false;
  let resting = false;
  const reading = new Set<string>();
  return {
    restFeeds: (): void => {
      resting = true;
    },
    busy: (): boolean => fetching > 0 || taking || reading.size > 0,
    /** A good answer that came through is owned up to. */
    fetch:
      (fetch: Fetch, web: SimulatedWeb, outcomes: Record<string, number>): Fetch =>
      async (request, signal) => {
        fetching += 1;
        try {
          const outcome = await fetch(request, signal);
          const what = labelOf(outcome);
          outcomes[what] = (outcomes[what] ?? 0) + 1;
          const serial =
            outcome.kind === 'ok' || outcome.kind === 'not-modified' ? Number(outcome.headers['x-serial']) : Number.NaN;
          if (serial > 0) web.received(serial);
          return outcome;
        } finally {
          fetching -= 1;
        }
      },
    /** Articles that were claimed are under way until they are put; readings are taken in until more are asked for. */
    store: (store: Store): Store => {
      const { readings, sources } = store;
      return {
        ...store,
        sources: { ...sources, claim: async (...parameters) => (resting ? [] : sources.claim(...parameters)) },
        readings: {
          ...readings,
          claim: async (...parameters) => {
            taking = false;
            const articles = await readings.claim(...parameters);
            for (const { id } of articles) reading.add(id);
            return articles;
          },
          put: async (version, kept) => {
            await readings.put(version, kept);
            for (const { article } of kept) reading.delete(article.id);
          },
          release: async (articles) => {
            await readings.release(articles);
            for (const id of articles) reading.delete(id);
          },
          after: async (...parameters) => {
            const kept = await readings.after(...parameters);
            taking = kept.length > 0;
            return kept;
          },
        },
      };
    },
  };
};

const channel = (n: number): Follower => ({
  address: { platform: 'slack', workspace: 'T1', channel: `C${n % 5}` },
  by: 'U1',
  at: '2031-01-01T00:00:00Z',
});

/** Opens everything, has every feed of the web followed, and starts the loops: time stands until the clock is run. */
export const startService = async (settings: ServiceSettings): Promise<SimulatedService> => {
  const { web, hosts, start } = settings;
  const underWay = createUnderWay();
  const clock = createCompressedClock({ start, pace: settings.pace, busy: underWay.busy, moved: web.setNow });
  const errors: string[] = [];
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (message, fields) => {
      const { err } = fields ?? {};
      errors.push(`${message}: ${err instanceof Error ? err.stack : JSON.stringify(fields)}`);
    },
  };
  const store = await openStore({ kind: 'sqlite', path: settings.path }, clock.now);
  for (const offer of web.offers) await store.sources.follow(sourceOf(offer, start), channel(offer.n));

  const outcomes: Record<string, number> = {};
  const network = createFetch({
    allowPrivateHosts: Array.from({ length: hosts }, (_, host) => `h${host}.sim.example`),
    userAgent: 'Crosswire/0 (simulation)',
    clock,
    // In simulated time, which goes by faster: shorter by so much less than the pace that no good answer is given up.
    limits: { headersMs: 6_000, totalMs: 9_000 },
    lookup: async (name) => {
      if (!resolves(name)) throw Object.assign(new Error(`${name} is not known`), { code: 'ENOTFOUND' });
      return [{ address: '127.0.0.1', family: 4 }];
    },
  });
  const thread = openDeskThread(log, [], settings.liveArticles);
  const live = startLive({
    store: underWay.store(store),
    thread,
    fetch: underWay.fetch(network.fetch, web, outcomes),
    clock,
    log,
    random: settings.random,
    platforms: [mute],
    settings: { fetchConcurrency: 32, liveArticles: settings.liveArticles, retentionDays: 30 },
  });
  return {
    clock,
    store,
    live,
    outcomes,
    errors,
    restFeeds: underWay.restFeeds,
    stories: async () => (await thread.desk.stories()).length,
    stop: async () => {
      await live.stop();
      await thread.close();
      await network.close();
    },
  };
};
