/**
 * Days of digests from several replicas on one PostgreSQL, to channels of a fake Slack and a fake Discord whose wire
 * fails, while replicas are killed in the middle of sending; then the platforms' own books are counted.
 */
import type { Article, Subscription } from '../../src/model.ts';
import { openStore } from '../../src/store/store.ts';
import { createRandom, newsStream } from '../stream.ts';
import { newDatabase } from './database.ts';
import { openReplicas } from './replicas.ts';
import { bookOf, type FaultShares, openWorld } from './world.ts';

export interface FleetSettings {
  /** Of the PostgreSQL server on which a database may be made. */
  readonly server: string;
  readonly replicas: number;
  readonly channels: number;
  readonly days: number;
  /** Chance that one of the replicas is killed during a tick. */
  readonly kills: number;
  readonly faults: FaultShares;
  readonly seed: number;
  readonly articlesADay: number;
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

const day = 86_400_000;
/** 08:00 in Kyiv, summer time. */
const firstSlot = Date.parse('2031-06-01T05:00:00Z');
/** Between two ticks, in simulated time: longer than a lease, so that what a killed replica held is taken up at the next. */
const step = 61_000;
/** Ticks after which a day whose posts are not all out has failed. */
const mostTicks = 60;

/** The stream's days, moved to those of the simulation; each batch comes in the hours before its slot. */
const batches = (settings: FleetSettings): readonly (readonly Article[])[] => {
  const stream = newsStream(settings.articlesADay * settings.days, settings.seed);
  return Array.from({ length: settings.days }, (_, n) =>
    stream.slice(n * settings.articlesADay, (n + 1) * settings.articlesADay).map((article, index) => {
      const seen = new Date(firstSlot + n * day - 3_600_000 + index).toISOString();
      return { ...article, published: seen, seen };
    }),
  );
};

const slotOf = (n: number): string => new Date(firstSlot + n * day).toISOString();

export const runFleet = async (settings: FleetSettings): Promise<FleetOutcome> => {
  const began = performance.now();
  const random = createRandom(settings.seed);
  const database = await newDatabase(settings.server);
  const createdAt = new Date(firstSlot - day / 2).toISOString();
  const world = await openWorld(settings.channels, createdAt, settings.faults, random);
  let now = firstSlot;
  world.slack.workspace.now = () => now;
  const store = await openStore({ kind: 'postgres', url: database.url }, () => now);
  const replicas = await openReplicas(settings.replicas, {
    database: database.url,
    slack: {
      apiUrl: world.slack.apiUrl,
      botToken: world.slack.workspace.botToken,
      appToken: world.slack.workspace.appToken,
    },
    discord: { apiUrl: world.discord.apiUrl, token: world.discord.world.token },
  });

  const oneDay = async (articles: readonly Article[], n: number): Promise<void> => {
    await store.articles.put(articles);
    now = firstSlot + n * day;
    for (let ticks = 1; ticks <= mostTicks; ticks += 1) {
      const over = replicas.tick(now);
      if (random() < settings.kills) {
        await new Promise((resolve) => setTimeout(resolve, 200 + random() * 1500));
        replicas.kill(Math.floor(random() * settings.replicas));
      }
      await over;
      now += step;
      const covered = await Promise.all(world.subscriptions.map(({ id }) => store.subscriptions.watermark(id)));
      if (covered.every((slot) => slot === slotOf(n)) && (await store.outbox.waiting()) === 0) {
        settings.progress(`day ${n + 1}: all posted after ${ticks} ticks, ${replicas.killed} replicas killed so far`);
        return;
      }
    }
    settings.progress(`day ${n + 1}: not all posted after ${mostTicks} ticks`);
  };

  try {
    for (const subscription of world.subscriptions) await store.subscriptions.put(subscription);
    for (const [n, articles] of batches(settings).entries()) await oneDay(articles, n);
    const standing = world.standing();
    const books = { posts: 0, missing: 0, lost: 0, twice: 0, retold: 0 };
    const expected = new Set<string>();
    const audit = async (subscription: Subscription): Promise<void> => {
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
        for (const statement of points.flatMap((point) => point.statements)) {
          if (told.has(`${statement}`)) books.retold += 1;
        }
        for (const statement of points.flatMap((point) => point.statements)) told.add(statement);
      }
    };
    for (const subscription of world.subscriptions) await audit(subscription);
    return {
      slots: settings.days * settings.channels,
      ...books,
      strange: [...standing.keys()].filter((book) => !expected.has(book)).length,
      killed: replicas.killed,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await replicas.close();
    await store.close();
    await world.close();
    await database.discard();
  }
};
