import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFeed, readFeed } from '../../../src/ingest/feeds/feeds.ts';
import type { SourceReading } from '../../../src/ports.ts';
import { ADDRESS, answer, bytes, NOW, rss, source, web } from './samples.ts';

const items = [1, 2, 3].map((n) => ({
  guid: `${n}`,
  link: `https://post.example/${n}`,
  title: `The ferry leaves harbour number ${n}`,
  date: new Date(NOW - n * 60_000).toUTCString(),
}));
const whole = rss(items);
const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>${items
  .map(({ link, title }) => `<entry><id>${link}</id><title>${title}</title><link href="${link}"/></entry>`)
  .join('')}</feed>`;
const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
  <channel rdf:about="https://post.example/"><title>Post</title></channel>${items
    .map(({ link, title }) => `<item rdf:about="${link}"><title>${title}</title><link>${link}</link></item>`)
    .join('')}</rdf:RDF>`;

const titles = (text: string): readonly (string | null)[] | string => {
  const reading = parseFeed(bytes(text), {}, ADDRESS);
  return reading.kind === 'ok' ? reading.feed.items.map(({ title }) => title) : reading.code;
};
const read = (text: string, from = source(), headers: Record<string, string> = {}): Promise<SourceReading> =>
  readFeed(web({ [from.url]: answer(text, headers) }).fetch, from, { now: NOW, random: () => 0 });

describe('a feed that breaks off', () => {
  it.each([
    ['RSS', whole],
    ['Atom', atom],
    ['RDF', rdf],
  ])('is refused in the middle of an item: %s', (_format, text) => {
    expect(titles(text)).toHaveLength(3);
    expect(titles(text.slice(0, text.indexOf('harbour number 3')))).toBe('malformed');
    expect(titles(text.slice(0, text.indexOf('harbour number 1')))).toBe('malformed');
  });

  it('gives no half item, wherever it breaks off', () => {
    const all = items.map(({ title }) => title);
    fc.assert(
      fc.property(fc.constantFrom(whole, atom, rdf), fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        const found = titles(text.slice(0, text.length * share));
        // Right behind an item it looks like a feed whose writer forgot the end.
        if (typeof found !== 'string') expect(all.slice(0, found.length)).toEqual(found);
      }),
    );
  });

  it('is read where only the ends of its elements are missing', () => {
    const careless = whole.slice(0, whole.lastIndexOf('</item>') + '</item>'.length);
    for (const end of ['', '\n', '</channel>\n']) expect(titles(careless + end)).toHaveLength(3);
  });

  it('changes nothing of what is known: its validators are no promise, and it is no baseline', async () => {
    const torn = whole.slice(0, whole.indexOf('number 3'));
    const { source: next, items: found } = await read(torn, source({ etag: '"1"' }), { etag: '"2"' });
    expect(found).toEqual([]);
    expect(next).toMatchObject({
      etag: '"1"',
      failures: 1,
      failure: { reason: expect.stringContaining('breaks off') },
    });
    const fresh = await read(torn, source({ status: 'new', readAt: null, newAt: null }));
    expect(fresh).toMatchObject({ baseline: false, source: { status: 'new', readAt: null } });
    expect(await read(whole, fresh.source)).toMatchObject({ baseline: true, source: { failures: 0, failure: null } });
  });
});
