/** How much of a stranger's answer is waited for and taken in. */

export interface FetchLimits {
  readonly redirects: number;
  /** Milliseconds for the whole, redirects included, and until an answer's headers. */
  readonly totalMs: number;
  readonly headersMs: number;
  /** Bytes before and after decompression. */
  readonly packedBytes: number;
  readonly bytes: number;
}

/** What fits any feed and any page of news. */
export const LIMITS: FetchLimits = {
  redirects: 5,
  totalMs: 15_000,
  headersMs: 10_000,
  packedBytes: 10_000_000,
  bytes: 25_000_000,
};
