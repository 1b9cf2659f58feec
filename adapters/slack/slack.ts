/** Slack as a Platform: commands in, cards and threads out. */
import { App } from '@slack/bolt';
import { CrosswireError } from '../../src/errors.ts';
import type { Answerer, Clock, Linker, Log, Platform, Posted } from '../../src/ports.ts';
import { answerTo } from './answering.ts';
import type { Connection } from './connection.ts';
import { startFailure } from './failures.ts';
import { httpConnection, type Listen, listenOn } from './http.ts';
import { listen } from './listeners.ts';
import { redactor, sdkLogger } from './logging.ts';
import { people } from './people.ts';
import { renderAnswer } from './render/render.ts';
import { sender } from './send.ts';
import { socketConnection } from './socket.ts';
import { whispers } from './whisper.ts';

export interface SlackOptions {
  /** xoxb-… */
  readonly botToken: string;
  /** xapp-…: Socket Mode, which goes before HTTP when both are given. */
  readonly appToken?: string;
  /** HTTP mode: what Slack signs its requests with. */
  readonly signingSecret?: string;
  /** HTTP mode: where to listen, or a way to serve the listener from a server that stands already. */
  readonly listen?: { readonly port: number; readonly host: string } | Listen;
  /** Base of the Web API, for a proxy or a test. */
  readonly apiUrl?: string;
  readonly linker: Linker;
  readonly clock: Clock;
  readonly log: Log;
  readonly posted?: Posted;
}

/** A call that takes longer than this is given up; whether it was carried out is then unknown. */
const CALL_MS = 15_000;

/** How long `stop` waits for answers that are being posted. */
const FAREWELL_MS = 5000;

const connectionOf = (
  options: SlackOptions,
  clientOptions: { slackApiUrl?: string },
  redact: (text: string) => string,
): Connection => {
  const { clock, log } = options;
  const logger = sdkLogger(log, redact);
  if (options.appToken !== undefined)
    return socketConnection({ appToken: options.appToken, clientOptions, logger, clock, log, redact });
  if (options.signingSecret === undefined)
    throw new CrosswireError(
      'config',
      'Slack needs an app token or a signing secret beside the bot token.',
      'set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)',
    );
  const where = options.listen ?? { port: 3000, host: '127.0.0.1' };
  return httpConnection({
    signingSecret: options.signingSecret,
    listen: typeof where === 'function' ? where : listenOn(where.port, where.host),
    logger,
    clock,
    log,
  });
};

export const createSlackPlatform = (options: SlackOptions): Platform => {
  const { clock, log, linker } = options;
  const redact = redactor([options.botToken, options.appToken, options.signingSecret]);
  // The SDK would try again by itself, for up to half an hour and with no word to us: a post could then stand twice,
  // and a Delivery would not say what became of it. So it tries once, and tells us of a rate limit at once.
  const clientOptions = {
    ...(options.apiUrl !== undefined && { slackApiUrl: options.apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_MS,
  };
  const connection = connectionOf(options, clientOptions, redact);
  const app = new App({
    token: options.botToken,
    receiver: connection.receiver,
    logger: sdkLogger(log, redact),
    clientOptions: { ...clientOptions },
    // A wrong token must be an error of `init`, not an unhandled rejection that ends the process.
    deferInitialization: true,
    convoStore: false,
    attachFunctionToken: false,
  });
  const send = sender(app.client, clock);
  const introduce = people(app.client, clock, log);
  const posted = options.posted ?? (() => Promise.resolve());
  const render: Platform['render'] = (answer) => renderAnswer(answer, linker);
  const busy = new Set<Promise<void>>();
  let running: { readonly answerer: Answerer; readonly life: AbortController } | undefined;

  listen(app, whispers(app.client, log), log, (asked) => {
    if (running === undefined) return;
    const { answerer, life } = running;
    const work = answerTo({ answerer, render, introduce, send, clock, log, posted, signal: life.signal }, asked);
    busy.add(work);
    void work.finally(() => busy.delete(work));
  });

  return {
    name: 'slack',
    render,
    send,
    // Slack takes a person's id for a channel and posts to the direct messages with them.
    tell: (person, payload, key) => send({ platform: 'slack', workspace: '', channel: person }, payload, key),
    start: async (answerer) => {
      try {
        await app.init();
      } catch (error) {
        throw startFailure(error, 'SLACK_BOT_TOKEN', redact);
      }
      // Before the connection opens: the first command may come in with it.
      running = { answerer, life: new AbortController() };
      await connection.open().catch((error: unknown) => {
        running = undefined;
        throw error;
      });
      log.info('Connected to Slack', { by: options.appToken === undefined ? 'http' : 'socket' });
    },
    stop: async () => {
      const stopping = running;
      running = undefined;
      await connection.close();
      // What is being posted is finished, but nobody waits for it long.
      const timer = new AbortController();
      await Promise.race([Promise.allSettled(busy), clock.sleep(FAREWELL_MS, timer.signal)]);
      timer.abort();
      stopping?.life.abort();
    },
  };
};
