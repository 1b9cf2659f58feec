/** Discord as a Platform: slash commands and mentions in, cards with threads out. */
import { type Client, Events, Routes } from 'discord.js';
import type { CrosswireError } from '../../src/errors.ts';
import type { Command, Delivery } from '../../src/model.ts';
import type { Answerer, Clock, Linker, Log, Platform, Posted, Suggest } from '../../src/ports.ts';
import { applicationCommands, type CommandRow } from './commands.ts';
import type { Answering } from './desk.ts';
import { connect, createClient, finalError, startPatiently } from './gateway.ts';
import { questionOf } from './incoming.ts';
import { answerCommand, answerPress, answerSubmission } from './interactions.ts';
import { errorFields } from './log.ts';
import { applicationIdOf } from './manifest.ts';
import { limitsOf } from './pace.ts';
import { answerMessage } from './questions.ts';
import { createRecent } from './recent.ts';
import { render } from './render/render.ts';
import { createSender, type Sender } from './send.ts';
import { complete } from './suggest.ts';

export interface DiscordOptions {
  readonly token: string;
  /** Read from the token where it is not given. */
  readonly applicationId?: string | undefined;
  /** Base of the REST API, without its version; Discord's own unless given. */
  readonly apiUrl?: string | undefined;
  readonly commands: readonly CommandRow[];
  /** What is offered while a person fills in an option; nothing unless given. */
  readonly suggest?: Suggest;
  /** Whether the words of a command ask for a notice (help, lists, settings); a guess, and never a wrong audience. */
  readonly expectsNotice?: (command: Command) => boolean;
  readonly posted?: Posted;
  /** Discord has closed the connection for good after the start. */
  readonly failed?: (error: CrosswireError) => void;
  readonly linker: Linker;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long `stop` waits for answers under way. */
const graceMs = 5_000;

interface Connection {
  readonly client: Client;
  readonly sender: Sender;
  readonly controller: AbortController;
  readonly underWay: Set<Promise<void>>;
}

const notConnected: Delivery = { kind: 'failed', code: 'not-connected', unknown: false };

export const createDiscordPlatform = (options: DiscordOptions): Platform => {
  const { token, clock, log, linker } = options;
  const commands = applicationCommands(options.commands, options.suggest !== undefined);
  let connection: Connection | undefined;

  const start = async (answerer: Answerer): Promise<void> => {
    await stop();
    const controller = new AbortController();
    const { signal } = controller;
    // A client that failed once is spent: each attempt has its own.
    const open = async (): Promise<Connection> => {
      const client = createClient(options.apiUrl, log, token);
      const sender = createSender(client.rest, client, log, token);
      const current: Connection = { client, sender, controller, underWay: new Set() };
      receive(current, answerer);
      connection = current;
      try {
        await connect(client, token, clock, signal);
        return current;
      } catch (error) {
        await client.destroy();
        throw error;
      }
    };
    try {
      const current = await startPatiently(open, clock, signal);
      await startPatiently(() => register(current.client), clock, signal);
      watch(current);
    } catch (error) {
      await stop();
      throw error;
    }
  };

  const register = (client: Client): Promise<unknown> => {
    const id = options.applicationId ?? client.application?.id ?? applicationIdOf(token) ?? '';
    return client.rest.put(Routes.applicationCommands(id), { body: commands });
  };

  /** A connection that Discord closes for good ends the platform, with the reason. */
  const watch = (current: Connection): void => {
    current.client.on(Events.ShardDisconnect, ({ code }) => {
      const error = finalError(code);
      if (error === undefined || connection !== current) return;
      log.error(error.message, { fix: error.fix });
      stop()
        .then(() => options.failed?.(error))
        .catch((reason: unknown) => log.error('Discord could not be stopped', errorFields(reason, token)));
    });
    log.info('Discord is connected', { servers: current.client.guilds.cache.size, commands: commands.length });
  };

  /** Hands in what arrives; each thing once, also when the gateway repeats itself. */
  const receive = (current: Connection, answerer: Answerer): void => {
    const { client, controller, underWay } = current;
    const seen = createRecent(2_000);
    const desk: Answering = {
      answerer,
      render: (answer) => render(answer, linker),
      rest: client.rest,
      sender: current.sender,
      clock,
      log,
      token,
      signal: controller.signal,
      commands: options.commands,
      expectsNotice: options.expectsNotice ?? (() => false),
      posted: async (address, briefing) => {
        try {
          await options.posted?.(address, briefing);
        } catch (error) {
          log.error('a card could not be remembered', errorFields(error, token));
        }
      },
    };
    const track = (id: string, work: () => Promise<void>): void => {
      if (connection !== current || controller.signal.aborted || !seen.add(id)) return;
      const done = work()
        .catch((error: unknown) => log.error('an answer failed', errorFields(error, token)))
        .finally(() => underWay.delete(done));
      underWay.add(done);
    };
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) track(interaction.id, () => answerCommand(desk, interaction));
      if (interaction.isButton() || interaction.isStringSelectMenu())
        track(interaction.id, () => answerPress(desk, interaction));
      if (interaction.isModalSubmit()) track(interaction.id, () => answerSubmission(desk, interaction));
      if (interaction.isAutocomplete() && options.suggest !== undefined) {
        const { suggest } = options;
        track(interaction.id, () =>
          complete(client.rest, interaction, suggest, clock, (error) =>
            log.warn('nothing could be suggested', errorFields(error, token)),
          ),
        );
      }
    });
    client.on(Events.MessageCreate, (message) => {
      const bot = client.user?.id;
      try {
        const command = bot === undefined ? undefined : questionOf(message, bot);
        if (command !== undefined) track(message.id, () => answerMessage(desk, message, command));
      } catch (error) {
        // Roles are looked up in a server that may not have been told of yet: what a listener throws ends the process.
        log.warn('a message could not be read', errorFields(error, token));
      }
    });
  };

  const stop = async (): Promise<void> => {
    const current = connection;
    if (current === undefined) return;
    connection = undefined;
    const waited = new AbortController();
    await Promise.race([Promise.allSettled(current.underWay), clock.sleep(graceMs, waited.signal)]);
    waited.abort();
    current.controller.abort();
    await current.client.destroy();
  };

  return {
    name: 'discord',
    start,
    stop,
    render: (answer) => render(answer, linker),
    limits: limitsOf,
    send: (address, payload, key, again) =>
      connection === undefined ? Promise.resolve(notConnected) : connection.sender.send(address, payload, key, again),
    tell: (person, payload, key) =>
      connection === undefined ? Promise.resolve(notConnected) : connection.sender.tell(person, payload, key),
  };
};
