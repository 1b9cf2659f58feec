/** Discord as a Platform: slash commands and mentions in, cards with threads out. */
import { type Client, Events, type Guild, Routes } from 'discord.js';
import type { CrosswireError } from '../../src/errors.ts';
import type { Command, Delivery, Topic } from '../../src/model.ts';
import type { Answerer, Clock, Draw, Linker, Log, Platform, Posted, SharedLimits, Suggest } from '../../src/ports.ts';
import { applicationCommands, type CommandRow } from './commands.ts';
import type { Answering, Arrive } from './desk.ts';
import { listen } from './events.ts';
import { connect, createClient, finalError, type ShardSet, startPatiently } from './gateway.ts';
import { createGuildCommands, type GuildCommands } from './guild-commands.ts';
import { errorFields } from './log.ts';
import { applicationIdOf } from './manifest.ts';
import { counted, limitsOf, paidFor, paidToTell, type Requests } from './pace.ts';
import { createPictures } from './pictures.ts';
import { createRecent } from './recent.ts';
import { render } from './render/render.ts';
import { createSender, type Sender } from './send.ts';

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
  /** A server's own topics, which become its commands; none unless given. */
  readonly topicsOf?: (workspace: string) => Promise<readonly Topic[]>;
  /** Makes pictures of charts; their words stand alone unless given. */
  readonly draw?: Draw;
  /** Notes an id for all replicas and over restarts; false when it was noted before. In memory unless given. */
  readonly arrive?: Arrive;
  /** Where what is asked beside the outbox is counted, for all replicas; nowhere unless given. */
  readonly limits?: SharedLimits;
  /** What this connection serves; all that Discord recommends unless given. */
  readonly shards?: ShardSet;
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
  /** All that we ask by ourselves; the SDK asks for its gateway alone. */
  readonly rest: Requests;
  readonly sender: Sender;
  readonly shortcuts: GuildCommands | undefined;
  readonly controller: AbortController;
  readonly underWay: Set<Promise<void>>;
}

const notConnected: Delivery = { kind: 'failed', code: 'not-connected', unknown: false };

export const createDiscordPlatform = (options: DiscordOptions): Platform => {
  const { token, clock, log, linker } = options;
  const commands = applicationCommands(options.commands, options.suggest !== undefined);
  const withPicture = createPictures(options.draw, log, token);
  const noted = createRecent(10_000);
  let connection: Connection | undefined;

  const start = async (answerer: Answerer): Promise<void> => {
    await stop();
    const controller = new AbortController();
    const { signal } = controller;
    // A client that failed once is spent: each attempt has its own.
    const open = async (): Promise<Connection> => {
      const client = createClient(options.apiUrl, log, token, options.shards);
      const uncounted = client.rest;
      const rest = counted(uncounted, { limits: options.limits, clock, log, token, signal });
      const sender = createSender({ uncounted, counted: rest, client, log, token, withPicture });
      const shortcuts = shortcutsOf(rest, client, signal);
      const current: Connection = { client, rest, sender, shortcuts, controller, underWay: new Set() };
      receive(current, answerer);
      connection = current;
      try {
        await connect(client, token, clock, signal, options.shards);
        return current;
      } catch (error) {
        await client.destroy();
        throw error;
      }
    };
    try {
      const current = await startPatiently(open, clock, signal);
      await startPatiently(() => register(current), clock, signal);
      watch(current);
    } catch (error) {
      await stop();
      throw error;
    }
  };

  const applicationOf = (client: Client): string =>
    options.applicationId ?? client.application?.id ?? applicationIdOf(token) ?? '';

  const register = ({ rest, client }: Connection): Promise<unknown> =>
    rest.put(Routes.applicationCommands(applicationOf(client)), { body: commands });

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

  /** Hands in what arrives, as long as this connection is the one. */
  const receive = (current: Connection, answerer: Answerer): void => {
    const { client, rest, controller, underWay } = current;
    const desk: Answering = {
      answerer,
      render: (answer) => render(answer, linker),
      rest,
      sender: current.sender,
      withPicture,
      clock,
      log,
      token,
      signal: controller.signal,
      commands: options.commands,
      expectsNotice: options.expectsNotice ?? (() => false),
      arrive: options.arrive ?? (async (id) => noted.add(id)),
      posted: async (address, briefing) => {
        try {
          await options.posted?.(address, briefing);
        } catch (error) {
          log.error('a card could not be remembered', errorFields(error, token));
        }
      },
    };
    const isOver = (): boolean => connection !== current || controller.signal.aborted;
    const work = (run: () => Promise<unknown>): void => {
      if (isOver()) return;
      const done: Promise<void> = run()
        .then(() => undefined)
        .catch((error: unknown) => log.error('an answer failed', errorFields(error, token)))
        .finally(() => underWay.delete(done));
      underWay.add(done);
    };
    // One server after the other: at a start there are many.
    let shortcuts: Promise<unknown> = Promise.resolve();
    const present = ({ id }: Guild): Promise<unknown> => {
      const next = shortcuts.then(async () => {
        const told = isOver() ? undefined : await current.shortcuts?.sync(id);
        if (told !== undefined) log.warn('the topics of a server are not all its commands', { guild: id, told });
      });
      shortcuts = next.catch(() => undefined);
      return next;
    };
    listen(client, { desk, suggest: options.suggest, present, work });
  };

  const shortcutsOf = (rest: Requests, client: Client, signal: AbortSignal): GuildCommands | undefined => {
    const { topicsOf } = options;
    if (topicsOf === undefined) return undefined;
    const application = () => applicationOf(client);
    return createGuildCommands({
      rest,
      application,
      topicsOf,
      shared: options.commands,
      clock,
      log,
      token,
      signal,
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
    // A direct message is no server: its topics have no commands.
    topicsChanged: async (workspace) => (/^\d+$/u.test(workspace) ? connection?.shortcuts?.sync(workspace) : undefined),
    // Posts of the outbox, which were counted as they were leased.
    send: async (address, payload, key, again = false) =>
      connection?.sender.send(address, payload, key, again, paidFor(address, again)) ?? notConnected,
    tell: async (person, payload, key) => connection?.sender.tell(person, payload, key, paidToTell) ?? notConnected,
  };
};
