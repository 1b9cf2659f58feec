import { describe, expect, it } from 'vitest';
import { type ParsedFeed, parseFeed } from '../../../src/ingest/feeds/feeds.ts';
import type { Headers } from '../../../src/ports.ts';
import { ADDRESS, bytes } from './samples.ts';

const parse = (feed: string | Uint8Array, headers: Headers = {}): ParsedFeed => {
  const reading = parseFeed(typeof feed === 'string' ? bytes(feed) : feed, headers, ADDRESS);
  if (reading.kind === 'refused') throw new Error(`${reading.code}: ${reading.reason}`);
  return reading.feed;
};
const refusal = (feed: string): string | undefined => {
  const reading = parseFeed(bytes(feed), {}, ADDRESS);
  return reading.kind === 'refused' ? reading.code : undefined;
};

const rss = (content: string, version = '2.0'): string =>
  `<rss version="${version}"><channel>${content}</channel></rss>`;

describe('a feed', () => {
  it.each([
    [
      'RSS 0.91',
      rss('<title>Post</title><item><title>Ferry leaves</title><link>https://post.example/1</link></item>', '0.91'),
    ],
    ['RSS 2.0', rss('<title>Post</title><item><title>Ferry leaves</title><link>https://post.example/1</link></item>')],
    [
      'RSS 1.0',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
       <channel rdf:about="https://post.example/"><title>Post</title></channel>
       <item rdf:about="https://post.example/1"><title>Ferry leaves</title><link>https://post.example/1</link></item></rdf:RDF>`,
    ],
    [
      'Atom 0.3',
      `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Post</title><entry><title>Ferry leaves</title>
       <link rel="alternate" type="text/html" href="https://post.example/1"/></entry></feed>`,
    ],
    [
      'Atom 1.0',
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><id>urn:1</id><title>Ferry leaves</title>
       <link rel="self" href="https://post.example/1.atom"/><link href="https://post.example/1"/></entry></feed>`,
    ],
    [
      'JSON Feed 1.1',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Post',
        items: [{ id: '1', url: 'https://post.example/1', title: 'Ferry leaves', content_text: 'It left.' }],
      }),
    ],
  ])('is read as %s', (_, feed) => {
    expect(parse(feed)).toMatchObject({
      title: 'Post',
      items: [{ title: 'Ferry leaves', url: 'https://post.example/1' }],
    });
  });

  it('may begin with blanks, a byte order mark, a comment or the warning of a broken program', () => {
    const feed = rss('<title>Post</title>');
    for (const start of ['\n\n  ', '\uFEFF', '<!-- made by hand -->\n', 'Warning: something in line 3\n', '\0'])
      expect(parse(`${start}${feed}`).title).toBe('Post');
  });

  it('may lack its channel and its version, and hold marks that are none', () => {
    expect(parse('<rss><item><title>Ferry leaves</title></item></rss>').items[0]?.title).toBe('Ferry leaves');
    expect(parse(rss('<title>Ferry & cow: fewer than <3 hurt</title>')).title).toBe('Ferry & cow: fewer than <3 hurt');
  });

  it('that breaks off in the middle is refused, to be read again', () => {
    expect(refusal('<rss version="2.0"><channel><title>T</title><item><title>I</title></item><item><title>J')).toBe(
      'malformed',
    );
  });

  it('is decoded by its mark, then its declaration, then its header', () => {
    const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
    const utf16 = (text: string, mark: boolean): Uint8Array => Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
    const declared = (label: string, title: string): string =>
      `<?xml version="1.0" encoding="${label}"?>${rss(`<title>${title}</title>`)}`;
    expect(parse(latin(declared('iso-8859-1', 'Caf\u00e9'))).title).toBe('Café');
    expect(parse(latin(declared('windows-1251', '\u00ea\u00ee\u00f2'))).title).toBe('кот');
    expect(
      parse(latin(rss('<title>\u00ea\u00ee\u00f2</title>')), { 'content-type': 'text/xml; charset=windows-1251' })
        .title,
    ).toBe('кот');
    expect(parse(bytes(declared('utf-8', 'Café')), { 'content-type': 'text/xml; charset=iso-8859-1' }).title).toBe(
      'Café',
    );
    expect(parse(utf16(declared('utf-16', 'Café'), true)).title).toBe('Café');
    expect(parse(utf16(declared('utf-16', 'Café'), false)).title).toBe('Café');
    // It says UTF-16, and is not.
    expect(parse(bytes(declared('utf-16', 'Café'))).title).toBe('Café');
  });

  it('has relative links counted from xml:base, then from Content-Location, then from its address', () => {
    const item = '<item><title>T</title><link>one</link></item>';
    expect(parse(rss(item)).items[0]?.url).toBe('https://post.example/one');
    expect(parse(rss(item), { 'content-location': '/deep/feed' }).items[0]?.url).toBe('https://post.example/deep/one');
    const based = `<rss version="2.0" xml:base="https://other.example/"><channel><item xml:base="/sub/"><title>T</title><link>one</link></item></channel></rss>`;
    expect(parse(based).items[0]?.url).toBe('https://other.example/sub/one');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://a:b@post.example/', 'http://['])(
    'has no link to %s',
    (link) => {
      expect(parse(rss(`<item><title>T</title><link>${link}</link></item>`)).items[0]?.url).toBeNull();
    },
  );

  it('takes a guid for the link where there is none, unless it says that it is no address', () => {
    const item = (attribute: string): string =>
      rss(`<item><title>T</title><guid${attribute}>https://post.example/1</guid></item>`);
    expect(parse(item('')).items[0]?.url).toBe('https://post.example/1');
    expect(parse(item(' isPermaLink="false"')).items[0]).toMatchObject({ url: null, id: 'https://post.example/1' });
  });

  it('tells how often it wants to be read', () => {
    const feed = parse(
      rss(
        `<title>T</title><ttl>90</ttl><skipHours><hour>0</hour><hour>24</hour><hour>3</hour></skipHours>
         <skipDays><day>Sunday</day><day>Nonday</day></skipDays>`,
      ),
    );
    expect(feed).toMatchObject({ ttlMs: 90 * 60_000, skipHours: [0, 3], skipDays: [0] });
    const sy = `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>T</title>
      <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel></rss>`;
    expect(parse(sy).ttlMs).toBe(30 * 60_000);
  });
});

describe('the text of an item', () => {
  const text = (html: string): readonly string[] =>
    parse(rss(`<item><description><![CDATA[${html}]]></description></item>`)).items[0]?.summary ?? [];

  it('is its words in paragraphs', () => {
    expect(text('<p>The <b>ferry</b> left.</p><ul><li>Ninety people</li></ul>One<br><br>Two &amp; three')).toEqual([
      'The ferry left.',
      'Ninety people',
      'One',
      'Two & three',
    ]);
    expect(text('The ferry left.\n\nIt came back.')).toEqual(['The ferry left.', 'It came back.']);
  });

  it.each([
    ['a program', '<p>A</p><script>alert(1)</script>'],
    ['a style sheet', '<style>p{}</style><p>A</p>'],
    ['a handler', '<p onclick="alert(1)">A</p><img src=x onerror=alert(1)>'],
    ['a script address', '<a href="javascript:alert(1)">A</a>'],
    ['a frame', '<iframe src="https://evil.example"></iframe><p>A</p>'],
    ['a drawing', '<svg><script>alert(1)</script></svg><p>A</p>'],
    ['a form', '<form action=x><button>go</button></form><p>A</p>'],
  ])('holds nothing of %s', (_, html) => {
    expect(text(html)).toEqual(['A']);
  });

  it('is never a tag again, however often it is escaped', () => {
    const twice = '&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;';
    const feed = parse(rss(`<item><title>${twice}</title><description>${twice}</description></item>`));
    // Words that look like a tag are words: the text of an item is never read as mark-up again.
    expect(feed.items[0]?.summary).toEqual(['<script>alert(1)</script>']);
    expect(feed.items[0]?.title).toBe('<script>alert(1)</script>');
  });

  it('is read by its type in Atom', () => {
    const entry = (content: string): readonly string[] =>
      parse(`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>1</id>${content}</entry></feed>`)
        .items[0]?.content ?? [];
    expect(entry('<content type="text">1 &lt; 2 &lt;b&gt;</content>')).toEqual(['1 < 2 <b>']);
    expect(entry('<content type="html">&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</content>')).toEqual([
      'One',
      'Two',
    ]);
    expect(
      entry('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div></content>'),
    ).toEqual(['One', 'Two']);
    expect(entry('<content type="image/png">iVBORw0KGgo=</content>')).toEqual([]);
    expect(entry('<content src="https://post.example/video" type="video/mp4"/>')).toEqual([]);
  });

  it('is left out where it nests deeper than anyone reads', () => {
    expect(text(`${'<div>'.repeat(300)}A${'</div>'.repeat(300)}`)).toEqual([]);
  });
});

describe('the date of an item', () => {
  const date = (value: string): string | null | undefined =>
    parse(rss(`<item><title>T</title><pubDate>${value}</pubDate></item>`)).items[0]?.published;

  it.each([
    ['Mon, 02 Jun 2025 10:00:00 GMT', '2025-06-02T10:00:00.000Z'],
    ['Mon, 02 Jun 2025 10:00:00 +0200', '2025-06-02T08:00:00.000Z'],
    ['Mon, 2 Jun 2025 9:05 EST', '2025-06-02T09:05:00-05:00'],
    ['2 June 2025 10:00:00 Z', '2025-06-02T10:00:00Z'],
    ['Monday, 02-Jun-25 10:00:00 UTC', '2025-06-02T10:00:00Z'],
    ['2025-06-02T10:00:00Z', '2025-06-02T10:00:00Z'],
    ['2025-06-02T10:00:00.123+0200', '2025-06-02T10:00:00.123+02:00'],
    ['2025-06-02', '2025-06-02'],
    // A zone of several meanings, or none: the day alone is known.
    ['Mon, 02 Jun 2025 10:00:00 IST', '2025-06-02'],
    ['2 Jun 2025 10:00', '2025-06-02'],
    ['2025-06-02 10:00:00', '2025-06-02'],
    ['Mon, 02 Jun 2025 10:00:00 -0000', '2025-06-02T10:00:00Z'],
    ['Monday, June 2, 2025 09:00 AM', '2025-06-02'],
    ['Jun. 2nd, 2025', '2025-06-02'],
    ['June 31, 2025', null],
    ['yesterday', null],
    ['Mon, 31 Feb 2025 10:00:00 GMT', null],
    ['0001-01-01T00:00:00Z', null],
    ['02/06/2025', null],
  ])('%s is %s', (value, expected) => {
    const found = date(value);
    if (expected === null || expected.length === 10) expect(found).toBe(expected);
    else expect(Date.parse(found ?? '')).toBe(Date.parse(expected));
  });
});

describe('a hostile feed', () => {
  const withEntities = (entities: string, use: string): string =>
    `<!DOCTYPE rss [${entities}]><rss version="2.0"><channel><title>${use}</title></channel></rss>`;

  it('may declare a few entities of its own', () => {
    expect(parse(withEntities('<!ENTITY post "The Example &amp; Post">', '&post;')).title).toBe('The Example & Post');
  });

  it('that makes entities of entities is refused (billion laughs)', () => {
    const laughs = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    expect(refusal(withEntities(`<!ENTITY l0 "ha">${laughs}`, '&l10;'))).toBe('entities');
  });

  it('that puts one long entity in many times is refused (quadratic blow-up)', () => {
    expect(refusal(withEntities(`<!ENTITY a "${'x'.repeat(50_000)}">`, '&a;'.repeat(50_000)))).toBe('entities');
  });

  it('that declares entities without number is refused', () => {
    const many = Array.from({ length: 1_000 }, (_, n) => `<!ENTITY e${n} "x">`).join('');
    expect(refusal(withEntities(many, '&e1;'))).toBe('entities');
  });

  it('gets no file and no address for an external entity', () => {
    for (const entity of ['<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x PUBLIC "a" "https://evil.example/">'])
      expect(parse(withEntities(entity, 'A &x; B')).title).toBe('A &x; B');
  });

  it.each([
    ['elements in elements without end', `<rss><channel>${'<item>'.repeat(100_000)}`, 'nesting'],
    ['a DOCTYPE without end', '<!DOCTYPE rss [<!ENTITY a "b"', 'bad-doctype'],
    ['CDATA without end', `<rss><channel><item><title>${'<![CDATA['.repeat(100_000)}`, 'malformed'],
    ['nothing', '', 'empty'],
    ['blanks', ' \n '.repeat(10), 'empty'],
    ['a web page', '<!DOCTYPE html><html><body>Hello</body></html>', 'not-a-feed'],
    ['some XML', '<?xml version="1.0"?><note>Hello</note>', 'not-a-feed'],
    ['some JSON', '{"hello": "world"}', 'not-a-feed'],
    ['brackets', `{"version":"https://jsonfeed.org/version/1","items":${'['.repeat(100_000)}`, 'not-a-feed'],
    ['a picture', '\u0089PNG\r\n\u001a\n', 'not-a-feed'],
    ['more than anyone reads', `<rss>${'x'.repeat(12_000_001)}`, 'too-large'],
  ])('of %s is refused by name', (_, feed, code) => {
    expect(refusal(feed)).toBe(code);
  });

  it('may hold any number of items: the first two thousand count', () => {
    expect(parse(rss('<item><title>T</title></item>'.repeat(5_000))).items).toHaveLength(2_000);
  });
});
