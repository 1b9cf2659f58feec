/** A web on one loopback port: hundreds of hosts by their names, thousands of feeds, and books kept of all of it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createListener, type Server as Listener, type Socket } from 'node:net';
import { newsStream } from '../../../bench/stream.ts';
import { type Account, reckon, type StoredArticle } from './account.ts';
import { type Act, type Answer, createAnswers, feedPath, isDark, restSeconds } from './answers.ts';
import { createBooks, type Visit } from './books.ts';
import type { Told, Web } from './listing.ts';
import { type Feed, type Item, type PlanSettings, planWeb } from './plan.ts';

export interface WebSettings extends PlanSettings {
  /** Milliseconds that a reader leaves between two requests to one host. */
  readonly gapMs: number;
  /**
   * Hosts stand at addresses of loopback (all of Linux's), for a service that asks the system for names. Otherwise at
   * names that only `resolves` knows.
   */
  readonly addresses?: boolean;
  /** No reader tells what it has received: what went out whole is taken for received. */
  readonly trusting?: boolean;
}

/** A feed as it is given to a reader. */
export interface Offer {
  readonly n: number;
  readonly url: string;
  readonly fate: Feed['fate'];
}

export interface SimulatedWeb {
  readonly port: number;
  /** In the order of their numbers. */
  readonly offers: readonly Offer[];
  /** What is known of a good answer whose `x-serial` the reader has in hand: it came through whole. */
  received(serial: number): void;
  /** Sets the web's time, milliseconds since the Unix epoch; resolves when it holds for every later request. */
  setNow(now: number): Promise<void>;
  /** @param until instant at which feeds were no longer read; now unless given */
  reckon(stored: readonly StoredArticle[], until?: number): Promise<Account>;
  close(): Promise<void>;
}

const domain = 'sim.example';
/** Bytes of a body that has no end; one that is read on is given up at last. */
const endlessChunk = Buffer.alloc(2 ** 18, 'x');
const endlessChunks = 1024;
/** One request in so many is answered after so many milliseconds of real time. */
const waitEvery = 4;
const waitMs = 5;

/** The name of a host, by its number. */
export const hostName = (host: number, { addresses = false }: Pick<WebSettings, 'addresses'>): string =>
  addresses ? `127.1.${host >>> 8}.${host & 255}` : `h${host}.${domain}`;

const urlOf = (feed: Feed, port: number, settings: WebSettings): string => {
  if (feed.fate === 'unresolved') return `http://nowhere-${feed.n}.${domain}:${port}/f/${feed.n}`;
  const host = hostName(feed.host, settings);
  // Port 1 of loopback: nobody listens there.
  return feed.fate === 'unreachable' ? `http://${host}:1/f/${feed.n}` : `http://${host}:${port}${feedPath(feed)}`;
};

/** Whether a name of this web resolves; all that do are at 127.0.0.1. */
export const resolves = (name: string): boolean => /^h\d+\.sim\.example$/u.test(name);

const misbehave = (act: Act, socket: Socket, response: ServerResponse): void => {
  switch (act) {
    case 'hang':
      return;
    case 'reset':
      socket.resetAndDestroy();
      return;
    case 'garbage':
      socket.end('\u0016\u0003\u0001 this is no HTTP at all\r\n\r\n');
      return;
    case 'drip': {
      response.writeHead(200, { 'content-type': 'application/rss+xml' });
      const timer = setInterval(() => response.write(' '), 50);
      response.once('close', () => clearInterval(timer));
      return;
    }
    case 'huge': {
      response.writeHead(200, { 'content-type': 'application/rss+xml' });
      let left = endlessChunks;
      const pour = (): void => {
        while (left > 0 && !response.destroyed) {
          left -= 1;
          if (!response.write(endlessChunk)) {
            response.once('drain', pour);
            return;
          }
        }
        if (left === 0) response.end();
      };
      pour();
    }
  }
};

/** One server at many addresses. */
const listenAtAll = (addresses: readonly string[], port: number, server: Server): Promise<Listener[]> =>
  Promise.all(
    addresses.map(async (address) => {
      const listener = createListener((socket) => server.emit('connection', socket));
      await new Promise<void>((resolve, reject) => {
        listener.once('error', reject);
        listener.listen(port, address, resolve);
      });
      return listener;
    }),
  );

/** The same settings give the same web; it is at `settings.start` until it is told otherwise. */
export const startWeb = async (settings: WebSettings): Promise<SimulatedWeb> => {
  const plan = planWeb(settings);
  const texts = newsStream(plan.texts, settings.seed).map(
    ({ title, text }): Told => ({ title: title ?? '', paragraphs: text.split('\n\n') }),
  );
  let now = settings.start;
  let port = 0;
  const web: Web = {
    plan,
    origin: (host) => `http://${hostName(host, settings)}:${port}`,
    told: (item: Item) => texts[item.text] ?? { title: 'Nothing', paragraphs: [] },
  };
  const answers = createAnswers(web);
  const books = createBooks(plan, () => now, settings.gapMs);
  const numbers = new Map(Array.from({ length: plan.hosts }, (_, host) => [hostName(host, settings), host]));
  /** Where redirects have just led. */
  const hops = new Set<string>();

  /** Every few requests wait a little, as on any web: two at once would not be seen otherwise. */
  let requests = 0;
  const serve = (answer: Answer, feed: Feed | undefined, visit: Visit, response: ServerResponse): void => {
    requests += 1;
    if (requests % waitEvery === 0) setTimeout(() => deliver(answer, feed, visit, response), waitMs);
    else deliver(answer, feed, visit, response);
  };

  const deliver = (answer: Answer, feed: Feed | undefined, visit: Visit, response: ServerResponse): void => {
    const { socket } = response;
    if (answer.kind === 'act') {
      books.count(answer.act);
      visit.endless = true;
      if (socket !== null) misbehave(answer.act, socket, response);
      return;
    }
    const { status, headers, body, good, torn } = answer;
    books.count(`${feed === undefined ? 'page ' : ''}${status}`);
    if (torn !== undefined) books.tear(torn);
    if (headers.location !== undefined && URL.canParse(headers.location)) {
      const { host, pathname } = new URL(headers.location);
      hops.add(host + pathname);
    }
    if (feed !== undefined && status === 429) books.hold(feed, now + restSeconds * 1000, 'retry-after');
    if (feed !== undefined && status === 410) books.hold(feed, Number.POSITIVE_INFINITY, 'gone');
    const serial = feed && good && books.send(feed, good.validators, good.entries);
    response.writeHead(status, {
      ...headers,
      date: new Date(now).toUTCString(),
      ...(serial !== undefined && { 'x-serial': String(serial) }),
      ...(status !== 304 && { 'content-length': String(Buffer.byteLength(body)) }),
    });
    if (settings.trusting === true && serial !== undefined) response.once('finish', () => books.received(serial));
    response.end(status === 304 ? undefined : body);
  };

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { host = '', ...headers } = request.headers;
    const { pathname } = new URL(request.url ?? '/', 'http://any.example');
    const hop = hops.delete(host + pathname);
    const visit = books.begin(host, hop);
    response.once('finish', visit.end);
    response.once('close', visit.end);
    const [, kind, number] = /^\/(f|moved|a)\/(\d+)/u.exec(pathname) ?? [];
    const n = Number(number);
    const asked = { path: pathname, headers };
    const feed = kind === 'a' ? undefined : plan.list[n];
    const item = kind === 'a' ? plan.every[n] : undefined;
    if (feed !== undefined && !hop) {
      const [etag, lastModified] = [headers['if-none-match'], headers['if-modified-since']];
      const given = { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) };
      books.asked(feed, kind === 'f', given, /\w/u.test(headers['user-agent'] ?? ''));
    }
    const down: Answer = { kind: 'answer', status: 503, headers: {}, body: 'down for maintenance' };
    const nothing: Answer = { kind: 'answer', status: 404, headers: {}, body: 'nothing here' };
    if (isDark(web, numbers.get(host.replace(/:\d+$/u, '')) ?? 0, now)) serve(down, feed, visit, response);
    else if (feed !== undefined) serve(answers.feed(feed, kind === 'moved', asked, now), feed, visit, response);
    else if (item !== undefined) serve(answers.page(item, now), undefined, visit, response);
    else serve(nothing, undefined, visit, response);
  };

  const server = createServer({ keepAliveTimeout: 60_000 }, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 1024, resolve));
  ({ port } = server.address() as AddressInfo);
  const listeners = settings.addresses === true ? await listenAtAll([...numbers.keys()], port, server) : [];

  return {
    port,
    offers: plan.list.map((feed) => ({ n: feed.n, url: urlOf(feed, port, settings), fate: feed.fate })),
    received: books.received,
    setNow: async (to) => {
      now = to;
    },
    reckon: async (stored, until = now) => reckon(plan, books, web.told, stored, until),
    close: () =>
      new Promise((resolve) => {
        for (const listener of listeners) listener.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
