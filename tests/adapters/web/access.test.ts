/** Who gets in, from outside: real requests to a real port. */
import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { attemptsAllowed } from '../../../adapters/web/access.ts';
import type { WebOptions, WebPlatform } from '../../../adapters/web/web.ts';
import type { Article, Command } from '../../../src/model.ts';
import { createSigner } from '../../../src/seal.ts';
import { answers, sampleArticles } from '../../contracts/samples.ts';
import { testPage, tokenIn } from './harness.ts';
import { operatorSample } from './operator-samples.ts';

const password = 'a long and quiet river';
const publicUrl = 'https://news.example.org';
const pages: WebPlatform[] = [];
let heard: Command[] = [];

const started = async (extra: Partial<WebOptions> = {}): Promise<WebPlatform> => {
  const page = testPage({
    operator: operatorSample,
    metrics: async () => ({ contentType: 'text/plain', text: 'up 1\n' }),
    ...extra,
  });
  pages.push(page);
  await page.start(async (command) => {
    heard.push(command);
    return answers.notice;
  });
  return page;
};
afterEach(async () => {
  heard = [];
  for (const page of pages.splice(0)) await page.stop();
});

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** fetch sets Host itself, and follows redirects unless told: node:http does neither. */
const get = (url: string, headers: Record<string, string> = {}, body?: URLSearchParams): Promise<Got> =>
  new Promise((resolve, reject) => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request(url, { method, headers: { ...(body && form), ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body?.toString());
  });

const html = { accept: 'text/html' };
const login = (page: WebPlatform, given: string, headers: Record<string, string> = {}, next = '/'): Promise<Got> =>
  get(`${page.url}/login`, headers, new URLSearchParams({ password: given, next }));
const cookieOf = ({ headers }: Got): string => String(headers['set-cookie'] ?? '').split(';')[0] ?? '';

/** Behind the door: pages, what scripts ask for, what is sent. */
const inside = ['/', '/thread/x-1', '/fragment/post/x-1', '/events', '/chart/x.png', '/channels', '/feeds', '/health'];
const outside = ['/read/a1', '/healthz', '/assets/base.css'];

describe('the page on a loopback address', () => {
  it('is open when nothing else was said', async () => {
    const page = await started();
    for (const path of ['/', '/channels', '/metrics'])
      expect([path, (await get(page.url + path)).status]).toEqual([path, 200]);
    expect((await get(`${page.url}/login`)).headers.location).toBe('/');
  });

  it('takes the password where there is one', async () => {
    const page = await started({ password });
    expect((await get(page.url, html)).headers.location).toBe('/login?next=%2F');
  });
});

describe('the page beyond its own machine', () => {
  it.each([
    ['bound to all addresses', { host: '0.0.0.0' }],
    ['with a public address', { publicUrl }],
  ])(
    'is closed to everybody when %s and nothing says who may come in; readers of articles get theirs',
    async (_, extra) => {
      const page = await started(extra);
      for (const path of [...inside, '/changes', '/metrics', '/nowhere']) {
        const { status, text } = await get(page.url + path, html);
        expect([path, status]).toEqual([path, 403]);
        expect(text).toContain('WEB_PASSWORD');
      }
      expect((await get(`${page.url}/say`, {}, new URLSearchParams({ text: '/news' }))).status).toBe(403);
      expect(heard).toEqual([]);
      for (const path of outside) expect([path, (await get(page.url + path)).status]).toEqual([path, 200]);
    },
  );

  it('shows a login to whoever reads, refuses what scripts and programs ask, and leads on where they meant to go', async () => {
    const page = await started({ publicUrl, password });
    expect((await get(`${page.url}/channels/s1/preview?x=1`, html)).headers.location).toBe(
      '/login?next=%2Fchannels%2Fs1%2Fpreview%3Fx%3D1',
    );
    for (const path of inside) expect([path, (await get(page.url + path)).status]).toEqual([path, 401]);
    expect((await get(page.url)).headers['www-authenticate']).toBeUndefined();
    const sent = await get(`${page.url}/say`, html, new URLSearchParams({ text: '/news' }));
    expect([sent.status, sent.headers.location]).toEqual([303, '/login?next=%2F']);
    for (const path of outside) expect([path, (await get(page.url + path)).status]).toEqual([path, 200]);
    const { status, headers } = await login(page, password, {}, '/channels/s1/preview?x=1');
    expect([status, headers.location]).toEqual([303, '/channels/s1/preview?x=1']);
  });
});

describe('an article that a feed brought', () => {
  const brought: Article = {
    id: 'f1',
    title: 'The quiet harbour',
    publisher: 'Harbour Post',
    url: null,
    published: null,
    source: 's1',
    text: 'The harbour of Elsa was quiet.',
    bodyStart: 0,
  };
  const signer = createSigner('a key of this test');
  const articles = { get: async (id: string) => (id === 'f1' ? brought : sampleArticles.get(id)) };
  const key = (article: string): string => `?key=${signer.sign(article)}`;

  it('is read by its link, without a login, and by no other', async () => {
    const page = await started({ publicUrl, password, signer, articles });
    const read = (path: string) => get(`${page.url}/read/${path}`, html);
    const [posted, cut, other, none] = await Promise.all([
      read(`f1${key('f1')}`),
      read(`f1${key('f1').slice(0, -1)}`),
      read(`f1${key('a1')}`),
      read('f1'),
    ]);
    expect([posted.status, posted.text.includes('was quiet')]).toEqual([200, true]);
    for (const refused of [cut, other, none]) {
      expect(refused.status).toBe(404);
      expect(refused.text).toContain('the address lacks its key');
      expect(refused.text).not.toContain('arbour');
      // Nobody learns by guessing what feeds brought.
      expect(refused.text).toBe((await read('f2')).text);
    }
    expect((await read(`f2${key('f2')}`)).text).toContain('No such article');
    expect((await read('a1')).status).toBe(200);
  });

  it('is read without its key by whoever may come in, and is kept by no browser then', async () => {
    const page = await started({ publicUrl, password, signer, articles });
    const cookie = cookieOf(await login(page, password));
    const { status, headers, text } = await get(`${page.url}/read/f1`, { cookie });
    expect([status, headers['cache-control'], text.includes('was quiet')]).toEqual([200, 'no-store', true]);
    expect((await get(`${page.url}/read/f2`, { cookie })).text).toContain('No such article');
    const open = await started({ articles });
    expect((await get(`${open.url}/read/f1`)).status).toBe(200);
  });
});

describe('a session', () => {
  it('begins with the right password alone, and every page is then shown and never kept', async () => {
    const page = await started({ password });
    const wrong = await login(page, `${password}.`);
    expect([wrong.status, cookieOf(wrong)]).toEqual([403, '']);
    const cookie = cookieOf(await login(page, password));
    for (const path of ['/', '/channels', '/metrics']) {
      const { status, headers } = await get(page.url + path, { cookie });
      expect([path, status, headers['cache-control']]).toEqual([path, 200, 'no-store']);
    }
  });

  it('is a cookie that no script reads and no other site sends; over TLS it is sent over nothing else', async () => {
    const page = await started({ password, publicUrl });
    expect((await login(page, password)).headers['set-cookie']?.[0]).toMatch(
      /^crosswire=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/u,
    );
    const secure = await login(page, password, { host: 'news.example.org' });
    expect(secure.headers['set-cookie']?.[0]).toMatch(/^__Host-crosswire=.*; HttpOnly; Secure; SameSite=Strict$/u);
    const cookie = cookieOf(secure);
    expect((await get(page.url, { cookie, host: 'news.example.org' })).status).toBe(200);
  });

  it('ends with the logout, wherever its cookie was kept', async () => {
    const page = await started({ password });
    const cookie = cookieOf(await login(page, password));
    const token = tokenIn((await get(page.url, { cookie })).text);
    const out = await get(`${page.url}/logout`, { cookie }, new URLSearchParams({ token }));
    expect([out.status, out.headers.location]).toEqual([303, '/login']);
    expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0');
    expect((await get(page.url, { cookie })).status).toBe(401);
  });

  it('ends after a week, and with the process', async () => {
    let now = Date.parse('2025-06-03T05:00:00Z');
    const clock = { now: () => now, sleep: async () => undefined };
    const page = await started({ password, clock });
    const cookie = cookieOf(await login(page, password));
    now += 7 * 86_400_000 - 1;
    expect((await get(page.url, { cookie })).status).toBe(200);
    now += 1;
    expect((await get(page.url, { cookie })).status).toBe(401);
    const other = await started({ password });
    expect((await get(other.url, { cookie })).status).toBe(401);
  });

  it.each([
    ['made up', 'crosswire=abc.99999999999999.AAAA'],
    ['with another end', 'later'],
  ])('is not to be had by a cookie that is %s', async (_, kind) => {
    const page = await started({ password });
    const real = decodeURIComponent(cookieOf(await login(page, password)));
    const cookie = kind === 'later' ? real.replace(/\.(\d+)\./u, (_all, end) => `.${Number(end) + 1}.`) : kind;
    expect(cookie).not.toBe(real);
    expect((await get(page.url, { cookie })).status).toBe(401);
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
    'leads nowhere else: %s',
    async (next) => {
      const page = await started({ password });
      expect((await login(page, password, {}, next)).headers.location).toBe('/');
    },
  );
});

describe('attempts', () => {
  it(`are ${attemptsAllowed} for one address; then even the right password waits, and says how long`, async () => {
    const page = await started({ password });
    for (let n = 0; n < attemptsAllowed; n += 1) expect((await login(page, `wrong ${n}`)).status).toBe(403);
    const { status, headers, text } = await login(page, password);
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(text).toContain('Try again in 15 minutes');
  });

  it('are counted together when they are made at once', async () => {
    const page = await started({ password });
    const tried = await Promise.all(Array.from({ length: attemptsAllowed + 5 }, (_, n) => login(page, `wrong ${n}`)));
    expect(tried.filter(({ status }) => status === 429)).toHaveLength(5);
  });

  it('are forgotten with the right password', async () => {
    const page = await started({ password });
    for (let n = 0; n < attemptsAllowed - 1; n += 1) await login(page, 'wrong');
    expect((await login(page, password)).status).toBe(303);
    expect((await login(page, 'wrong')).status).toBe(403);
  });

  it('are counted for whoever stands behind a proxy that is trusted, whatever they claim', async () => {
    const page = await started({ password, trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
    const from = (forwarded: string) => login(page, 'wrong', { 'x-forwarded-for': forwarded });
    for (let n = 0; n < attemptsAllowed; n += 1)
      expect((await from(`192.0.2.${n}, 203.0.113.7, 10.1.2.3`)).status).toBe(403);
    expect((await from('203.0.113.7')).status).toBe(429);
    expect((await from('198.51.100.1, 203.0.113.7:4711, 10.9.9.9')).status).toBe(429);
    expect((await from('203.0.113.8')).status).toBe(403);
    expect((await login(page, password, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(303);
  });

  it('are counted for the connection where nobody said that it is a proxy’s', async () => {
    const page = await started({ password, trustedProxies: ['10.0.0.0/8'] });
    for (let n = 0; n < attemptsAllowed; n += 1) await login(page, 'wrong', { 'x-forwarded-for': `192.0.2.${n}` });
    expect((await login(page, password, { 'x-forwarded-for': '192.0.2.99' })).status).toBe(429);
  });

  it('from another site are none at all', async () => {
    const page = await started({ password });
    const { status } = await login(page, password, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' });
    expect(status).toBe(403);
  });
});

describe('what is sent', () => {
  const say = (page: WebPlatform, token: string, headers: Record<string, string> = {}): Promise<Got> =>
    get(`${page.url}/say`, headers, new URLSearchParams({ text: '/news help', token }));

  it("must bring the token of its sender's own page", async () => {
    const page = await started({ password });
    const [one, other] = [cookieOf(await login(page, password)), cookieOf(await login(page, password))];
    const tokens = await Promise.all(
      [one, other].map(async (cookie) => tokenIn((await get(page.url, { cookie })).text)),
    );
    expect(new Set(tokens).size).toBe(2);
    for (const wrong of ['', 'x', tokens[1] ?? '']) expect((await say(page, wrong, { cookie: one })).status).toBe(403);
    expect(heard).toEqual([]);
    expect((await say(page, tokens[0] ?? '', { cookie: one })).status).toBe(200);
    expect(heard).toHaveLength(1);
  });

  it('must bring one on an open page too', async () => {
    const page = await started();
    expect((await say(page, 'x')).status).toBe(403);
    expect((await say(page, tokenIn((await get(page.url)).text))).status).toBe(200);
  });
});

describe('a proxy that asks who is there', () => {
  const options = { publicUrl, proxyUserHeader: 'X-Forwarded-User' };
  const asAnna = { 'x-forwarded-user': 'anna@example.org' };

  it('lets in whom it names, and they speak under that name', async () => {
    const page = await started(options);
    const token = tokenIn((await get(page.url, asAnna)).text);
    const said = await get(`${page.url}/say`, asAnna, new URLSearchParams({ text: '/news help', token }));
    expect(said.status).toBe(200);
    expect(heard[0]?.person).toEqual({ id: 'anna@example.org', manages: true });
  });

  it('gives each their own token', async () => {
    const page = await started(options);
    const token = tokenIn((await get(page.url, asAnna)).text);
    const asBo = { 'x-forwarded-user': 'bo@example.org' };
    expect((await get(`${page.url}/say`, asBo, new URLSearchParams({ text: '/news', token }))).status).toBe(403);
  });

  it('is not to be walked around', async () => {
    const page = await started(options);
    for (const headers of [{}, { 'x-forwarded-user': ' ' }, { 'remote-user': 'anna' }])
      expect((await get(page.url, { ...html, ...headers })).status).toBe(401);
    const unset = await started({ publicUrl });
    expect((await get(unset.url, asAnna)).status).toBe(403);
  });
});

describe('what reads figures by itself', () => {
  const basic = (given: string) => ({
    authorization: `Basic ${Buffer.from(`prometheus:${given}`).toString('base64')}`,
  });

  it('sends the password with each request, for /metrics alone', async () => {
    const page = await started({ password });
    const { status, headers } = await get(`${page.url}/metrics`);
    expect([status, headers['www-authenticate']]).toEqual([401, expect.stringContaining('Basic')]);
    expect((await get(`${page.url}/metrics`, basic(password))).text).toBe('up 1\n');
    expect((await get(page.url, basic(password))).status).toBe(401);
  });

  it('is held to the same attempts', async () => {
    const page = await started({ password });
    for (let n = 0; n < attemptsAllowed; n += 1)
      expect((await get(`${page.url}/metrics`, basic('wrong'))).status).toBe(401);
    expect((await get(`${page.url}/metrics`, basic(password))).status).toBe(429);
    expect((await login(page, password)).status).toBe(429);
  });
});
