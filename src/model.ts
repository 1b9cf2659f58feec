/**
 * The words of Crosswire, one meaning each. Types only: no logic lives here.
 *
 * Source        an outlet and how it is read (feed URL, folder)
 * Article       one publication, as it was read; every Citation counts in its `text`
 * Statement     one sentence of an article with its speaker, names, quantities and dates
 * Citation      article id, start, end, quote: `article.text.slice(start, end) === quote`, always checkable again
 * Claim         what statements of one or more articles say in common; never without a Citation
 * Difference    one thing on which claims cannot all be right at once
 * Update        one thing whose figure changed as the story went on; the later-dated position supersedes
 * Story         the articles that report one happening, with its claims
 * Topic         a named standing question; may have a shortcut command (`/swap`)
 * Briefing      the immutable, platform-free answer
 * Subscription  a channel's standing order for a Digest
 * Digest        the Briefing that a Subscription yields for one slot
 * Delivery      what became of a post
 * Platform      a place that shows Briefings and hands in Commands
 * Command       what a person asked for, before it is understood
 * Answer        what a Command comes to, before a Platform renders it
 * Action        a control beside an Answer: pressing it is typing its words
 * Excerpt       one part of a Briefing on its own, a page at a time
 * Panel         rows with Actions: settings, a person's home
 * Form          what a Command still lacks, to be filled in
 * Change        what somebody changed, with what stood before: it can be undone
 * House         publishers that speak as one: an outlet under all its names, or outlets of one newsroom or owner
 * Voice         who speaks as one: a House, a publisher, or the articles that reprint one text
 * Slot          (scheduling) the instant at which a Subscription's Digest is due
 */
import type { Article, Citation, Precision, Source, Statement } from './model-articles.ts';

export type * from './model-articles.ts';

// ── What articles say together ──────────────────────────────────────────────

export type Support = 'corroborated' | 'single' | 'disputed';

export interface Claim {
  readonly id: string;
  /** Best statement first; all say the same. */
  readonly statements: readonly [Statement, ...Statement[]];
  readonly voices: readonly string[];
  readonly support: Support;
}

export type DifferenceKind = 'number' | 'money' | 'duration' | 'date' | 'age' | 'name' | 'place' | 'scope' | 'polarity';

export interface Position {
  /** As the article words it: "just over an hour". */
  readonly value: string;
  readonly citations: readonly [Citation, ...Citation[]];
}

export interface Difference {
  /** What is measured or named, in words: "length of the talks". */
  readonly about: string;
  readonly kind: DifferenceKind;
  readonly positions: readonly Position[];
}

/** Positions oldest first. */
export type Update = Difference;

export interface Story {
  readonly id: string;
  readonly title: string;
  readonly articles: readonly string[];
  readonly publishers: readonly string[];
  /** Earliest and latest known publication; null when no article is dated. */
  readonly first: string | null;
  readonly last: string | null;
  readonly claims: readonly Claim[];
  readonly differences: readonly Difference[];
  readonly updates: readonly Update[];
}

/** Everything known of a set of articles: the input of every Briefing. */
export interface Analysis {
  readonly articles: ReadonlyMap<string, Article>;
  /** By article id, in the article's order. */
  readonly statements: ReadonlyMap<string, readonly Statement[]>;
  /** Most reported first. */
  readonly stories: readonly Story[];
  /** Where it is what one reader may see: that of which it is a part. */
  readonly whole?: Analysis;
}

/**
 * What one workspace's readers may see of the articles that feeds brought; what an operator put in is for everyone.
 * `everything` is for the operator. Plain data.
 */
export type ReaderScope =
  | 'everything'
  | {
      /** Those that the workspace follows, by id: what they brought from an instant on (ms) may be seen. */
      readonly sources: ReadonlyMap<string, number>;
      /** Articles that one of these listed when another source had brought them. */
      readonly articles: ReadonlySet<string>;
    };

// ── Topics and briefings ────────────────────────────────────────────────────

export interface Topic {
  readonly name: string;
  readonly title: string;
  /** Words, "phrases", OR, -not. */
  readonly query: string;
  readonly description: string;
  readonly shortcut: boolean;
}

/** A Citation with the number of its source in the Briefing. */
export interface NumberedCitation extends Citation {
  readonly source: number;
}

export interface Point {
  readonly text: string;
  readonly support: Support;
  readonly speaker?: string;
  readonly citations: readonly NumberedCitation[];
}

export interface BriefingPosition {
  readonly value: string;
  readonly citations: readonly NumberedCitation[];
}

export interface BriefingDifference {
  readonly about: string;
  readonly kind: DifferenceKind;
  readonly positions: readonly BriefingPosition[];
}

export interface TimelineEntry {
  /** YYYY-MM-DD; for a month or a year its first day, with `precision` saying so. */
  readonly date: string;
  readonly precision: Precision;
  readonly text: string;
  readonly citations: readonly NumberedCitation[];
}

export interface AheadEntry {
  readonly date?: string;
  readonly text: string;
  readonly citations: readonly NumberedCitation[];
}

export interface BriefingSource {
  readonly n: number;
  readonly article: string;
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
  readonly published?: string;
}

export interface Briefing {
  readonly title: string;
  /** The latest publication it rests on; null when no source is dated. */
  readonly asOf: string | null;
  readonly topic?: string;
  readonly story?: string;
  readonly points: readonly Point[];
  readonly differences: readonly BriefingDifference[];
  readonly updates: readonly BriefingDifference[];
  readonly timeline: readonly TimelineEntry[];
  readonly ahead: readonly AheadEntry[];
  readonly sources: readonly BriefingSource[];
}

/** What `ask` comes to: points, or a reason why there are none; it never guesses. */
export interface Reply {
  readonly question: string;
  readonly answer: readonly Point[];
  readonly reason?: string;
  /** Where there is no answer: the nearest thing that a source does say. */
  readonly nearest?: Point;
  readonly sources: readonly BriefingSource[];
}

// ── Chat ────────────────────────────────────────────────────────────────────

export type PlatformName = 'slack' | 'discord' | 'web' | 'terminal';

/** Where a post goes. `thread` is the platform's own id of the parent post. */
export interface Address {
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string;
  /** Where it goes to one person alone: their id, which then stands for the channel too. */
  readonly person?: string;
}

export interface Person {
  readonly id: string;
  /** Manages this channel or workspace, as the platform sees it. What they may then do: chat/permissions. */
  readonly manages: boolean;
  /** IANA name, where the platform tells it. */
  readonly zone?: string;
}

export interface Command {
  readonly address: Address;
  readonly person: Person;
  /**
   * `news`, `swap` ...: without the slash; `ask` for a question put in a thread or a mention; `welcome` when the bot was
   * added to this channel; `home` when a person opened their page of the app.
   */
  readonly name: string;
  /** What followed it, as typed. */
  readonly text: string;
}

/** A control beside an Answer: pressing it is typing `text` after `/news`, by whoever presses it, with their rights. */
export interface Action {
  /** At most 40 characters. */
  readonly label: string;
  readonly text: string;
  readonly style?: 'primary' | 'danger';
  /** The thread whose Briefing it is about, where that is not the thread of the post that carries it. */
  readonly thread?: string;
}

/** A figure told of in more than one way, or what happened when: drawn where looking beats reading. */
export type Chart = {
  readonly title: string;
  /** All that it shows, in words. */
  readonly alt: string;
} & (
  | {
      readonly kind: 'range';
      readonly unit: string;
      /** `high` is null where nothing bounds it. */
      readonly bars: readonly { readonly label: string; readonly low: number; readonly high: number | null }[];
    }
  /** Days as YYYY-MM-DD, earliest first. */
  | { readonly kind: 'timeline'; readonly marks: readonly { readonly date: string; readonly label: string }[] }
);

export type Answer = {
  readonly actions?: readonly Action[];
  /** Who sees it. Without it: a notice, an excerpt, a panel, a form the asker alone; all else the channel. */
  readonly audience?: 'asker' | 'channel';
  readonly chart?: Chart;
} & (
  | /** Stands in the channel: a card, and a thread with the points in full. */
  { readonly kind: 'briefing'; readonly briefing: Briefing }
  /** A Digest as posted: the same, with the span it covers. */
  | { readonly kind: 'digest'; readonly digest: Digest }
  /** A question answered, in the thread where it was asked. */
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'excerpt'; readonly excerpt: Excerpt }
  | { readonly kind: 'panel'; readonly panel: Panel }
  | { readonly kind: 'form'; readonly form: Form }
  /** Help, lists, refusals. */
  | { readonly kind: 'notice'; readonly notice: Notice }
);

/** One part of a Briefing: its sources, where they differ, its timeline. */
export interface Excerpt {
  readonly title: string;
  /** What is shown of it, and nothing else, on this page; every source that is cited there. */
  readonly briefing: Briefing;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

export interface PanelRow {
  readonly text: string;
  readonly actions: readonly Action[];
}

export interface PanelSection {
  readonly heading: string;
  readonly rows: readonly PanelRow[];
  /** What stands there when there are no rows. */
  readonly empty: string;
}

export interface Panel {
  readonly title: string;
  readonly sections: readonly PanelSection[];
}

/** One thing that a verb takes. */
export interface Parameter {
  /** Lower-case letters alone. */
  readonly name: string;
  readonly description: string;
  readonly kind: 'text' | 'topics' | 'time' | 'days' | 'zone' | 'url' | 'feed' | 'change' | 'choice' | 'verb';
  readonly required: boolean;
  /** The word or sign that stands before it as it is typed: "at", "in", "=". */
  readonly lead?: string;
  /** For `choice`: all that it may be. */
  readonly choices?: readonly string[];
}

export interface FormField extends Parameter {
  /** What was typed already. */
  readonly value?: string;
}

/** Filled in, it is the Command `news` with the words of `verb` and its fields in order, each after its lead. */
export interface Form {
  readonly title: string;
  /** `follow`, `topic add` ... */
  readonly verb: string;
  /** What could not be read, or is missing. */
  readonly problem: string;
  readonly fix: string;
  readonly fields: readonly FormField[];
}

export interface Notice {
  readonly tone: 'info' | 'done' | 'refusal';
  readonly title: string;
  readonly lines: readonly string[];
  /** For a refusal: what to do about it. */
  readonly fix?: string;
}

// ── Digests ─────────────────────────────────────────────────────────────────

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export interface Subscription {
  readonly id: string;
  readonly address: Address;
  /** Names of topics; empty means the top stories. */
  readonly topics: readonly string[];
  /** Local wall-clock time, HH:MM. */
  readonly time: string;
  readonly days: readonly Weekday[];
  /** IANA name. */
  readonly zone: string;
  readonly paused: boolean;
  /** On a day without news: one line that says so (unless given), or nothing. */
  readonly quiet?: 'line' | 'nothing';
  /** Set while the platform refuses to post here: with the first refusal, and until one is sent again. */
  readonly refused?: { readonly code: string; readonly fix: string; readonly since: string };
  /** Id of the person who asked for it, or `environment`. */
  readonly createdBy: string;
  /** ISO instant; no slot before it is ever due. */
  readonly createdAt: string;
}

export type Mark = 'new' | 'updated' | 'disputed';

export interface DigestEntry {
  readonly story: string;
  readonly title: string;
  readonly mark: Mark;
  /** For `updated`: the change in words. */
  readonly change?: string;
  /** Numbers of the sources of `Digest.briefing` that report it. */
  readonly sources: readonly number[];
}

/** One point as a channel was told it. */
export interface ToldPoint {
  readonly story: string;
  /** Ids of the statements that say it: more articles may join the claim later. */
  readonly statements: readonly string[];
  /** Stems of its content words, each once, without those of its names where these are kept; its figures with their units. */
  readonly terms: readonly string[];
  readonly figures: readonly string[];
  /** The entities that it names; absent in what earlier versions kept. */
  readonly names?: readonly string[] | undefined;
  /** It tells of what is still to come; of what did not happen, or is denied. */
  readonly ahead?: true | undefined;
  readonly denied?: true | undefined;
}

/** One figure or fact whose positions a channel was told. */
export interface ToldSlot {
  readonly story: string;
  readonly about: string;
  readonly values: readonly string[];
}

/** What a channel has been told, oldest first. */
export interface Told {
  readonly points: readonly ToldPoint[];
  readonly slots: readonly ToldSlot[];
}

/** What stands behind a Digest: silence of a source is never passed off as calm. */
export interface Watch {
  readonly sources: number;
  /** Articles read in the span. */
  readonly articles: number;
  /** Titles of the sources that cannot be read at the moment. */
  readonly failing: readonly string[];
}

export interface Digest {
  /** Instants in ISO 8601, UTC: the span covered, and the next slot; null when there is none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly next: string | null;
  /** In which `from`, `to` and `next` are shown. */
  readonly zone: string;
  readonly entries: readonly DigestEntry[];
  readonly briefing: Briefing;
  /** What posting it tells the channel: later digests leave it out. */
  readonly told: Told;
  /** Posted well after its slot, since nothing ran then. */
  readonly late?: true;
  /** Absent where there are no feeds. */
  readonly watch?: Watch;
}

/** `ref` is the platform's own id of the post, by which it can be edited, threaded under and linked. */
export type Delivery =
  | { readonly kind: 'sent'; readonly ref: string }
  | { readonly kind: 'edited'; readonly ref: string }
  | { readonly kind: 'skipped'; readonly code: string }
  /** `limit` names the one that was hit, as `Platform.limits` does; any of them where the platform does not say which. */
  | { readonly kind: 'rate-limited'; readonly code: string; readonly retryAfterMs: number; readonly limit?: string }
  /** Will not succeed until somebody mends it; `fix` says how. */
  | { readonly kind: 'rejected'; readonly code: string; readonly fix: string }
  /** May succeed when tried again; `unknown` when the platform may have accepted it. */
  | { readonly kind: 'failed'; readonly code: string; readonly unknown: boolean };

// ── Settings, and who changed what ──────────────────────────────────────────

/** What one workspace decides for itself. */
export interface Settings {
  /** Who may change subscriptions, topics and feeds. */
  readonly changes: 'managers' | 'everyone';
  /** Ids of people who may, beside those. */
  readonly editors: readonly string[];
  /** Whether digests carry charts. */
  readonly charts: boolean;
}

/** One thing as it stood before and as it stands after; null where there is none. */
export type Edit =
  | {
      readonly kind: 'subscription';
      readonly id: string;
      readonly before: Subscription | null;
      readonly after: Subscription | null;
    }
  | { readonly kind: 'topic'; readonly name: string; readonly before: Topic | null; readonly after: Topic | null }
  /** Which channels of the workspace follow a source. */
  | {
      readonly kind: 'feed';
      readonly source: Source;
      readonly before: readonly Follower[];
      readonly after: readonly Follower[];
    }
  | { readonly kind: 'settings'; readonly before: Settings | null; readonly after: Settings | null };

/** What somebody asked to be changed. */
export interface ChangeRequest {
  /** `PLATFORM:WORKSPACE`. */
  readonly workspace: string;
  readonly channel: string;
  /** Person.id. */
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
  /** As typed: "follow swap at 08:00". */
  readonly what: string;
  readonly edits: readonly Edit[];
  /** The id of the Change that it takes back. */
  readonly undoes?: string;
}

export interface Change extends ChangeRequest {
  /** Counts from 1 within its workspace. */
  readonly id: string;
  /** The id of the Change that took it back. */
  readonly undoneBy?: string;
}

/** A channel that asked for a Source. */
export interface Follower {
  readonly address: Address;
  /** Person.id of who asked. */
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}
