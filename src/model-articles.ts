/** The first half of the model: sources, articles, and what a sentence says. The words are explained in model.ts. */

/** A half-open range of JavaScript string indices (UTF-16 code units). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

// ── Articles ────────────────────────────────────────────────────────────────

export interface Article {
  readonly id: string;
  /** Null when the file gives none. */
  readonly title: string | null;
  readonly publisher: string | null;
  readonly url: string | null;
  /** ISO 8601 date or instant, as the outlet gave it; null when unknown, never guessed. */
  readonly published: string | null;
  /** When Crosswire first stored it, an ISO 8601 instant; absent for an article read from a corpus. */
  readonly seen?: string;
  /** Id of the Source that brought it, and to whose followers it may be shown; absent for what an operator put in. */
  readonly source?: string;
  /**
   * Id of the Article that another Source had brought of the same item: this one is its twin, as `source` tells it to
   * workspaces that follow none of those that had the item before.
   */
  readonly twinOf?: string;
  /** The whole text exactly as read, so that offsets count in what the operator has on disk. */
  readonly text: string;
  /** Where the text proper begins in `text`: past front matter and a title line. */
  readonly bodyStart: number;
}

/** See seeds/publishers.yaml. */
export interface House {
  readonly name: string;
  /** Other names under which it, or what belongs to it, publishes. */
  readonly names: readonly string[];
  /** Hosts of its sites, without `www.`; their subdomains belong to them. */
  readonly sites: readonly string[];
}

/**
 * `new`: not read yet. `resting`: failed too often in a row, tried again now and then, its channels told once.
 * `gone`: the owner took it away (410); no longer read. Never deleted but by whoever follows it.
 */
export type SourceStatus = 'new' | 'active' | 'resting' | 'gone';

export interface Source {
  /** From the address that it was added by: one address, one source. */
  readonly id: string;
  /** Where it is read: moves with permanent redirects. */
  readonly url: string;
  /** Of `url`, in lower case with its port: requests to one host wait for one another. */
  readonly host: string;
  readonly title: string | null;
  /** The site's own page, where the feed names it. */
  readonly site: string | null;
  readonly status: SourceStatus;
  /** Validators of the last answer, for a conditional request. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Milliseconds since the Unix epoch at which it is due. */
  readonly dueAt: number;
  /** Milliseconds between readings as they stand: follows how often the feed really changes. */
  readonly intervalMs: number;
  /** In a row. */
  readonly failures: number;
  /** The last one; null after a reading that succeeded. */
  readonly failure: {
    readonly code: string;
    readonly reason: string;
    readonly fix: string;
    readonly at: string;
  } | null;
  /** ISO instants of the last reading that succeeded and of the last new item; null before the first. */
  readonly readAt: string | null;
  readonly newAt: string | null;
  /** Usual milliseconds between its items, as seen so far; null while unknown. */
  readonly rhythmMs: number | null;
  /** How long its publisher asks to be left alone (`ttl`), kept for the readings that find nothing changed. */
  readonly ttlMs?: number | undefined;
  /** ISO instant at which its followers were told that it rests or has fallen silent; null when all is well. */
  readonly toldAt: string | null;
}

export interface Citation extends Span {
  readonly article: string;
  readonly quote: string;
}

// ── What a sentence says ────────────────────────────────────────────────────

export type Comparator = '=' | '>=' | '>' | '<=' | '<' | '~' | 'range';

/** Spans of the parts below count in `Statement.text`. */
export interface Quantity extends Span {
  readonly text: string;
  /** The number stated, in whole units (not millions); null for a range or a vague number. */
  readonly value: number | null;
  /** What the wording allows; null where it is open or not said. */
  readonly low: number | null;
  readonly high: number | null;
  readonly comparator: Comparator;
  /** person, aircraft, USD, percent, hour ...: see src/analyse/quantities/units.json; null when nothing is counted. */
  readonly unit: string | null;
  /** Head noun phrase of what is counted, as written. */
  readonly of: string | null;
  /** `total`, `each side`, `per minute` ...; null when not said. */
  readonly scope: string | null;
}

export type Precision = 'day' | 'month' | 'year';

export interface DateMention extends Span {
  readonly text: string;
  /** A part that neither the wording nor the article's own date settles is null: never guessed. */
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly precision: Precision;
  readonly relation: 'on' | 'before' | 'after' | 'since' | 'until';
}

export type NameKind = 'person' | 'place' | 'organisation' | 'other';

export interface NameMention extends Span {
  readonly text: string;
  readonly kind: NameKind;
  /** One key for one person or place under all its spellings; set across articles by the analysis. */
  readonly entity: string;
}

/** asserts: tells it as fact; the rest say what the speaker does instead. */
export type Stance = 'asserts' | 'denies' | 'demands' | 'plans' | 'doubts';
export type Tense = 'happened' | 'ongoing' | 'ahead';

export interface Speaker {
  /** As written, shortest form that reads alone: "Rustem Umerov", "the Ukrainian delegation". */
  readonly name: string;
  readonly entity: string;
}

export interface Statement {
  /** `ARTICLE#START`: stable as long as the article's text is. */
  readonly id: string;
  readonly article: string;
  readonly citation: Citation;
  /** The cleaned sentence: encoding repaired, markup and markers gone. */
  readonly text: string;
  /** Counted from 0 within the article. */
  readonly paragraph: number;
  readonly position: number;
  readonly speaker: Speaker | null;
  readonly stance: Stance;
  readonly tense: Tense;
  readonly names: readonly NameMention[];
  readonly quantities: readonly Quantity[];
  readonly dates: readonly DateMention[];
  /** Stems of the content words, in order, repeats kept. */
  readonly terms: readonly string[];
  /** True when it reads without what stands before it: no dangling "he", "the move", "this". */
  readonly standsAlone: boolean;
}
