/** The metrics of one service, in a registry of its own: numbers and names of outcomes, no text of anybody's. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock, FetchOutcome, Store } from '../ports.ts';
import type { Meter } from './meter.ts';

export interface Metrics {
  readonly meter: Meter;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

export interface MetricsServices {
  readonly store: Pick<Store, 'sources' | 'pages' | 'readings' | 'outbox'>;
  readonly clock: Clock;
  /** Version of the engine whose unread articles are counted. */
  readonly version: string;
  /** Articles and stories at the desk. */
  readonly size: () => { readonly articles: number; readonly stories: number };
}

const fetchSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const analysisSeconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

const labelOf = (outcome: FetchOutcome): string =>
  outcome.kind === 'failed' || outcome.kind === 'refused' ? outcome.code : outcome.kind;

export const createMetrics = ({ store, clock, version, size }: MetricsServices): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  // Of the process: the delay of its event loop, its memory, its processor time.
  collectDefaultMetrics({ register: registry });

  const fetches = new Counter({
    name: 'crosswire_fetches_total',
    help: 'Requests for feeds and pages, by what they came to',
    labelNames: ['what', 'outcome'],
    registers,
  });
  const fetchTimes = new Histogram({
    name: 'crosswire_fetch_seconds',
    help: 'How long requests for feeds and pages took',
    labelNames: ['what'],
    buckets: fetchSeconds,
    registers,
  });
  const items = new Counter({
    name: 'crosswire_items_total',
    help: 'Items of feeds, by what they came to',
    labelNames: ['outcome'],
    registers,
  });
  const pages = new Counter({
    name: 'crosswire_pages_total',
    help: 'Pages of articles, by what they came to',
    labelNames: ['outcome'],
    registers,
  });
  const analysisTimes = new Histogram({
    name: 'crosswire_analysis_seconds',
    help: 'How long one task of the analysis took, in its thread and on the way there',
    labelNames: ['task'],
    buckets: analysisSeconds,
    registers,
  });
  new Gauge({
    name: 'crosswire_feeds',
    help: 'Feeds, by how they stand',
    labelNames: ['status'],
    registers,
    async collect() {
      const { due: _, ...statuses } = await store.sources.counts(clock.now());
      for (const [status, count] of Object.entries(statuses)) this.set({ status }, count);
    },
  });
  new Gauge({
    name: 'crosswire_queue',
    help: 'What waits: sources that are due, pages, articles to be read, posts to be sent',
    labelNames: ['queue'],
    registers,
    async collect() {
      const [{ due }, waitingPages, unread, posts] = await Promise.all([
        store.sources.counts(clock.now()),
        store.pages.waiting(),
        store.readings.waiting(version),
        store.outbox.waiting(),
      ]);
      this.set({ queue: 'sources' }, due);
      this.set({ queue: 'pages' }, waitingPages);
      this.set({ queue: 'unread' }, unread);
      this.set({ queue: 'outbox' }, posts);
    },
  });
  new Gauge({
    name: 'crosswire_articles',
    help: 'Articles at the desk',
    registers,
    collect() {
      this.set(size().articles);
    },
  });
  new Gauge({
    name: 'crosswire_stories',
    help: 'Stories at the desk',
    registers,
    collect() {
      this.set(size().stories);
    },
  });

  const meter: Meter = {
    fetch: (what, fetch) => async (request, signal) => {
      const began = clock.now();
      const outcome = await fetch(request, signal);
      fetches.inc({ what, outcome: labelOf(outcome) });
      fetchTimes.observe({ what }, (clock.now() - began) / 1000);
      return outcome;
    },
    items: (outcomes) => {
      for (const outcome of outcomes) items.inc({ outcome });
    },
    page: (outcome) => pages.inc({ outcome }),
    analysis: (task) => analysisTimes.startTimer({ task }),
  };
  return { meter, text: () => registry.metrics(), contentType: registry.contentType };
};
