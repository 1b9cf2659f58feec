/** The connection to Discord: made, watched, and given up with a clear word where Discord will not have it. */
import {
  Client,
  DiscordAPIError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  HTTPError,
  Options,
  Partials,
} from 'discord.js';
import { CrosswireError } from '../../src/errors.ts';
import type { Clock, Log } from '../../src/ports.ts';
import { ratePatienceMs, requestTimeoutMs } from './limits.ts';
import { errorFields, redact } from './log.ts';

/** How long Discord may take until the bot is ready, and how often a temporary failure of the start is tried again. */
const readyTimeoutMs = 60_000;
/** Discord lets one shard begin in five seconds. */
const identifyMs = 6_000;
const startAttempts = 3;
const startPauseMs = 2_000;

/** Close codes after which Discord will not have the bot back until somebody mends something. */
const finalCodes: ReadonlyMap<number, { readonly cause: string; readonly fix: string }> = new Map([
  [
    GatewayCloseCodes.AuthenticationFailed,
    {
      cause: 'Discord refused the bot token',
      fix: "Copy the token anew from the application's Bot page and set DISCORD_TOKEN.",
    },
  ],
  [
    GatewayCloseCodes.InvalidShard,
    { cause: 'Discord refused the shard', fix: 'Restart Crosswire: it asks Discord anew how many shards there are.' },
  ],
  [
    GatewayCloseCodes.ShardingRequired,
    {
      cause: 'the bot is in more servers than one connection may serve',
      fix: 'Restart Crosswire: it asks Discord anew how many shards there are.',
    },
  ],
  [
    GatewayCloseCodes.InvalidAPIVersion,
    { cause: 'Discord no longer speaks this version of its gateway', fix: 'Update Crosswire.' },
  ],
  [
    GatewayCloseCodes.InvalidIntents,
    { cause: 'Discord does not know what the bot asks to be told', fix: 'Update Crosswire.' },
  ],
  [
    GatewayCloseCodes.DisallowedIntents,
    {
      cause: 'Discord does not allow this bot what it asks to be told',
      fix: "Open the application's Bot page and allow the intents under Privileged Gateway Intents.",
    },
  ],
]);

/** Undefined for a code after which discord.js connects again by itself. */
export const finalError = (code: number): CrosswireError | undefined => {
  const known = finalCodes.get(code);
  return known === undefined
    ? undefined
    : new CrosswireError('platform', `Discord: ${known.cause} (close code ${code}).`, known.fix);
};

/** The shards that one connection serves, of how many there are in all. None: it sends, and hears nothing. */
export interface ShardSet {
  readonly ids: readonly number[];
  readonly count: number;
}

/**
 * A client that keeps little, pings nobody, and leaves retries to us.
 *
 * @param shards those that it serves; as many as Discord recommends, and all of them, unless given
 */
export const createClient = (apiUrl: string | undefined, log: Log, token: string, shards?: ShardSet): Client => {
  const client = new Client({
    ...(shards === undefined || shards.ids.length === 0
      ? { shards: 'auto' }
      : { shards: [...shards.ids], shardCount: shards.count }),
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // Without it discord.js hides direct messages.
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 100, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
    rest: {
      ...(apiUrl === undefined ? {} : { api: apiUrl }),
      retries: 0,
      timeout: requestTimeoutMs,
      // What is one too many for the whole bot is waited for by all replicas, and then paced; waiting inside, it would go all at once.
      rejectOnRateLimit: ({ global, route, retryAfter, timeToReset }) =>
        (global && route.startsWith('/channels/')) || Math.max(retryAfter, timeToReset) > ratePatienceMs,
    },
  });
  client.on(Events.Debug, (message) => log.debug(redact(message, token)));
  client.on(Events.Warn, (message) => log.warn(redact(message, token)));
  client.on(Events.Error, (error) => log.error('discord.js reports an error', errorFields(error, token)));
  client.on(Events.ShardError, (error) => log.warn('the gateway connection failed', errorFields(error, token)));
  client.on(Events.ShardReconnecting, () => log.debug('the Discord gateway connection closed'));
  client.on(Events.ShardResume, (_, replayed) => log.info('the Discord gateway resumed', { replayed }));
  return client;
};

/** Connects; resolves when the servers are known. Rejects with a CrosswireError, or with discord.js's own error. */
export const connect = async (
  client: Client,
  token: string,
  clock: Clock,
  signal: AbortSignal,
  shards?: ShardSet,
): Promise<void> => {
  // A line break or a space in a header would end in an error that quotes the token.
  if (!/^[\w.-]+$/u.test(token)) throw tokenError('DISCORD_TOKEN holds characters that no bot token has');
  if (shards?.ids.length === 0) {
    // Others hear; this one only sends.
    client.rest.setToken(token);
    return;
  }
  const patienceMs = readyTimeoutMs + identifyMs * (shards?.ids.length ?? 0);
  let closed: CrosswireError | undefined;
  const onClose = ({ code }: { readonly code: number }): void => {
    closed ??= finalError(code);
  };
  client.on(Events.ShardDisconnect, onClose);
  const ready = new Promise<'ready'>((resolve) => client.once(Events.ClientReady, () => resolve('ready')));
  const timer = new AbortController();
  try {
    const failed = client.login(token).then(
      () => ready,
      (error: unknown) => {
        throw closed ?? error;
      },
    );
    const timeout = clock.sleep(patienceMs, AbortSignal.any([timer.signal, signal])).then(() => 'late' as const);
    if ((await Promise.race([failed, timeout])) === 'late') {
      failed.catch(() => undefined);
      throw new CrosswireError(
        'platform',
        `Discord was not ready within ${patienceMs / 1000} s.`,
        'Check the connection to discord.com and discordstatus.com, then start again.',
      );
    }
  } finally {
    timer.abort();
    client.off(Events.ShardDisconnect, onClose);
  }
};

const tokenError = (cause: string): CrosswireError =>
  new CrosswireError(
    'platform',
    `Discord: ${cause}.`,
    "Copy the token anew from the application's Bot page and set DISCORD_TOKEN.",
  );

const isTokenRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DiscordjsErrorCodes.TokenInvalid;

/** The cause in our own words: discord.js's error may hold what must not be shown, so it is not attached. */
const startError = (error: unknown): CrosswireError => {
  if (error instanceof CrosswireError) return error;
  if (error instanceof DiscordAPIError && error.status !== 401) {
    return new CrosswireError(
      'platform',
      `Discord refused to start the bot (status ${error.status}, code ${error.code}).`,
      "Check on the application's page that DISCORD_TOKEN is this bot's, and that the bot is not blocked.",
    );
  }
  if (
    error instanceof DiscordAPIError ||
    (error instanceof Error && 'code' in error && error.code === 'TokenInvalid')
  ) {
    return tokenError('the bot token was refused');
  }
  const cause = error instanceof HTTPError ? `answered with status ${error.status}` : 'could not be reached';
  return new CrosswireError(
    'platform',
    `Discord ${cause}.`,
    'Check the connection to discord.com, a proxy, and DISCORD_API_URL; then start again.',
  );
};

/** Repeats what failed for a while only: a server error, a lost connection. */
export const startPatiently = async <T>(attempt: () => Promise<T>, clock: Clock, signal: AbortSignal): Promise<T> => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      const final = error instanceof DiscordAPIError || error instanceof CrosswireError || isTokenRefusal(error);
      if (final || tried === startAttempts || signal.aborted) throw startError(error);
      await clock.sleep(startPauseMs, signal);
    }
  }
};
