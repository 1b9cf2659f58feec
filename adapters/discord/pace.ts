/** How often Discord lets a bot ask, as its documents have it (rate limits), and that all it asks is counted. */
import { RateLimitError, type REST } from 'discord.js';
import type { Address } from '../../src/model.ts';
import type { Clock, Limit, Log, SharedLimits } from '../../src/ports.ts';
import { interactivePatienceMs } from './limits.ts';
import { errorFields } from './log.ts';

/** Five messages in five seconds and channel, a thread being a channel of its own; a little slower, as clocks and wires are. */
const channelIntervalMs = 1_250;

/**
 * Fifty requests a second over everything that a token asks for; answers to interactions go without it. Any second has
 * room for 38 and the burst, 48: the rest is for clocks and wires, which crowd together what was let go apart.
 */
const tokenIntervalMs = 26;
const tokenBurst = 10;
/** Digests leave so many to answers, which then wait for none of them. */
const tokenReserve = 6;

export const tokenLimit = 'discord';

const token: Limit = { key: tokenLimit, intervalMs: tokenIntervalMs, burst: tokenBurst, reserve: tokenReserve };

/** A post of the outbox. A card pays for the thread that its first reply begins, a second try for the look before it. */
export const limitsOf = ({ channel, thread }: Address, again = false): readonly Limit[] => [
  { key: channelLimit(thread ?? channel), intervalMs: channelIntervalMs, burst: 1 },
  ...Array.from({ length: 1 + (thread === undefined ? 1 : 0) + (again ? 1 : 0) }, () => token),
];

/** Requests that a post of the outbox has been counted for when it is sent. */
export const paidFor = ({ thread }: Address, again: boolean): number =>
  1 + (thread === undefined ? 0 : 1) + (again ? 1 : 0);

/** As a card is: the channel with a person is opened, and posted to. */
export const paidToTell = 2;

/** The key of what one channel or thread allows. */
export const channelLimit = (channel: string): string => `discord/${channel}`;

/** What we ask Discord by REST. */
export type Requests = Pick<REST, 'get' | 'post' | 'put' | 'patch' | 'delete'>;

export interface Pace {
  /** Shared by all replicas; nothing is counted without. */
  readonly limits: SharedLimits | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly token: string;
  /** Aborted when the platform stops: nothing waits any longer. */
  readonly signal: AbortSignal;
}

type Ask = Requests['get'];

const requests = (by: (method: keyof Requests) => Ask): Requests => ({
  get: by('get'),
  post: by('post'),
  put: by('put'),
  patch: by('patch'),
  delete: by('delete'),
});

/**
 * The same requests, each counted before it goes unless it carries a token of its own, as the answers to interactions do.
 * When Discord says that it was one too many for the bot, all replicas wait.
 */
export const counted = (rest: Requests, { limits, clock, log, token: secret, signal }: Pace): Requests => {
  if (limits === undefined) return rest;
  /** A count that cannot be kept keeps no answer back. */
  const patiently = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      log.warn('a request to Discord could not be counted', errorFields(error, secret));
      return undefined;
    }
  };
  return requests((method) => async (route, options) => {
    if (options?.auth === false) return rest[method](route, options);
    const now = clock.now();
    const at = (await patiently(() => limits.admit([token], now))) ?? now;
    // Past a person's patience it is asked all the same, so that they are told what Discord says.
    if (at > now) await clock.sleep(Math.min(at - now, interactivePatienceMs), signal);
    try {
      return await rest[method](route, options);
    } catch (error) {
      const { global = false, retryAfter = 0 } = error instanceof RateLimitError ? error : {};
      if (global) await patiently(() => limits.hold([token], clock.now() + retryAfter));
      throw error;
    }
  });
};

/** The first so many requests were counted when their post was leased; those after them are counted as they come. */
export const prepaid = (rest: Requests, beyond: Requests, paid: number): Requests => {
  let left = paid;
  return requests((method) => (route, options) => {
    left -= 1;
    return (left >= 0 ? rest : beyond)[method](route, options);
  });
};
