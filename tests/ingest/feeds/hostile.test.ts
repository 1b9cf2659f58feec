/** What a publisher who means harm, or does not care, may write into a feed. The parser's own bounds: ../parsing. */
import { describe, expect, it } from 'vitest';
import { parseFeed, readFeed } from '../../../src/ingest/feeds/feeds.ts';
import type { Source } from '../../../src/model.ts';
import type { SourceReading } from '../../../src/ports.ts';
import { ADDRESS, answer, bytes, items, NOW, rss, source, web } from './samples.ts';

const DAY = 24 * 60 * 60_000;
const head = '<title>The Example Post</title>';

const read = (text: string, from: Source = source(), headers: Record<string, string> = {}): Promise<SourceReading> =>
  readFeed(web({ [from.url]: answer(text, headers) }).fetch, from, { now: NOW, random: () => 0 });

const one = (item: Parameters<typeof rss>[0][number]) => items(rss([{ guid: 'a', ...item }]))[0]?.article;

describe('what nobody sees', () => {
  it('is no part of a title, a name or a text: direction overrides, zero-width marks, soft hyphens, tags, NUL', () => {
    const [item] = items(
      rss(
        [
          {
            title: 'Minister \u202Edeyned\u202C re\u00ADports\u200B \u{E0041}today',
            link: 'https://post.example/1',
            text: 'The mini\u00ADster \u2066said\u2069 no.\u2028And \uFEFFwent.',
          },
        ],
        '<title>The \u202EExample\u202C Post</title>',
      ),
    );
    expect(item?.article).toMatchObject({
      title: 'Minister deyned reports today',
      publisher: 'The Example Post',
      text: 'The minister said no. And went.',
    });
  });

  it('stays where letters and emoji are spelt with it', () => {
    expect(one({ title: 'می\u200Cخواهم 👩\u200D🚒' })?.title).toBe('می\u200Cخواهم 👩\u200D🚒');
  });

  it('is left out of a text: elements that are hidden', () => {
    const hidden = [
      '<p hidden>One.</p>',
      '<p style="color: red; DISPLAY : none">Two.</p>',
      '<div style="visibility:hidden"><p>Three.</p></div>',
      '<span aria-hidden="true">Four.</span>',
    ];
    expect(one({ title: 'T', text: `<p>Seen.</p>${hidden.join('')}<p hidden="until-found">Found.</p>` })?.text).toBe(
      'Seen.\n\nFound.',
    );
  });

  it('is left out of JSON, too: half a character and NUL', () => {
    const feed = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Post\u0000',
      items: [{ id: 'a', url: 'https://post.example/1', title: 'A\ud800b\u0000c', content_text: 'No\udc00w.' }],
    });
    expect(items(feed)[0]?.article).toMatchObject({ title: 'Ab c', text: 'Now.', publisher: 'Post' });
  });
});

describe('what is longer than it may be', () => {
  it('is cut at a word: titles, names of outlets and of feeds', async () => {
    const feed = rss(
      [{ title: 'word '.repeat(1_000), link: 'https://post.example/1' }],
      `<title>${'Post '.repeat(9_999)}</title>`,
    );
    const reading = await read(feed, source({ title: null }));
    expect(reading.source.title).toMatch(/^(?:Post )+Post…$/u);
    expect(reading.source.title?.length).toBeLessThanOrEqual(120);
    expect(reading.items[0]?.article.publisher?.length).toBeLessThanOrEqual(120);
    expect(reading.items[0]?.article.title?.length).toBeLessThanOrEqual(500);
  });

  it('is no half of an emoji', () => {
    expect(one({ title: `x${'😀'.repeat(400)}` })?.title).toMatch(/^x😀+…$/u);
  });

  it('is no link', () => {
    expect(one({ guid: 'a', title: 'T', link: `https://post.example/${'x'.repeat(2_000)}` })?.url).toBeNull();
  });

  it('is known by its hash: an id of a million characters', () => {
    const long = { guid: 'g'.repeat(1_000_000), title: 'T' };
    const [first] = items(rss([long]));
    expect(first?.keys.join('').length).toBeLessThan(200);
    expect(first?.keys[0]).not.toBe(items(rss([{ ...long, guid: `${long.guid}h` }]))[0]?.keys[0]);
  });

  it('is not kept to be sent back: an ETag that no server would take', async () => {
    const { source: next } = await read(rss([]), source(), {
      etag: `"${'e'.repeat(5_000)}"`,
      'last-modified': 'x'.repeat(5_000),
    });
    expect(next).toMatchObject({ etag: null, lastModified: null });
  });
});

describe('a number beyond all measure', () => {
  it.each([
    ['ttl', '<ttl>1e400</ttl>'],
    ['ttl', `<ttl>${'9'.repeat(400)}</ttl>`],
    [
      'sy',
      '<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">yearly</sy:updatePeriod><sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">1e-320</sy:updateFrequency>',
    ],
  ])('is a number that can be stored: %s', async (_what, element) => {
    const { source: next } = await read(rss([{ title: 'T' }], `${head}${element}`));
    // What is no number is null in JSON, and a source with it could not be read again.
    expect(JSON.parse(JSON.stringify(next))).toMatchObject({ ttlMs: 366 * DAY, dueAt: NOW + DAY / 4 });
  });

  it.each([
    { 'cache-control': 'max-age=99999999999999999999999' },
    { 'cache-control': 'max-age=-1' },
    { 'cache-control': 'max-age=NaN, s-maxage=1e9' },
    { 'cache-control': 'max-age=600', age: '-99999999' },
    { 'cache-control': ','.repeat(10_000) },
    { expires: 'Tue, 31 Dec 9999 23:59:59 GMT' },
    { expires: 'banana', age: '1e999' },
  ])('in a header delays the next reading by six hours at most: %j', async (headers) => {
    const { source: next } = await read(rss([{ title: 'T' }]), source(), headers);
    expect(next.dueAt).toBeGreaterThan(NOW);
    expect(next.dueAt).toBeLessThanOrEqual(NOW + DAY / 4);
  });

  it.each([
    'Mon, 01 Jan 0000 00:00:00 GMT',
    'Fri, 31 Dec 9999 23:59:59 GMT',
    '+275760-09-13',
    'Thu, 01 Jan 1970 00:00:00 GMT',
  ])('is no date: %s', (date) => {
    expect(one({ title: 'T', link: 'https://post.example/1', date })?.published).toBeNull();
  });
});

describe('a feed that is another one suddenly', () => {
  const old = (n: number) => ({
    guid: `old-${n}`,
    link: `https://post.example/archive/${n}`,
    title: `Report ${n} of the archive`,
    date: new Date(NOW - (40 + n) * DAY).toUTCString(),
  });
  const fresh = {
    guid: 'new',
    link: 'https://post.example/new',
    title: 'Ferry late',
    date: new Date(NOW - DAY).toUTCString(),
  };

  it('with its archive in it brings what is new and not what is old', async () => {
    const { items: brought } = await read(rss([fresh, old(1), old(2)]));
    expect(brought.map(({ article }) => article.title)).toEqual(['Ferry late']);
  });

  it('is taken whole at its first reading, which is the baseline', async () => {
    const reading = await read(rss([fresh, old(1)]), source({ status: 'new', readAt: null }));
    expect(reading).toMatchObject({ baseline: true, items: [{}, {}] });
  });

  it('brings what was published while it could not be read, however long that was', async () => {
    const reading = await read(rss([old(1)]), source({ readAt: new Date(NOW - 60 * DAY).toISOString() }));
    expect(reading.items).toHaveLength(1);
  });

  it.each([
    ['a web page', '<!doctype html><html><body><h1>Domain for sale</h1></body></html>'],
    ['a login page', '<html><body><form action="/login"><input name="user"></form></body></html>'],
    ['a page in XML', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'],
    ['JSON of another kind', '{"error":"no such channel"}'],
  ])('as %s has failed, keeps what is known of it, and says so', async (_what, text) => {
    const reading = await read(text);
    expect(reading).toMatchObject({ items: [], source: { failures: 1, failure: { code: 'not-a-feed' } } });
    expect(reading.source.title).toBe('The Example Post');
  });
});

describe('an item that is another one at every reading', () => {
  const text =
    'The ferry left the harbour at noon, with ninety people, two cars and a cow on board, and came back at six.';

  it('by its id is known by its words, where it has neither address nor date', () => {
    const at = (guid: string) => items(rss([{ guid, title: 'Ferry leaves', text }]))[0]?.keys ?? [];
    expect(at('1').some((key) => at('2').includes(key))).toBe(true);
  });

  it('by its words is another one', () => {
    const saying = (words: string) => items(rss([{ title: 'Ferry leaves', text: words }]))[0]?.keys ?? [];
    expect(saying(text).some((key) => saying(`${text} Twice.`).includes(key))).toBe(false);
  });

  it('by few words may be a new one of the same name', () => {
    const at = (guid: string) => items(rss([{ guid, title: 'Weather report' }]))[0]?.keys ?? [];
    expect(at('1').some((key) => at('2').includes(key))).toBe(false);
  });
});

describe('a charset that is not so', () => {
  const utf8 = rss([{ guid: 'a', title: 'Café in Łódź' }]);
  const titleOf = (body: Uint8Array, charset: string, declaration = ''): string | null | undefined => {
    const reading = parseFeed(
      Buffer.concat([bytes(declaration), body]),
      { 'content-type': `text/xml; charset=${charset}` },
      ADDRESS,
    );
    return reading.kind === 'ok' ? reading.feed.items[0]?.title : reading.code;
  };

  it.each(['iso-8859-1', 'windows-1252', 'utf-16', 'utf-16be', 'utf-7', 'replacement', 'x'.repeat(40)])(
    'but UTF-8 by every byte is UTF-8, whatever %s says',
    (charset) => {
      expect(titleOf(bytes(utf8), charset)).toBe('Café in Łódź');
    },
  );

  it('is believed where the bytes do not speak against it', () => {
    const latin = Buffer.from(utf8.replace('Łódź', 'Brno'), 'latin1');
    expect(titleOf(latin, 'iso-8859-1')).toBe('Café in Brno');
    expect(titleOf(Buffer.from(utf8, 'utf16le'), 'utf-16le')).toBe('Café in Łódź');
    const japanese = Buffer.from([0x83, 0x75, 0x83, 0x8a, 0x83, 0x62, 0x83, 0x57]);
    const [before = '', after = ''] = utf8.split('Café in Łódź');
    expect(titleOf(Buffer.concat([bytes(before), japanese, bytes(after)]), 'shift_jis')).toBe('ブリッジ');
  });
});

describe('a link in a feed', () => {
  it('shows a host that only looks like another for what it is', () => {
    expect(one({ title: 'T', link: 'https://раураl.example/1' })?.url).toBe('https://xn--l-7sba6dbr.example/1');
  });

  it('cannot break out of where it is put', () => {
    expect(one({ title: 'T', link: 'https://post.example/a b"><script>|' })?.url).toMatch(/^[!-~]+$/u);
    expect(one({ title: 'T', link: 'https://post.example/a"><b>' })?.url).not.toMatch(/[<>"]/u);
  });
});
