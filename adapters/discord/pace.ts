/** How often Discord lets a bot post, as its documents have it (rate limits). */
import type { Address } from '../../src/model.ts';
import type { Limit } from '../../src/ports.ts';

/** Five messages in five seconds and channel, a thread being a channel of its own; a little slower, as clocks and wires are. */
const channelIntervalMs = 1_250;

/**
 * Fifty requests a second over everything that a token asks for. Some are left to answers and to what is read
 * back, which are not counted here: where many are asked for while digests go out, Discord now and then says 429 and is waited for.
 */
const tokenIntervalMs = 25;
const tokenBurst = 8;

export const tokenLimit = 'discord';

export const limitsOf = ({ channel, thread }: Address): readonly Limit[] => {
  const token: Limit = { key: tokenLimit, intervalMs: tokenIntervalMs, burst: tokenBurst };
  return [
    { key: channelLimit(thread ?? channel), intervalMs: channelIntervalMs, burst: 1 },
    token,
    // A card's thread takes a request of its own.
    ...(thread === undefined ? [token] : []),
  ];
};

/** The key of what one channel or thread allows. */
export const channelLimit = (channel: string): string => `discord/${channel}`;
