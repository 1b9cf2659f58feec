/** The service, killed in the midst of feeds, pages and analysis, takes up where it was cut off. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newSource } from '../../src/ingest/feeds/feeds.ts';
import { engineVersion } from '../../src/live/version.ts';
import { openStore } from '../../src/store/store.ts';
import { childEnvironment } from '../environment.ts';
import { articleOn, type FeedEntry, rssOf, type Site, startSite } from './harness.ts';

const child = fileURLToPath(new URL('./fast-service.ts', import.meta.url));
/** Simulated seconds in a real one. */
const SPEED = 600;
const ITEMS = 48;
const follower = {
  address: { platform: 'slack', workspace: 'T1', channel: 'C1' },
  by: 'U1',
  at: '2031-01-06T08:00:00Z',
} as const;

let folder: string;
let site: Site;
let published = 1;
/** From when the first items are known on. */
let growing = false;

/** Every other one carries a stub, its page on the same site. */
const entryOf = (n: number): FeedEntry => {
  const { text } = articleOn(`i${n}`, `Port ${n}`, n + 20);
  const isStub = n % 2 === 1;
  return {
    id: `i${n}`,
    title: `Ferry runs aground off Port ${n}`,
    published: new Date(Date.now()).toISOString(),
    text: isStub ? 'A ferry ran aground …' : Array(5).fill(text).join('\n\n'),
    link: `${site.url}/${n}.html`,
  };
};

const pageOf = (n: number): string =>
  `<html><body><article><h1>Ferry runs aground off Port ${n}</h1>${`<p>${articleOn(`i${n}`, `Port ${n}`, n + 20).text}</p>`.repeat(4)}</article></body></html>`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswire-live-kill-'));
  published = 1;
  growing = false;
  site = await startSite((path, _request, response) => {
    const n = /^\/(\d+)\.html$/u.exec(path)?.[1];
    response.setHeader('content-type', n === undefined ? 'application/rss+xml' : 'text/html');
    if (n !== undefined) return void response.end(pageOf(Number(n)));
    response.end(rssOf('The Ferry Post', Array.from({ length: published }, (_, index) => entryOf(index)).reverse()));
    if (growing) published = Math.min(ITEMS, published + 6);
  });
});

afterEach(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs it until `enough` of its lines, then kills it as no process can prepare for; gives the last line. */
const killedWhen = async (
  path: string,
  began: number,
  enough: (line: string) => boolean,
  ms: number,
): Promise<string> => {
  const settings = JSON.stringify({ path, host: site.host, began, speed: SPEED });
  const service = spawn(process.execPath, ['--import', 'tsx', child, settings], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: childEnvironment(),
  });
  let last = '';
  await new Promise<void>((resolve, reject) => {
    service.once('exit', () => reject(new Error('the service ended by itself')));
    createInterface({ input: service.stdout }).on('line', (line) => {
      last = line;
      growing = true;
      if (enough(line)) resolve();
    });
  });
  await delay(ms);
  const closed = once(service, 'close');
  service.kill('SIGKILL');
  await closed;
  return last;
};

it('keeps every article of every feed and page, once, read once, over three deaths', { timeout: 240_000 }, async () => {
  const path = join(folder, 'crosswire.db');
  const began = Date.now();
  const first = await openStore({ kind: 'sqlite', path });
  await first.sources.follow(newSource(`${site.url}/feed.xml`, null, null), follower);
  await first.close();
  let before = 0;
  for (const ms of [0, 60, 400]) {
    await killedWhen(path, began, (line) => line !== 'ready', ms);
    const store = await openStore({ kind: 'sqlite', path });
    const articles = await store.articles.all();
    expect(new Set(articles.map(({ title }) => title)).size).toBe(articles.length);
    expect(articles.length).toBeGreaterThanOrEqual(before);
    const readings = await store.readings.after(engineVersion, 0, 9_999);
    expect(readings.length + (await store.readings.waiting(engineVersion))).toBe(articles.length);
    before = articles.length;
    await store.close();
  }
  const whole = `${ITEMS - 1} 0 ${ITEMS - 1} 0`;
  expect(await killedWhen(path, began, (line) => line === whole, 0)).toBe(whole);

  const store = await openStore({ kind: 'sqlite', path });
  const articles = await store.articles.all();
  // All but the one that the feed held when it was added.
  expect(articles.map(({ title }) => title).sort()).toEqual(
    Array.from({ length: ITEMS - 1 }, (_, n) => `Ferry runs aground off Port ${n + 1}`).sort(),
  );
  expect(articles.filter(({ text }) => text.includes('…'))).toEqual([]);
  const readings = await store.readings.after(engineVersion, 0, 9_999);
  expect(new Set(readings.map(({ article }) => article.id)).size).toBe(ITEMS - 1);
  expect(readings).toHaveLength(ITEMS - 1);
  await store.close();
});
