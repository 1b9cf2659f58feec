/** Where links on the page may go. Pure. */

import { webUrl } from '../text.ts';

/** What an anchor is given: our own reader opens here, an outlet's page beside. */
export interface Anchor {
  readonly href: string;
  readonly target?: '_blank';
  readonly rel?: 'noreferrer noopener';
}

/**
 * An http(s) address as an anchor; undefined for anything else. A link to our own reader is made relative to the page,
 * so that it works under whatever name the page was reached.
 * @param base where the page is, as it stands in links
 */
export const anchor = (url: string, base: string): Anchor | undefined => {
  if (url.startsWith(`${base}/read/`)) return { href: url.slice(base.length) };
  const href = webUrl(url)?.href;
  return href === undefined ? undefined : { href, target: '_blank', rel: 'noreferrer noopener' };
};
