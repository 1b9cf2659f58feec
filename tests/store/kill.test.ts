/** A process that is killed in the middle of its work leaves whole readings behind, and nothing of one that was cut off. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type DatabaseChoice, openStore } from '../../src/store/store.ts';
import { feed, follower, reading } from '../contracts/store-samples.ts';
import { childEnvironment, postgresUrl } from '../environment.ts';
import { newDatabase, quiet } from './postgres-server.ts';
import { itemsOf } from './settled.ts';

const discards: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const discard of discards.splice(0)) await discard();
});

const settler = fileURLToPath(new URL('./settler.ts', import.meta.url));

/** Kills it `ms` after its third reading; gives the last reading that it said was kept. */
const killedAfter = async (choice: DatabaseChoice, ms: number): Promise<number> => {
  const child = spawn(process.execPath, ['--import', 'tsx', settler, JSON.stringify(choice)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: childEnvironment(),
  });
  let last = -1;
  let lines = 0;
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the settler ended by itself')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      last = Number(line);
      lines += 1;
      if (lines === 3) resolve();
    });
  });
  await setTimeout(ms);
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
  return last;
};

const survives = async (choice: DatabaseChoice, moments: readonly number[]): Promise<void> => {
  const first = await openStore(choice);
  await first.sources.follow(feed('f'), follower());
  await first.close();
  for (const ms of moments) {
    const told = await killedAfter(choice, ms);
    // The server may still be at what the dead process asked for last.
    if (choice.kind === 'postgres') await quiet(choice.url);
    const store = await openStore(choice);
    const last = Number((await store.sources.get('f'))?.etag);
    expect(last).toBeGreaterThanOrEqual(told);
    // Every item once: as an article, or as a page that is still to be read.
    const articles = await store.articles.all();
    expect(articles.length + (await store.pages.waiting())).toBe((last + 1) * 8 + 1);
    const readings = await store.readings.after('1', 0, 99_999);
    expect(readings.map(({ sequence }) => sequence)).toEqual(readings.map((_, n) => n + 1));
    expect(readings.length + (await store.readings.waiting('1'))).toBe(articles.length);
    expect(await store.articles.search('page', 99_999)).toHaveLength(
      articles.filter(({ text }) => text.startsWith('The page')).length,
    );
    const again = await store.sources.settle(reading(feed('f', { etag: `${last}` }), itemsOf(last)));
    expect(new Set(again)).toEqual(new Set(['known']));
    await store.close();
  }
};

describe('a process that is killed while it settles readings', () => {
  it('leaves SQLite with whole readings alone, and each item once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'crosswire-kill-'));
    discards.push(() => rm(folder, { recursive: true, force: true }));
    await survives({ kind: 'sqlite', path: join(folder, 'crosswire.db') }, [0, 3, 17, 41, 88]);
  });

  it.skipIf(postgresUrl === undefined)('leaves PostgreSQL with whole readings alone, and each item once', async () => {
    const { url, discard } = await newDatabase('template1');
    discards.push(discard);
    await survives({ kind: 'postgres', url }, [0, 7, 45]);
  });
});
