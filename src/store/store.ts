/** One Store over SQLite or PostgreSQL: the table of contents of this folder. */
import { Kysely } from 'kysely';
import type { Store } from '../ports.ts';
import { articleStore } from './articles.ts';
import { migrate } from './migrations.ts';
import { outbox } from './outbox.ts';
import { postgresDialect } from './postgres.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import { subscriptionStore } from './subscriptions.ts';
import { threadStore } from './threads.ts';
import { topicStore } from './topics.ts';
import { dump, restore } from './transfer.ts';

export type DatabaseChoice =
  /** A file, made with its folder when it does not exist, and held by one process; `:memory:` is gone on close. */
  { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };

/**
 * Opens the database and brings its schema up to date.
 *
 * @throws CrosswireError `database-busy` when another process holds the file, `database` when it cannot be used
 */
export const openStore = async (choice: DatabaseChoice): Promise<Store> => {
  const sqlite = choice.kind === 'sqlite';
  const db = new Kysely<Tables>({ dialect: sqlite ? sqliteDialect(choice.path) : postgresDialect(choice.url) });
  try {
    await migrate(db, { text: sqlite ? 'text' : 'text collate "C"' });
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    articles: articleStore(db),
    topics: topicStore(db),
    subscriptions: subscriptionStore(db),
    outbox: outbox(db),
    threads: threadStore(db),
    dump: () => dump(db),
    restore: (lines) => restore(db, lines),
    close: () => db.destroy(),
  };
};
