/** What runs in the thread of parsing.ts. */
import { type Given, type Kind, type Made, parsers } from './documents.ts';

/** One document, with its kind. */
type Order = { readonly [K in Kind]: { readonly kind: K; readonly given: Given<K> } }[Kind];

/** Nothing to do is how the thread is made to load. */
export default (order: Order | undefined): Made<Kind> | undefined => {
  switch (order?.kind) {
    case 'feed':
      return parsers.feed.parse(order.given);
    case 'links':
      return parsers.links.parse(order.given);
    case 'page':
      return parsers.page.parse(order.given);
    case undefined:
      return undefined;
  }
};
