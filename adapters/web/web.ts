/** The web page as a Platform: a channel in the looks of Slack and Discord, and the reader of cited passages. */
import { createAdaptorServer } from '@hono/node-server';
import { CrosswireError } from '../../src/errors.ts';
import type { Answer, Article } from '../../src/model.ts';
import type {
  Answerer,
  Clock,
  Draw,
  Log,
  Payload,
  Platform,
  Posted,
  Rendered,
  Signer,
  Suggest,
} from '../../src/ports.ts';
import { type Channel, createChannel } from './channel.ts';
import type { PageCommand } from './composer.ts';
import type { OperatorDesk } from './operator.ts';
import { createPictures } from './pictures.ts';
import type { LookName } from './post.ts';
import { createRoutes, type Health, type Metrics } from './routes.ts';
import { createSay } from './say.ts';

/** How one platform renders an Answer, with its links bound. */
export interface LookRenderer {
  readonly name: LookName;
  render(answer: Answer): Rendered;
}

export interface WebOptions {
  /** 127.0.0.1 unless the operator says otherwise. */
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Where readers reach the page from outside, if they do. */
  readonly publicUrl?: string | undefined;
  readonly renderers: readonly LookRenderer[];
  readonly articles: { get(id: string): Promise<Article | undefined> };
  /** Of links to articles that feeds brought; without it, only who is let in reads those. */
  readonly signer?: Pick<Signer, 'isSigned'>;
  /** In the order in which they are offered. */
  readonly commands: readonly PageCommand[] | (() => readonly PageCommand[] | Promise<readonly PageCommand[]>);
  readonly clock: Clock;
  readonly log: Log;
  /** One line on how to connect what is not connected. */
  readonly connectHint?: string | undefined;
  readonly posted?: Posted;
  /** Where the posts stand; one of its own by default. */
  readonly channel?: Channel;
  /** All is well by default. */
  readonly health?: () => Promise<Health>;
  /** What /metrics answers; nothing is there without it. */
  readonly metrics?: () => Promise<Metrics>;
  /** What the operator's pages show; there are none without it. */
  readonly operator?: OperatorDesk;
  /** What is offered while a form is filled in. */
  readonly suggest?: Suggest;
  /** Draws the charts of posts; without it their words stand alone. */
  readonly draw?: Draw;
  /**
   * Who knows it gets in. Without it, and without a proxy that says who is there, the page is open on a loopback address
   * and closed everywhere else.
   */
  readonly password?: string;
  /** The header in which a proxy in front of the page names whom it has let in; believed from this machine and private networks alone. */
  readonly proxyUserHeader?: string;
  /** Addresses, networks (CIDR) or `private`: proxies that say in X-Forwarded-For who asks; none by default. */
  readonly trustedProxies?: readonly string[];
}

export interface WebPlatform extends Platform {
  /** Where the page is, without a slash at the end; the real port once it has started. */
  readonly url: string;
}

const refusedToListen = (error: NodeJS.ErrnoException, host: string, port: number): CrosswireError => {
  const where = `${host}:${port}`;
  if (error.code === 'EADDRINUSE') {
    return new CrosswireError(
      'port-in-use',
      `Another program uses ${where}.`,
      'Stop it, or set PORT to a free port (PORT=0 picks one).',
    );
  }
  return new CrosswireError(
    'platform',
    `The page cannot listen on ${where} (${error.code ?? 'unknown cause'}).`,
    'Set HOST to an address of this machine and PORT to one that you may use (1024 or more).',
    { cause: error },
  );
};

/** A post of the page holds, for each look, the payload that the platform would be sent in its place; and its chart. */
const renderLooks = (renderers: readonly LookRenderer[], answer: Answer): Rendered => {
  const rendered = renderers.map(({ name, render }) => ({ name, ...render(answer) }));
  const longest = Math.max(0, ...rendered.map(({ replies }) => replies.length));
  const nth = (index: number): Payload =>
    Object.fromEntries(
      rendered.flatMap(({ name, replies }) => (replies[index] === undefined ? [] : [[name, replies[index]]])),
    );
  return {
    parent: {
      ...Object.fromEntries(rendered.map(({ name, parent }) => [name, parent])),
      ...(answer.chart !== undefined && { chart: answer.chart }),
    },
    replies: Array.from({ length: longest }, (_, index) => nth(index)),
  };
};

export const createWebPlatform = (options: WebOptions): WebPlatform => {
  const { clock, commands, host } = options;
  const shownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const channel = options.channel ?? createChannel(clock);
  const render = (answer: Answer): Rendered => renderLooks(options.renderers, answer);
  let port = options.port;
  let answerer: Answerer | undefined;
  let stopServer: (() => Promise<void>) | undefined;

  const url = (): string => `http://${shownHost}:${port}`;
  const base = (): string => options.publicUrl?.replace(/\/+$/u, '') ?? url();

  const say = createSay({
    channel,
    answerer: () => answerer,
    render,
    log: options.log,
    posted: options.posted ?? (async () => undefined),
  });

  const listen = async (): Promise<() => Promise<void>> => {
    const closing = new AbortController();
    const app = createRoutes({
      host,
      publicUrl: options.publicUrl,
      password: options.password,
      proxyUserHeader: options.proxyUserHeader,
      trustedProxies: options.trustedProxies ?? [],
      clock,
      channel,
      articles: options.articles,
      signer: options.signer,
      commands: typeof commands === 'function' ? commands : () => commands,
      connectHint: options.connectHint,
      say,
      suggest: options.suggest,
      pictures: createPictures(options.draw, options.log),
      operator: options.operator,
      renderDigest: (digest) => render({ kind: 'digest', digest }),
      base,
      now: () => clock.now(),
      health: options.health ?? (async () => ({ problems: [] })),
      metrics: options.metrics,
      closing: closing.signal,
    });
    app.onError((error, context) => {
      options.log.error('a page could not be made', { err: error });
      return context.text('Crosswire ran into a fault of its own; the log has the details.', 500);
    });
    const server = createAdaptorServer({ fetch: app.fetch });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => reject(refusedToListen(error, host, options.port)));
      server.listen(options.port, host, resolve);
    });
    const at = server.address();
    if (typeof at === 'object' && at !== null) port = at.port;
    return () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
  };

  return {
    name: 'web',
    get url() {
      return url();
    },
    start: async (given) => {
      answerer = given;
      stopServer ??= await listen();
    },
    stop: async () => {
      const stop = stopServer;
      stopServer = undefined;
      answerer = undefined;
      await stop?.();
    },
    render,
    send: async (address, payload, key) => {
      if (address.thread === undefined) return { kind: 'sent', ref: channel.post({ payload, key }).ref };
      const reply = channel.reply(address.thread, { payload, key });
      // The channel lives in memory: after a restart the parents of earlier posts are gone, and their replies with them.
      return reply === undefined ? { kind: 'skipped', code: 'thread-gone' } : { kind: 'sent', ref: reply.ref };
    },
  };
};
