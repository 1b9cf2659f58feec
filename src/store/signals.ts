/** Says at once what is new in the database: in this process directly, between processes by PostgreSQL's LISTEN and NOTIFY. */
import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import type { Signal, Signals } from '../ports.ts';
import type { Tables } from './schema.ts';

const CHANNEL = 'crosswire';
const CONNECT_MS = 5_000;
/** Between attempts to hear again: 1, 2, 4 ... up to 30 s. What is missed meanwhile is found by the next look. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/** What a Store hears and says. */
export interface Wire extends Signals {
  /** Says it to every process, this one too. What cannot be said is found by the next look: never rejects. */
  say(signal: Signal): Promise<void>;
  close(): Promise<void>;
}

const listenersOf = () => {
  const listeners = new Map<Signal, Set<() => void>>();
  const wake = (signal: Signal): void => {
    for (const each of listeners.get(signal) ?? []) each();
  };
  return {
    wake,
    wakeAll: () => {
      for (const signal of listeners.keys()) wake(signal);
    },
    add: (signal: Signal, each: () => void): (() => void) => {
      // A function of its own for each call, so that the same one may listen twice.
      const own = (): void => each();
      listeners.set(signal, (listeners.get(signal) ?? new Set()).add(own));
      return () => void listeners.get(signal)?.delete(own);
    },
  };
};

/** SQLite belongs to one process: there is nobody else to tell. */
export const ownWire = (): Wire => {
  const { wake, add } = listenersOf();
  return { on: add, say: async (signal) => wake(signal), close: async () => undefined };
};

const isSignal = (text: string | undefined): text is Signal =>
  text === 'outbox' || text === 'subscriptions' || text === 'sources';

/**
 * One connection that listens, from the first `on` until the close. One that is lost is made again; whoever listens is
 * woken then, since something may have been said meanwhile.
 */
export const postgresWire = (url: string, db: Kysely<Tables>): Wire => {
  const { wake, wakeAll, add } = listenersOf();
  let client: pg.Client | undefined;
  let closed = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;

  const listen = (): void => {
    if (closed || client !== undefined) return;
    const next = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      application_name: 'crosswire signals',
    });
    client = next;
    const lose = (): void => {
      if (client !== next) return;
      client = undefined;
      next.end().catch(() => undefined);
      if (closed) return;
      retry = setTimeout(listen, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures));
      retry.unref();
      failures += 1;
    };
    next.on('error', lose);
    next.on('end', lose);
    next.on('notification', ({ payload }) => {
      if (isSignal(payload)) wake(payload);
    });
    next
      .connect()
      .then(() => next.query(`LISTEN ${CHANNEL}`))
      .then(() => {
        failures = 0;
        wakeAll();
      }, lose);
  };

  return {
    on: (signal, each) => {
      const end = add(signal, each);
      listen();
      return end;
    },
    say: async (signal) => {
      await sql`select pg_notify(${CHANNEL}, ${signal})`.execute(db).catch(() => undefined);
    },
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
};
