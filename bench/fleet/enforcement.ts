/**
 * The limits that the fakes enforce, in real time, from the platforms' documents and apart from what the adapters keep:
 * a pace that is wrong there shows as 429 here.
 */
export interface Enforcement {
  /** Seconds to wait, where a message to this channel is one too many. */
  slack(channel: string): number | undefined;
  /** The same for a request that carries the bot's token. */
  discord(path: string, method: string): { readonly retryAfterSeconds: number; readonly global?: boolean } | undefined;
  /** How many were too many. */
  readonly refused: number;
}

/** `most` within any window of `ms` that begins with the first after the last window. */
const createWindows = (most: number, ms: number) => {
  const windows = new Map<string, { used: number; until: number }>();
  return (key: string, now: number): number | undefined => {
    const held = windows.get(key);
    const window = held === undefined || held.until <= now ? { used: 0, until: now + ms } : held;
    windows.set(key, window);
    window.used += 1;
    return window.used > most ? window.until - now : undefined;
  };
};

/** Slack: about one a second and channel, short bursts allowed, several hundred a minute and workspace. */
const slackChannel = { most: 5, ms: 3_000 };
const slackWorkspace = { most: 300, ms: 60_000 };
/** Discord: five in five seconds and channel (a thread is one), fifty a second in all. */
const discordChannel = { most: 5, ms: 5_000 };
const discordToken = { most: 50, ms: 1_000 };

export const enforce = (workspaceOf: (channel: string) => string): Enforcement => {
  const [channels, workspaces, threads, token] = [slackChannel, slackWorkspace, discordChannel, discordToken].map(
    ({ most, ms }) => createWindows(most, ms),
  );
  let refused = 0;
  return {
    slack: (channel) => {
      const now = Date.now();
      const wait = channels?.(channel, now) ?? workspaces?.(workspaceOf(channel), now);
      if (wait === undefined) return undefined;
      refused += 1;
      return Math.ceil(wait / 1000);
    },
    discord: (path, method) => {
      const now = Date.now();
      const global = token?.('', now);
      // Other requests have limits of their own, which no document names.
      const wait = method === 'POST' && path.endsWith('/messages') ? threads?.(path, now) : undefined;
      if (global === undefined && wait === undefined) return undefined;
      refused += 1;
      return global === undefined
        ? { retryAfterSeconds: (wait ?? 0) / 1000 }
        : { retryAfterSeconds: global / 1000, global: true };
    },
    get refused() {
      return refused;
    },
  };
};
