import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createChannel, postsKept, repliesKept } from '../../../adapters/web/channel.ts';
import type { Health } from '../../../adapters/web/routes.ts';
import { webAddress } from '../../../adapters/web/say.ts';
import type { WebPlatform } from '../../../adapters/web/web.ts';
import { CrosswireError } from '../../../src/errors.ts';
import type { Address, Answer, Briefing, Command } from '../../../src/model.ts';
import { platformContract } from '../../contracts/platform.ts';
import { answers, briefings } from '../../contracts/samples.ts';
import { realClock, sayOn, testPage, tokenOf, webHarness } from './harness.ts';

platformContract('the page in the look of Slack', () => webHarness('slack'));
platformContract('the page in the look of Discord', () => webHarness('discord'));

const pages: WebPlatform[] = [];
const started = async (answer: Answer | ((command: Command) => Promise<Answer>), extra = {}): Promise<WebPlatform> => {
  const page = testPage(extra);
  pages.push(page);
  await page.start(typeof answer === 'function' ? answer : async () => answer);
  return page;
};
afterEach(async () => {
  for (const page of pages.splice(0)) await page.stop();
});

/** fetch sets Host itself; node:http lets us lie as an attacker's page would. */
const withHeaders = (url: string, headers: Record<string, string>, body?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });

describe('starting the page', () => {
  it('picks a free port for port 0 and says where it is', async () => {
    const page = await started(answers.small);
    expect(page.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/u);
    expect((await fetch(page.url)).status).toBe(200);
  });

  it('says which setting mends a port in use', async () => {
    const first = await started(answers.small);
    const second = testPage({ port: Number(new URL(first.url).port) });
    const error: unknown = await second.start(async () => answers.small).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(CrosswireError);
    expect(error).toMatchObject({ code: 'port-in-use', fix: expect.stringContaining('PORT') });
  });

  it('says so when the address is none of this machine', async () => {
    const error: unknown = await testPage({ host: '192.0.2.1' })
      .start(async () => answers.small)
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'platform', fix: expect.stringContaining('HOST') });
  });

  it('can be started again on the same port after a stop, with an open event stream', async () => {
    const page = await started(answers.small);
    const { port } = new URL(page.url);
    const stream = await fetch(`${page.url}/events`);
    await page.stop();
    await stream.body?.cancel().catch(() => undefined);
    const again = testPage({ port: Number(port) });
    pages.push(again);
    await expect(again.start(async () => answers.small)).resolves.toBeUndefined();
  });
});

describe('who may ask', () => {
  it.each([
    ['the page itself', { 'sec-fetch-site': 'same-origin' }, 303],
    ['a program without a browser', {}, 303],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site' }, 403],
    ['another site in an older browser', { origin: 'https://evil.example' }, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
  ])('answers %s as it should', async (_, headers, status) => {
    const page = await started(answers.small);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = `text=/news&token=${await tokenOf(page)}`;
    expect(await withHeaders(`${page.url}/say`, { ...form, ...headers }, body)).toBe(status);
  });

  it('refuses a foreign name that resolves to this machine, and takes its public one', async () => {
    const page = await started(answers.small, { publicUrl: 'https://news.example.org' });
    const read = `${page.url}/read/a1`;
    expect(await withHeaders(read, { host: 'rebound.evil.example' })).toBe(421);
    expect(await withHeaders(read, { host: 'localhost:1234' })).toBe(200);
    expect(await withHeaders(read, { host: 'news.example.org' })).toBe(200);
  });

  it('is as careful where it is bound to all addresses, as in a container', async () => {
    const page = await started(answers.small, { host: '0.0.0.0' });
    const read = `${page.url}/read/a1`;
    expect(await withHeaders(read, { host: 'rebound.evil.example:8080' })).toBe(421);
    for (const host of ['127.0.0.1:8080', '192.0.2.7', '[2001:db8::7]:80', 'Desk:8080', 'localhost'])
      expect([host, await withHeaders(read, { host })]).toEqual([host, 200]);
  });

  it('lets whoever got in manage, under the name by which they came', async () => {
    const people: Command['person'][] = [];
    const note = async ({ person }: Command): Promise<Answer> => {
      people.push(person);
      return answers.notice;
    };
    await sayOn(await started(note), '/news');
    expect(people).toEqual([{ id: 'page', manages: true }]);
  });
});

describe('what is typed', () => {
  const commandFor = async (text: string, extra: Record<string, string> = {}): Promise<Command | undefined> => {
    let heard: Command | undefined;
    const page = await started(async (command) => {
      heard = command;
      return answers.notice;
    });
    await sayOn(page, text, extra);
    return heard;
  };

  it('is a command with a slash and a question without', async () => {
    expect(await commandFor('/swap  who?')).toMatchObject({ name: 'swap', text: 'who?', address: webAddress });
    expect(await commandFor('How many bodies?')).toMatchObject({ name: 'ask', text: 'How many bodies?' });
  });

  it("comes with the browser's time zone, if it is one", async () => {
    expect((await commandFor('/news', { zone: 'Europe/Kyiv' }))?.person).toMatchObject({ zone: 'Europe/Kyiv' });
    expect((await commandFor('/news', { zone: 'Moon/Base' }))?.person).not.toHaveProperty('zone');
  });

  it('is refused unread when it is too long', async () => {
    expect(await commandFor(`/news ${'a'.repeat(494)}`)).toBeDefined();
    expect(await commandFor(`/news ${'a'.repeat(495)}`)).toBeUndefined();
  });

  it('is a question about the briefing when it is typed in its thread, and is answered there', async () => {
    const heard: Address[] = [];
    const remembered: [Address, Briefing][] = [];
    const channel = createChannel(realClock);
    const page = await started(
      async ({ address, name }) => {
        heard.push(address);
        return name === 'ask' ? answers.reply : answers.typical;
      },
      { channel, posted: async (...pair: [Address, Briefing]) => void remembered.push(pair) },
    );
    await sayOn(page, '/swap');
    const [card] = channel.posts();
    expect(remembered).toEqual([[{ ...webAddress, thread: card?.ref }, briefings.typical]]);
    const before = card?.replies.length ?? 0;
    await sayOn(page, 'How long?', { thread: card?.ref ?? '' });
    expect(heard[1]).toEqual({ ...webAddress, thread: card?.ref });
    expect(card?.replies.length).toBeGreaterThan(before);
    expect(card?.replies[before]?.asked).toBe('How long?');
    expect(channel.posts()).toHaveLength(1);
  });

  it('works as a plain form: a card leads back to the channel, a notice is shown and never kept', async () => {
    const page = await started(async ({ name }) => (name === 'swap' ? answers.typical : answers.refusal));
    const token = await tokenOf(page);
    const submit = (text: string): Promise<Response> =>
      fetch(`${page.url}/say`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ text, token }) });
    const card = await submit('/swap');
    expect(card.status).toBe(303);
    expect(card.headers.get('location')).toMatch(/^\/#post-/u);
    const notice = await (await submit('/news brige')).text();
    expect(notice).toContain('Only you can see this');
    expect(notice).toContain(answers.refusal.notice.lines[0]);
    expect(await (await fetch(page.url)).text()).not.toContain('Only you can see this');
  });
});

describe('the channel', () => {
  it('takes a post that comes twice with one key once', async () => {
    const channel = createChannel(realClock);
    const page = await started(answers.small, { channel });
    const { parent } = page.render(answers.digest);
    const first = await page.send(webAddress, parent, 'slot-1');
    expect(await page.send(webAddress, parent, 'slot-1')).toEqual(first);
    expect(channel.posts()).toHaveLength(1);
  });

  it('skips a reply whose parent it no longer has', async () => {
    const page = await started(answers.small);
    const [reply] = page.render(answers.digest).replies;
    expect(await page.send({ ...webAddress, thread: 'of-another-life' }, reply ?? {}, 'k')).toEqual({
      kind: 'skipped',
      code: 'thread-gone',
    });
  });

  it(`keeps the last ${postsKept} posts`, () => {
    const channel = createChannel(realClock);
    for (let n = 0; n <= postsKept; n += 1) channel.post({ payload: { n } });
    expect(channel.posts()).toHaveLength(postsKept);
    expect(channel.posts()[0]?.payload).toEqual({ n: 1 });
  });

  it(`keeps the last ${repliesKept} replies under a post`, () => {
    const channel = createChannel(realClock);
    const { ref } = channel.post({ payload: {} });
    for (let n = 0; n < repliesKept; n += 1) channel.reply(ref, { payload: { n } });
    expect(channel.find(ref)?.replies[0]?.payload).toEqual({ n: 0 });
    channel.reply(ref, { payload: { n: repliesKept } });
    expect(channel.find(ref)?.replies).toHaveLength(repliesKept);
    expect(channel.find(ref)?.replies[0]?.payload).toEqual({ n: 1 });
  });

  it('tells open pages of a post as it comes', async () => {
    const page = await started(answers.small);
    const stream = (await fetch(`${page.url}/events`)).body?.pipeThrough(new TextDecoderStream()).getReader();
    // The first bytes come with the first event: ask for it until the stream has been set up.
    const sent = await page.send(webAddress, page.render(answers.digest).parent, 'k');
    const { value } = (await stream?.read()) ?? {};
    expect(sent.kind === 'sent' && value?.includes(sent.ref)).toBe(true);
    await stream?.cancel();
  });
});

describe('the pages', () => {
  it('say how to connect the platforms only while that is not done', async () => {
    const hint = 'Slack is not connected: see the README.';
    const page = await started(answers.small, { connectHint: hint });
    expect(await (await fetch(page.url)).text()).toContain(hint);
    expect(await (await fetch((await started(answers.small)).url)).text()).not.toContain('not connected');
  });

  it('allow no script but our own files, and no frame', async () => {
    const page = await started(answers.small);
    for (const path of ['/', '/read/a1', '/nowhere']) {
      const policy = (await fetch(page.url + path)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
    }
  });

  it('load nothing from elsewhere', async () => {
    const page = await started(answers.typical);
    await sayOn(page, '/swap');
    const html = await (await fetch(page.url)).text();
    const loaded = [...html.matchAll(/ (?:src|href)="([^"]*)"/gu)].map((match) => match[1] ?? '');
    const local = loaded.filter((url) => url.startsWith('/assets/'));
    expect(local.length).toBeGreaterThan(3);
    for (const url of new Set(local)) expect((await fetch(page.url + url)).status).toBe(200);
    expect([...html.matchAll(/<(?:script|link|img)[^>]*(?:src|href)="(?!\/)/gu)]).toEqual([]);
  });

  it('answer 404 in plain words for a thread, an article or a path that is not there', async () => {
    const page = await started(answers.small);
    for (const path of ['/thread/gone', '/read/none', '/wp-admin.php', '/assets/../web.ts']) {
      const response = await fetch(page.url + path);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('text/html');
    }
  });

  it('tell health as JSON', async () => {
    const healthOf = async (health: () => Promise<Health>): Promise<[number, unknown]> => {
      const answer = await fetch(`${(await started(answers.small, { health })).url}/healthz`);
      return [answer.status, await answer.json()];
    };
    expect(await healthOf(async () => ({ problems: [], articles: 5 }))).toEqual([200, { status: 'ok', articles: 5 }]);
    const problems = ['the analysis is behind: 2000 articles wait to be read'];
    expect(await healthOf(async () => ({ problems, articles: 5 }))).toEqual([
      503,
      { status: 'failing', problems, articles: 5 },
    ]);
    const [status, said] = await healthOf(() => Promise.reject(new Error('secret')));
    expect(status).toBe(503);
    expect(JSON.stringify(said)).not.toContain('secret');
  });

  it('show metrics where there are any', async () => {
    expect((await fetch(`${(await started(answers.small)).url}/metrics`)).status).toBe(404);
    const metrics = async () => ({ contentType: 'text/plain; version=0.0.4', text: 'up 1\n' });
    const answer = await fetch(`${(await started(answers.small, { metrics })).url}/metrics`);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/plain; version=0.0.4',
      'up 1\n',
    ]);
  });
});
