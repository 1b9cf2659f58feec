/** What a verb of `/news` is. The table of them is in verbs.ts; help, handlers and manifests are made from it. */
import type { Desk } from '../desk.ts';
import type { Answer, Command, Topic } from '../model.ts';
import type { Clock, Fetch, Store } from '../ports.ts';

/** What verbs may use. */
export interface ChatServices {
  readonly desk: Desk;
  readonly store: Store;
  /** The network, for addresses that people give. */
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Topics that ship with the corpus; a workspace's own come on top. */
  readonly topics: readonly Topic[];
  /** Lines that say how the service is. */
  readonly status: () => Promise<readonly string[]>;
}

export interface VerbRequest extends ChatServices {
  readonly command: Command;
  /** What followed the verb, trimmed. */
  readonly rest: string;
}

export interface Verb {
  readonly name: string;
  /** What is typed after `/news`. */
  readonly usage: string;
  readonly summary: string;
  /** Changes what others in the channel get: needs Person.manages. */
  readonly manages: boolean;
  run(request: VerbRequest): Promise<Answer>;
}
