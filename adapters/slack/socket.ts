/** Socket Mode: one WebSocket that we open, so that no address of ours needs to be reachable. */
import { type AppOptions, type Logger, SocketModeReceiver } from '@slack/bolt';
import { CrosswireError } from '../../src/errors.ts';
import type { Clock, Log } from '../../src/ports.ts';
import type { Connection } from './connection.ts';
import { codeOf, startFailure } from './failures.ts';
import type { Listen } from './http.ts';
import { type Installing, installListener } from './install-pages.ts';

/**
 * How long Slack may take to say hello, and a closing handshake to be answered. The first is longer than a call may
 * take: given up before the address has come, the SDK would open a second socket there behind our back.
 */
const HELLO_MS = 20_000;
const GOODBYE_MS = 2000;

/** Waits between attempts to come back: at once, then 1, 2, 4 ... up to 30 s. */
const backoff = (attempt: number): number => (attempt === 0 ? 0 : Math.min(30_000, 1000 * 2 ** (attempt - 1)));

/** Why no session began: Slack tells of one cause before it closes the door, the most of ten connections an app. */
type NoSession = 'no_session' | 'too_many_websockets';

const noSession = (why: NoSession): CrosswireError =>
  why === 'too_many_websockets'
    ? new CrosswireError(
        'platform',
        'Slack has ten connections of this app, and takes no more.',
        'stop what else runs with this SLACK_APP_TOKEN, or use HTTP mode (SLACK_SIGNING_SECRET) for more than ten',
      )
    : new CrosswireError(
        'platform',
        'Slack gave an address for Socket Mode, but no session began there.',
        'check that Socket Mode is on in the app, and that no proxy stands in the way of WebSockets',
      );

/** Only what is short can be Slack's goodbye. */
const isTooMany = (message: unknown): boolean =>
  typeof message === 'string' && message.length < 1000 && /"reason"\s*:\s*"too_many_websockets"/u.test(message);

/**
 * Reconnecting is ours: left to the SDK, a connection that Slack recycles is missed for 5 s, and one that cannot be
 * opened again at the first try ends in an unhandled rejection, which stops the process.
 */
export const socketConnection = (options: {
  readonly appToken: string;
  readonly clientOptions: NonNullable<AppOptions['clientOptions']>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly log: Log;
  readonly redact: (text: string) => string;
  /** The pages of an installation, and where they are served: nothing else of ours is reached from outside. */
  readonly pages?: { readonly installing: Installing; readonly listen: Listen };
}): Connection => {
  const { clock, log, pages } = options;
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    logger: options.logger,
    autoReconnectEnabled: false,
    ...pages?.installing,
    installerOptions: { ...pages?.installing.installerOptions, clientOptions: { ...options.clientOptions } },
    // An acknowledgement that a dropped socket cannot carry is Slack's to ask for again, not ours to fail on.
    processEventErrorHandler: ({ error }) => {
      log.warn('An event from Slack could not be taken', { reason: options.redact(error.message) });
      return Promise.resolve(false);
    },
  });
  const { client, installer } = receiver;
  const servePages = async (): Promise<() => Promise<void>> =>
    pages === undefined || installer === undefined
      ? () => Promise.resolve()
      : pages.listen(installListener(installer, pages.installing, log));
  let closePages = (): Promise<void> => Promise.resolve();
  let life: AbortController | undefined;
  let connecting = false;
  let why: NoSession = 'no_session';

  client.on('ws_message', (message: unknown) => {
    if (isTooMany(message)) why = 'too_many_websockets';
  });

  const connect = async (signal: AbortSignal): Promise<void> => {
    connecting = true;
    why = 'no_session';
    const timer = new AbortController();
    try {
      const late = clock.sleep(HELLO_MS, AbortSignal.any([signal, timer.signal])).then(() => 'late' as const);
      const opened = client.start().then(() => 'open' as const);
      const outcome = await Promise.race([opened, late]).catch((error: unknown) => {
        // Nothing at all is what the SDK rejects with when the socket closes before Slack has said hello.
        if (error === undefined) return 'closed' as const;
        throw error;
      });
      if (outcome === 'late') void client.disconnect();
      if (outcome !== 'open') throw noSession(why);
    } finally {
      connecting = false;
      timer.abort();
    }
  };

  const reconnect = async (signal: AbortSignal): Promise<void> => {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      await clock.sleep(backoff(attempt), signal);
      if (signal.aborted) return;
      try {
        await connect(signal);
        log.info('Connected to Slack again', { attempts: attempt + 1 });
        return;
      } catch (error) {
        log.warn('Slack cannot be connected to; trying again', {
          code: error instanceof CrosswireError ? why : codeOf(error),
          nextInMs: backoff(attempt + 1),
        });
      }
    }
  };

  client.on('disconnected', () => {
    // While connecting, the attempt itself fails and is made again.
    if (life === undefined || life.signal.aborted || connecting) return;
    log.info('Slack closed the connection; opening another');
    void reconnect(life.signal);
  });

  return {
    receiver,
    open: async () => {
      if (life !== undefined) return;
      life = new AbortController();
      try {
        closePages = await servePages();
        await connect(life.signal);
      } catch (error) {
        life = undefined;
        await closePages();
        throw error instanceof CrosswireError ? error : startFailure(error, 'SLACK_APP_TOKEN', options.redact);
      }
    },
    close: async () => {
      if (life === undefined) return;
      life.abort();
      life = undefined;
      await closePages();
      const timer = new AbortController();
      await Promise.race([client.disconnect(), clock.sleep(GOODBYE_MS, timer.signal)]);
      timer.abort();
    },
  };
};
