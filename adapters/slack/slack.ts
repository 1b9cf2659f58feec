/** Slack as a Platform: commands in, cards and threads out. */
import type { Logger } from '@slack/bolt';
import { CrosswireError } from '../../src/errors.ts';
import type { Clock, Draw, Linker, Log, Platform, Posted, Suggest } from '../../src/ports.ts';
import type { Arrive } from './acknowledge.ts';
import type { Answering } from './answering.ts';
import type { SuggestedQuestions } from './assistant.ts';
import { channelsOf } from './channels.ts';
import { dresser } from './charts.ts';
import type { Connection } from './connection.ts';
import { startFailure } from './failures.ts';
import { httpConnection, type Listen, listenOn } from './http.ts';
import type { WorkspacesOptions } from './installs.ts';
import { listen } from './listeners.ts';
import { redactor, sdkLogger } from './logging.ts';
import { limitsOf } from './pace.ts';
import { people } from './people.ts';
import { renderAnswer } from './render/render.ts';
import type { Running } from './running.ts';
import { socketConnection } from './socket.ts';
import { manyWorkspaces, oneWorkspace, type Tenancy } from './tenancy.ts';
import { whispers } from './whisper.ts';

export interface SlackOptions {
  /** xoxb-…: one workspace. */
  readonly botToken?: string;
  /** Many workspaces, each with a token of its own, in place of a bot token. */
  readonly workspaces?: WorkspacesOptions;
  /** xapp-…: Socket Mode, which goes before HTTP when both are given. */
  readonly appToken?: string;
  /** HTTP mode: what Slack signs its requests with. */
  readonly signingSecret?: string;
  /**
   * Where Slack's requests are taken in HTTP mode, and the pages of an installation in both; or a way to serve the
   * listener from a server that stands already.
   */
  readonly listen?: { readonly port: number; readonly host: string } | Listen;
  /** Base of the Web API, for a proxy or a test. */
  readonly apiUrl?: string;
  readonly linker: Linker;
  readonly clock: Clock;
  readonly log: Log;
  readonly posted?: Posted;
  /** Notes what Slack handed in, by its id; true for whoever notes it first. Where several replicas run: Store.arrive. */
  readonly arrive?: Arrive;
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
  { installing }: Tenancy,
  clientOptions: { slackApiUrl?: string },
  logger: Logger,
  redact: (text: string) => string,
): Connection => {
  const { clock, log, appToken, signingSecret } = options;
  const where = options.listen ?? { port: 3000, host: '127.0.0.1' };
  const listen = typeof where === 'function' ? where : listenOn(where.port, where.host);
  if (appToken !== undefined) {
    const pages = installing && { installing, listen };
    return socketConnection({ appToken, clientOptions, logger, clock, log, redact, ...(pages && { pages }) });
  }
  if (signingSecret === undefined)
    throw new CrosswireError(
      'config',
      'Slack needs an app token or a signing secret beside the bot token.',
      'set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)',
    );
  return httpConnection({ signingSecret, listen, logger, clock, log, ...(installing && { installing }) });
};

const tenancyOf = (
  { botToken, workspaces, clock, log }: SlackOptions,
  logger: Logger,
  clientOptions: Parameters<typeof oneWorkspace>[2],
): Tenancy => {
  if (workspaces !== undefined) return manyWorkspaces(workspaces, logger, clientOptions, clock, log);
  if (botToken !== undefined) return oneWorkspace(botToken, logger, clientOptions, clock, log);
  throw new CrosswireError(
    'config',
    'Slack needs a bot token.',
    'set SLACK_BOT_TOKEN, or SLACK_CLIENT_ID for many workspaces',
  );
};

export const createSlackPlatform = (options: SlackOptions): Platform => {
  const { clock, log, linker } = options;
  const { botToken, appToken, signingSecret, workspaces } = options;
  const redact = redactor([botToken, appToken, signingSecret, workspaces?.clientSecret, workspaces?.stateSecret]);
  const logger = sdkLogger(log, redact);
  // The SDK would try again by itself, for up to half an hour and with no word to us: a post could then stand twice,
  // and a Delivery would not say what became of it. So it tries once, and tells us of a rate limit at once.
  const clientOptions = {
    ...(options.apiUrl !== undefined && { slackApiUrl: options.apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_MS,
  };
  const tenancy = tenancyOf(options, logger, clientOptions);
  const connection = connectionOf(options, tenancy, clientOptions, logger, redact);
  const { app, clientFor } = tenancy.app(connection.receiver);
  const dress = dresser(options.draw, clock, log);
  const send = tenancy.sender(clientFor, dress);
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
    arrive: options.arrive,
    ended: tenancy.ended,
  });
  const channels = channelsOf(clientFor, clock, log);
  const introduce = people(clientFor, channels, clock, log);

  return {
    name: 'slack',
    render,
    send,
    limits: limitsOf,
    // Slack takes a person's id for a channel and posts to the direct messages with them.
    tell: (person, payload, key, workspace = '') =>
      send({ platform: 'slack', workspace, channel: person }, payload, key),
    start: async (answerer) => {
      try {
        await app.init();
        await tenancy.examine(app);
      } catch (error) {
        throw startFailure(error, 'SLACK_BOT_TOKEN', redact);
      }
      // Before the connection opens: the first command may come in with it.
      life = new AbortController();
      answering = {
        answerer,
        render,
        introduce,
        channels,
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
