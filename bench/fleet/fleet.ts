/**
 * Days of digests from several replicas on one PostgreSQL, to channels of a fake Slack and a fake Discord whose wire
 * fails, while replicas are killed in the middle of sending; then the platforms' own books are counted.
 */
import type { Article, Subscription } from '../../src/model.ts';
import type { Store } from '../../src/ports.ts';
import { createRandom, newsStream } from '../stream.ts';
import { realSleep, timeFrom } from './clock.ts';
import { type Ground, openGround } from './ground.ts';
import { bookOf, type FaultShares } from './world.ts';

export interface FleetSettings {
  /** Of the PostgreSQL server on which a database may be made. */
  readonly server: string;
  readonly replicas: number;
  readonly channels: number;
  readonly days: number;
  /** Kills a day, on average. */
  readonly kills: number;
  readonly faults: FaultShares;
  readonly seed: number;
  readonly articlesADay: number;
  /** Simulated seconds a real one. */
  readonly speed: number;
  readonly progress: (line: string) => void;
}

export interface FleetOutcome {
  /** Slots that were due, over all channels. */
  readonly slots: number;
  /** Slots without a digest in the database's books. */
  readonly missing: number;
  readonly posts: number;
  /** Posts that should stand and do not; that stand more than once; that nobody ordered. */
  readonly lost: number;
  readonly twice: number;
  readonly strange: number;
  readonly killed: number;
  /** Points that one channel was told in two digests by the same statement. */
  readonly retold: number;
  readonly seconds: number;
}

export const dayMs = 86_400_000;
/** 08:00 in Kyiv, summer time. */
export const firstSlot = Date.parse('2031-06-01T05:00:00Z');
/** A day whose posts are not all out after so much real time has failed. */
const longestDayMs = 600_000;
/** How often the books are looked at, in real time. */
const lookMs = 100;

/** The stream's days, moved to those of the simulation; each batch comes in the hour before its slot. */
export const batchesOf = (articlesADay: number, days: number, seed: number): readonly (readonly Article[])[] => {
  const stream = newsStream(articlesADay * days, seed);
  return Array.from({ length: days }, (_, n) =>
    stream.slice(n * articlesADay, (n + 1) * articlesADay).map((article, index) => {
      const seen = new Date(firstSlot + n * dayMs - 3_600_000 + index).toISOString();
      return { ...article, published: seen, seen };
    }),
  );
};

export const slotOf = (n: number): string => new Date(firstSlot + n * dayMs).toISOString();

/** Whether every order has this slot behind it and nothing waits; what is known once is not asked again. */
export const createDone = (store: Store, subscriptions: readonly Subscription[], slot: string) => {
  const open = new Set(subscriptions.map(({ id }) => id));
  return async (): Promise<boolean> => {
    if ((await store.outbox.waiting()) > 0) return false;
    for (const id of open) {
      if (!(await store.outbox.known(id, slot))) return false;
      open.delete(id);
    }
    return (await store.outbox.waiting()) === 0;
  };
};

const oneDay = async (settings: FleetSettings, ground: Ground, n: number, random: () => number): Promise<void> => {
  const { store, world, replicas } = ground;
  const done = createDone(store, world.subscriptions, slotOf(n));
  // By the posts that stand, so that a kill falls into the sending, wherever that is.
  const expected = Math.max(settings.channels, n === 0 ? 0 : world.posts / n);
  const before = world.posts;
  const killsToday = Math.floor(settings.kills + random());
  const killsAt = Array.from({ length: killsToday }, () => random() * expected).sort((a, b) => a - b);
  const began = performance.now();
  ground.setTime(timeFrom(firstSlot + n * dayMs - 1_000, settings.speed));
  while (performance.now() - began < longestDayMs) {
    const [next] = killsAt;
    if (next !== undefined && world.posts - before >= next) {
      killsAt.shift();
      replicas.kill(Math.floor(random() * settings.replicas));
    }
    if (await done()) break;
    await realSleep(next === undefined ? lookMs : 5);
  }
  const took = ((performance.now() - began) / 1000).toFixed(1);
  settings.progress(
    `day ${n + 1}: ${world.posts - before} posts in ${took} s, ${replicas.killed} replicas killed so far`,
  );
  world.settle();
};

const audit = async (settings: FleetSettings, { store, world }: Ground) => {
  const standing = world.standing();
  const books = { posts: 0, missing: 0, lost: 0, twice: 0, retold: 0 };
  const expected = new Set<string>();
  for (const subscription of world.subscriptions) {
    const told = new Set<string>();
    for (let n = 0; n < settings.days; n += 1) {
      const slot = slotOf(n);
      const history = await store.outbox.history(subscription.id, slot);
      if (history.length === 0) books.missing += 1;
      for (const { part } of history) {
        const book = bookOf(subscription, `${subscription.id}/${slot}/${part}`);
        expected.add(book);
        books.posts += 1;
        const count = standing.get(book) ?? 0;
        if (count === 0) books.lost += 1;
        if (count > 1) books.twice += count - 1;
      }
      const { points } = (await store.subscriptions.toldBy(subscription.id, slot)) ?? { points: [] };
      const statements = points.flatMap((point) => point.statements);
      for (const statement of statements) if (told.has(statement)) books.retold += 1;
      for (const statement of statements) told.add(statement);
    }
  }
  return { ...books, strange: [...standing.keys()].filter((book) => !expected.has(book)).length };
};

export const runFleet = async (settings: FleetSettings): Promise<FleetOutcome> => {
  const began = performance.now();
  const random = createRandom(settings.seed);
  const ground = await openGround({
    ...settings,
    now: firstSlot - dayMs / 2,
    world: {
      channels: settings.channels,
      workspaceChannels: 10,
      createdAt: new Date(firstSlot - dayMs / 2).toISOString(),
      time: '08:00',
      zone: 'Europe/Kyiv',
      faults: settings.faults,
      random,
    },
  });
  try {
    for (const [n, articles] of batchesOf(settings.articlesADay, settings.days, settings.seed).entries()) {
      await ground.publish(articles);
      await oneDay(settings, ground, n, random);
    }
    return {
      slots: settings.days * settings.channels,
      ...(await audit(settings, ground)),
      killed: ground.replicas.killed,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await ground.close();
  }
};
