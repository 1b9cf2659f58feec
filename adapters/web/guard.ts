/** What every request passes: headers that keep the page to itself, and refusal of other sites' requests. */
import { isIPv4 } from 'node:net';
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
const nameOf = (host: string): string => host.replace(/:\d{1,5}$/u, '').toLowerCase();

/** An address in figures, or a name without a dot: neither can be made to resolve to this machine by a foreign site. */
const cannotBeRebound = (name: string): boolean =>
  isLoopback(name) || /^\[[\da-f:.]+\]$/u.test(name) || isIPv4(name) || /^[a-z\d_-]+$/u.test(name);

/**
 * A name that some site made resolve to this machine is its attempt to read the page through a visitor's browser (DNS
 * rebinding). So only names that cannot be such are answered, and the public one: also where the page is bound to all
 * addresses, as in a container whose port is open to the host alone.
 */
export const knownHost =
  (publicUrl: string | undefined): MiddlewareHandler =>
  async (context, next) => {
    const host = context.req.header('host') ?? '';
    if (!cannotBeRebound(nameOf(host)) && host.toLowerCase() !== hostOf(publicUrl ?? ''))
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
