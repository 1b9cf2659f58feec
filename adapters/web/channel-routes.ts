/** The channel page and what its forms and its script ask for. */
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Answer } from '../../src/model.ts';
import type { Suggest } from '../../src/ports.ts';
import type { Access } from './access.ts';
import type { Channel } from './channel.ts';
import type { PageCommand } from './composer.ts';
import { fragmentHtml } from './document.ts';
import { fillElement, lineOf, type Offers } from './fill.ts';
import { sameOrigin } from './guard.ts';
import { type Drawing, inChannel, inThread, pageHtml, threadElement } from './page.ts';
import type { Pictures } from './pictures.ts';
import { noticeElement, postElement } from './post.ts';
import { missingHtml } from './reader.ts';
import { type Said, type Say, webAddress } from './say.ts';
import { createStreams } from './streams.ts';
import type { PageContext, PageEnv } from './visitor.ts';

export interface ChannelRouteOptions {
  readonly publicUrl: string | undefined;
  readonly channel: Channel;
  readonly commands: () => readonly PageCommand[] | Promise<readonly PageCommand[]>;
  readonly connectHint: string | undefined;
  readonly say: Say;
  readonly suggest: Suggest | undefined;
  readonly pictures: Pictures;
  readonly operated: boolean;
  /** Where the page is, as it stands in links. */
  readonly base: () => string;
  readonly now: () => number;
  /** Ends streams that would keep the server from closing. */
  readonly closing: AbortSignal;
}

type Form = Extract<Answer, { kind: 'form' }>['form'];
type NoticeSaid = Extract<Said, { kind: 'notice' }>;

/** A command is a line; the form says so as well. */
const longestBody = 16 * 1024;

const field = (form: Readonly<Record<string, unknown>>, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value : '';
};

export const addChannelRoutes = (app: Hono<PageEnv>, access: Access, options: ChannelRouteOptions): void => {
  const { channel, pictures } = options;
  let formsShown = 0;

  const drawingFor = ({ var: { visitor } }: PageContext): Drawing => ({
    base: options.base(),
    token: visitor.token,
    pictures,
  });

  const offersFor = async (form: Form): Promise<Offers> => {
    const { suggest } = options;
    if (suggest === undefined) return new Map();
    const { verb, fields } = form;
    return new Map(
      await Promise.all(
        fields.map(
          async ({ name }) => [name, await suggest({ address: webAddress, verb, parameter: name, typed: '' })] as const,
        ),
      ),
    );
  };

  const noticeOf = async (context: PageContext, said: NoticeSaid, fromThread: boolean, focused: boolean) => {
    const look = fromThread ? inThread(drawingFor(context)) : inChannel(drawingFor(context));
    formsShown += 1;
    const form =
      said.form === undefined
        ? undefined
        : fillElement(said.form, { ...look, thread: said.thread }, await offersFor(said.form), `fill-${formsShown}`);
    return noticeElement({ ...said, form, focused }, options.now(), look);
  };

  const page = async (context: PageContext, open: string | undefined, said?: NoticeSaid): Promise<string> =>
    pageHtml({
      shell: { visitor: context.var.visitor, operated: options.operated },
      drawing: drawingFor(context),
      posts: channel.posts(),
      open: open === undefined ? undefined : channel.find(open),
      notice: said && { element: await noticeOf(context, said, open !== undefined, true), after: said.thread },
      commands: await options.commands(),
      connectHint: options.connectHint,
      now: options.now(),
    });

  app.get('/', async (context) => context.html(await page(context, undefined)));
  app.get('/thread/:ref', async (context) => {
    const ref = context.req.param('ref');
    if (channel.find(ref) !== undefined) return context.html(await page(context, ref));
    return context.html(
      missingHtml('This thread is gone', 'The page keeps its latest posts alone. Ask again to get it back.'),
      404,
    );
  });

  app.get('/fragment/post/:ref', (context) => {
    const post = channel.find(context.req.param('ref'));
    return post === undefined
      ? context.notFound()
      : context.html(fragmentHtml(postElement(post, inChannel(drawingFor(context)))));
  });
  app.get('/fragment/thread/:ref', (context) => {
    const post = channel.find(context.req.param('ref'));
    return post === undefined
      ? context.notFound()
      : context.html(fragmentHtml(threadElement(post, drawingFor(context))));
  });

  const mayPost = [sameOrigin(options.publicUrl), bodyLimit({ maxSize: longestBody }), access.ownForm] as const;
  app.post('/say', ...mayPost, async (context) => {
    const form = await context.req.parseBody();
    const said = await options.say({
      text: lineOf(form),
      by: context.var.visitor.id,
      thread: field(form, 'thread'),
      zone: field(form, 'zone'),
    });
    const fromThread = field(form, 'in') === 'thread';
    if ((context.req.header('accept') ?? '').includes('application/json')) {
      if (said.kind !== 'notice') return context.json(said);
      return context.json({ kind: 'notice', html: fragmentHtml(await noticeOf(context, said, fromThread, false)) });
    }
    if (said.kind === 'notice') return context.html(await page(context, fromThread ? said.thread : undefined, said));
    return context.redirect(
      said.kind === 'reply' ? `/thread/${said.thread}#post-${said.ref}` : `/#post-${said.ref}`,
      303,
    );
  });
  app.post('/logout', ...mayPost, (context) => access.logout(context));

  app.get('/chart/:name{[\\w-]+\\.png}', async (context) => {
    const png = await pictures.png(context.req.param('name').replace(/\.png$/u, ''));
    if (png === undefined) return context.notFound();
    return context.body(new Uint8Array(png), 200, {
      'content-type': 'image/png',
      'cache-control': 'private, max-age=86400',
    });
  });

  const stream = createStreams(channel, options.closing);
  app.get('/events', (context) => stream(context));
};
