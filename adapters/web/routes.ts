/** What the page answers to which address. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { etag } from 'hono/etag';
import { streamSSE } from 'hono/streaming';
import type { Article } from '../../src/model.ts';
import { readAssets } from './assets.ts';
import type { Channel } from './channel.ts';
import type { PageCommand } from './composer.ts';
import { fragmentHtml } from './document.ts';
import { headers, knownHost, sameOrigin } from './guard.ts';
import { pageHtml, threadElement } from './page.ts';
import { noticeElement, postElement } from './post.ts';
import { missingHtml, passageIn, readerHtml } from './reader.ts';
import type { Said, Say } from './say.ts';

/** Facts for /healthz, and what is wrong, one line each. */
export interface Health {
  readonly problems: readonly string[];
  readonly [fact: string]: unknown;
}

/** What /metrics answers. */
export interface Metrics {
  readonly contentType: string;
  readonly text: string;
}

export interface RouteOptions {
  readonly publicUrl: string | undefined;
  readonly channel: Channel;
  readonly articles: { get(id: string): Promise<Article | undefined> };
  readonly commands: () => readonly PageCommand[] | Promise<readonly PageCommand[]>;
  readonly connectHint: string | undefined;
  readonly say: Say;
  /** Where the page is, as it stands in links. */
  readonly base: () => string;
  readonly now: () => number;
  readonly health: () => Promise<Health>;
  readonly metrics: (() => Promise<Metrics>) | undefined;
  /** Ends streams that would keep the server from closing. */
  readonly closing: AbortSignal;
}

/** A command is a line; the form says so as well. */
const longestBody = 16 * 1024;
/** So that a proxy does not take a quiet stream for a dead one. */
const heartbeatMs = 25_000;

export const createRoutes = (options: RouteOptions): Hono => {
  const { channel, base } = options;
  const assets = readAssets();
  const app = new Hono();

  const page = async (open: string | undefined, said?: Said): Promise<string> =>
    pageHtml({
      posts: channel.posts(),
      open: open === undefined ? undefined : channel.find(open),
      notice: said?.kind === 'notice' ? noticeElement(said.payloads, options.now(), said.asked, base()) : undefined,
      commands: await options.commands(),
      connectHint: options.connectHint,
      base: base(),
      now: options.now(),
    });

  app.use(headers());
  app.use(knownHost(options.publicUrl));

  app.get('/', async (context) => context.html(await page(undefined)));
  app.get('/thread/:ref', async (context) => {
    const ref = context.req.param('ref');
    if (channel.find(ref) !== undefined) return context.html(await page(ref));
    return context.html(
      missingHtml('This thread is gone', 'The page keeps its latest posts alone. Ask again to get it back.'),
      404,
    );
  });

  app.get('/fragment/post/:ref', (context) => {
    const post = channel.find(context.req.param('ref'));
    return post === undefined
      ? context.notFound()
      : context.html(fragmentHtml(postElement(post, { base: base(), threaded: true })));
  });
  app.get('/fragment/thread/:ref', (context) => {
    const post = channel.find(context.req.param('ref'));
    return post === undefined ? context.notFound() : context.html(fragmentHtml(threadElement(post, base())));
  });

  app.post('/say', sameOrigin(options.publicUrl), bodyLimit({ maxSize: longestBody }), async (context) => {
    const form = await context.req.parseBody();
    const field = (name: string): string => (typeof form[name] === 'string' ? form[name] : '');
    const said = await options.say({
      text: field('text'),
      thread: field('thread'),
      zone: field('zone'),
    });
    if ((context.req.header('accept') ?? '').includes('application/json')) {
      if (said.kind !== 'notice') return context.json(said);
      const notice = noticeElement(said.payloads, options.now(), said.asked, base());
      return context.json({ kind: 'notice', html: fragmentHtml(notice) });
    }
    if (said.kind === 'notice') return context.html(await page(said.thread, said));
    return context.redirect(
      said.kind === 'reply' ? `/thread/${said.thread}#post-${said.ref}` : `/#post-${said.ref}`,
      303,
    );
  });

  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      const stop = channel.listen((ref, parent) => {
        void stream.writeSSE({ event: 'post', data: JSON.stringify({ ref, parent: parent ?? null }) });
      });
      await new Promise<void>((resolve) => {
        const beat = setInterval(() => void stream.writeSSE({ event: 'beat', data: '' }), heartbeatMs);
        const end = (): void => {
          clearInterval(beat);
          options.closing.removeEventListener('abort', end);
          stop();
          resolve();
        };
        stream.onAbort(end);
        options.closing.addEventListener('abort', end, { once: true });
      });
    }),
  );

  app.get('/read/:article', async (context) => {
    const article = await options.articles.get(context.req.param('article'));
    if (article === undefined)
      return context.html(missingHtml('No such article', 'It is not in the store (any more).'), 404);
    return context.html(readerHtml(article, passageIn(article, context.req.query('start'), context.req.query('end'))));
  });

  app.get('/assets/:name', etag(), (context) => {
    const asset = assets.get(context.req.param('name'));
    if (asset === undefined) return context.notFound();
    return context.body(asset.body, 200, { 'content-type': asset.type, 'cache-control': 'no-cache' });
  });

  app.get('/healthz', async (context) => {
    const { problems, ...facts } = await options
      .health()
      .catch((): Health => ({ problems: ['this could not be found out; see the log'] }));
    return problems.length === 0
      ? context.json({ status: 'ok', ...facts })
      : context.json({ status: 'failing', problems, ...facts }, 503);
  });

  app.get('/metrics', async (context) => {
    if (options.metrics === undefined) return context.notFound();
    const { contentType, text } = await options.metrics();
    return context.body(text, 200, { 'content-type': contentType });
  });

  app.notFound((context) =>
    context.html(missingHtml('Nothing here', 'The channel stands at the root of this site.'), 404),
  );
  return app;
};
