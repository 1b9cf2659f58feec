/** What a wire can do to a request, instead of or after taking it. */
export type DiscordFault =
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number; readonly global?: boolean }
  | { readonly kind: 'down'; readonly status: number }
  /** Takes the request, then closes the connection without an answer. */
  | { readonly kind: 'dropped' }
  /** Discord's own refusal. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: number; readonly message: string };

export interface Faults {
  /** The next requests that match meet these, one each, in order. */
  next(...faults: readonly DiscordFault[]): void;
  /** Every matching request meets it, until it is called again; undefined heals the wire. */
  always(fault: DiscordFault | undefined): void;
  /** Which requests may fail; by default posts to a channel and new threads. */
  on(pattern: RegExp): void;
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
  let standing: DiscordFault | undefined;
  let pattern = /^POST \/channels\/\d+\/messages(?:\/\d+\/threads)?$/u;
  return {
    next: (...faults) => {
      queue = [...queue, ...faults];
    },
    always: (fault) => {
      standing = fault;
    },
    on: (which) => {
      pattern = which;
    },
    take: (method, path) => {
      if (!pattern.test(`${method} ${path}`)) return undefined;
      const [first, ...rest] = queue;
      queue = rest;
      return first ?? standing;
    },
  };
};
