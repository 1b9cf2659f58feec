/** The simulated web itself: the same seed gives the same web, and its books see what they are to see. */
import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { StoredArticle } from './account.ts';
import { planWeb } from './plan.ts';
import { spawnWeb } from './process.ts';
import { type SimulatedWeb, startWeb, type WebSettings } from './web.ts';

const hour = 3_600_000;
const start = Date.UTC(2031, 0, 6);
const settings: WebSettings = { seed: 1, feeds: 80, hosts: 20, start, hours: 3, items: 400, gapMs: 1000 };

let web: SimulatedWeb | undefined;
afterEach(async () => {
  await web?.close();
  web = undefined;
});

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** One request as a reader makes it; an answer in good order is owned up to. */
const get = (from: SimulatedWeb, url: string, headers: Record<string, string> = {}, own = true): Promise<Got> =>
  new Promise((resolve, reject) => {
    const { host, pathname } = new URL(url);
    const sent = request(
      { port: from.port, path: pathname, agent: false, headers: { host, 'user-agent': 'test', ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const serial = Number(response.headers['x-serial']);
          if (own && serial > 0) from.received(serial);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
        });
      },
    );
    sent.on('error', reject);
    sent.end();
  });

const textOf = ({ headers, body }: Got): string =>
  (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');

const offerOf = (from: SimulatedWeb, fate: string) => {
  const offer = from.offers.find((each) => each.fate === fate);
  if (offer === undefined) throw new Error(`no feed is ${fate}`);
  return offer;
};

/** Articles under their item's number, as a reader would store what it saw. */
const stored = (...numbers: readonly number[]): StoredArticle[] =>
  numbers.map((n, at) => ({ id: `${at}-${n}`, url: `http://h1.sim.example/a/${n}`, title: 'Any', ending: '' }));

describe('the plan of a web', () => {
  it('is the same for the same seed, another for another', () => {
    expect(planWeb(settings)).toEqual(planWeb(settings));
    expect(planWeb(settings).every).not.toEqual(planWeb({ ...settings, seed: 2 }).every);
  });

  it('has as many items as were asked for, nearly, and each fate at least once', () => {
    const plan = planWeb({ ...settings, feeds: 600, items: 6000, hours: 24 });
    expect(plan.published).toBeGreaterThan(3000);
    expect(plan.published).toBeLessThan(7000);
    expect(new Set(plan.list.map(({ fate }) => fate)).size).toBe(27);
  });
});

describe('a simulated web', () => {
  it('answers with what has been published by its time, and that nothing has changed when it has not', async () => {
    web = await startWeb(settings);
    const { url, n } =
      web.offers.find(({ n, fate }) => fate === 'well' && planWeb(settings).list[n]?.etag) ?? offerOf(web, 'well');
    const first = await get(web, url);
    expect(first.status).toBe(200);
    const again = await get(web, url, { 'if-none-match': String(first.headers.etag) });
    expect(again.status).toBe(304);
    await web.setNow(start + 3 * hour);
    const later = await get(web, url, { 'if-none-match': String(first.headers.etag) });
    const came = planWeb(settings).list[n]?.items.filter(({ at }) => at > start) ?? [];
    expect(came.length).toBeGreaterThan(0);
    expect(later.status).toBe(200);
    for (const item of came) expect(textOf(later)).toContain(`/a/${item.n}`);
  });

  it('serves whole articles behind stubs', async () => {
    web = await startWeb(settings);
    const page = await get(web, 'http://h1.sim.example/a/1');
    expect(textOf(page)).toContain('<article>');
  });

  it('keeps the truth: what was seen and not stored is lost, what is stored under two ids is there twice', async () => {
    web = await startWeb(settings);
    const { url, n } = offerOf(web, 'well');
    const items = planWeb(settings).list[n]?.items ?? [];
    const old = items.filter(({ at }) => at <= start).at(-1);
    const came = items.filter(({ at }) => at > start);
    const [first, second] = came;
    if (old === undefined || first === undefined || second === undefined) throw new Error('too few items');
    await get(web, url);
    await web.setNow(start + 3 * hour);
    // An answer that the reader does not own up to was cut off on its way: nothing of it was seen.
    await get(web, url, {}, false);
    expect(await web.reckon([])).toMatchObject({ expected: 0, lost: { count: 0 } });
    await get(web, url);
    const numbers = came.map((item) => item.n);
    expect(await web.reckon(stored(...numbers))).toMatchObject({
      expected: came.length,
      lost: { count: 0 },
      missed: { count: 0 },
      twice: { count: 0 },
      old: { count: 0 },
    });
    const account = await web.reckon(stored(...numbers.slice(1), second.n, old.n, 10_000_000));
    expect(account).toMatchObject({
      lost: { count: 1 },
      twice: { count: 1 },
      old: { count: 1 },
      unknown: { count: 1 },
    });
    expect(account.lost.some[0]).toContain(`item ${first.n} `);
  });

  it('counts what is missed between two readings', async () => {
    web = await startWeb({ ...settings, items: 100_000, hours: 24 });
    const { url } = offerOf(web, 'well');
    await get(web, url);
    await web.setNow(start + 24 * hour);
    await get(web, url);
    const { missed, longestUnreadMs } = await web.reckon([]);
    expect(missed.count).toBeGreaterThan(0);
    expect(longestUnreadMs).toBe(24 * hour);
  });

  it('sees two requests at once, requests too close, too soon, and without the validators that were given', async () => {
    web = await startWeb(settings);
    const plan = planWeb(settings);
    const { url } =
      web.offers.find(({ n, fate }) => fate === 'well' && plan.list[n]?.etag && (plan.list[n]?.maxAge ?? 0) > 0) ??
      offerOf(web, 'well');
    await get(web, url);
    await get(web, url);
    expect((await web.reckon([])).politeness).toMatchObject({
      requests: 2,
      tooClose: 1,
      shortestGapMs: 0,
      conditionalDue: 1,
      conditionalUsed: 0,
      tooSoon: { 'max-age': 1 },
      atOnce: 0,
    });
    await web.setNow(start + hour / 2);
    const from = web;
    const all = Array.from({ length: 8 }, () => get(from, url));
    await Promise.all(all);
    expect((await web.reckon([])).politeness.atOnce).toBeGreaterThan(0);
  });

  it('does what becomes of feeds: gone, moved, busy, broken, cut off', async () => {
    const from = await startWeb(settings);
    web = from;
    const plan = planWeb(settings);
    const during = async (fate: string): Promise<Got> => {
      const { n, url } = offerOf(from, fate);
      const feed = plan.list[n];
      await from.setNow(Math.max(start, (feed?.from ?? start) + 1));
      return get(from, url);
    };
    expect((await during('gone')).status).toBe(410);
    expect([301, 308]).toContain((await during('moved')).status);
    expect(await during('limited')).toMatchObject({ status: 429, headers: { 'retry-after': expect.any(String) } });
    expect([500, 503]).toContain((await during('broken')).status);
    expect((await during('missing')).status).toBe(404);
    expect((await during('inward')).headers.location).toMatch(/169\.254|10\.0|::1/u);
    await expect(during('reset')).rejects.toThrow();
    await expect(during('garbage')).rejects.toThrow();
    const torn = textOf(await during('truncated'));
    expect(torn.length).toBeGreaterThan(1000);
    expect(torn).not.toMatch(/(?:<\/rss>|<\/feed>|<\/rdf:RDF>|\]\})\s*$/u);
  });

  it('is the same in a process of its own', async () => {
    web = await spawnWeb(settings);
    const { url } = offerOf(web, 'well');
    await get(web, url);
    await web.setNow(start + hour);
    await get(web, url);
    await web.setNow(start + 2 * hour);
    const own = await startWeb(settings);
    await get(own, url);
    await own.setNow(start + hour);
    await get(own, url);
    await own.setNow(start + 2 * hour);
    expect(await web.reckon([])).toEqual(await own.reckon([]));
    await own.close();
  });
});
