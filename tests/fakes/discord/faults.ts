/** What a wire can do to a request, instead of or after taking it. */
export type DiscordFault =
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number; readonly global?: boolean }
  | { readonly kind: 'down'; readonly status: number }
  /** Takes the request, then closes the connection without an answer. */
  | { readonly kind: 'dropped' }
  /** Discord's own refusal. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: number; readonly message: string };

/** Where a channel stands within its limit. */
export interface BucketState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAfterSeconds: number;
  readonly exceeded: boolean;
}

export interface Faults {
  /** The next requests that match meet these, one each, in order. */
  next(...faults: readonly DiscordFault[]): void;
  /** Every matching request meets it, until it is called again; undefined heals the wire. */
  always(fault: DiscordFault | undefined): void;
  /** As `always`, chosen for each request, by its path and method. */
  decide(choose: (path: string, method: string) => DiscordFault | undefined): void;
  /** Which requests may fail; by default posts to a channel and new threads. */
  on(pattern: RegExp): void;
  /** From now on a channel takes `limit` posts in `seconds`, and says so in the headers of every answer. */
  bucket(limit: number, seconds: number): void;
  /** For the server: counts a post to a channel. Undefined where there is no bucket. */
  count(method: string, path: string): BucketState | undefined;
  /** For the server: what this request meets, if anything. */
  take(method: string, path: string): DiscordFault | undefined;
}

export const missingPermissions: DiscordFault = {
  kind: 'refused',
  status: 403,
  code: 50013,
  message: 'Missing Permissions',
};
export const missingAccess: DiscordFault = { kind: 'refused', status: 403, code: 50001, message: 'Missing Access' };

export const createFaults = (): Faults => {
  let queue: readonly DiscordFault[] = [];
  let standing: (path: string, method: string) => DiscordFault | undefined = () => undefined;
  let rule: { readonly limit: number; readonly seconds: number } | undefined;
  const buckets = new Map<string, { used: number; until: number }>();
  let pattern = /^POST \/channels\/\d+\/messages(?:\/\d+\/threads)?$/u;
  return {
    next: (...faults) => {
      queue = [...queue, ...faults];
    },
    always: (fault) => {
      standing = () => fault;
    },
    decide: (choose) => {
      standing = choose;
    },
    on: (which) => {
      pattern = which;
    },
    bucket: (limit, seconds) => {
      rule = { limit, seconds };
    },
    count: (method, path) => {
      if (rule === undefined || method !== 'POST' || !/^\/channels\/\d+\/messages$/u.test(path)) return undefined;
      const now = Date.now();
      const known = buckets.get(path);
      const bucket = known === undefined || known.until <= now ? { used: 0, until: now + rule.seconds * 1000 } : known;
      bucket.used += 1;
      buckets.set(path, bucket);
      return {
        limit: rule.limit,
        remaining: Math.max(0, rule.limit - bucket.used),
        resetAfterSeconds: (bucket.until - now) / 1000,
        exceeded: bucket.used > rule.limit,
      };
    },
    take: (method, path) => {
      if (!pattern.test(`${method} ${path}`)) return undefined;
      const [first, ...rest] = queue;
      queue = rest;
      return first ?? standing(path, method);
    },
  };
};
