/**
 * The bot's first words in a server, once.
 *
 * A server that was there before is told of again at every start and after every lost session. What tells a new one is
 * the instant at which the bot joined it, as Discord keeps it: within the last hour, and not noted yet. The note is the
 * store's (`arrive`), so that it holds over restarts and for all replicas; a bot that was added while nothing ran still
 * says hello when it is started within the hour.
 */
import { ChannelType, type Client, type Guild, type GuildBasedChannel, type TextChannel } from 'discord.js';
import type { Command, Notice } from '../../src/model.ts';
import { type Answering, ask, sendReplies } from './desk.ts';
import { digestPermissions, grant, lacking, needs } from './permissions.ts';
import { persist } from './persist.ts';
import { isPrivate } from './render/render.ts';

/** How long after it joined a server the bot may still introduce itself, and how far clocks may differ. */
const arrivalMs = 60 * 60 * 1_000;
const clockSkewMs = 5 * 60 * 1_000;

const isText = (channel: GuildBasedChannel): channel is TextChannel => channel.type === ChannelType.GuildText;

/** As Discord lists them: those outside any category first, then by category. */
const inOrder = (a: TextChannel, b: TextChannel): number =>
  (a.parent?.rawPosition ?? -1) - (b.parent?.rawPosition ?? -1) || a.rawPosition - b.rawPosition;

/** The system channel, then the text channels in their order. */
const candidates = (guild: Guild): readonly TextChannel[] => {
  const texts = [...guild.channels.cache.filter(isText).values()].sort(inOrder);
  const { systemChannel } = guild;
  return systemChannel === null ? texts : [systemChannel, ...texts.filter(({ id }) => id !== systemChannel.id)];
};

export const greet = async (desk: Answering, client: Client, guild: Guild): Promise<void> => {
  const age = desk.clock.now() - guild.joinedTimestamp;
  if (age > arrivalMs || age < -clockSkewMs) return;
  const id = `discord-joined:${guild.id}:${guild.joinedTimestamp}`;
  if (!(await desk.arrive(id))) return;
  const places = candidates(guild);
  const place = places.find((channel) => lacking(client, channel, needs.post).length === 0);
  if (place !== undefined) await introduce(desk, guild, place, id);
  await report(desk, client, guild, place ?? places[0], id);
};

const introduce = async (desk: Answering, guild: Guild, place: TextChannel, key: string): Promise<void> => {
  const command: Command = {
    address: { platform: 'discord', workspace: guild.id, channel: place.id },
    person: { id: guild.ownerId, manages: false },
    name: 'welcome',
    text: '',
  };
  const { answer, rendered } = await ask(desk, command);
  // A fault is no way to begin.
  if (isPrivate(answer)) return;
  const send = (again: boolean) => desk.sender.send(command.address, rendered.parent, key, again);
  const sent = await persist(send, desk.clock, desk.signal, true);
  if (sent.kind === 'sent') await sendReplies(desk, command.address, rendered.replies, key);
  else desk.log.warn('the first words in a server were lost', { guild: guild.id, delivery: sent });
};

/** The server's owner learns at once what the bot may not do there, and what mends it. */
const report = async (
  desk: Answering,
  client: Client,
  guild: Guild,
  place: TextChannel | undefined,
  key: string,
): Promise<void> => {
  const missing = place === undefined ? needs.post : lacking(client, place, digestPermissions);
  if (missing.length === 0) return;
  const where = place === undefined ? guild.name : `#${place.name} of ${guild.name}`;
  const notice: Notice = {
    tone: 'refusal',
    title: `Crosswire lacks permissions in ${where}`,
    lines: [],
    fix: place === undefined ? `Make a text channel, and g${grant(missing)}` : `G${grant(missing)}`,
  };
  const { parent } = desk.render({ kind: 'notice', notice });
  const told = await persist(
    () => desk.sender.tell(guild.ownerId, parent, `${key}:lacking`),
    desk.clock,
    desk.signal,
    true,
  );
  desk.log.warn('the bot lacks permissions in a server', { guild: guild.id, fix: notice.fix, told: told.kind });
};
