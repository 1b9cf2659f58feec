/**
 * Pictures of the README, taken of the page over the seeds as a reader gets it. One that is missing is made anew: delete
 * it from docs/pictures and run this file. It also holds a preview to its word, that it moves nothing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDraw } from '../../adapters/chart/chart.ts';
import { webLinker } from '../../adapters/links.ts';
import type { WebPlatform } from '../../adapters/web/web.ts';
import { createChat } from '../../src/chat/chat.ts';
import { slashCommands } from '../../src/chat/commands.ts';
import { createSuggest } from '../../src/chat/suggest.ts';
import { fillWhenEmpty, loadHouses, loadTopics } from '../../src/cli/corpus.ts';
import { postWelcome, welcome } from '../../src/cli/welcome.ts';
import { createDesk } from '../../src/desk.ts';
import type { Subscription } from '../../src/model.ts';
import { createOperatorDesk } from '../../src/operator.ts';
import type { Clock, Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { lookRenderers, testPage } from '../adapters/web/harness.ts';
import { chromium } from '../environment.ts';
import { root } from './command-line.ts';
import { openBrowser, send, type TestBrowser, type Window } from './web-browser.ts';

const pictures = new URL('../../docs/pictures/', import.meta.url);
const now = Date.parse('2025-06-03T12:00:00.000Z');
const clock: Clock = { now: () => now, sleep: async () => undefined };

const order = (id: string, extra: Partial<Subscription>): Subscription => ({
  id,
  address: { platform: 'slack', workspace: 'T0NEWSROOM', channel: 'C0MORNING' },
  topics: [],
  time: '08:00',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  zone: 'Europe/Kyiv',
  paused: false,
  createdBy: 'U0EDITOR',
  createdAt: '2025-05-20T09:30:00.000Z',
  ...extra,
});

const orders = [
  order('1', { topics: ['swap', 'talks'] }),
  order('2', {
    address: { platform: 'discord', workspace: '410000000000000001', channel: '420000000000000007' },
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    time: '07:30',
    zone: 'America/New_York',
    refused: {
      code: '50013',
      fix: 'Give Crosswire "Send Messages" and "Create Public Threads" in that channel; it goes on by itself then.',
      since: '2025-06-02T11:30:04.000Z',
    },
  }),
  order('3', {
    address: { platform: 'slack', workspace: 'T0NEWSROOM', channel: 'C0DIPLOMACY' },
    topics: ['talks'],
    time: '17:00',
    paused: true,
  }),
  order('4', {
    address: { platform: 'discord', workspace: '410000000000000001', channel: '420000000000000009' },
    time: '09:00',
    zone: 'Europe/London',
    quiet: 'nothing',
  }),
];

describe.skipIf(chromium === undefined)('the page over the seeds', () => {
  let folder: string;
  let store: Store;
  let web: WebPlatform;
  let browser: TestBrowser;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'crosswire-pictures-'));
    browser = await openBrowser();
    store = await openStore({ kind: 'sqlite', path: join(folder, 'crosswire.db') });
    const seeds = join(root, 'seeds');
    const silent = { print: () => undefined, note: () => undefined, columns: 80, color: false };
    await fillWhenEmpty(store, join(seeds, 'articles'), silent, new Date(now).toISOString());
    for (const one of orders) await store.subscriptions.put(one);
    const topics = await loadTopics(seeds);
    const desk = createDesk(store.articles, undefined, await loadHouses(seeds, folder));
    const services = {
      desk,
      store,
      clock,
      topics,
      fetch: async () => ({ kind: 'failed', code: 'dns', reason: 'there is no network here', fix: 'none' }) as const,
      status: async () => [],
    };
    web = testPage({
      renderers: lookRenderers(webLinker(() => web.url)),
      articles: store.articles,
      commands: slashCommands(topics),
      suggest: createSuggest(services),
      draw: createDraw(),
      clock,
      posted: store.threads.put,
      operator: createOperatorDesk({
        store,
        desk,
        clock,
        version: '0.1.0',
        topicsOf: async () => topics,
        health: async () => ({ problems: [], feeds: 0, unread: 0 }),
      }),
    });
    await web.start(createChat(services));
    await postWelcome(web, store, await desk.digest(welcome.order(now)));
  });
  afterAll(async () => {
    await browser.close();
    await web.stop();
    await store.close();
    await rm(folder, { recursive: true });
  });
  afterEach(async () => {
    await browser.closePage();
    expect(browser.complaints()).toEqual([]);
  });

  const open = (path: string, window: Window = {}): Promise<Page> => browser.open(web.url + path, window);

  const take = async (page: Page, name: string): Promise<void> => {
    await page.evaluate('document.fonts.ready');
    const taken = await page.screenshot();
    const file = new URL(`${name}.png`, pictures);
    if (!existsSync(file)) writeFileSync(file, taken);
    const kept = readFileSync(file);
    // The same window: width and height stand in the header of a PNG.
    expect([kept.readUInt32BE(16), kept.readUInt32BE(20)]).toEqual([taken.readUInt32BE(16), taken.readUInt32BE(20)]);
  };

  it('shows the digest of the day and an answer, with what can be done next', async () => {
    const page = await open('/', { height: 1360 });
    await send(page, '/swap');
    await page.locator('.post', { hasText: 'You: /swap' }).waitFor();
    await page.reload();
    await page.locator('.post', { hasText: 'You: /swap' }).waitFor();
    await page.evaluate('scrollTo(0, 0)');
    await take(page, 'page');
  });

  it('shows a digest and its thread', async () => {
    const page = await open('/', { height: 1500 });
    await page.locator('.view-slack').click();
    await page.locator('.look-slack .thread-link').first().click();
    await page.locator('#thread .look-slack').first().waitFor();
    await page.evaluate('scrollTo(0, 0)');
    await take(page, 'digest');
  });

  it('shows a thread in the dark', async () => {
    const page = await open('/', { height: 1000, dark: true });
    await page.locator('.view-slack').click();
    await page.locator('.post', { hasText: 'You: /swap' }).locator('.look-slack .thread-link').click();
    await page.locator('#thread .look-slack').first().waitFor();
    await take(page, 'thread-dark');
  });

  it('shows the cited passage in the reader', async () => {
    const page = await open('/', { height: 1000 });
    await page.locator('.look-slack .thread-link').first().click();
    await page.locator('#thread .look-slack a[href^="/read/"]').first().click();
    await page.locator('mark').waitFor();
    await page.setViewportSize({ width: 900, height: 700 });
    await take(page, 'reader');
  });

  it('shows a phone what it shows a desk', async () => {
    const page = await open('/', { width: 360, height: 740, scale: 2 });
    await page.locator('.post').first().waitFor();
    await take(page, 'phone');
  });

  it("shows every channel's standing digest, and a preview of the next that moves nothing", async () => {
    const page = await open('/channels', { height: 1010 });
    await take(page, 'channels');
    const standing = async () => ({
      watermark: await store.subscriptions.watermark('1'),
      told: await store.subscriptions.told(order('1', {}).address),
      waiting: await store.outbox.waiting(),
      subscriptions: await store.subscriptions.list(),
    });
    const before = await standing();
    await page.locator('a.go').first().click();
    await page.locator('h1', { hasText: 'Preview' }).waitFor();
    expect(await page.locator('.look-slack').count()).toBeGreaterThan(1);
    expect(await standing()).toEqual(before);
    await page.setViewportSize({ width: 1280, height: 1000 });
    await take(page, 'preview');
  });

  it('has every picture that the README shows', () => {
    const shown = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/docs\/pictures\/([\w-]+\.png)/gu)];
    expect(shown.length).toBeGreaterThan(3);
    for (const [, name = ''] of shown) expect([name, existsSync(new URL(name, pictures))]).toEqual([name, true]);
  });
});
