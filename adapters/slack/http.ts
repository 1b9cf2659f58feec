/** HTTP mode: signed posts from Slack to our request URL. */
import { createServer, type RequestListener } from 'node:http';
import { HTTPReceiver, type Logger } from '@slack/bolt';
import { CrosswireError } from '../../src/errors.ts';
import type { Clock, Log } from '../../src/ports.ts';
import type { Connection } from './connection.ts';
import type { Installing } from './install-pages.ts';

const REQUEST_PATH = '/slack/events';

/** Clocks differ by seconds; a request signed for later than this was not made by Slack now. */
const AHEAD_SECONDS = 60;

/** Serves a listener until the returned function is called. */
export type Listen = (listener: RequestListener) => Promise<() => Promise<void>>;

/** A server of our own. Throws CrosswireError `port-in-use`. */
export const listenOn =
  (port: number, host: string): Listen =>
  async (listener) => {
    const server = createServer(listener);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    }).catch((error: unknown) => {
      throw new CrosswireError(
        'port-in-use',
        `Port ${port} on ${host} cannot be opened for Slack's requests.`,
        'stop what uses it, or set SLACK_PORT to another one',
        { cause: error },
      );
    });
    return () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
  };

/** True when the time that was signed lies ahead of ours, or is no time. One that is missing is left to the SDK to refuse. */
const isAhead = (timestamp: string | string[] | undefined, now: number): boolean => {
  if (timestamp === undefined) return false;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/u.test(timestamp)) return true;
  return Number(timestamp) > now / 1000 + AHEAD_SECONDS;
};

/**
 * The SDK's receiver checks signatures and refuses requests older than 5 minutes, but takes those from the future,
 * which could be kept and played back later: these are refused here before it sees them.
 */
export const httpConnection = (options: {
  readonly signingSecret: string;
  readonly listen: Listen;
  /** With it the receiver serves the pages of an installation, too. */
  readonly installing?: Installing;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly log: Log;
}): Connection => {
  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret,
    endpoints: [REQUEST_PATH],
    logger: options.logger,
    ...options.installing,
  });
  const listener: RequestListener = (request, response) => {
    if (isAhead(request.headers['x-slack-request-timestamp'], options.clock.now())) {
      options.log.warn("Refused a request signed for the future; if it was Slack's, this machine's clock is slow");
      response.writeHead(401).end();
      return;
    }
    try {
      receiver.requestListener(request, response);
    } catch {
      // The SDK throws for a path that is not ours.
      if (!response.headersSent) response.writeHead(404).end();
    }
  };
  let close: (() => Promise<void>) | undefined;
  return {
    receiver,
    open: async () => {
      close ??= await options.listen(listener);
    },
    close: async () => {
      const closing = close;
      close = undefined;
      await closing?.();
    },
  };
};
