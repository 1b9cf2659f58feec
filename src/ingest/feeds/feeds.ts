/**
 * Feeds in, items and each source's next state out: the table of contents of this folder.
 *
 * decode -> guard -> legacy -> parse (rss, atom, json) -> text, dates, links -> items (identity, stub, publisher) -> schedule
 */
export { FEED_TYPES } from './accept.ts';
export type { ParsedFeed } from './feed.ts';
export { findFeed, newSource } from './find-feed.ts';
export { articleIdOf, sourceIdOf, urlKeyOf } from './identity.ts';
export { readOpml, writeOpml } from './opml.ts';
export { parseFeed } from './parse.ts';
export { readFeed } from './read-feed.ts';
export { isSilent } from './schedule.ts';
