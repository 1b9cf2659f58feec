/** What every request passes: headers that keep the page to itself, and refusal of other sites' requests. */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** Everything comes from this server; no inline script, no inline style, no frame. */
export const headers = (): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    // The page is plain HTTP on a loopback address by default; whoever puts TLS before it sets this there.
    strictTransportSecurity: false,
  });

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

export const isLoopback = (host: string): boolean => loopback.has(host);

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined);
const nameOf = (host: string): string => host.replace(/:\d+$/u, '');

/**
 * A page bound to a loopback address answers to loopback names and to its public one: another name that resolves to
 * 127.0.0.1 is some site's attempt to read it through a visitor's browser (DNS rebinding).
 */
export const knownHost =
  (bound: string, publicUrl: string | undefined): MiddlewareHandler =>
  async (context, next) => {
    const host = context.req.header('host') ?? '';
    const known = !isLoopback(bound) || isLoopback(nameOf(host)) || host === hostOf(publicUrl ?? '');
    if (!known)
      return context.text('This name is not ours. Set PUBLIC_URL if the page is meant to be reached by it.', 421);
    return next();
  };

/** A form may be sent by this page alone: browsers say where a request comes from in Sec-Fetch-Site and Origin. */
export const sameOrigin =
  (publicUrl: string | undefined): MiddlewareHandler =>
  async (context, next) => {
    const site = context.req.header('sec-fetch-site');
    const origin = context.req.header('origin');
    const from = origin === undefined ? undefined : (hostOf(origin) ?? 'null');
    const ours = from === undefined || from === context.req.header('host') || from === hostOf(publicUrl ?? '');
    const refused = site === undefined ? !ours : site !== 'same-origin' && !(site === 'none' && ours);
    if (refused) return context.text('Refused: this request comes from another site.', 403);
    return next();
  };
