/**
 * Who gets in. On a loopback address the page is open, as long as nothing else is said; anywhere else it takes the
 * password, or a proxy that says whom it has let in; with neither it is closed.
 */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Clock } from '../../src/ports.ts';
import { clientAddress, isPrivate } from './client-address.ts';
import { isLoopback } from './guard.ts';
import { closedHtml, loginHtml, proxyHtml } from './login.ts';
import { createSessions } from './sessions.ts';
import { type PageContext, type PageEnv, tokenField, type Visitor } from './visitor.ts';

export interface AccessOptions {
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly password: string | undefined;
  readonly proxyUserHeader: string | undefined;
  /** Addresses and networks whose X-Forwarded-For is believed; or `private`. */
  readonly trustedProxies: readonly string[];
  readonly clock: Clock;
}

export interface Access {
  /** Lets in whoever may come in, with `visitor` set; shows everybody else the way. */
  readonly door: MiddlewareHandler<PageEnv>;
  /** Whether the door would let them in as a visitor. */
  letsIn(context: Context): Promise<boolean>;
  /** After `door`: refuses a form without the visitor's token. */
  readonly ownForm: MiddlewareHandler<PageEnv>;
  showLogin(context: Context): Response | Promise<Response>;
  login(context: Context): Promise<Response>;
  logout(context: PageContext): Response;
}

/** Wrong passwords from one address, and the time in which they are counted. */
export const attemptsAllowed = 10;
const attemptsSeconds = 15 * 60;

const metricsPath = '/metrics';

/** Person.id of whoever is not named by a proxy. */
const nameless = 'page';
/** A proxy names people in a few words; more is somebody's mischief. */
const longestName = 200;

/** Where to go after the login: a path of ours. */
const safePath = (path: string | undefined): string => {
  const ours = path?.startsWith('/') === true && URL.canParse(path, 'http://page.invalid');
  const url = ours ? new URL(path, 'http://page.invalid') : undefined;
  return url?.host === 'page.invalid' ? url.pathname + url.search : '/';
};

const peerOf = (context: Context): string => getConnInfo(context).remote.address ?? '';

/** Whoever has one IPv6 address has its whole /64. */
const limitedBy = (client: string): string => {
  if (!ipaddr.isValid(client)) return client;
  const address = ipaddr.process(client);
  return address.kind() === 'ipv6' ? address.toNormalizedString().split(':').slice(0, 4).join(':') : address.toString();
};

const basicPassword = (header: string | undefined): string | undefined => {
  const [, encoded] = /^Basic ([A-Za-z\d+/=]{1,1024})$/u.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  return decoded.slice(decoded.indexOf(':') + 1);
};

export const createAccess = (options: AccessOptions): Access => {
  const { password, proxyUserHeader, publicUrl, trustedProxies } = options;
  const publicHost = publicUrl?.startsWith('https:') === true ? new URL(publicUrl).host : undefined;
  const sessions = createSessions(options.clock, (context) => context.req.header('host') === publicHost);
  const attempts = new RateLimiterMemory({ points: attemptsAllowed, duration: attemptsSeconds });
  const open =
    password === undefined && proxyUserHeader === undefined && publicUrl === undefined && isLoopback(options.host);

  /** Seconds to wait before the next attempt; undefined when this one may be made. */
  const mustWait = async (client: string): Promise<number | undefined> => {
    try {
      await attempts.consume(limitedBy(client));
      return undefined;
    } catch (reason) {
      if (reason instanceof RateLimiterRes) return Math.ceil(reason.msBeforeNext / 1000);
      throw reason;
    }
  };

  const tryPassword = async (context: Context, given: string): Promise<'right' | 'wrong' | number> => {
    const client = clientAddress(peerOf(context), context.req.header('x-forwarded-for'), trustedProxies);
    const wait = await mustWait(client);
    if (wait !== undefined) return wait;
    if (password === undefined || !sessions.matches(given, password)) return 'wrong';
    await attempts.delete(limitedBy(client));
    return 'right';
  };

  const visitorFrom = async (context: Context): Promise<Visitor | undefined> => {
    if (open) return { id: nameless, token: sessions.token('open') };
    const named = proxyUserHeader === undefined ? undefined : context.req.header(proxyUserHeader)?.trim();
    if (named !== undefined && named !== '' && isPrivate(peerOf(context))) {
      const id = named.slice(0, longestName);
      return { id, token: sessions.token(`proxy:${id}`) };
    }
    const session = password === undefined ? undefined : await sessions.find(context);
    return session === undefined ? undefined : { id: nameless, token: sessions.token(`session:${session}`), session };
  };

  const turnAway = async (context: PageContext): Promise<Response> => {
    const wantsPage = (context.req.header('accept') ?? '').includes('text/html');
    if (password === undefined)
      return proxyUserHeader === undefined ? context.html(closedHtml(), 403) : context.html(proxyHtml(), 401);
    const { pathname, search } = new URL(context.req.url);
    // What a form sent cannot be gone back to: the page that it stood on is.
    const next = context.req.method === 'GET' ? pathname + search : '/';
    if (wantsPage) return context.redirect(`/login?next=${encodeURIComponent(next)}`, 303);
    // A browser would ask for a name and a password by itself, over a page that only wanted its next post.
    const challenge = { 'www-authenticate': 'Basic realm="Crosswire", charset="UTF-8"' };
    return context.text('Log in first.', 401, pathname === metricsPath ? challenge : {});
  };

  /** What reads figures by itself has no cookie: it may send the password with each request. */
  const byHeader = async (context: PageContext): Promise<'none' | 'right' | 'wrong' | number> => {
    const given = context.req.path === metricsPath ? basicPassword(context.req.header('authorization')) : undefined;
    return given === undefined || password === undefined ? 'none' : tryPassword(context, given);
  };

  return {
    door: async (context, next) => {
      const visitor = await visitorFrom(context);
      const program = visitor === undefined ? await byHeader(context) : 'none';
      if (typeof program === 'number')
        return context.text('Too many attempts.', 429, { 'retry-after': String(program) });
      if (visitor === undefined && program !== 'right') return turnAway(context);
      context.set('visitor', visitor ?? { id: nameless, token: sessions.token('program') });
      // Nothing of it is to be had by the back button after a logout.
      if (!open) context.header('cache-control', 'no-store');
      return next();
    },

    letsIn: async (context) => (await visitorFrom(context)) !== undefined,

    ownForm: async (context, next) => {
      const given = (await context.req.parseBody())[tokenField];
      if (typeof given === 'string' && sessions.matches(given, context.var.visitor.token)) return next();
      return context.text(
        'This form is from before Crosswire was started anew. Reload the page and send it again.',
        403,
      );
    },

    showLogin: async (context) => {
      const next = safePath(context.req.query('next'));
      return password === undefined || (await visitorFrom(context)) !== undefined
        ? context.redirect(next, 303)
        : context.html(loginHtml(next));
    },

    login: async (context) => {
      const form = await context.req.parseBody();
      const field = (name: string): string => (typeof form[name] === 'string' ? form[name] : '');
      const next = safePath(field('next'));
      const tried = await tryPassword(context, field('password'));
      if (tried === 'right') {
        await sessions.begin(context);
        return context.redirect(next, 303);
      }
      if (tried === 'wrong') return context.html(loginHtml(next, 'That is not the password.'), 403);
      const minutes = Math.ceil(tried / 60);
      const wait = `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`;
      return context.html(loginHtml(next, wait), 429, { 'retry-after': String(tried) });
    },

    logout: (context) => {
      const { session } = context.var.visitor;
      if (session !== undefined) sessions.end(context, session);
      return context.redirect(session === undefined ? '/' : '/login', 303);
    },
  };
};
