/**
 * Feeds in, items and each source's next state out: the table of contents of this folder.
 *
 * decode -> guard -> legacy -> parse (rss, atom, json) -> text, dates, links -> items (identity, stub, publisher) -> schedule
 */
export { FEED_TYPES } from './accept.ts';
export type { ParsedFeed, ParsedItem } from './feed.ts';
export { type FoundFeed, findFeed, newSource } from './find-feed.ts';
export { articleIdOf, sourceIdOf, urlKeyOf } from './identity.ts';
export { type OpmlOutcome, readOpml, writeOpml } from './opml.ts';
export { type FeedReading, parseFeed } from './parse.ts';
export { type ReadingConditions, readFeed } from './read-feed.ts';
export type { Refusal } from './refusal.ts';
export { isSilent } from './schedule.ts';
