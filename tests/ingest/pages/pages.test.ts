import { describe, expect, it } from 'vitest';
import { readAddress, readPage } from '../../../src/ingest/pages/pages.ts';
import type { FetchOutcome, PageJob } from '../../../src/ports.ts';
import { answer, rss, web } from '../feeds/samples.ts';

const ADDRESS = 'https://post.example/2025/ferry';

const job = (change: Partial<PageJob['article']> = {}): PageJob => ({
  id: 'p1',
  source: 's1',
  url: ADDRESS,
  host: 'post.example',
  attempts: 0,
  article: {
    id: 'a1',
    title: 'Ferry leaves harbour with a cow',
    publisher: 'Post: World',
    url: ADDRESS,
    published: null,
    source: 's1',
    text: 'The ferry left the harbour at noon.',
    bodyStart: 0,
    ...change,
  },
});

const sentence = 'The ferry left the harbour at noon, with ninety people, two cars and a cow on board.';
const body = Array.from({ length: 14 }, (_, n) => `<p>${sentence} That was trip ${n}.</p>`).join('\n');
const linked = (value: unknown): string => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const page = (content = body, head = ''): string =>
  `<!doctype html><html><head><title>Ferry leaves harbour</title>${head}</head><body>
   <nav><a href="/">Home</a></nav><article><h1>Ferry leaves harbour</h1>${content}</article></body></html>`;
const html = (text: string, headers: Record<string, string> = {}, url = ADDRESS): FetchOutcome =>
  answer(text, { 'content-type': 'text/html', ...headers }, url);

const read = (outcome: FetchOutcome, of = job()) => readPage(web({ [ADDRESS]: outcome }).fetch, of);

describe('a page in place of a stub', () => {
  it('gives its text, and its publisher, date and address from what it says of itself, under the same id', async () => {
    const head = `${linked({
      '@type': 'NewsArticle',
      headline: 'Another headline',
      datePublished: '2025-06-02T10:00:00Z',
      publisher: { name: 'The Example Post' },
    })}<link rel="canonical" href="https://www.post.example/2025/ferry-leaves">`;
    const outcome = await read(html(page(body, head)));
    expect(outcome).toMatchObject({
      kind: 'read',
      article: {
        id: 'a1',
        source: 's1',
        title: 'Ferry leaves harbour with a cow',
        publisher: 'The Example Post',
        url: 'https://www.post.example/2025/ferry-leaves',
        published: '2025-06-02T10:00:00Z',
      },
    });
    const text = outcome.kind === 'read' ? outcome.article.text : '';
    expect(text).toContain(`${sentence} That was trip 13.`);
    expect(text).not.toContain('Home');
  });

  it('keeps what the stub says where the page says nothing', async () => {
    expect(await read(html(page()), job({ published: '2025-06-01' }))).toMatchObject({
      article: { publisher: 'Post: World', published: '2025-06-01', url: ADDRESS },
    });
  });

  it.each([
    ['another site', 'https://evil.example/2025/ferry'],
    ['the front page', 'https://post.example/'],
    ['a secret', 'https://a:b@post.example/2025/ferry'],
  ])('sends no reader to %s on the page’s say-so', async (_, address) => {
    const outcome = await read(html(page(body, `<link rel="canonical" href="${address}">`)));
    expect(outcome).toMatchObject({ kind: 'read', article: { url: ADDRESS } });
  });

  it('is decoded by its header, then by what it declares', async () => {
    const latin = Uint8Array.from(page(body.replaceAll('cow', 'k\u00e9')), (character) => character.charCodeAt(0));
    const cyrillic = Uint8Array.from(page(body.replaceAll('cow', '\u00ea\u00ee\u00f2')), (character) =>
      character.charCodeAt(0),
    );
    const text = async (bytes: Uint8Array, type: string): Promise<string> => {
      const outcome = await read({ kind: 'ok', url: ADDRESS, headers: { 'content-type': type }, body: bytes });
      return outcome.kind === 'read' ? outcome.article.text : outcome.kind;
    };
    expect(await text(latin, 'text/html; charset=iso-8859-1')).toContain('a ké on board');
    expect(await text(cyrillic, 'text/html;charset="windows-1251"')).toContain('a кот on board');
    expect(await text(latin, 'text/html')).toContain('a ké on board');
  });
});

describe('a page that gives no more than the stub', () => {
  const teaser = `<p>${sentence}</p><p>${sentence} It came back at six, and all were well.</p>`;

  it.each<[string, string, FetchOutcome]>([
    [
      'says that it is not free (schema.org)',
      'paywall',
      html(page(body, linked({ '@type': 'NewsArticle', isAccessibleForFree: false }))),
    ],
    [
      'says that it is not free, in words',
      'paywall',
      html(page(body, linked({ '@type': ['NewsArticle'], isAccessibleForFree: 'False' }))),
    ],
    [
      'says that it is locked (OpenGraph)',
      'paywall',
      html(page(body, '<meta property="article:content_tier" content="locked">')),
    ],
    ['asks to subscribe', 'paywall', html(page(`${teaser}<p>Subscribe to continue reading this story.</p>`))],
    [
      'asks for an account',
      'paywall',
      html(page(`${teaser}<p>Create a free account to continue.</p><p>Already a subscriber? Log in</p>`)),
    ],
    [
      'asks for consent',
      'cookie-wall',
      html(
        page(
          '<p>Before you continue</p><p>We and our partners store and access information on a device, such as cookies, and process personal data for ads and content measurement.</p><p>Accept all</p>',
        ),
      ),
    ],
    ['leads to a page for consent', 'cookie-wall', html(page(), {}, 'https://consent.post.example/v2?to=ferry')],
    [
      'wants to see a human',
      'robot-check',
      html(
        page(
          '<p>Checking your browser before you can read post.example. Please enable JavaScript and cookies to continue, this takes a few seconds and happens only once.</p>',
        ),
      ),
    ],
    [
      'says that nothing is there',
      'missing',
      html(
        page(
          '<p>Sorry, the page you are looking for has been removed. You may want to search for it or go back to the front page of the paper.</p>',
        ),
      ),
    ],
    ['leads to the front page', 'elsewhere', html(page(), {}, 'https://post.example/')],
    [
      'is about something else',
      'elsewhere',
      html(
        page(body.replaceAll(/ferry|harbour|leaves/gu, 'x')).replaceAll(/Ferry|leaves|harbour/gu, 'Lottery numbers'),
      ),
    ],
    ['holds no article', 'no-article', html(page('<p>Short.</p>'))],
    ['is a picture', 'not-a-page', answer('x', { 'content-type': 'image/png' }, ADDRESS)],
    ['is a PDF', 'not-a-page', answer('%PDF-1.7', { 'content-type': 'application/pdf' }, ADDRESS)],
    ['nests without end', 'nesting', html('<div>'.repeat(20_000))],
    ['is not there', 'http-404', { kind: 'failed', code: 'http-404', reason: 'nothing there', fix: 'Check.' }],
    ['is not to be read', 'http-403', { kind: 'failed', code: 'http-403', reason: 'refused', fix: 'Ask.' }],
    [
      'leads inside',
      'private-address',
      { kind: 'refused', code: 'private-address', reason: 'inside', fix: 'Use another.' },
    ],
    ['is too large', 'too-large', { kind: 'failed', code: 'too-large', reason: 'large', fix: 'Use another.' }],
    ['is gone', 'gone', { kind: 'gone' }],
  ])('since it %s is not taken for the text', async (_, code, outcome) => {
    expect(await read(outcome, job({ title: 'Ferry leaves harbour early' }))).toMatchObject({
      kind: 'stub',
      code,
      reason: expect.stringMatching(/./u),
    });
  });

  it('since it is much shorter is not taken for the text', async () => {
    const long = `${sentence} `.repeat(40);
    expect(await read(html(page(teaser)), job({ text: long }))).toMatchObject({ kind: 'stub', code: 'shorter' });
  });

  it('may be tried again where the host is in trouble', async () => {
    const failing = (code: string, more = {}): FetchOutcome => ({
      kind: 'failed',
      code,
      reason: 'r',
      fix: 'f',
      ...more,
    });
    for (const code of ['timeout', 'dns', 'connection-lost', 'http-500', 'http-503', 'http-408'])
      expect(await read(failing(code))).toEqual({ kind: 'retry', code, reason: 'r' });
    expect(await read(failing('http-429', { retryAfterMs: 5_000 }))).toEqual({
      kind: 'retry',
      code: 'http-429',
      reason: 'r',
      retryAfterMs: 5_000,
    });
  });
});

describe('a report', () => {
  it('about cookies, subscribers or robots is no wall', async () => {
    const report = `${body}<p>The ministry wants pages to ask before they set cookies, so that "accept all cookies" would no longer be the first thing that readers of the harbour’s site see, and it wants subscribers to be told of it in good time. A robot on the ferry was blocked by the cow, and passengers said that access denied was all that its screen would show them until the ferry came back to the harbour at six in the evening.</p>`;
    const outcome = await read(html(page(report)));
    expect(outcome.kind === 'read' && outcome.article.text).toContain('A robot on the ferry');
  });

  it('loses the lines of a wall that stand about it', async () => {
    const outcome = await read(
      html(page(`<p>We use cookies. Accept all cookies</p>${body}<p>Subscribe to continue reading</p>`)),
    );
    expect(outcome.kind).toBe('read');
    expect(outcome.kind === 'read' && outcome.article.text).not.toMatch(/cookies|Subscribe/u);
  });

  it('that is said to be free is free', async () => {
    expect((await read(html(page(body, linked({ '@type': 'NewsArticle', isAccessibleForFree: true }))))).kind).toBe(
      'read',
    );
  });
});

describe('an address to take in', () => {
  const take = (outcome: FetchOutcome) => readAddress(web({ [ADDRESS]: outcome }).fetch, ADDRESS);

  it('is a page as one article', async () => {
    const outcome = await take(html(page(body, '<meta property="og:site_name" content="The Example Post">')));
    expect(outcome).toMatchObject({
      kind: 'read',
      what: 'page',
      articles: [{ title: 'Ferry leaves harbour', publisher: 'The Example Post', url: ADDRESS, published: null }],
    });
    const [article] = outcome.kind === 'read' ? outcome.articles : [];
    expect(article?.id).toMatch(/^a[0-9a-f]{30}$/u);
    expect(article).not.toHaveProperty('source');
    expect(article).not.toHaveProperty('kind');
  });

  it('is a feed as those of its items that carry a text', async () => {
    const feed = rss([
      { guid: '1', link: ADDRESS, title: 'Ferry leaves', text: 'The ferry left.' },
      { guid: '2', link: 'https://post.example/2', title: 'No text' },
    ]);
    const outcome = await take(answer(feed, {}, ADDRESS));
    expect(outcome).toMatchObject({
      kind: 'read',
      what: 'feed',
      articles: [{ title: 'Ferry leaves', text: 'The ferry left.' }],
    });
    expect(outcome.kind === 'read' && outcome.articles[0]).not.toHaveProperty('source');
  });

  it('has the same id as the article that a feed brings', async () => {
    const [one, other] = [
      await take(html(page())),
      await take(answer(rss([{ guid: '1', link: `${ADDRESS}?utm_source=x`, title: 'T', text: 'x y' }]), {}, ADDRESS)),
    ];
    expect(one.kind === 'read' && one.articles[0]?.id).toBe(other.kind === 'read' && other.articles[0]?.id);
  });

  it.each<[string, string, FetchOutcome]>([
    ['a wall', 'paywall', html(page(body, linked({ '@type': 'NewsArticle', isAccessibleForFree: false })))],
    ['no article', 'no-article', html(page('<p>Short.</p>'))],
    ['a failure', 'dns', { kind: 'failed', code: 'dns', reason: 'no such name', fix: 'Check it.' }],
    [
      'an address inside',
      'private-address',
      { kind: 'refused', code: 'private-address', reason: 'inside', fix: 'Use another.' },
    ],
    ['what is gone', 'gone', { kind: 'gone' }],
  ])('that is %s is refused by name, with the fix', async (_, code, outcome) => {
    expect(await take(outcome)).toMatchObject({ kind: 'refused', code, fix: expect.stringMatching(/\.$/u) });
  });
});

describe('a page that means harm', () => {
  it('cannot call the address of another site its own, be it under the same public ending', async () => {
    for (const [claimed, answered, kept] of [
      ['https://bank.co.uk/real', 'https://evil.co.uk/x', 'https://evil.co.uk/x'],
      ['https://co.uk/real', 'https://www.evil.com/x', 'https://www.evil.com/x'],
      ['https://other.blogs.example/a', 'https://evil.blogs.example/x', 'https://evil.blogs.example/x'],
      ['https://www.post.example/a', 'https://amp.post.example/x', 'https://www.post.example/a'],
    ] as const) {
      const outcome = html(page(body, `<link rel="canonical" href="${claimed}">`), {}, answered);
      expect(await read(outcome)).toMatchObject({ article: { url: kept } });
    }
  });

  it('has no say in what nobody sees, in its metadata and its text', async () => {
    const head = linked({
      '@type': 'NewsArticle',
      headline: 'Ferry \u202Eleaves\u0000 now',
      publisher: { name: `P${'\u200B'}ost ${'x '.repeat(300)}` },
    });
    const hidden = `<p hidden>${sentence} Hidden.</p><div style="display:none">${sentence} Unseen.</div>`;
    const outcome = await read(
      html(page(`${body}${hidden}<p>The fer\u00ADry\u0000 docked again at six, as it does on Mondays.</p>`, head)),
      job({ title: null }),
    );
    if (outcome.kind !== 'read') throw new Error(outcome.reason);
    expect(outcome.article.title).toBe('Ferry leaves now');
    expect(outcome.article.publisher).toMatch(/^Post x.*…$/u);
    expect(outcome.article.text).toContain('The ferry docked');
    expect(outcome.article.text).not.toMatch(/Hidden|Unseen|[\0\u00AD]/u);
  });

  it('was not published after it was first seen', async () => {
    const seen = { seen: '2025-06-02T10:00:00.000Z', published: '2025-06-02T09:00:00Z' };
    const dated = (date: string) => html(page(body, `<meta property="article:published_time" content="${date}">`));
    expect(await read(dated('9999-01-01'), job(seen))).toMatchObject({
      article: { published: '2025-06-02T09:00:00Z' },
    });
    expect(await read(dated('2025-06-01'), job(seen))).toMatchObject({ article: { published: '2025-06-01' } });
  });
});
