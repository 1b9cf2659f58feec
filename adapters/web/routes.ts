/** What the page answers to which address: what everybody may see, the door, and what stands behind it. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { etag } from 'hono/etag';
import type { Article, Digest } from '../../src/model.ts';
import type { Rendered, Signer } from '../../src/ports.ts';
import { type AccessOptions, createAccess } from './access.ts';
import { readAssets } from './assets.ts';
import { addChannelRoutes, type ChannelRouteOptions } from './channel-routes.ts';
import { headers, knownHost, sameOrigin } from './guard.ts';
import type { OperatorDesk } from './operator.ts';
import { addOperatorRoutes } from './operator-routes.ts';
import { missingHtml, passageIn, readerHtml } from './reader.ts';
import type { PageEnv } from './visitor.ts';

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

export interface RouteOptions extends Omit<ChannelRouteOptions, 'operated'>, AccessOptions {
  readonly articles: { get(id: string): Promise<Article | undefined> };
  /** Without it, only who is let in reads what feeds brought. */
  readonly signer: Pick<Signer, 'isSigned'> | undefined;
  readonly health: () => Promise<Health>;
  readonly metrics: (() => Promise<Metrics>) | undefined;
  readonly operator: OperatorDesk | undefined;
  /** A digest as posts of the page. */
  readonly renderDigest: (digest: Digest) => Rendered;
}

/** A password and where to go. */
const longestLogin = 4 * 1024;

const goneArticle = ['No such article', 'It is not in the store (any more).'] as const;
/** The same whether there is such an article or not: whoever guesses is to learn nothing. */
const closedArticle = [
  'This link opens nothing',
  'The article is no longer kept, or the address lacks its key: it was cut short, or posted before links had one. Ask for it again where you found it (/news sources). Whoever runs Crosswire can log in and read it without.',
] as const;

export const createRoutes = (options: RouteOptions): Hono<PageEnv> => {
  const assets = readAssets();
  const access = createAccess(options);
  const app = new Hono<PageEnv>();

  app.use(headers());
  app.use(knownHost(options.publicUrl));

  app.get('/read/:article', async (context) => {
    const id = context.req.param('article');
    const article = await options.articles.get(id);
    // What a feed brought is for those whose chat it was posted in: their links carry its signature.
    const isOpen = article !== undefined && article.source === undefined;
    const isPosted = options.signer?.isSigned(id, context.req.query('key') ?? '') === true;
    const isOperators = !isOpen && !isPosted && (await access.letsIn(context));
    if (isOperators) context.header('cache-control', 'no-store');
    if (article === undefined)
      return context.html(isOperators || isPosted ? missingHtml(...goneArticle) : missingHtml(...closedArticle), 404);
    if (!isOpen && !isPosted && !isOperators) return context.html(missingHtml(...closedArticle), 404);
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

  app.get('/login', (context) => access.showLogin(context));
  app.post('/login', sameOrigin(options.publicUrl), bodyLimit({ maxSize: longestLogin }), (context) =>
    access.login(context),
  );

  app.use(access.door);

  addChannelRoutes(app, access, { ...options, operated: options.operator !== undefined });
  if (options.operator !== undefined) addOperatorRoutes(app, { ...options, operator: options.operator });

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
