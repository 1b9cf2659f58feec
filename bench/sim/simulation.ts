/** A day of the service against a simulated web, and what came of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineVersion } from '../../src/analyse/stored.ts';
import type { Article, SourceStatus } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';
import { type Account, endingLength, type StoredArticle } from '../../tests/fakes/web/account.ts';
import { chance } from '../../tests/fakes/web/chance.ts';
import { spawnWeb } from '../../tests/fakes/web/process.ts';
import { type Load, watchLoad } from './load.ts';
import { type SimulatedService, startService } from './service.ts';

export interface SimulationSettings {
  readonly seed: number;
  readonly feeds: number;
  readonly hosts: number;
  readonly hours: number;
  /** Items published over the whole time, about. */
  readonly items: number;
  readonly pace: number;
  readonly liveArticles: number;
  /** Ends the time early, at the end of the hour that is under way. */
  readonly cut?: AbortSignal;
  /** Told of each simulated hour. */
  readonly progress: (line: string) => void;
}

export interface Told {
  /** Posts to channels about feeds at rest, gone or silent. */
  readonly posts: number;
  /** The same channel told of the same again. */
  readonly again: number;
  /** Feeds at rest or gone whose channel was not told. */
  readonly untold: number;
}

export interface Outcome {
  /** As many as were simulated. */
  readonly hours: number;
  readonly account: Account;
  readonly load: Load;
  readonly told: Told;
  readonly feeds: Readonly<Record<SourceStatus | 'due', number>>;
  readonly stories: number;
  readonly unread: number;
  readonly pagesWaiting: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly errors: readonly string[];
  /** As /metrics tells it, before the first hour and after the last. */
  readonly metrics: { readonly before: string; readonly after: string };
}

/** A Monday; the dates of everything published count from there. */
const start = Date.UTC(2031, 0, 6);
const hourMs = 3_600_000;
/** What the service leaves between two requests to one host. */
const gapMs = 1_000;
/** After the end nothing more is published; pages that are tried again get so long. */
const restHours = 4;

const storedArticle = ({ id, url, title, text }: Article): StoredArticle => ({
  id,
  url,
  title,
  ending: text.slice(-endingLength),
});

const toldOf = async (store: Store, now: number): Promise<Told> => {
  const posts = await store.outbox.lease(now, hourMs, 1_000_000);
  const told = new Map<string, number>();
  for (const { subscription } of posts) told.set(subscription, (told.get(subscription) ?? 0) + 1);
  const ailing = (await store.sources.list()).filter(({ status }) => status === 'resting' || status === 'gone');
  const untold = ailing.filter(({ id }) => ![...told.keys()].some((subscription) => subscription.includes(`:${id}:`)));
  return {
    posts: posts.length,
    again: [...told.values()].filter((times) => times > 1).length,
    untold: untold.length,
  };
};

const drain = async ({ clock, store, restFeeds }: SimulatedService, end: number): Promise<void> => {
  restFeeds();
  for (let minute = 1; minute <= restHours * 60; minute += 1) {
    await clock.runUntil(end + minute * 60_000);
    if ((await store.pages.waiting()) === 0) return;
  }
};

export const simulate = async (settings: SimulationSettings): Promise<Outcome> => {
  const { seed, feeds, hosts, hours, items, progress } = settings;
  const folder = await mkdtemp(join(tmpdir(), 'crosswire-sim-'));
  const web = await spawnWeb({ seed, feeds, hosts, hours, items, start, gapMs });
  let turns = 0;
  const random = (): number => chance(seed, 99, turns++);
  try {
    const path = join(folder, 'crosswire.db');
    const service = await startService({ ...settings, web, path, start, random });
    const { clock, store } = service;
    const before = await service.live.metrics();
    const load = watchLoad(clock.now);
    const began = performance.now();
    let lasted = 0;
    for (let hour = 1; hour <= hours && settings.cut?.aborted !== true; hour += 1) {
      lasted = hour;
      await clock.runUntil(start + hour * hourMs);
      const seconds = ((performance.now() - began) / 1000).toFixed(0);
      const { due } = await store.sources.counts(clock.now());
      progress(`hour ${hour}: ${seconds} s, ${load.latest().toFixed(0)} MB, ${due} feeds due`);
    }
    const cost = load.stop();
    const after = await service.live.metrics();
    await drain(service, start + lasted * hourMs);
    const stories = await service.stories();
    const [counts, unread, pagesWaiting] = await Promise.all([
      store.sources.counts(clock.now()),
      store.readings.waiting(engineVersion),
      store.pages.waiting(),
    ]);
    await service.stop();
    const account = await web.reckon((await store.articles.all()).map(storedArticle), start + lasted * hourMs);
    const told = await toldOf(store, clock.now());
    await store.close();
    return {
      hours: lasted,
      account,
      load: cost,
      told,
      feeds: counts,
      stories,
      unread,
      pagesWaiting,
      outcomes: service.outcomes,
      errors: service.errors,
      metrics: { before: before.text, after: after.text },
    };
  } finally {
    await web.close();
    await rm(folder, { recursive: true, force: true });
  }
};
