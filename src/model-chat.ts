/** What people ask for in chat, what it comes to, and what they may change. */
import type { Source } from './model-articles.ts';
import type { Briefing, Reply, Topic } from './model-briefings.ts';
import type { Address, Digest, Subscription } from './model-digests.ts';

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
