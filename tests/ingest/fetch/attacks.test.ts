/** What strangers' addresses and servers may try, by name. */
import { createReadStream } from 'node:fs';
import { createServer as createTcpServer } from 'node:net';
import { createBrotliCompress, createDeflate, createDeflateRaw, createGzip } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../src/ingest/fetch/addresses.ts';
import type { FetchSettings } from '../../../src/ingest/fetch/fetch.ts';
import { network, serve } from './server.ts';

const get = (url: string, settings: Partial<FetchSettings> = {}) => network(settings)({ url, accept: '*/*' });
const answering =
  (...answers: readonly (readonly string[])[]): NonNullable<FetchSettings['lookup']> =>
  () => {
    const addresses = answers.length > 1 ? (answers as string[][]).shift() : answers[0];
    return Promise.resolve((addresses ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  };

describe('an address in a private network', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.8.9.1/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://198.18.0.1/',
    'http://192.0.0.192/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://240.0.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://[64:ff9b:1::8.8.8.8]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://127.0.0.1./',
    'http://LOCALHOST/',
    'http://017700000001/',
    'http://0x7f.1/',
    'http://[0:0:0:0:0:ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://169。254。169。254/',
  ])('%s is refused, whatever its form', async (url) => {
    expect(await get(url, { allowPrivateHosts: [] })).toMatchObject({ kind: 'refused', code: 'private-address' });
  });

  it.each(['93.184.215.14', '8.8.8.8', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '64:ff9b::8.8.8.8', '::ffff:8.8.8.8'])(
    'is not %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each(['', 'example.org', '127.0.0.1.', '1.2.3', '::g'])('is not made public by being no address: "%s"', (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });

  it('is refused when a name leads there, and not even connected to', async () => {
    const inside = await serve((_, response) => response.end('secret'));
    for (const answer of [['127.0.0.1'], ['::ffff:127.0.0.1'], ['8.8.8.8', '127.0.0.1']]) {
      const url = `http://harmless.example:${inside.port}/`;
      expect(await get(url, { lookup: answering(answer) })).toMatchObject({ code: 'private-address' });
    }
    expect(inside.asked).toEqual([]);
  });

  it('is refused at the end of a redirect', async () => {
    const inside = await serve((_, response) => response.end('secret'));
    const outside = await serve((_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${inside.port}/admin` }).end(),
    );
    const allowPrivateHosts = [`127.0.0.1:${outside.port}`];
    expect(await get(outside.origin, { allowPrivateHosts })).toMatchObject({
      kind: 'refused',
      code: 'private-address',
    });
    expect(outside.asked).toHaveLength(1);
    expect(inside.asked).toEqual([]);
  });

  it('is not reached by a name whose second answer differs (DNS rebinding)', async () => {
    const inside = await serve((_, response) => response.end('secret'));
    const asked: string[] = [];
    const rebinding: NonNullable<FetchSettings['lookup']> = (name) => {
      asked.push(name);
      return Promise.resolve([{ address: asked.length === 1 ? '127.0.0.1' : '8.8.8.8', family: 4 }]);
    };
    expect(await get(`http://rebind.example:${inside.port}/`, { lookup: rebinding })).toMatchObject({
      code: 'private-address',
    });
    expect(asked).toEqual(['rebind.example']);
    expect(inside.asked).toEqual([]);
  });

  it('is connected to exactly as it was checked: the name is looked up once a connection', async () => {
    const host = await serve((_, response) => response.end('x'));
    const asked: string[] = [];
    const lookup: NonNullable<FetchSettings['lookup']> = (name) => {
      asked.push(name);
      return Promise.resolve([{ address: asked.length === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
    };
    const fetch = network({ lookup, allowPrivateHosts: ['once.example'] });
    for (let n = 0; n < 3; n += 1)
      expect(await fetch({ url: `http://once.example:${host.port}/${n}`, accept: '*/*' })).toMatchObject({
        kind: 'ok',
      });
    expect(asked).toEqual(['once.example']);
  });

  it('is read where the operator names it, by host or by host and port', async () => {
    const inside = await serve((_, response) => response.end('x'));
    for (const name of ['127.0.0.1', `127.0.0.1:${inside.port}`])
      expect(await get(inside.origin, { allowPrivateHosts: [name] })).toMatchObject({ kind: 'ok' });
    for (const name of ['127.0.0.1:1', '127.0.0.2', ''])
      expect(await get(inside.origin, { allowPrivateHosts: [name] })).toMatchObject({ code: 'private-address' });
  });
});

describe('an address that is none for us', () => {
  it.each([
    ['file:///etc/passwd', 'bad-scheme'],
    ['ftp://example.org/feed', 'bad-scheme'],
    ['gopher://example.org/', 'bad-scheme'],
    ['data:text/xml,<rss/>', 'bad-scheme'],
    ['javascript:alert(1)', 'bad-scheme'],
    ['https://user:word@example.org/', 'credentials'],
    ['https://user@example.org/', 'credentials'],
    ['example.org/feed', 'bad-address'],
    ['', 'bad-address'],
    [`https://example.org/${'a'.repeat(5_000)}`, 'bad-address'],
  ])('%.40s is refused', async (url, code) => {
    expect(await get(url)).toMatchObject({ kind: 'refused', code });
  });

  it('is refused at the end of a redirect too', async () => {
    for (const location of ['file:///etc/passwd', 'https://a:b@example.org/']) {
      const { origin } = await serve((_, response) => response.writeHead(301, { location }).end());
      expect(await get(origin)).toMatchObject({ kind: 'refused' });
    }
  });
});

describe('a server that means harm', () => {
  it('sends us round in a circle', async () => {
    const { origin, asked } = await serve(({ url }, response) =>
      response.writeHead(302, { location: url === '/a' ? '/b' : '/a' }).end(),
    );
    expect(await get(`${origin}/a`)).toMatchObject({ kind: 'failed', code: 'redirect-loop' });
    expect(asked).toEqual(['/a', '/b']);
  });

  it('sends a small packet that unpacks to gigabytes (gzip bomb)', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      createReadStream('/dev/zero', { end: 1_000_000_000 })
        .pipe(createGzip())
        .on('error', () => undefined)
        .pipe(response);
    });
    expect(await get(origin)).toMatchObject({ kind: 'failed', code: 'too-large' });
  });

  it.each([
    ['br', createBrotliCompress],
    ['deflate', createDeflate],
    ['deflate', createDeflateRaw],
  ])('sends one packed as %s', async (coding, create) => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': coding });
      const packing = create();
      packing.on('error', () => undefined).pipe(response);
      response.on('close', () => packing.destroy());
      createReadStream('/dev/zero', { end: 300_000_000 }).pipe(packing);
    });
    expect(await get(origin)).toMatchObject({ kind: 'failed', code: 'too-large' });
  });

  it('packs once more what was packed often enough', async () => {
    const { origin } = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': Array(50).fill('gzip').join(', ') }).end('x'),
    );
    expect(await get(origin)).toMatchObject({ kind: 'failed', code: 'bad-packing' });
  });

  it('says a length that is not that of its answer', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n<rss>'));
    });
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(address !== null && typeof address === 'object' ? address.port : 0);
      });
    });
    expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject({ kind: 'failed' });
    server.close();
  });

  it('sends cookies by the hundred: the answer is read all the same', async () => {
    const { origin } = await serve((_, response) => {
      response.setHeader(
        'set-cookie',
        Array.from({ length: 300 }, (_each, n) => `c${n}=${'z'.repeat(100)}; Path=/`),
      );
      response.end('x');
    });
    expect(await get(origin)).toMatchObject({ kind: 'ok' });
  });

  it('sends a packet that unpacks past what is allowed, and one that is too large as it is', async () => {
    const zeros = Buffer.alloc(2_000_000);
    const { origin } = await serve(({ url }, response) => {
      if (url !== '/packed') return void response.end(zeros);
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const packing = createGzip();
      packing.pipe(response);
      packing.end(zeros);
    });
    expect(await get(`${origin}/packed`, { limits: { bytes: 1_000_000 } })).toMatchObject({ code: 'too-large' });
    expect(await get(origin, { limits: { packedBytes: 1_000_000 } })).toMatchObject({ code: 'too-large' });
  });

  it('says that its answer is too large: not a byte of it is read', async () => {
    const { origin } = await serve((_, response) =>
      response.writeHead(200, { 'content-length': '99000000' }).write('x'),
    );
    expect(await get(origin)).toMatchObject({ kind: 'failed', code: 'too-large' });
  });

  it('sends a body without end', async () => {
    let stopped = false;
    const { origin } = await serve((_, response) => {
      response.on('close', () => {
        stopped = true;
      });
      const more = (): void => {
        while (!stopped && response.write(Buffer.alloc(65_536))) {
          // Until the buffer is full.
        }
      };
      response.on('drain', more);
      more();
    });
    expect(await get(origin, { limits: { packedBytes: 1_000_000 } })).toMatchObject({ code: 'too-large' });
    await expect.poll(() => stopped).toBe(true);
  });

  it('drips a byte now and then', async () => {
    const { origin } = await serve((_, response) => {
      const timer = setInterval(() => response.write('x'), 10);
      response.on('close', () => clearInterval(timer));
    });
    expect(await get(origin, { limits: { totalMs: 200 } })).toMatchObject({ kind: 'failed', code: 'timeout' });
  });

  it('never begins to answer (slow headers), and gets no more than its time', async () => {
    const { origin } = await serve(() => undefined);
    const outcome = await get(origin, { limits: { headersMs: 100 } });
    expect(outcome).toMatchObject({ kind: 'failed', code: 'timeout' });
  });

  it('drips its headers one by one', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('x: y\r\n'), 10);
      socket.on('close', () => clearInterval(timer));
    });
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(address !== null && typeof address === 'object' ? address.port : 0);
      });
    });
    const url = `http://127.0.0.1:${port}/`;
    expect(await get(url, { limits: { headersMs: 150 } })).toMatchObject({ kind: 'failed', code: 'timeout' });
    server.close();
  });

  it('sends more headers than anyone needs', async () => {
    const { origin } = await serve((_, response) => {
      for (let n = 0; n < 500; n += 1) response.setHeader(`x-${n}`, 'y'.repeat(100));
      response.end();
    });
    expect(await get(origin)).toMatchObject({ kind: 'failed', code: 'bad-answer' });
  });

  it('does not keep the next request waiting after it was given up', async () => {
    const { origin } = await serve(({ url }, response) => {
      if (url === '/fast') response.end('x');
    });
    // Long enough for the fast one on a machine that is busy with other things.
    const fetch = network({ limits: { headersMs: 3_000 } });
    const outcomes = await Promise.all(
      ['/slow', '/fast'].map((path) => fetch({ url: `${origin}${path}`, accept: '*/*' })),
    );
    expect(outcomes[0]).toMatchObject({ code: 'timeout' });
    expect(await fetch({ url: `${origin}/fast`, accept: '*/*' })).toMatchObject({ kind: 'ok' });
  });
});
