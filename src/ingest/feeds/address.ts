/** One address a page: what merely tells where a reader came from is taken off. Pure. */
import normalizeUrl from 'normalize-url';
import { z } from 'zod';
import data from './tracking.json' with { type: 'json' };

const { parameters } = z.object({ parameters: z.array(z.string().min(1)).min(1) }).parse(data);

const tracking = parameters.map((name) => {
  const literal = name.replace(/\*$/u, '').replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  return new RegExp(`^${literal}${name.endsWith('*') ? '' : '$'}`, 'iu');
});

/** Without tracking parameters and fragment, otherwise as written. @param url absolute, http or https */
export const withoutTracking = (url: string): string => {
  const address = new URL(url);
  address.hash = '';
  for (const name of [...address.searchParams.keys()])
    if (tracking.some((pattern) => pattern.test(name))) address.searchParams.delete(name);
  return address.href;
};

/**
 * The form in which two addresses of one page are equal: without tracking parameters, fragment, scheme, "www." and
 * trailing slash, parameters in order. For comparing, not for following.
 */
export const canonicalUrl = (url: string): string =>
  normalizeUrl(withoutTracking(url), {
    stripProtocol: true,
    stripHash: true,
    stripWWW: true,
    removeTrailingSlash: true,
    removeQueryParameters: false,
    sortQueryParameters: true,
  });

/** Host and port as they stand in requests, in lower case: what waits for one another. */
export const hostOf = (url: string): string => new URL(url).host;
