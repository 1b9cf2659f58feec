/** The REST routes that Crosswire uses, answered from the world as Discord would. */
import { PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';
import { asObject, type RestAnswer, refusal } from './answers.ts';
import { commandFaults, messageFaults, specificationFaults } from './checks.ts';
import { answerInteraction, deleteOriginal, editOriginal, followUp } from './interactions.ts';
import { botUser, channelObject, messageObject, shownOf } from './objects.ts';
import { type FakeChannel, type FakeMessage, type Json, permissionsIn, type World } from './world.ts';

export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** What the routes tell the gateway. */
export type Announce = (type: string, data: Json) => void;

type Handler = (world: World, request: RestRequest, parts: readonly string[], announce: Announce) => RestAnswer;

interface Route {
  readonly method: string;
  /** As the OpenAPI file names it. */
  readonly path: string;
  readonly checks?: (body: unknown) => readonly string[];
  readonly handler: Handler;
}

const channelOf = (world: World, id: string | undefined): FakeChannel | undefined =>
  id === undefined ? undefined : world.channels.get(id);

const mayNot = (world: World, channel: FakeChannel, permission: bigint): RestAnswer | undefined => {
  if (channel.type === 1) return undefined;
  const held = permissionsIn(world, channel);
  if ((held & PermissionFlagsBits.ViewChannel) === 0n) return refusal(403, 50001, 'Missing Access');
  return (held & permission) === 0n ? refusal(403, 50013, 'Missing Permissions') : undefined;
};

const postMessage: Handler = (world, request, [id]) => {
  const channel = channelOf(world, id);
  if (channel === undefined) return refusal(404, 10003, 'Unknown Channel');
  const needed = channel.type === 11 ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  const denied = mayNot(world, channel, needed);
  if (denied !== undefined) return denied;
  const body = asObject(request.body);
  const nonce = typeof body.nonce === 'string' ? body.nonce : undefined;
  const same = world.messages.find((message) => message.channel === channel.id && message.nonce === nonce);
  if (nonce !== undefined && body.enforce_nonce === true && same !== undefined) {
    return { status: 200, body: messageObject(world, same) };
  }
  const reference = z.object({ message_id: z.string() }).safeParse(body.message_reference);
  if (reference.success && mayNot(world, channel, PermissionFlagsBits.ReadMessageHistory) !== undefined) {
    return refusal(400, 160002, 'Cannot reply without permission to read message history');
  }
  const message: FakeMessage = {
    id: world.newId(),
    channel: channel.id,
    author: 'bot',
    body: shownOf(body),
    ephemeral: false,
    nonce,
    interaction: undefined,
    reference: reference.success ? reference.data.message_id : undefined,
  };
  world.messages.push(message);
  return { status: 200, body: messageObject(world, message) };
};

const startThread: Handler = (world, request, [channelId, messageId], announce) => {
  const channel = channelOf(world, channelId);
  if (channel === undefined) return refusal(404, 10003, 'Unknown Channel');
  if (channel.type !== 0) return refusal(400, 50024, 'Cannot execute action on this channel type');
  const denied = mayNot(world, channel, PermissionFlagsBits.CreatePublicThreads);
  if (denied !== undefined) return denied;
  const parent = world.messages.find((message) => message.id === messageId && message.channel === channel.id);
  if (parent === undefined || parent.ephemeral) return refusal(404, 10008, 'Unknown Message');
  if (world.channels.has(parent.id)) return refusal(400, 160004, 'A thread has already been created for this message');
  const thread = { id: parent.id, name: String(asObject(request.body).name), type: 11, parent: channel.id, deny: 0n };
  world.channels.set(thread.id, thread);
  const object = channelObject(world, thread);
  announce('THREAD_CREATE', { ...object, newly_created: true });
  return { status: 201, body: object };
};

const listMessages: Handler = (world, request, [id]) => {
  const channel = channelOf(world, id);
  if (channel === undefined) return refusal(404, 10003, 'Unknown Channel');
  const denied = mayNot(world, channel, PermissionFlagsBits.ReadMessageHistory);
  if (denied !== undefined) return denied;
  const limit = Number(request.query.get('limit') ?? '50');
  const found = world.messages.filter((message) => message.channel === channel.id && !message.ephemeral);
  // Discord does not keep the nonce in the history.
  const shown = found.slice(-limit).reverse();
  return { status: 200, body: shown.map((message) => messageObject(world, { ...message, nonce: undefined })) };
};

const putCommands: Handler = (world, request) => {
  const commands = z.array(z.record(z.string(), z.unknown())).parse(request.body);
  world.commands = commands;
  return {
    status: 200,
    body: commands.map((command) => ofApplication(world, command)),
  };
};

const ofApplication = (world: World, command: Json): Json => ({
  id: world.newId(),
  application_id: world.application,
  version: world.newId(),
  type: 1,
  ...command,
});

/** A command of a name that is not there yet counts against 200 a day. */
const putGuildCommands: Handler = (world, request, [, guild]) => {
  if (guild !== world.guild) return refusal(403, 50001, 'Missing Access');
  const commands = z.array(z.looseObject({ name: z.string() })).parse(request.body);
  const known = new Set(world.guildCommands.map(({ name }) => name));
  const fresh = commands.filter(({ name }) => !known.has(name)).length;
  if (world.commandCreations + fresh > 200)
    return refusal(400, 30034, 'Maximum number of daily application command creates has been reached (200)');
  world.commandCreations += fresh;
  world.guildCommands = commands.map((command) => ofApplication(world, { guild_id: guild, ...command }));
  return { status: 200, body: world.guildCommands };
};

const openDirect: Handler = (world) => {
  const direct = [...world.channels.values()].find((channel) => channel.type === 1);
  return direct === undefined
    ? refusal(403, 50007, 'Cannot send messages to this user')
    : { status: 200, body: channelObject(world, direct) };
};

const routes: readonly Route[] = [
  { method: 'GET', path: '/users/@me', handler: (world) => ({ status: 200, body: botUser(world) }) },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    handler: (world) => ({
      status: 200,
      body: world.joined ? [{ id: world.guild, name: 'A newsroom', permissions: String(world.permissions) }] : [],
    }),
  },
  { method: 'POST', path: '/users/@me/channels', handler: openDirect },
  { method: 'PUT', path: '/applications/{application_id}/commands', checks: commandFaults, handler: putCommands },
  {
    method: 'GET',
    path: '/applications/{application_id}/guilds/{guild_id}/commands',
    handler: (world, _, [, guild]) =>
      guild === world.guild ? { status: 200, body: world.guildCommands } : refusal(403, 50001, 'Missing Access'),
  },
  {
    method: 'PUT',
    path: '/applications/{application_id}/guilds/{guild_id}/commands',
    checks: commandFaults,
    handler: putGuildCommands,
  },
  {
    method: 'GET',
    path: '/channels/{channel_id}',
    handler: (world, _, [id]) => {
      const channel = channelOf(world, id);
      return channel === undefined
        ? refusal(404, 10003, 'Unknown Channel')
        : { status: 200, body: channelObject(world, channel) };
    },
  },
  { method: 'POST', path: '/channels/{channel_id}/typing', handler: () => ({ status: 204 }) },
  { method: 'GET', path: '/channels/{channel_id}/messages', handler: listMessages },
  { method: 'POST', path: '/channels/{channel_id}/messages', checks: messageFaults, handler: postMessage },
  { method: 'POST', path: '/channels/{channel_id}/messages/{message_id}/threads', handler: startThread },
  {
    method: 'POST',
    path: '/interactions/{interaction_id}/{interaction_token}/callback',
    handler: (world, request, [, token = '']) => answerInteraction(world, token, request.body),
  },
  {
    method: 'PATCH',
    path: '/webhooks/{webhook_id}/{webhook_token}/messages/@original',
    checks: messageFaults,
    handler: (world, request, [, token = '']) => editOriginal(world, token, request.body),
  },
  {
    method: 'DELETE',
    path: '/webhooks/{webhook_id}/{webhook_token}/messages/@original',
    handler: (world, _, [, token = '']) => deleteOriginal(world, token),
  },
  {
    method: 'POST',
    path: '/webhooks/{webhook_id}/{webhook_token}',
    checks: messageFaults,
    handler: (world, request, [, token = '']) => followUp(world, token, request.body),
  },
];

const matchers = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/\{[^}]+\}/gu, '([^/]+)')}$`, 'u'),
}));

/** Checks the body, then answers; what is malformed is refused and written down. */
export const answerRest = (world: World, request: RestRequest, announce: Announce): RestAnswer => {
  for (const { route, pattern } of matchers) {
    const match = pattern.exec(request.path);
    if (match === null || route.method !== request.method) continue;
    if (request.body !== undefined) {
      const faults = [
        ...specificationFaults(route.path, route.method, request.body),
        ...(route.checks?.(request.body) ?? []),
      ];
      if (faults.length > 0) {
        world.violations.push(...faults.map((fault) => `${request.method} ${request.path}: ${fault}`));
        return refusal(400, 50035, 'Invalid Form Body');
      }
    }
    return route.handler(world, request, match.slice(1), announce);
  }
  return refusal(404, 0, '404: Not Found');
};
