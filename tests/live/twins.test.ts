/** A private feed with the full text and a public one with a stub, of one address: each workspace sees what its own feed gave. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createChat } from '../../src/chat/chat.ts';
import { scopeOf } from '../../src/chat/scope.ts';
import { newSource } from '../../src/ingest/feeds/feeds.ts';
import type { Address, Answer, Source } from '../../src/model.ts';
import type { Fetch, Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { testPage } from '../adapters/web/harness.ts';
import {
  briskClock,
  type Desk,
  type FeedEntry,
  networkTo,
  rssOf,
  type Site,
  startDesk,
  startSite,
  until,
} from './harness.ts';

/** What the private feed alone says, its title and its headline among it; and what the public one alone says. */
const secret = /zanzi/iu;
const known = /quokka/iu;

const privatePath = '/private.xml?key=0123456789abcdef';
const publicPath = '/public.xml';
const hour = 3_600_000;
const clock = briskClock('2031-01-06T08:00:00Z');

const subscriber: Address = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const reader: Address = { platform: 'slack', workspace: 'T2', channel: 'C2' };
const secondSubscriber: Address = { platform: 'discord', workspace: 'G3', channel: 'C3' };

let store: Store;
let desk: Desk;
let site: Site;
let network: { readonly fetch: Fetch; close(): Promise<void> };
let feeds: Record<string, { readonly title: string; readonly entries: FeedEntry[] }>;
let page: string | undefined;

const at = { published: '2031-01-06T09:00:00Z' };
const whole = (): FeedEntry => ({
  ...at,
  id: 'z1',
  title: 'Ferry Aurora sinks off Port Elsa, zanzifolk saved',
  link: `${site.url}/aurora.html`,
  text: [
    'The ferry Aurora sank off Port Elsa on Monday. Rescuers saved 53 passengers of the ferry Aurora near Port Elsa, the zanzimaster of the harbour said.',
    'The zanzimaster said that the ferry Aurora had been examined 12 days before, and that nothing was found. The ferry company will pay 400 euros to each of the passengers.',
    'Divers of Zanzitown will look for the ferry Aurora on Wednesday, as soon as the wind lets them. The harbour of Port Elsa stays closed until then, the zanzimaster said.',
    'The ferry Aurora was built 31 years ago and had carried passengers between Port Elsa and the islands since then. A new one was ordered by the company two years ago.',
  ].join('\n\n'),
});
const stub = (): FeedEntry => ({
  ...at,
  id: 'q1',
  title: 'Ferry Aurora lost off Port Elsa',
  link: `${site.url}/aurora.html?utm_source=quokka`,
  text: 'The ferry Aurora sank off Port Elsa on Monday with 40 passengers, the quokka guard of Port Elsa said.',
});

const follow = (source: Source, address: Address): Promise<unknown> =>
  store.sources.follow(source, { address, by: 'U1', at: new Date(clock.now()).toISOString() });

const sourceAt = (path: string): Source => newSource(`${site.url}${path}`, null, null);

beforeEach(async () => {
  feeds = {
    [privatePath]: { title: 'Zanzigram for subscribers', entries: [] },
    [publicPath]: { title: 'Quokkapost', entries: [] },
  };
  page = undefined;
  site = await startSite((path, _request, response) => {
    const feed = feeds[path];
    if (feed !== undefined) response.end(rssOf(feed.title, feed.entries));
    else if (page !== undefined && path.startsWith('/aurora.html'))
      response.setHeader('content-type', 'text/html').end(page);
    else response.writeHead(404).end();
  });
  network = networkTo(site);
  store = await openStore({ kind: 'sqlite', path: ':memory:' }, clock.now);
  await follow(sourceAt(privatePath), subscriber);
  await follow(sourceAt(publicPath), reader);
  await follow(sourceAt(privatePath), secondSubscriber);
  desk = startDesk(store, network.fetch, clock);
  // The first reading of each is the baseline.
  await until(async () => {
    const sources = await store.sources.list();
    expect(sources.map(({ readAt }) => readAt)).not.toContain(null);
    expect(sources).toHaveLength(2);
  });
});
afterEach(async () => {
  await desk.stop();
  await store.close();
  await network.close();
  await site.close();
});

/** Its feed lists an entry, and what comes of that stands at the desk. */
const lists = async (path: string, entry: FeedEntry): Promise<void> => {
  const before = (await desk.thread.desk.within(await scopeOf(store, ownerOf(path))).size()).articles;
  feeds[path]?.entries.unshift(entry);
  clock.ahead(7 * hour);
  await until(async () => {
    const { articles } = await desk.thread.desk.within(await scopeOf(store, ownerOf(path))).size();
    expect(articles).toBe(before + 1);
  });
};
const ownerOf = (path: string): Address => (path === privatePath ? subscriber : reader);

const say = (text: string, address: Address): Promise<Answer> =>
  createChat({
    desk: desk.thread.desk,
    store,
    fetch: network.fetch,
    clock,
    topics: [{ name: 'ferry', title: 'Ferry', query: 'ferry', description: 'ferries', shortcut: true }],
    status: async () => [],
  })({ address, person: { id: 'U1', manages: true }, name: 'news', text });

/** Everything that a workspace is told, by every way in which it can ask; and the articles that are cited in it. */
const toldTo = async (address: Address): Promise<{ readonly told: string; readonly articles: readonly string[] }> => {
  const answers: unknown[] = [];
  for (const text of [
    '',
    'ferry',
    'Aurora',
    'sources ferry',
    'timeline ferry',
    'differences ferry',
    'ask how many passengers were saved?',
    'ask how many passengers were on the ferry Aurora?',
    'ask who will look for the ferry Aurora?',
    `why ${site.url}/aurora.html`,
    'feed list',
  ])
    answers.push(await say(text, address));
  const scoped = desk.thread.desk.within(await scopeOf(store, address));
  const order = { title: 'Digest', topics: [], to: new Date(clock.now()).toISOString(), next: null, zone: 'UTC' };
  const digest = await scoped.digest({ ...order, from: '2031-01-06T08:00:00.000Z' });
  expect(digest.entries).toHaveLength(1);
  answers.push(digest, await scoped.stories());
  const told = JSON.stringify(answers);
  const articles = [...new Set([...told.matchAll(/"article":"([^"]+)"/gu)].map(([, id = '']) => id))];
  return { told, articles };
};

/** The reader page of each article that was cited, opened with the key that a posted link carries. */
const readerPages = async (articles: readonly string[]): Promise<string> => {
  const reading = testPage({ articles: store.articles, signer: { isSigned: () => true } });
  await reading.start(async () => ({ kind: 'notice', notice: { tone: 'info', title: 'none', lines: [] } }));
  try {
    const pages = articles.map(async (id) => (await fetch(`${reading.url}/read/${id}`)).text());
    return (await Promise.all(pages)).join('\n');
  } finally {
    await reading.stop();
  }
};

const eachSeesItsOwn = async (): Promise<void> => {
  const [ours, theirs, shared] = [await toldTo(subscriber), await toldTo(reader), await toldTo(secondSubscriber)];
  expect(ours.told).toMatch(secret);
  expect(ours.told).not.toMatch(known);
  expect(theirs.told).toMatch(known);
  expect(theirs.told).not.toMatch(secret);
  expect(theirs.told).not.toContain('0123456789abcdef');
  expect([ours, theirs, shared].map(({ articles }) => articles.length)).toEqual([1, 1, 1]);
  // One feed, one reading of it, for both who have its address.
  expect(shared.articles).toEqual(ours.articles);
  expect(ours.articles).not.toEqual(theirs.articles);
  expect(await readerPages(ours.articles)).toMatch(secret);
  const open = await readerPages(theirs.articles);
  expect(open).toMatch(known);
  expect(open).not.toMatch(secret);
  // Whoever sees everything has it once.
  expect(await desk.thread.desk.size()).toEqual({ articles: 1, stories: 1 });
  expect(await store.articles.all()).toHaveLength(2);
  expect(desk.log.errors).toEqual([]);
};

it('a private full text that came first stays with those who follow its feed', async () => {
  await lists(privatePath, whole());
  await lists(publicPath, stub());
  await eachSeesItsOwn();
  await say(`feed remove ${site.url}${privatePath}`, secondSubscriber);
  expect(JSON.stringify(await say('ferry', secondSubscriber))).not.toMatch(secret);
});

it('a private full text that came second reaches those who follow its feed, and nobody else', async () => {
  await lists(publicPath, stub());
  await lists(privatePath, whole());
  await eachSeesItsOwn();
});

it('a page that gives the text gives it to both, each under its own feed’s headline', async () => {
  const body = whole().text.replaceAll(/zanzi/giu, 'quokka').replaceAll('\n\n', '</p><p>');
  page = `<html><head><title>Ferry Aurora lost off Port Elsa</title></head><body><article><h1>Ferry Aurora lost off Port Elsa</h1><p>${body}</p></article></body></html>`;
  await lists(publicPath, stub());
  const asked = site.asked('/aurora.html');
  expect(asked).toBe(1);
  await lists(privatePath, { ...stub(), id: 'z2', title: 'Ferry Aurora lost off Port Elsa, zanzifolk say' });
  expect(site.asked('/aurora.html')).toBe(asked);
  const [ours, theirs] = [await toldTo(subscriber), await toldTo(reader)];
  for (const { told } of [ours, theirs]) expect(told).toContain('Rescuers saved 53 passengers');
  expect(ours.told).toContain('zanzifolk');
  expect(theirs.told).not.toMatch(secret);
  expect(await readerPages(theirs.articles)).not.toMatch(secret);
});
