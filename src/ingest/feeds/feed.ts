/** A feed as it was read, whatever its format: what the parsers make and the rest of this folder works on. */

export interface ParsedItem {
  /** As the feed has it: guid, atom:id, rdf:about or JSON id; a relative one is resolved. */
  readonly id: string | null;
  /** Absolute, http or https. */
  readonly url: string | null;
  readonly title: string | null;
  /** Whose it is, where an aggregator says so (`source`, `dc:publisher`). */
  readonly publisher: string | null;
  /** ISO 8601 dates or instants. */
  readonly published: string | null;
  readonly updated: string | null;
  /** Plain paragraphs: of the summary, and of the full text where the feed carries one. */
  readonly summary: readonly string[];
  readonly content: readonly string[];
}

export interface ParsedFeed {
  readonly format: 'rss' | 'rdf' | 'atom' | 'json';
  readonly title: string | null;
  /** The site's own page. */
  readonly site: string | null;
  /** How long the publisher wants it to be kept before it is read again (`ttl`, `sy:updatePeriod`). */
  readonly ttlMs: number | null;
  /** UTC hours, and weekdays counted from Sunday as 0, at which the publisher asks not to be read. */
  readonly skipHours: readonly number[];
  readonly skipDays: readonly number[];
  readonly items: readonly ParsedItem[];
}
