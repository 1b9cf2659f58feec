/** What the contract of platforms asks of each one: a wire to look at, and to spoil. */
import type { Address } from '../../src/model.ts';
import type { Payload, Platform } from '../../src/ports.ts';

/** What a reader of one payload sees. */
export interface Reading {
  /** Every visible word in reading order, escapes undone, a link as its label: "[1]". Line breaks are free. */
  readonly text: string;
  /** Where its links go, in order, escapes undone. */
  readonly links: readonly string[];
  /** Whatever would notify somebody: mentions that the platform would act on. */
  readonly pings: readonly string[];
}

/** One post as it arrived. */
export interface SeenPost {
  readonly ref: string;
  /** `ref` of the post whose thread it stands in. */
  readonly parent: string | undefined;
  readonly audience: 'channel' | 'asker';
  readonly reading: Reading;
  /** What the platform was given to know a second copy by; undefined where there is nothing of the kind. */
  readonly key: string | undefined;
}

/** What a wire can do to every post from now on. */
export type Fault =
  /** Refuses with "too many requests, come back in 7 s". */
  | 'rate-limited'
  /** Refuses for good: the bot may not post there. */
  | 'rejected'
  /** Takes the post, then closes the connection without an answer. */
  | 'dropped'
  /** Answers with a server error and takes nothing. */
  | 'down';

/** The wait that the `rate-limited` fault asks for. */
export const faultRetryAfterMs = 7000;

interface Wire {
  /** Until it is called again; undefined heals it. Commands and lookups pass all the same. */
  fail(fault: Fault | undefined): void;
}

export interface Harness {
  /** Not started: the contract starts it, and stops it. Made with `sampleLinker` of samples.ts. */
  readonly platform: Platform;
  /** A channel in which the bot may post and from which `type` speaks. */
  readonly address: Address;
  /** A person types a command there. Resolves when the platform has taken it (the acknowledgement), not when it is answered. */
  type(command: { readonly name: string; readonly text: string }): Promise<void>;
  /** Everything that stands so far, in order of arrival. */
  posts(): readonly SeenPost[];
  reads(payload: Payload): Reading;
  /** Left out where nothing can go wrong on the way (a terminal). */
  readonly wire?: Wire;
  /** The same Platform with wrong credentials, and those credentials; left out where there are none. */
  misconfigured?(): { readonly platform: Platform; readonly secrets: readonly string[] };
  close(): Promise<void>;
}

/** Commands that the harness's Platform must know: `news`, `swap`. */
export const contractCommands = [
  { name: 'news', description: 'A briefing of the top stories, or of one topic', usage: '[TOPIC]' },
  { name: 'swap', description: 'The prisoner exchange', usage: '' },
] as const;
