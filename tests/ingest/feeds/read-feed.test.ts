import { describe, expect, it } from 'vitest';
import { isSilent, readFeed } from '../../../src/ingest/feeds/feeds.ts';
import type { Source } from '../../../src/model.ts';
import type { FetchOutcome, SourceReading } from '../../../src/ports.ts';
import { ADDRESS, answer, NOW, rss, source, web } from './samples.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ago = (ms: number): string => new Date(NOW - ms).toUTCString();
/** A feed whose items came at these distances from now, in milliseconds. */
const dated = (...distances: readonly number[]): string =>
  rss(
    distances.map((ms, n) => ({
      guid: `${n}`,
      link: `https://post.example/${n}`,
      title: `Report ${n}`,
      date: ago(ms),
    })),
  );

const read = (outcome: FetchOutcome, from: Source = source(), random = 0): Promise<SourceReading> =>
  readFeed(web({ [from.url]: outcome }).fetch, from, { now: NOW, random: () => random });

const notModified: FetchOutcome = { kind: 'not-modified', headers: {} };
const failed = (code: string, more: { retryAfterMs?: number } = {}): FetchOutcome => ({
  kind: 'failed',
  code,
  reason: 'the host is in trouble',
  fix: 'Wait.',
  ...more,
});
const waits = ({ source: { dueAt } }: SourceReading): number => dueAt - NOW;

describe('a reading', () => {
  it('asks with the validators of the last one, and keeps those of the new one', async () => {
    const { fetch, asked } = web({ [ADDRESS]: answer(dated(0), { etag: '"2"', 'last-modified': 'today' }) });
    const from = source({ etag: '"1"', lastModified: 'yesterday' });
    const reading = await readFeed(fetch, from, { now: NOW, random: () => 0 });
    expect(asked).toMatchObject([{ url: ADDRESS, etag: '"1"', lastModified: 'yesterday' }]);
    expect(reading.source).toMatchObject({
      etag: '"2"',
      lastModified: 'today',
      status: 'active',
      readAt: '2025-06-02T12:00:00.000Z',
    });
    const plain = await read(answer(dated(0)), from);
    expect(plain.source).toMatchObject({ etag: null, lastModified: null });
    const same = await read(notModified, from);
    expect(same).toMatchObject({ items: [], source: { etag: '"1"', lastModified: 'yesterday', failures: 0 } });
  });

  it('asks a new source without validators, and its first success is the baseline', async () => {
    const fresh = source({ status: 'new', readAt: null, newAt: null });
    const first = await read(answer(dated(HOUR, 2 * HOUR)), fresh);
    expect(first).toMatchObject({ baseline: true, source: { status: 'active', newAt: '2025-06-02T11:00:00.000Z' } });
    expect(first.items).toHaveLength(2);
    expect((await read(answer(dated(0)), first.source)).baseline).toBe(false);
    // What fails first is still new, and so is what rested before it was ever read.
    const broken = await read(failed('timeout'), fresh);
    expect(broken).toMatchObject({ baseline: false, source: { status: 'new', readAt: null } });
    const rested = await read(answer(dated(0)), { ...fresh, status: 'resting', failures: 20 });
    expect(rested).toMatchObject({ baseline: true, source: { status: 'active', failures: 0 } });
  });

  it('makes articles of items, with the page to read where the text is a stub', async () => {
    const report = 'The ferry left the harbour at noon, with ninety people and a cow on board. '.repeat(25);
    const { items } = await read(
      answer(
        rss([
          {
            guid: '1',
            link: 'https://post.example/1?utm_source=rss',
            title: 'Stub',
            text: 'The ferry left.',
            date: ago(HOUR),
          },
          { guid: '2', link: 'https://post.example/2', title: 'Whole', text: report, date: ago(HOUR) },
          {
            guid: '3',
            link: 'https://post.example/3',
            title: 'Cut',
            text: `${report} Continue reading →`,
            date: ago(HOUR),
          },
          { guid: '4', title: 'No page', text: 'The ferry left.', date: ago(HOUR) },
          { guid: '5', link: 'https://post.example/5', date: ago(HOUR) },
          { guid: '6', link: 'https://post.example/6', title: 'Ahead', text: 'x', date: ago(-3 * DAY) },
        ]),
      ),
    );
    expect(items.map(({ article: { title } }) => title)).toEqual(['Stub', 'Whole', 'Cut', 'No page', 'Ahead']);
    expect(items[0]).toMatchObject({
      article: {
        title: 'Stub',
        publisher: 'The Example Post',
        url: 'https://post.example/1',
        source: 's1',
        text: 'The ferry left.',
      },
      page: { url: 'https://post.example/1', host: 'post.example' },
    });
    expect(items.map(({ page }) => page !== undefined)).toEqual([true, false, true, false, true]);
    expect(items.map(({ article: { published } }) => published === null)).toEqual([false, false, false, false, true]);
  });

  it('gives the caller’s own end back, and nothing else ever', async () => {
    const stopped = AbortSignal.abort(new Error('stopping'));
    const fetch = (_: unknown, signal?: AbortSignal) => Promise.reject(signal?.reason);
    await expect(readFeed(fetch, source(), { now: NOW, random: () => 0, signal: stopped })).rejects.toThrow('stopping');
  });
});

describe('a source that has moved', () => {
  it('for good is read at its new address from then on, under its old id', async () => {
    const outcome = { ...answer(dated(0)), movedTo: 'https://NEW.example:8443/feed' };
    expect((await read(outcome)).source).toMatchObject({
      id: 's1',
      url: 'https://NEW.example:8443/feed',
      host: 'new.example:8443',
    });
    const same = await read({ ...notModified, movedTo: 'https://new.example/feed' });
    expect(same.source.url).toBe('https://new.example/feed');
  });

  it('to what is no feed has not moved: it failed', async () => {
    const outcome = { ...answer('<html><body>Our new front page</body></html>'), movedTo: 'https://post.example/' };
    expect((await read(outcome)).source).toMatchObject({ url: ADDRESS, failures: 1, failure: { code: 'not-a-feed' } });
  });

  it('away for good (410) is gone, and is not read again', async () => {
    const reading = await read({ kind: 'gone' });
    expect(reading).toMatchObject({ items: [], source: { status: 'gone', failure: { code: 'gone' } } });
  });
});

describe('the interval', () => {
  it('is half the distance of the items, between five minutes and six hours', async () => {
    const every = async (ms: number): Promise<number> =>
      waits(
        await read(
          answer(dated(...Array.from({ length: 10 }, (_, n) => n * ms))),
          source({ newAt: null, rhythmMs: null }),
        ),
      );
    expect(await every(MINUTE)).toBe(5 * MINUTE);
    expect(await every(40 * MINUTE)).toBe(20 * MINUTE);
    expect(await every(4 * HOUR)).toBe(2 * HOUR);
    expect(await every(5 * DAY)).toBe(6 * HOUR);
  });

  it('is learned slowly: one busy hour does not make a busy feed', async () => {
    const busy = answer(dated(...Array.from({ length: 10 }, (_, n) => n * MINUTE)));
    const once = await read(busy, source({ rhythmMs: 4 * HOUR }));
    expect(once.source.rhythmMs).toBe(Math.round(0.7 * 4 * HOUR + 0.3 * MINUTE));
    expect(waits(once)).toBeGreaterThan(HOUR);
  });

  it('grows as the newest item ages', async () => {
    const stale = answer(dated(30 * HOUR, 31 * HOUR, 32 * HOUR, 33 * HOUR));
    expect(waits(await read(stale, source({ rhythmMs: HOUR })))).toBe(2.5 * HOUR);
  });

  it('of a feed without dates is shorter after news and longer after none', async () => {
    const undated = answer(rss([{ guid: '1', title: 'Ferry' }]));
    const readAt = '2025-06-02T11:30:00.000Z';
    const news = await read(undated, source({ readAt, newAt: readAt, intervalMs: HOUR }));
    const none = await read(undated, source({ readAt, intervalMs: HOUR }));
    expect([waits(news), waits(none)]).toEqual([36 * MINUTE, 78 * MINUTE]);
    expect(news.source.rhythmMs).toBe(HOUR);
    expect(waits(await read(undated, source({ readAt, newAt: readAt, intervalMs: 5 * MINUTE })))).toBe(5 * MINUTE);
    expect(waits(await read(undated, source({ readAt, intervalMs: 6 * HOUR })))).toBe(6 * HOUR);
  });

  it('has jitter: up to a tenth later, never earlier', async () => {
    const feed = answer(dated(...Array.from({ length: 10 }, (_, n) => n * 2 * HOUR)));
    expect(waits(await read(feed, source(), 0.999))).toBeCloseTo(HOUR * 1.0999, -2);
  });

  it.each([
    ['Cache-Control', { 'cache-control': 'public, max-age=3600' }, '', 60],
    ['Cache-Control, less what it has aged', { 'cache-control': 'max-age=3600', age: '1800' }, '', 30],
    ['Cache-Control of a shared cache is not ours', { 'cache-control': 's-maxage=3600' }, '', 5],
    ['Expires', { date: new Date(NOW).toUTCString(), expires: new Date(NOW + 2 * HOUR).toUTCString() }, '', 120],
    ['no more than six hours', { 'cache-control': 'max-age=9999999' }, '', 360],
    ['no-store', { 'cache-control': 'no-store, max-age=3600' }, '', 5],
    ['ttl', {}, '<ttl>45</ttl>', 45],
    ['the longer of both', { 'cache-control': 'max-age=600' }, '<ttl>45</ttl>', 45],
  ])('honours %s', async (_, headers, channel, minutes) => {
    const busy = rss(
      [0, 1, 2, 3, 4].map((n) => ({ guid: `${n}`, title: `T${n}`, date: ago(n * MINUTE) })),
      `<title>T</title>${channel}`,
    );
    expect(Math.round(waits(await read(answer(busy, headers))) / MINUTE)).toBe(minutes);
  });

  it('honours ttl also where nothing has changed since', async () => {
    const busy = [0, 1, 2, 3, 4].map((n) => ({ guid: `${n}`, title: `T${n}`, date: ago(n * MINUTE) }));
    const first = await read(answer(rss(busy, '<title>T</title><ttl>45</ttl>')));
    const second = await read(notModified, first.source);
    expect(waits(second)).toBe(45 * MINUTE);
    expect(waits(await read(answer(rss(busy)), second.source))).toBe(5 * MINUTE);
  });

  it('leaves out the hours and days at which the feed does not want to be read', async () => {
    const feed = (channel: string): FetchOutcome =>
      answer(rss([{ guid: '1', title: 'T' }], `<title>T</title>${channel}`));
    const at = async (channel: string): Promise<string> =>
      new Date((await read(feed(channel), source({ intervalMs: 6 * HOUR }))).source.dueAt).toISOString();
    // NOW is Monday at noon; six hours later it is 18:00.
    expect(await at('')).toBe('2025-06-02T18:00:00.000Z');
    expect(await at('<skipHours><hour>18</hour><hour>19</hour></skipHours>')).toBe('2025-06-02T20:00:00.000Z');
    expect(await at('<skipDays><day>Monday</day></skipDays>')).toBe('2025-06-03T00:00:00.000Z');
    const all = Array.from({ length: 24 }, (_, hour) => `<hour>${hour}</hour>`).join('');
    expect(await at(`<skipHours>${all}</skipHours>`)).toBe('2025-06-02T18:00:00.000Z');
  });
});

describe('a failure', () => {
  it('backs off 5 x 2^n minutes, then rests after eleven in a row and is tried daily', async () => {
    let from = source();
    const seen: [number, string][] = [];
    for (let n = 0; n < 13; n += 1) {
      const reading = await read(failed('http-503'), from);
      seen.push([waits(reading) / MINUTE, reading.source.status]);
      from = reading.source;
    }
    expect(seen.slice(0, 8).map(([minutes]) => minutes)).toEqual([5, 10, 20, 40, 80, 160, 320, 640]);
    expect(seen.slice(8).map(([minutes]) => minutes)).toEqual([1280, 1440, 1440, 1440, 1440]);
    // From the first failure to the eleventh, near three days: a weekend.
    expect(seen.slice(0, 10).reduce((sum, [minutes]) => sum + minutes, 0) / 60).toBeCloseTo(66.6, 1);
    expect(seen.map(([, status]) => status)).toEqual([...Array(10).fill('active'), 'resting', 'resting', 'resting']);
    expect(from).toMatchObject({
      failures: 13,
      failure: { code: 'http-503', reason: 'the host is in trouble', fix: 'Wait.' },
    });
    const well = await read(answer(dated(0)), { ...from, toldAt: '2025-06-01T00:00:00.000Z' });
    expect(well.source).toMatchObject({ status: 'active', failures: 0, failure: null, toldAt: null });
  });

  it('waits for as long as the server asks, and leaves its host alone meanwhile', async () => {
    const reading = await read(failed('http-429', { retryAfterMs: 30 * MINUTE }));
    expect(waits(reading)).toBe(30 * MINUTE);
    expect(reading.hostFreeAt - NOW).toBe(30 * MINUTE);
    const days = await read(failed('http-503', { retryAfterMs: DAY }));
    expect([waits(days), days.hostFreeAt - NOW]).toEqual([DAY, HOUR]);
  });

  it('keeps what is known of the source', async () => {
    const from = source({ etag: '"1"', rhythmMs: HOUR });
    const { source: next, items } = await read(
      { kind: 'refused', code: 'private-address', reason: 'a', fix: 'b' },
      from,
    );
    expect(next).toMatchObject({
      etag: '"1"',
      rhythmMs: HOUR,
      readAt: from.readAt,
      newAt: from.newAt,
      status: 'active',
    });
    expect(items).toEqual([]);
  });

  it.each([
    ['nothing', '', 'empty'],
    ['a page', '<!doctype html><html></html>', 'not-a-feed'],
    ['rubbish', '<rss><channel><item><title><![CDATA[', 'malformed'],
  ])('is what a feed of %s comes to', async (_, body, code) => {
    expect((await read(answer(body), source({ etag: '"1"' }))).source).toMatchObject({
      failure: { code },
      etag: '"1"',
    });
  });
});

describe('the host of a source', () => {
  it('is left alone for a second after each request, or as long as is said', async () => {
    expect((await read(notModified)).hostFreeAt).toBe(NOW + 1_000);
    const { fetch } = web({ [ADDRESS]: notModified });
    const slow = await readFeed(fetch, source(), { now: NOW, random: () => 0, hostGapMs: 5_000 });
    expect(slow.hostFreeAt).toBe(NOW + 5_000);
  });
});

describe('a silent source', () => {
  const quiet = (days: number, change: Partial<Source> = {}): boolean =>
    isSilent(source({ newAt: new Date(NOW - days * DAY).toISOString(), rhythmMs: DAY, ...change }), NOW);

  it('answers and has had nothing new for ten times its rhythm, and at least three days', () => {
    expect([quiet(9), quiet(11)]).toEqual([false, true]);
    expect([quiet(2, { rhythmMs: HOUR }), quiet(4, { rhythmMs: HOUR })]).toEqual([false, true]);
    expect([quiet(40, { rhythmMs: null }), quiet(43, { rhythmMs: null })]).toEqual([false, true]);
  });

  it('is none that fails, rests, is gone or was never read', () => {
    expect(quiet(99, { status: 'resting' })).toBe(false);
    expect(quiet(99, { status: 'gone' })).toBe(false);
    expect(isSilent(source({ status: 'new', newAt: null }), NOW)).toBe(false);
  });

  it('was told of once, until it speaks again', async () => {
    const toldAt = '2025-06-01T00:00:00.000Z';
    const old = source({ newAt: new Date(NOW - 30 * DAY).toISOString(), rhythmMs: HOUR, toldAt });
    expect((await read(notModified, old)).source.toldAt).toBe(toldAt);
    expect((await read(notModified, { ...old, newAt: source().newAt })).source.toldAt).toBeNull();
  });
});
