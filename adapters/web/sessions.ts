/** Who has logged in: a signed cookie, good until it ends, the visitor leaves, or the process does. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { Clock } from '../../src/ports.ts';

export interface Sessions {
  begin(context: Context): Promise<void>;
  /** The id of the visitor's session; undefined when they have none that holds. */
  find(context: Context): Promise<string | undefined>;
  end(context: Context, id: string): void;
  /** What a form must bring back, for one visitor alone. */
  token(visitor: string): string;
  /** In constant time. */
  matches(given: string, wanted: string): boolean;
}

const lifetimeMs = 7 * 24 * 3_600_000;
const name = 'crosswire';

/** @param isTls whether this request came over TLS: the cookie is then sent over nothing else */
export const createSessions = (clock: Clock, isTls: (context: Context) => boolean): Sessions => {
  /** Of this process alone: a restart logs everybody out. */
  const key = randomBytes(32);
  const secret = key.toString('base64url');
  /** Sessions that were left before their end, with that end. */
  const left = new Map<string, number>();

  const digest = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const prefix = (context: Context): 'host' | undefined => (isTls(context) ? 'host' : undefined);
  const forget = (): void => {
    for (const [id, end] of left) if (end <= clock.now()) left.delete(id);
  };

  return {
    begin: async (context) => {
      const tls = isTls(context);
      const value = `${randomBytes(16).toString('base64url')}.${clock.now() + lifetimeMs}`;
      await setSignedCookie(context, name, value, secret, {
        path: '/',
        httpOnly: true,
        sameSite: 'Strict',
        secure: tls,
        maxAge: lifetimeMs / 1000,
        ...(tls && { prefix: 'host' }),
      });
    },
    find: async (context) => {
      const value = await getSignedCookie(context, secret, name, prefix(context));
      const [id = '', end = ''] = typeof value === 'string' ? value.split('.') : [];
      return id !== '' && Number(end) > clock.now() && !left.has(id) ? id : undefined;
    },
    end: (context, id) => {
      forget();
      left.set(id, clock.now() + lifetimeMs);
      deleteCookie(context, name, { path: '/', secure: isTls(context), ...(isTls(context) && { prefix: 'host' }) });
    },
    token: (visitor) => digest(`form:${visitor}`).toString('base64url'),
    matches: (given, wanted) => timingSafeEqual(digest(given), digest(wanted)),
  };
};
