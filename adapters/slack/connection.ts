/** How Slack reaches us: what Socket Mode and HTTP have in common. */
import type { Receiver } from '@slack/bolt';

export interface Connection {
  /** Goes into the SDK's App. */
  readonly receiver: Receiver;
  /** Resolves when events come in. Throws CrosswireError. */
  open(): Promise<void>;
  close(): Promise<void>;
}
