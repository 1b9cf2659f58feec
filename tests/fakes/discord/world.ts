/** What the fake Discord remembers: one server with its channels, the threads, every message, every interaction. */
import { PermissionFlagsBits } from 'discord.js';

export type Json = Readonly<Record<string, unknown>>;

export interface FakeChannel {
  readonly id: string;
  readonly name: string;
  /** Discord's channel types: 0 text, 1 direct message, 2 voice, 11 public thread. */
  readonly type: number;
  readonly parent?: string;
  /** What the bot may not do here, as a permission bit field. */
  deny: bigint;
  /** Who may manage this channel alone. */
  readonly managers?: readonly string[];
}

export interface FakeMessage {
  readonly id: string;
  readonly channel: string;
  readonly author: 'bot' | 'person';
  /** As the platform would show it: content, embeds and components. */
  body: Json;
  readonly ephemeral: boolean;
  readonly nonce: string | undefined;
  /** The token of the interaction that it answers. */
  readonly interaction: string | undefined;
  readonly reference: string | undefined;
}

export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  readonly channel: string;
  /** `deferred`: "thinking ..." is shown; `answered`: a message stands; `deleted`: that message was taken away. */
  state: 'open' | 'deferred' | 'answered' | 'deleted';
  ephemeral: boolean;
  original: string | undefined;
  /** The 15 minutes are over. */
  expired: boolean;
  /** The body of the answer to an autocompletion. */
  choices: unknown;
  /** The message that was pressed. */
  readonly pressed?: string | undefined;
  /** The form that was opened. */
  modal?: unknown;
}

export interface SeenFile {
  /** `files[0]` is the attachment of id 0. */
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly data: Uint8Array;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly files?: readonly SeenFile[];
  status: number;
}

const allPermissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.SendMessagesInThreads;

export interface World {
  readonly token: string;
  readonly bot: string;
  readonly application: string;
  readonly guild: string;
  readonly role: string;
  /** Whether the bot was invited to the server. */
  joined: boolean;
  /** What the bot's role allows in the whole server. */
  permissions: bigint;
  readonly channels: Map<string, FakeChannel>;
  messages: FakeMessage[];
  readonly interactions: Map<string, FakeInteraction>;
  commands: readonly Json[];
  /** Those of the server alone, and how many were new today. */
  guildCommands: readonly Json[];
  commandCreations: number;
  /** When the bot joined the server, as ISO; where it introduces itself. */
  joinedAt: string;
  systemChannel: string | null;
  readonly requests: SeenRequest[];
  /** Requests that Discord would have refused as malformed, in words. A test that expects none asserts that it is empty. */
  readonly violations: string[];
  newId(): string;
}

/** The bot's effective permissions in a channel; a thread has those of its parent. */
export const permissionsIn = (world: World, channel: FakeChannel): bigint => {
  const parent = channel.parent === undefined ? undefined : world.channels.get(channel.parent);
  return world.permissions & ~channel.deny & ~(parent?.deny ?? 0n);
};

/** A server with two text channels, a voice channel and a direct message. */
export const createWorld = (): World => {
  let last = 1_300_000_000_000_000_000n;
  const newId = (): string => {
    last += 4_194_304n;
    return String(last);
  };
  const application = newId();
  const guild = newId();
  const channels = [
    { id: newId(), name: 'news', type: 0, deny: 0n },
    { id: newId(), name: 'quiet', type: 0, deny: 0n, managers: ['907'] },
    { id: newId(), name: 'voice', type: 2, deny: 0n },
    { id: newId(), name: 'direct', type: 1, deny: 0n },
  ];
  return {
    // The form of a bot token: its first part is the application's id in base64.
    token: `${Buffer.from(application).toString('base64url')}.Fake01.not-a-real-token-of-anybody-0123456`,
    bot: application,
    application,
    guild,
    role: newId(),
    joined: true,
    permissions: allPermissions,
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    messages: [],
    interactions: new Map(),
    commands: [],
    guildCommands: [],
    commandCreations: 0,
    joinedAt: '2025-06-01T08:00:00.000000+00:00',
    systemChannel: null,
    requests: [],
    violations: [],
    newId,
  };
};

/** The channel of that name. */
export const channelNamed = (world: World, name: string): FakeChannel => {
  const found = [...world.channels.values()].find((channel) => channel.name === name);
  if (found === undefined) throw new Error(`the fake has no channel ${name}`);
  return found;
};
