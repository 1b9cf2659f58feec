/** One address a page: what merely tells where a reader came from is taken off. Pure. */
import normalizeUrl from 'normalize-url';
import { z } from 'zod';
import data from './tracking.json' with { type: 'json' };

const { parameters } = z.object({ parameters: z.array(z.string().min(1)).min(1) }).parse(data);

const names = new Set(parameters.filter((name) => !name.endsWith('*')));
const beginnings = parameters.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));

const isTracking = (parameter: string): boolean => {
  const name = parameter.toLowerCase();
  return names.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
};

/** Without tracking parameters and fragment, otherwise as written. @param url absolute, http or https */
export const withoutTracking = (url: string): string => {
  const address = new URL(url);
  address.hash = '';
  if (address.search !== '')
    for (const name of new Set(address.searchParams.keys())) if (isTracking(name)) address.searchParams.delete(name);
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
