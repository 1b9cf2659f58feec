/** How often Slack lets an app post, as its documents have it (rate limits, and chat.postMessage). */
import type { Address } from '../../src/model.ts';
import type { Limit } from '../../src/ports.ts';

/** One message a second and channel, a thread being part of its channel. */
const CHANNEL_INTERVAL_MS = 1000;

/** "Several hundred messages a minute" and workspace, said without a number: 240, some at once. */
const WORKSPACE_INTERVAL_MS = 250;
const WORKSPACE_BURST = 20;

export const limitsOf = ({ workspace, channel }: Address): readonly Limit[] => [
  { key: `slack/${workspace}/${channel}`, intervalMs: CHANNEL_INTERVAL_MS, burst: 1 },
  { key: `slack/${workspace}`, intervalMs: WORKSPACE_INTERVAL_MS, burst: WORKSPACE_BURST },
];
