/** Two processes' stores on one PostgreSQL: what one writes wakes the other, also after the connection was lost. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Signal, Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { feed, follower, posts, slot, subscription } from '../contracts/store-samples.ts';
import { postgresUrl } from '../environment.ts';
import { dropTemplate, makeTemplate, newDatabase, run } from './postgres-server.ts';

describe.skipIf(postgresUrl === undefined)('two stores on one PostgreSQL', () => {
  beforeAll(makeTemplate);
  afterAll(dropTemplate);

  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const pair = async (): Promise<{ one: Store; other: Store; database: string }> => {
    const { url, discard } = await newDatabase();
    const [one, other] = await Promise.all([
      openStore({ kind: 'postgres', url }),
      openStore({ kind: 'postgres', url }),
    ]);
    closing.push(one.close, other.close, discard);
    return { one, other, database: new URL(url).pathname.slice(1) };
  };

  /** Counts what a store hears; resolves when it listens, which it says by a first word of its own. */
  const listening = async (store: Store, signal: Signal): Promise<{ readonly heard: number }> => {
    const ear = { heard: 0 };
    store.signals.on(signal, () => {
      ear.heard += 1;
    });
    await vi.waitFor(() => expect(ear.heard).toBe(1), { timeout: 10_000 });
    return ear;
  };
  const heard = (ear: { readonly heard: number }, times: number): Promise<void> =>
    vi.waitFor(() => expect(ear.heard).toBe(times), { timeout: 20_000 });

  it('wake one another for posts, subscriptions and sources', async () => {
    const { one, other } = await pair();
    const outbox = await listening(other, 'outbox');
    await one.outbox.claim('s1', slot, posts(1));
    await heard(outbox, 2);
    let changed = 0;
    let sources = 0;
    other.signals.on('subscriptions', () => {
      changed += 1;
    });
    other.signals.on('sources', () => {
      sources += 1;
    });
    await one.subscriptions.put(subscription('s1'));
    await vi.waitFor(() => expect(changed).toBe(1), { timeout: 10_000 });
    await one.subscriptions.remove('s1');
    await vi.waitFor(() => expect(changed).toBe(2), { timeout: 10_000 });
    await one.sources.follow(feed('f'), follower());
    await vi.waitFor(() => expect(sources).toBe(1), { timeout: 10_000 });
    expect(outbox.heard).toBe(2);
  });

  it('hear again after the connection was cut, and are woken then, since something may have been said meanwhile', async () => {
    const { one, other, database } = await pair();
    const outbox = await listening(other, 'outbox');
    await run(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = '${database}' AND application_name = 'crosswire signals'`,
    );
    await heard(outbox, 2);
    await one.outbox.claim('s1', slot, posts(1));
    await heard(outbox, 3);
  });

  it('hear nothing of a claim that wrote nothing, nor after they have stopped listening', async () => {
    const { one, other } = await pair();
    const outbox = await listening(other, 'outbox');
    let ended = 0;
    const end = other.signals.on('outbox', () => {
      ended += 1;
    });
    end();
    await one.outbox.claim('s1', slot, posts(1));
    await one.outbox.claim('s1', slot, posts(1));
    await one.outbox.claim('s2', slot, []);
    await one.outbox.claim('s3', slot, posts(1));
    await heard(outbox, 3);
    expect(ended).toBe(0);
  });
});
