/** What every run of the fleet stands on: a database of its own, the fake platforms, the replicas, and one time for all. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineVersion } from '../../src/live/version.ts';
import type { Article } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { compileInto } from '../sim/compile.ts';
import { fleetClock, realSleep, type Time, timeFrom } from './clock.ts';
import { newDatabase } from './database.ts';
import { createReplicas, type Replicas } from './replicas.ts';
import { type FleetWorld, openWorld, type WorldSettings } from './world.ts';

export interface GroundSettings {
  readonly server: string;
  readonly replicas: number;
  readonly speed: number;
  /** Simulated, at the beginning; milliseconds since the Unix epoch. */
  readonly now: number;
  readonly world: WorldSettings;
}

export interface Ground {
  readonly store: Store;
  readonly world: FleetWorld;
  readonly replicas: Replicas;
  now(): number;
  /** From now on it is this time, for all. */
  setTime(time: Time): void;
  /** Articles come in, and every replica has read them when it resolves, as over the hours before a slot. */
  publish(articles: readonly Article[]): Promise<void>;
  close(): Promise<void>;
}

/** In real time: longer than a replica rests between two looks for what was read elsewhere. */
const readMs = 1_000;

/** The replicas work when it resolves, and every order is in the database. */
export const openGround = async (settings: GroundSettings): Promise<Ground> => {
  const root = await mkdtemp(join(tmpdir(), 'crosswire-fleet-'));
  // As it is shipped: a replica that was killed is soon up again.
  await compileInto(root);
  const database = await newDatabase(settings.server);
  const world = await openWorld(settings.world);
  const time = timeFrom(settings.now, settings.speed);
  const clock = fleetClock(time);
  world.slack.workspace.now = clock.now;
  const store = await openStore({ kind: 'postgres', url: database.url }, clock.now);
  for (const subscription of world.subscriptions) await store.subscriptions.put(subscription);
  const { slack, discord } = world;
  const replicas = createReplicas(settings.replicas, root, {
    database: database.url,
    slack: {
      apiUrl: slack.apiUrl,
      botToken: slack.workspace.botToken,
      appToken: slack.workspace.appToken,
    },
    discord: { apiUrl: discord.apiUrl, token: discord.world.token },
  });
  const close = async (): Promise<void> => {
    await replicas.stop();
    await store.close();
    await world.close();
    await database.discard();
    await rm(root, { recursive: true, force: true });
  };
  try {
    await replicas.start(time);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    store,
    world,
    replicas,
    now: clock.now,
    setTime: (next) => {
      clock.set(next);
      replicas.tell(next);
    },
    publish: async (articles) => {
      await store.articles.put(articles);
      do await realSleep(readMs);
      while ((await store.readings.waiting(engineVersion)) > 0);
      await realSleep(readMs);
    },
    close,
  };
};
