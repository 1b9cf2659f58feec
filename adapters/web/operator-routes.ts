/** The operator's pages. They look, and change nothing: changes are typed, where they are logged and can be undone. */
import type { Hono } from 'hono';
import type { Digest } from '../../src/model.ts';
import type { Rendered } from '../../src/ports.ts';
import { changesHtml } from './changes-page.ts';
import { channelsHtml, previewHtml } from './channels-page.ts';
import { feedsHtml } from './feeds-page.ts';
import { healthHtml } from './health-page.ts';
import type { OperatorDesk } from './operator.ts';
import type { Pictures } from './pictures.ts';
import { missingHtml } from './reader.ts';
import type { Shell } from './shell.ts';
import type { PageContext, PageEnv } from './visitor.ts';

export interface OperatorRouteOptions {
  readonly operator: OperatorDesk;
  readonly renderDigest: (digest: Digest) => Rendered;
  readonly pictures: Pictures;
  /** Where the page is, as it stands in links. */
  readonly base: () => string;
  readonly now: () => number;
}

export const addOperatorRoutes = (app: Hono<PageEnv>, options: OperatorRouteOptions): void => {
  const { operator, now } = options;
  const shell = ({ var: { visitor } }: PageContext): Shell => ({ visitor, operated: true });

  app.get('/channels', async (context) => context.html(channelsHtml(await operator.channels(), shell(context), now())));

  app.get('/channels/:id/preview', async (context) => {
    const id = context.req.param('id');
    const row = (await operator.channels()).find(({ subscription }) => subscription.id === id);
    const digest = row && (await operator.preview(id));
    if (row === undefined || digest === undefined)
      return context.html(missingHtml('No such digest', 'Its channel has no standing digest (any more).'), 404);
    const drawing = { base: options.base(), token: context.var.visitor.token, pictures: options.pictures };
    return context.html(previewHtml(row, digest, options.renderDigest(digest), drawing, shell(context), now()));
  });

  app.get('/feeds', async (context) => context.html(feedsHtml(await operator.feeds(), shell(context), now())));
  app.get('/health', async (context) => context.html(healthHtml(await operator.health(), shell(context), now())));
  app.get('/changes', async (context) => context.html(changesHtml(await operator.logs(), shell(context), now())));
};
