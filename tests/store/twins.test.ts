/** Processes that read feeds of different workspaces, of the same addresses, at the same instant. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seenThrough } from '../../src/reader-scope.ts';
import { openStore } from '../../src/store/store.ts';
import { feed, follower } from '../contracts/store-samples.ts';
import { childEnvironment, postgresUrl } from '../environment.ts';
import { dropTemplate, makeTemplate, newDatabase } from './postgres-server.ts';
import { addresses } from './shares.ts';

const teller = fileURLToPath(new URL('./teller.ts', import.meta.url));

/** A process that waits until it may settle what its source says. */
const startTeller = async (url: string, source: string) => {
  const child = spawn(process.execPath, ['--import', 'tsx', teller, url, source], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: childEnvironment(),
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ready = await lines.next();
  if (ready.done === true) throw new Error('it ended before it began');
  return {
    /** Lets it go; gives the outcomes. */
    settle: async (): Promise<unknown> => {
      child.stdin.write('go\n');
      const told = await lines.next();
      if (told.done === true) throw new Error('it ended with its work undone');
      return JSON.parse(told.value);
    },
  };
};

describe.skipIf(postgresUrl === undefined)('processes that bring the same addresses to different workspaces', () => {
  beforeAll(makeTemplate);
  afterAll(dropTemplate);

  it('leave each workspace with one article of each, as its own feed tells it', async () => {
    const { url, discard } = await newDatabase();
    const store = await openStore({ kind: 'postgres', url });
    const sources = ['private', 'public', 'third'];
    for (const source of sources)
      for (const workspace of [source, 'all', ...(source === 'private' ? ['same'] : [])])
        await store.sources.follow(feed(source), { ...follower({ workspace }), at: new Date(100).toISOString() });
    const tellers = await Promise.all(sources.map((source) => startTeller(url, source)));
    const outcomes = await Promise.all(tellers.map(({ settle }) => settle()));
    for (const each of outcomes) expect(each).toEqual(Array.from({ length: addresses }, () => 'new'));
    for (;;) {
      const jobs = await store.pages.claim(2_000, 500, 16);
      for (const job of jobs) await store.pages.settle(job, { article: job.article }, 0);
      if (jobs.length === 0) break;
    }
    const articles = await store.articles.all();
    expect(articles).toHaveLength(addresses * sources.length);
    const seenBy = async (workspace: string) =>
      articles.filter(seenThrough(await store.sources.scope(`slack:${workspace}`)));
    for (const source of sources) {
      const seen = await seenBy(source);
      expect(seen).toHaveLength(addresses);
      expect(new Set(seen.map(({ text }) => text))).toEqual(new Set([`The text of ${source}.`]));
    }
    expect((await seenBy('same')).map(({ id }) => id)).toEqual((await seenBy('private')).map(({ id }) => id));
    const all = await seenBy('all');
    expect(new Set(all.map(({ id, twinOf }) => twinOf ?? id)).size).toBe(addresses);
    expect(all).toHaveLength(addresses);
    await store.close();
    await discard();
  }, 60_000);
});
