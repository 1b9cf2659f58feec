/** Real servers on loopback for one test, and a Fetch that may reach them. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach } from 'vitest';
import { createFetch, type FetchSettings } from '../../../src/ingest/fetch/fetch.ts';
import type { Clock } from '../../../src/ports.ts';

const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal, ref: false }).catch(() => undefined),
};

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const listening = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'));
      else resolve(address.port);
    });
  });

/** A server on a port of its own, with the requests that it was asked. */
export const serve = async (listener: RequestListener): Promise<{ port: number; origin: string; asked: string[] }> => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  });
  const port = await listening(server);
  open.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { port, origin: `http://127.0.0.1:${port}`, asked };
};

/** A Fetch that may read 127.0.0.1 and what `settings` names, closed after the test. */
export const network = (settings: Partial<FetchSettings> = {}) => {
  const { fetch, close } = createFetch({
    allowPrivateHosts: ['127.0.0.1'],
    userAgent: 'Crosswire/test (+https://example.org/)',
    clock: realClock,
    ...settings,
  });
  open.push(close);
  return fetch;
};
