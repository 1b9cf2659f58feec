/** The desk over a store, for a command that ends with its answer: what a service read stays read, and the other way round. */
import type { Budget, OpenDesk } from '../desk.ts';
import type { House } from '../model.ts';
import type { Clock, Log, Store } from '../ports.ts';
import { createAnalysis } from './analysis.ts';
import { createEngine } from './engine.ts';
import type { Meter } from './meter.ts';

const unmeasured: Meter = {
  fetch: (_what, fetch) => fetch,
  items: () => undefined,
  page: () => undefined,
  analysis: () => () => undefined,
};

export interface StandingServices {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly liveArticles: number;
  readonly retentionDays: number;
  /** Which publishers speak as one. */
  readonly houses: readonly House[];
}

/** Reads what is unread, takes in what was read, and keeps where the stories stand. @param budget how much a Briefing holds */
export const openStandingDesk = async (services: StandingServices, budget?: Budget): Promise<OpenDesk> => {
  const { desk, ...members } = createEngine(budget);
  const engine = { ...members, start: (snapshot: string | undefined) => members.start(snapshot, services.houses) };
  const analysis = createAnalysis({ ...services, engine, meter: unmeasured });
  const { signal } = new AbortController();
  while ((await analysis.step(signal)) > 0);
  await analysis.keep();
  return desk;
};
