/** One GET over the network, for addresses that strangers gave: the table of contents of this folder. */
import { CrosswireError } from '../../errors.ts';
import type { Clock, Fetch } from '../../ports.ts';

export interface FetchLimits {
  readonly redirects: number;
  /** Milliseconds for the whole, redirects included, and until an answer's headers. */
  readonly totalMs: number;
  readonly headersMs: number;
  /** Bytes before and after decompression. */
  readonly packedBytes: number;
  readonly bytes: number;
}

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Every address of a name; rejects with the code of `dns.lookup` (`ENOTFOUND` ...) when there is none. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

export interface FetchSettings {
  /** Exceptions to the rule that private networks are not read: `host` or `host:port`. */
  readonly allowPrivateHosts: readonly string[];
  readonly userAgent: string;
  readonly clock: Clock;
  readonly limits?: Partial<FetchLimits>;
  /** The system's resolver unless given. */
  readonly lookup?: Resolve;
}

/**
 * @returns `fetch`, which never rejects for what a server or an address can cause, and rejects with the signal's
 *   reason when its signal aborts; and `close`, which waits for nothing and ends every connection.
 */
export const createFetch = (_settings: FetchSettings): { readonly fetch: Fetch; close(): Promise<void> } => {
  throw new CrosswireError('internal', 'the network is not read yet', 'wait for the next commit');
};
