/** The live service over real sockets, the real database and the real thread, with a clock that a test may move. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { vi } from 'vitest';
import { createFetch } from '../../src/ingest/fetch/fetch.ts';
import { type DeskThread, openDeskThread } from '../../src/live/desk-thread.ts';
import { type Live, type LiveSettings, startLive } from '../../src/live/live.ts';
import type { Answer, Article } from '../../src/model.ts';
import type { Clock, Fetch, Log, Payload, Platform, Store } from '../../src/ports.ts';

export const until = (check: () => void | Promise<void>, patienceMs = 90_000): Promise<void> =>
  vi.waitFor(check, { timeout: patienceMs, interval: 20 });

/** Real time, moved ahead; a rest is short, however long it would be. */
export const briskClock = (iso: string): Clock & { ahead(ms: number): void } => {
  let offset = Date.parse(iso) - Date.now();
  return {
    now: () => Date.now() + offset,
    sleep: (ms, signal) => delay(Math.min(ms, 20), undefined, signal && { signal }).catch(() => undefined),
    ahead: (ms) => {
      offset += ms;
    },
  };
};

export interface RecordedLog extends Log {
  readonly errors: readonly string[];
}

export const recordedLog = (): RecordedLog => {
  const errors: string[] = [];
  return {
    errors,
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (message, fields) => void errors.push(`${message} ${String(fields?.err ?? '')}`),
  };
};

export interface Site {
  /** Without a slash at the end. */
  readonly url: string;
  readonly host: string;
  /** How often each path was asked for. */
  asked(path: string): number;
  close(): Promise<void>;
}

/** A site of this machine. */
export const startSite = async (
  answer: (path: string, request: IncomingMessage, response: ServerResponse) => void,
): Promise<Site> => {
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    counts.set(path, (counts.get(path) ?? 0) + 1);
    answer(path, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  const host = `127.0.0.1:${address.port}`;
  return {
    url: `http://${host}`,
    host,
    asked: (path) => counts.get(path) ?? 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export interface FeedEntry {
  readonly id: string;
  readonly title: string;
  /** Paragraphs; a feed that carries but a summary has one. */
  readonly text: string;
  readonly published: string;
  readonly link?: string;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const itemOf = ({ id, title, text, published, link }: FeedEntry): string => {
  const html = text
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('');
  return `<item><guid isPermaLink="false">${id}</guid><title>${escaped(title)}</title>
<link>${link ?? `https://outlet.example/${id}`}</link><pubDate>${new Date(published).toUTCString()}</pubDate>
<content:encoded>${escaped(html)}</content:encoded></item>`;
};

export const rssOf = (title: string, entries: readonly FeedEntry[]): string => `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>${escaped(title)}</title>
<link>https://outlet.example/</link><description>News</description>
${entries.map(itemOf).join('\n')}
</channel></rss>`;

const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, signal && { signal }).catch(() => undefined),
};

/** A network that may reach the given sites of this machine. */
export const networkTo = (...sites: readonly { readonly host: string }[]) =>
  createFetch({ allowPrivateHosts: sites.map(({ host }) => host), userAgent: 'Crosswire test', clock: realClock });

/** A platform that only notes what it is sent. */
export const notingPlatform = (name: Platform['name'] = 'slack'): Platform & { readonly sent: Payload[] } => {
  const sent: Payload[] = [];
  return {
    name,
    sent,
    start: async () => undefined,
    stop: async () => undefined,
    render: (answer: Answer) => ({ parent: { answer }, replies: [] }),
    send: async (_address, payload) => {
      sent.push(payload);
      return { kind: 'sent', ref: String(sent.length) };
    },
  };
};

export interface Desk {
  readonly thread: DeskThread;
  readonly live: Live;
  readonly log: RecordedLog;
  stop(): Promise<void>;
}

const usual: LiveSettings = { fetchConcurrency: 4, liveArticles: 10_000, retentionDays: 30 };

/** The service as main starts it, but for the platforms. */
export const startDesk = (
  store: Store,
  fetch: Fetch,
  clock: Clock,
  { settings = {}, platforms = [] }: { settings?: Partial<LiveSettings>; platforms?: readonly Platform[] } = {},
): Desk => {
  const log = recordedLog();
  const thread = openDeskThread(log);
  const live = startLive({
    store,
    thread,
    fetch,
    clock,
    log,
    random: () => 0,
    platforms,
    settings: { ...usual, ...settings },
  });
  return {
    thread,
    live,
    log,
    stop: async () => {
      await live.stop();
      await thread.close();
    },
  };
};

/** One article of a few sentences on a happening of its own. */
export const articleOn = (id: string, place: string, figure: number): Article => ({
  id,
  title: `Ferry runs aground off ${place}`,
  publisher: `Outlet ${id}`,
  url: `https://outlet.example/${id}`,
  published: '2031-01-06T08:00:00Z',
  text: `A ferry with ${figure} passengers ran aground off ${place} on Monday, the coast guard said.\n\nNobody was hurt, and the harbour of ${place} stays closed until Wednesday.`,
  bodyStart: 0,
});
