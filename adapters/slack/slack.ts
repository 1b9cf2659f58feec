/** Slack as a Platform: commands in, cards and threads out. */
import { App } from '@slack/bolt';
import { CrosswireError } from '../../src/errors.ts';
import type { Clock, Draw, Linker, Log, Platform, Posted, Suggest } from '../../src/ports.ts';
import type { Answering } from './answering.ts';
import type { SuggestedQuestions } from './assistant.ts';
import { type Dress, dresser } from './charts.ts';
import { type ClientFor, onlyClient } from './clients.ts';
import type { Connection } from './connection.ts';
import { notInstalled, startFailure } from './failures.ts';
import { httpConnection, type Listen, listenOn } from './http.ts';
import { listen } from './listeners.ts';
import { redactor, sdkLogger } from './logging.ts';
import { limitsOf } from './pace.ts';
import { people } from './people.ts';
import { renderAnswer } from './render/render.ts';
import type { Running } from './running.ts';
import { type Send, sender } from './send.ts';
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
  /** Values for the fields of forms; without it they are typed. */
  readonly suggest?: Suggest;
  /** Pictures of Charts; without it the text stands alone. */
  readonly draw?: Draw;
  /** Offered as somebody opens the app's messages. */
  readonly suggestedQuestions?: SuggestedQuestions;
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

/** Each post through the client of its workspace. */
const sendThrough =
  (clientFor: ClientFor, clock: Clock, dress: Dress): Send =>
  async (address, payload, key, again) => {
    const client = await clientFor(address.workspace);
    if (client === undefined) return notInstalled;
    return sender(client, clock, dress)(address, payload, key, again);
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
  const clientFor = onlyClient(app.client);
  const dress = dresser(options.draw, clock, log);
  const send = sendThrough(clientFor, clock, dress);
  const render: Platform['render'] = (answer) => renderAnswer(answer, linker);
  const busy = new Set<Promise<unknown>>();
  let answering: Answering | undefined;
  let life = new AbortController();
  const running: Running = {
    current: () => answering,
    track: (work) => {
      busy.add(work);
      return work.finally(() => busy.delete(work));
    },
  };
  listen(app, {
    running,
    whispers: whispers(clientFor, dress, log),
    clientFor,
    clock,
    log,
    suggest: options.suggest,
    suggestedQuestions: options.suggestedQuestions,
  });
  const introduce = people(clientFor, clock, log);

  return {
    name: 'slack',
    render,
    send,
    limits: limitsOf,
    // Slack takes a person's id for a channel and posts to the direct messages with them.
    tell: (person, payload, key) => send({ platform: 'slack', workspace: '', channel: person }, payload, key),
    start: async (answerer) => {
      try {
        await app.init();
      } catch (error) {
        throw startFailure(error, 'SLACK_BOT_TOKEN', redact);
      }
      // Before the connection opens: the first command may come in with it.
      life = new AbortController();
      answering = {
        answerer,
        render,
        introduce,
        clientFor,
        send,
        clock,
        log,
        posted: options.posted ?? (() => Promise.resolve()),
        canSuggest: options.suggest !== undefined,
        signal: life.signal,
      };
      await connection.open().catch((error: unknown) => {
        answering = undefined;
        throw error;
      });
      log.info('Connected to Slack', { by: options.appToken === undefined ? 'http' : 'socket' });
    },
    stop: async () => {
      const stopping = life;
      answering = undefined;
      await connection.close();
      // What is being posted is finished, but nobody waits for it long.
      const timer = new AbortController();
      await Promise.race([Promise.allSettled(busy), clock.sleep(FAREWELL_MS, timer.signal)]);
      timer.abort();
      stopping.abort();
    },
  };
};
