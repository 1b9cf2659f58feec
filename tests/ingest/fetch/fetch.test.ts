import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isSafeForGood } from '../../../src/ingest/fetch/follow.ts';
import { network, serve } from './server.ts';

const text = (body: Uint8Array): string => new TextDecoder().decode(body);
const story = 'The ferry left the harbour at noon. '.repeat(50);

describe('a GET', () => {
  it('gives the body, the headers in lower case and where they came from, and says who asks', async () => {
    const { origin } = await serve(({ headers }, response) => {
      response.setHeader('ETag', '"one"');
      response.end(JSON.stringify({ agent: headers['user-agent'], accept: headers.accept, cookie: headers.cookie }));
    });
    const outcome = await network()({ url: `${origin}/feed?a=1#part`, accept: 'application/rss+xml, */*;q=0.5' });
    expect(outcome).toMatchObject({ kind: 'ok', url: `${origin}/feed?a=1`, headers: { etag: '"one"' } });
    expect(outcome).not.toHaveProperty('movedTo');
    expect(outcome.kind === 'ok' && JSON.parse(text(outcome.body))).toEqual({
      agent: 'Crosswire/test (+https://example.org/)',
      accept: 'application/rss+xml, */*;q=0.5',
    });
  });

  it.each([
    ['gzip', gzipSync(story)],
    ['br', brotliCompressSync(story)],
    ['deflate', deflateSync(story)],
    ['deflate', deflateRawSync(story)],
    ['gzip, br', brotliCompressSync(gzipSync(story))],
    ['identity', Buffer.from(story)],
  ])('unpacks %s', async (coding, packed) => {
    const { origin } = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(packed),
    );
    const outcome = await network()({ url: origin, accept: '*/*' });
    expect(outcome.kind === 'ok' && text(outcome.body)).toBe(story);
  });

  it('sends the validators that it is given, and hears that nothing has changed', async () => {
    const { origin } = await serve(({ headers }, response) => {
      const same =
        headers['if-none-match'] === 'W/"7"' && headers['if-modified-since'] === 'Mon, 02 Jun 2025 10:00:00 GMT';
      response.writeHead(same ? 304 : 200, { 'cache-control': 'max-age=600' }).end();
    });
    const request = { url: origin, accept: '*/*', etag: 'W/"7"', lastModified: 'Mon, 02 Jun 2025 10:00:00 GMT' };
    expect(await network()(request)).toMatchObject({
      kind: 'not-modified',
      headers: { 'cache-control': 'max-age=600' },
    });
    // A validator that no header can hold is left out, not sent on.
    expect(await network()({ ...request, etag: '"7"\r\nhost: inside' })).toMatchObject({ kind: 'ok' });
  });

  it('keeps its connection to a host, and has one at a time', async () => {
    const sockets = new Set<unknown>();
    const { origin } = await serve(({ socket }, response) => {
      sockets.add(socket);
      setTimeout(() => response.end('x'), 5);
    });
    const fetch = network();
    await Promise.all(Array.from({ length: 5 }, (_, n) => fetch({ url: `${origin}/${n}`, accept: '*/*' })));
    expect(sockets.size).toBe(1);
  });

  it('keeps its connection over answers that are no page', async () => {
    const sockets = new Set<unknown>();
    const { origin } = await serve(({ socket, url }, response) => {
      sockets.add(socket);
      if (url === '/moved') response.writeHead(301, { location: '/' }).end('moved');
      else response.writeHead(url === '/none' ? 404 : 200).end('words');
    });
    const fetch = network();
    for (const path of ['/moved', '/none', '/']) await fetch({ url: `${origin}${path}`, accept: '*/*' });
    expect(sockets.size).toBe(1);
  });
});

describe('a redirect', () => {
  const chain = (statuses: readonly number[]) =>
    serve(({ url }, response) => {
      const step = Number(url?.slice(1) ?? 0);
      const status = statuses[step];
      if (status === undefined) response.end('here');
      else response.writeHead(status, { location: `/${step + 1}` }).end();
    });

  it.each([
    ['for good all the way', [301, 308], '/2'],
    ['for good, then for now', [301, 302], '/1'],
    ['for now, then for good', [307, 301], undefined],
    ['for now', [303], undefined],
  ])('%s is followed, and remembered as far as it is permanent', async (_, statuses, moved) => {
    const { origin } = await chain(statuses);
    const outcome = await network()({ url: `${origin}/0`, accept: '*/*' });
    expect(outcome).toMatchObject({ kind: 'ok', url: `${origin}/${statuses.length}` });
    expect(outcome.kind === 'ok' && outcome.movedTo).toBe(moved === undefined ? undefined : `${origin}${moved}`);
  });

  it('for good from https to http is not remembered: anybody on the way may have a hand in it', () => {
    expect(isSafeForGood('https://post.example/feed', 'http://post.example/feed')).toBe(false);
    expect(isSafeForGood('http://post.example/feed', 'https://post.example/feed')).toBe(true);
    expect(isSafeForGood('http://post.example/feed', 'http://post.example/new')).toBe(true);
  });

  it('for good is remembered when nothing has changed there', async () => {
    const { origin } = await serve(({ url }, response) => {
      if (url === '/old') response.writeHead(301, { location: '/new' }).end();
      else response.writeHead(304).end();
    });
    expect(await network()({ url: `${origin}/old`, accept: '*/*', etag: '"1"' })).toMatchObject({
      kind: 'not-modified',
      movedTo: `${origin}/new`,
    });
  });

  it('is followed five times and no more', async () => {
    const five = await chain([302, 302, 302, 302, 302]);
    expect(await network()({ url: `${five.origin}/0`, accept: '*/*' })).toMatchObject({ kind: 'ok' });
    const six = await chain([302, 302, 302, 302, 302, 302]);
    expect(await network()({ url: `${six.origin}/0`, accept: '*/*' })).toMatchObject({ code: 'too-many-redirects' });
  });

  it.each([
    ['nowhere', undefined],
    ['no address', 'http://['],
  ])('to %s is named', async (_, location) => {
    const { origin } = await serve((_request, response) =>
      response.writeHead(302, location === undefined ? {} : { location }).end(),
    );
    expect(await network()({ url: origin, accept: '*/*' })).toMatchObject({ kind: 'failed', code: 'bad-redirect' });
  });
});

describe('a failure', () => {
  it.each([
    [404, {}, { kind: 'failed', code: 'http-404' }],
    [403, {}, { kind: 'failed', code: 'http-403' }],
    [500, {}, { kind: 'failed', code: 'http-500' }],
    [429, { 'retry-after': '120' }, { kind: 'failed', code: 'http-429', retryAfterMs: 120_000 }],
    [503, { 'retry-after': 'soon' }, { kind: 'failed', code: 'http-503' }],
    [410, {}, { kind: 'gone' }],
    [304, {}, { kind: 'failed', code: 'http-304' }],
  ])('of HTTP %i is a value with its code', async (status, headers, expected) => {
    const { origin } = await serve((_, response) => response.writeHead(status, headers).end('no'));
    const outcome = await network()({ url: origin, accept: '*/*' });
    expect(outcome).toMatchObject(expected);
    if (outcome.kind === 'failed') {
      expect(outcome.reason).toContain(`${status}`);
      expect(outcome.fix).toMatch(/^[A-Z].*\.$/u);
    }
  });

  it('may say until when, as a date', async () => {
    const now = Date.parse('2025-06-02T10:00:00Z');
    const { origin } = await serve((_, response) =>
      response.writeHead(503, { 'retry-after': 'Mon, 02 Jun 2025 10:05:00 GMT' }).end(),
    );
    const fetch = network({
      clock: {
        now: () => now,
        sleep: (_, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
      },
    });
    expect(await fetch({ url: origin, accept: '*/*' })).toMatchObject({ retryAfterMs: 300_000 });
  });

  it('of a name, a port or a broken answer is named', async () => {
    const gone = await serve((_, response) => response.end());
    const fetch = network({
      allowPrivateHosts: ['127.0.0.1', 'ferry.example'],
      lookup: (name) =>
        name === 'ferry.example'
          ? Promise.resolve([{ address: '127.0.0.1', family: 4 }])
          : Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })),
    });
    expect(await fetch({ url: 'http://no-such-name.example/', accept: '*/*' })).toMatchObject({ code: 'dns' });
    // Port 1 of loopback: nothing listens there.
    expect(await fetch({ url: 'http://127.0.0.1:1/', accept: '*/*' })).toMatchObject({ code: 'connection-refused' });
    expect(await fetch({ url: `http://ferry.example:${gone.port}/`, accept: '*/*' })).toMatchObject({ kind: 'ok' });
    const broken = await serve(({ socket }) => socket.end('SMTP 220 ready\r\n\r\n'));
    expect(await fetch({ url: broken.origin, accept: '*/*' })).toMatchObject({ kind: 'failed', code: 'bad-answer' });
    const cut = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await fetch({ url: cut.origin, accept: '*/*' })).toMatchObject({ kind: 'failed', code: 'connection-lost' });
  });

  it('of unpacking is named', async () => {
    const answer = async (coding: string, body: Uint8Array) => {
      const { origin } = await serve((_, response) =>
        response.writeHead(200, { 'content-encoding': coding }).end(body),
      );
      return network()({ url: origin, accept: '*/*' });
    };
    expect(await answer('gzip', Buffer.from('no gzip at all'))).toMatchObject({ code: 'bad-packing' });
    expect(await answer('gzip', gzipSync(story).subarray(0, 30))).toMatchObject({ code: 'bad-packing' });
    expect(await answer('deflate', Buffer.from('x\u0001 no'))).toMatchObject({ code: 'bad-packing' });
    expect(await answer('br', Buffer.from('no brotli'))).toMatchObject({ code: 'bad-packing' });
    expect(await answer('zstd', Buffer.from('x'))).toMatchObject({ code: 'bad-packing' });
    expect(await answer('gzip, gzip, gzip', gzipSync(gzipSync(gzipSync('x'))))).toMatchObject({ code: 'bad-packing' });
  });

  it('that the caller causes is the caller’s: the reason of the signal comes back', async () => {
    const { origin, asked } = await serve(() => undefined);
    const stopping = new AbortController();
    const pending = network()({ url: origin, accept: '*/*' }, stopping.signal);
    await expect.poll(() => asked.length).toBe(1);
    stopping.abort(new Error('enough'));
    await expect(pending).rejects.toThrow('enough');
    const before = AbortSignal.abort(new Error('stopping'));
    await expect(network()({ url: origin, accept: '*/*' }, before)).rejects.toThrow('stopping');
  });
});
