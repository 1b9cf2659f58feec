/** What a verb of `/news` is. The table of them is in verbs.ts; help, handlers and manifests are made from it. */
import type { Desk, OpenDesk, ScopedDesk } from '../desk.ts';
import type { Address, Answer, Command, Parameter, Topic } from '../model.ts';
import type { Clock, Fetch, Store } from '../ports.ts';
import type { CountCommand } from './rate-limits.ts';

/** What verbs may use. */
export interface ChatServices {
  readonly desk: OpenDesk;
  readonly store: Store;
  /** The network, for addresses that people give. */
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Topics that ship with the corpus; a workspace's own come on top. */
  readonly topics: readonly Topic[];
  /** Lines that say how the service is, to those of one workspace. */
  readonly status: (workspace: string, desk: Desk) => Promise<readonly string[]>;
  /** Tells the platform that a workspace's topics were changed; gives what stands in the way of its shortcuts. */
  readonly topicsChanged?: (address: Address) => Promise<string | undefined>;
  /** Answers in the place of the desk where somebody has asked too much; nothing is counted without it. */
  readonly count?: CountCommand;
}

export interface VerbRequest extends Omit<ChatServices, 'desk'> {
  /** Within what those who ask may see. */
  readonly desk: ScopedDesk;
  readonly command: Command;
  /** What followed the verb, trimmed. */
  readonly rest: string;
}

/** One thing that can be asked for: a verb, or what a verb like `topic` or `feed` does. */
export interface VerbAction {
  /** One word. */
  readonly name: string;
  readonly summary: string;
  /** Changes what others get: not for everyone (see permissions.ts). */
  readonly manages: boolean;
  /** In the order in which they are typed. */
  readonly parameters: readonly Parameter[];
  run(request: VerbRequest): Promise<Answer>;
}

export interface Verb extends VerbAction {
  /** What is typed after `/news`. */
  readonly usage: string;
  /** What the next word may be; `run` is for when there is none. */
  readonly actions?: readonly VerbAction[];
}
