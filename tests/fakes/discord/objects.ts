/** The JSON objects that Discord's REST and gateway hand out, filled in from the world. */
import { z } from 'zod';
import { type FakeChannel, type FakeMessage, type Json, permissionsIn, type World } from './world.ts';

const epoch = '2025-06-01T08:00:00.000000+00:00';

export const botUser = (world: World): Json => ({
  id: world.bot,
  username: 'crosswire',
  discriminator: '0000',
  global_name: null,
  avatar: null,
  bot: true,
  flags: 0,
});

export const personUser = (id: string): Json => ({
  id,
  username: `person-${id.slice(-4)}`,
  discriminator: '0',
  global_name: 'A reader',
  avatar: null,
});

export const member = (user: Json, roles: readonly string[], permissions?: bigint): Json => ({
  user,
  roles,
  joined_at: epoch,
  premium_since: null,
  nick: null,
  deaf: false,
  mute: false,
  flags: 0,
  pending: false,
  ...(permissions === undefined ? {} : { permissions: String(permissions) }),
});

export const channelObject = (world: World, channel: FakeChannel): Json => {
  if (channel.type === 1) return { id: channel.id, type: 1, last_message_id: null, recipients: [personUser('901')] };
  if (channel.type === 11) {
    return {
      id: channel.id,
      type: 11,
      guild_id: world.guild,
      parent_id: channel.parent,
      owner_id: world.bot,
      name: channel.name,
      message_count: 0,
      member_count: 1,
      thread_metadata: { archived: false, auto_archive_duration: 1440, archive_timestamp: epoch, locked: false },
      permissions: String(permissionsIn(world, channel)),
    };
  }
  return {
    id: channel.id,
    type: channel.type,
    guild_id: world.guild,
    name: channel.name,
    position: 0,
    parent_id: null,
    nsfw: false,
    permission_overwrites: [
      ...(channel.deny === 0n ? [] : [{ id: world.role, type: 0, allow: '0', deny: String(channel.deny) }]),
      ...(channel.managers ?? []).map((id) => ({ id, type: 1, allow: String(0x10n), deny: '0' })),
    ],
  };
};

export const guildObject = (world: World): Json => {
  const channels = [...world.channels.values()];
  return {
    id: world.guild,
    name: 'A newsroom',
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: '900',
    region: null,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [
      roleObject(world.guild, '@everyone', 0n),
      roleObject(world.role, 'Crosswire', world.permissions, { bot_id: world.bot }),
    ],
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: world.systemChannel,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    joined_at: world.joinedAt,
    large: false,
    unavailable: false,
    member_count: 2,
    members: [member(botUser(world), [world.role])],
    channels: channels.filter(({ type }) => type === 0 || type === 2).map((channel) => channelObject(world, channel)),
    threads: channels.filter(({ type }) => type === 11).map((channel) => channelObject(world, channel)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
};

const roleObject = (id: string, name: string, permissions: bigint, tags?: Json): Json => ({
  id,
  name,
  permissions: String(permissions),
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  icon: null,
  unicode_emoji: null,
  position: 0,
  managed: tags !== undefined,
  mentionable: false,
  flags: 0,
  ...(tags === undefined ? {} : { tags }),
});

/** What of a request's body is seen. */
export const shownOf = (body: unknown): Json => {
  const { content = '', embeds = [], components = [], attachments = [] } = z.looseObject({}).parse(body ?? {});
  return { content, embeds, components, attachments };
};

export const messageObject = (world: World, message: FakeMessage): Json => ({
  id: message.id,
  type: message.reference === undefined ? 0 : 19,
  channel_id: message.channel,
  author: message.author === 'bot' ? botUser(world) : personUser('901'),
  content: '',
  embeds: [],
  components: [],
  attachments: [],
  ...message.body,
  timestamp: epoch,
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  pinned: false,
  flags: message.ephemeral ? 64 : 0,
  ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
  ...(message.reference === undefined
    ? {}
    : { message_reference: { message_id: message.reference, channel_id: message.channel } }),
});

/** Somebody who does something in Discord. */
export interface Doer {
  /** 901 unless told. */
  readonly by?: string | undefined;
  /** Whether they may manage the server; anything finer is `permissions`, as they are in that channel. */
  readonly manages?: boolean | undefined;
  readonly permissions?: bigint | undefined;
}

export interface Spoken extends Doer {
  readonly name: string;
  readonly options: readonly Json[];
}

/** What kind of interaction it is: a command (2), a press (3), an autocompletion (4), a form (5); with its own data. */
export type Done =
  | { readonly type: 2 | 4; readonly data: Json }
  | { readonly type: 3 | 5; readonly data: Json; readonly message: Json };

/** INTERACTION_CREATE. */
export const interactionObject = (
  world: World,
  interaction: { readonly id: string; readonly token: string },
  channel: FakeChannel,
  { by = '901', manages = false, permissions = manages ? 0x20n : 0x400n }: Doer,
  done: Done,
): Json => {
  const user = personUser(by);
  const direct = channel.type === 1;
  return {
    id: interaction.id,
    application_id: world.application,
    token: interaction.token,
    version: 1,
    channel_id: channel.id,
    channel: channelObject(world, channel),
    ...(direct ? { user } : { guild_id: world.guild, member: member(user, [], permissions), guild_locale: 'en-US' }),
    app_permissions: String(direct ? 0n : permissionsIn(world, channel)),
    locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: { '0': direct ? '0' : world.guild },
    context: direct ? 1 : 0,
    attachment_size_limit: 10_485_760,
    ...done,
  };
};
