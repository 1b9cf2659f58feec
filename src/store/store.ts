/** One Store over SQLite or PostgreSQL: the table of contents of this folder. */
import { Kysely } from 'kysely';
import type { Store } from '../ports.ts';
import { announcing } from './announcing.ts';
import { arrivals } from './arrivals.ts';
import { articleStore } from './articles.ts';
import { changeStore } from './changes.ts';
import type { Base } from './flavour.ts';
import { installStore } from './installs.ts';
import { migrate } from './migrations.ts';
import { outbox } from './outbox.ts';
import { pageQueue } from './pages.ts';
import { postgresDialect } from './postgres.ts';
import { prune } from './prune.ts';
import { readingStore } from './readings.ts';
import type { Tables } from './schema.ts';
import { secretKeeper } from './secrets.ts';
import { settingsStore } from './settings.ts';
import { ownWire, postgresWire } from './signals.ts';
import { sourceStore } from './sources.ts';
import { sqliteDialect } from './sqlite.ts';
import { subscriptionStore } from './subscriptions.ts';
import { threadStore } from './threads.ts';
import { topicStore } from './topics.ts';
import { dump, restore } from './transfer.ts';
import { turnStore } from './turns.ts';

export type DatabaseChoice =
  /** A file, made with its folder when it does not exist, and held by one process; `:memory:` is gone on close. */
  { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };

/**
 * Opens the database and brings its schema up to date.
 *
 * @param now milliseconds since the Unix epoch: when posts and threads were written
 * @throws CrosswireError `database-busy` when another process holds the file, `database` when it cannot be used
 */
export const openStore = async (choice: DatabaseChoice, now: () => number = Date.now): Promise<Store> => {
  const sqlite = choice.kind === 'sqlite';
  const db = new Kysely<Tables>({ dialect: sqlite ? sqliteDialect(choice.path) : postgresDialect(choice.url) });
  const wire = sqlite ? ownWire() : postgresWire(choice.url, db);
  const base: Base = { db, flavour: choice.kind, now };
  try {
    await migrate(base);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const store: Store = {
    articles: articleStore(base),
    topics: topicStore(db),
    subscriptions: subscriptionStore(base),
    outbox: outbox(base),
    threads: threadStore(base),
    settings: settingsStore(base),
    changes: changeStore(base),
    installs: installStore(base),
    sources: sourceStore(base),
    pages: pageQueue(base),
    readings: readingStore(base),
    turns: turnStore(db),
    signals: wire,
    arrive: arrivals(base),
    secret: secretKeeper(base),
    prune: (limits) => prune(base, limits),
    dump: () => dump(base),
    restore: (lines) => restore(base, lines),
    close: async () => {
      await wire.close();
      await db.destroy();
    },
  };
  return announcing(store, wire.say);
};
