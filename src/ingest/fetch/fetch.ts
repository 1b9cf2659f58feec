/** One GET over the network, for addresses that strangers gave: the table of contents of this folder. */
import { Agent } from 'undici';
import type { Clock, Fetch } from '../../ports.ts';
import { createConnector, type Resolve } from './connect.ts';
import { follow } from './follow.ts';
import { type FetchLimits, LIMITS } from './limits.ts';
import { createExceptions } from './target.ts';

export type { FetchLimits } from './limits.ts';

export interface FetchSettings {
  /** Exceptions to the rule that private networks are not read: `host` or `host:port`. */
  readonly allowPrivateHosts: readonly string[];
  readonly userAgent: string;
  readonly clock: Clock;
  readonly limits?: Partial<FetchLimits>;
  /** The system's resolver unless given. */
  readonly lookup?: Resolve;
}

/** Of one answer: sites send policies and cookies by the dozen. */
const HEADER_BYTES = 131_072;

/**
 * A GET for addresses that strangers gave. Only http and https; private networks are refused at connection time, on
 * every redirect; redirects, time and bytes are limited; one connection a host, kept for a few seconds.
 *
 * @returns `fetch`, which never rejects for what a server or an address can cause, and rejects with the signal's
 *   reason when its signal aborts; and `close`, which waits for nothing and ends every connection.
 */
export const createFetch = (settings: FetchSettings): { readonly fetch: Fetch; close(): Promise<void> } => {
  const { allowPrivateHosts, userAgent, clock, lookup } = settings;
  const limits = { ...LIMITS, ...settings.limits };
  const isException = createExceptions(allowPrivateHosts);
  const agent = new Agent({
    connections: 1,
    pipelining: 1,
    connect: createConnector({
      isException,
      timeoutMs: limits.totalMs,
      ...(lookup !== undefined && { resolve: lookup }),
    }),
    // Kept by our own clock, over redirects too.
    headersTimeout: 0,
    maxHeaderSize: HEADER_BYTES,
    bodyTimeout: 0,
  });
  return {
    fetch: (request, signal) => follow({ agent, clock, limits, isException, userAgent }, request, signal),
    close: () => agent.destroy(),
  };
};
