/** The topics of one server as commands of that server alone: `/grain`. */
import { Routes } from 'discord.js';
import { z } from 'zod';
import type { Delivery, Topic } from '../../src/model.ts';
import type { Clock, Log } from '../../src/ports.ts';
import { type ApplicationCommand, type CommandRow, guildCommand, isCommandName } from './commands.ts';
import { deliveryOf, discordCode } from './delivery.ts';
import { commandsPerGuild } from './limits.ts';
import { errorFields } from './log.ts';
import type { Requests } from './pace.ts';
import { persist } from './persist.ts';

export interface GuildCommandServices {
  readonly rest: Requests;
  /** Known once connected. */
  readonly application: () => string;
  /** A server's own topics. */
  readonly topicsOf: (workspace: string) => Promise<readonly Topic[]>;
  /** The commands of every server. */
  readonly shared: readonly CommandRow[];
  readonly clock: Clock;
  readonly log: Log;
  readonly token: string;
  readonly signal: AbortSignal;
}

export interface GuildCommands {
  /** Makes the commands of a server those of its topics; gives one line on what stands in the way, where something does. */
  sync(guild: string): Promise<string | undefined>;
}

/** Of a command, what we decide; Discord hands out more. */
const registered = z.array(
  z.object({
    name: z.string(),
    description: z.string(),
    options: z.array(z.object({ name: z.string(), description: z.string() })).optional(),
  }),
);

type Registered = z.infer<typeof registered>[number];

const looks = (commands: readonly Registered[]): string =>
  JSON.stringify(
    commands
      .map(({ name, description, options = [] }) => [
        name,
        description,
        options.map((one) => [one.name, one.description]),
      ])
      .sort(([a], [b]) => String(a).localeCompare(String(b))),
  );

const listed = (names: readonly string[]): string => names.map((name) => `/news ${name}`).join(', ');

interface Wanted {
  readonly commands: readonly ApplicationCommand[];
  /** Topics that can have no command of their own, in words. */
  readonly without: string | undefined;
}

/** In the order in which they were made; pure. */
const wantedOf = (topics: readonly Topic[], shared: readonly CommandRow[]): Wanted => {
  const taken = new Set(shared.map(({ name }) => name));
  const shortcuts = topics.filter(({ name, shortcut }) => shortcut && !taken.has(name) && isCommandName(name));
  const over = shortcuts.slice(commandsPerGuild).map(({ name }) => name);
  return {
    commands: shortcuts
      .slice(0, commandsPerGuild)
      .map(({ name, description }) => guildCommand({ name, description, usage: '[question]' })),
    without:
      over.length === 0
        ? undefined
        : `Discord takes ${commandsPerGuild} commands a server: these have none, and are asked for with ${listed(over)}.`,
  };
};

const fixOf = (outcome: Delivery): string =>
  outcome.kind === 'rejected' ? outcome.fix : 'Discord could not be reached; change a topic to try again.';

const tooManyCreated = `discord-${discordCode.tooManyCommandsCreated}`;

export const createGuildCommands = (services: GuildCommandServices): GuildCommands => {
  const { rest, application, topicsOf, shared, clock, log, token, signal } = services;
  /** One after the other for each server, so that the last change wins. */
  const turns = new Map<string, Promise<string | undefined>>();

  /** A request that may be repeated, in a server where it may be refused. */
  const patiently = (guild: string, request: () => Promise<void>): Promise<Delivery> =>
    persist(
      async () => {
        try {
          await request();
          return { kind: 'sent', ref: guild };
        } catch (error) {
          log.warn('the commands of a server could not be set', { guild, ...errorFields(error, token) });
          return deliveryOf(error, () => 'Invite the bot again with the link that crosswire manifest discord prints.');
        }
      },
      clock,
      signal,
      true,
    );

  const path = (guild: string) => Routes.applicationGuildCommands(application(), guild);
  const put = (guild: string, body: readonly ApplicationCommand[]): Promise<Delivery> =>
    patiently(guild, async () => void (await rest.put(path(guild), { body })));

  const sync = async (guild: string): Promise<string | undefined> => {
    const { commands, without } = wantedOf(await topicsOf(guild), shared);
    let standing: readonly Registered[] = [];
    const read = await patiently(guild, async () => {
      standing = registered.parse(await rest.get(path(guild)));
    });
    if (read.kind !== 'sent') return fixOf(read);
    // Discord counts each new command against 200 a day: what stands already is left alone.
    if (looks(standing) === looks(registered.parse(commands))) return without;
    const outcome = await put(guild, commands);
    if (outcome.kind === 'sent') return without;
    if (outcome.kind !== 'rejected' || outcome.code !== tooManyCreated) return fixOf(outcome);
    const names = new Set(standing.map(({ name }) => name));
    const fresh = commands.filter(({ name }) => !names.has(name)).map(({ name }) => name);
    // What was removed is gone all the same.
    await put(
      guild,
      commands.filter(({ name }) => names.has(name)),
    );
    return `Discord takes 200 new commands a day and server: ask with ${listed(fresh)} until a topic is changed tomorrow.`;
  };

  return {
    sync: (guild) => {
      const before = turns.get(guild) ?? Promise.resolve(undefined);
      const turn = before.then(
        () => sync(guild),
        () => sync(guild),
      );
      turns.set(guild, turn);
      const end = (): void => {
        if (turns.get(guild) === turn) turns.delete(guild);
      };
      turn.then(end, end);
      return turn;
    },
  };
};
