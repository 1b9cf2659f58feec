/** One post to a channel or a thread, and what became of it. */
import { createHash } from 'node:crypto';
import { type Client, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Address, Delivery } from '../../src/model.ts';
import type { Log, Payload } from '../../src/ports.ts';
import { codeOf, deliveryOf, discordCode, tokenInvalid, unknownChannel } from './delivery.ts';
import { nonceLimit, recentMessages, threadArchiveMinutes } from './limits.ts';
import { errorFields } from './log.ts';
import { needs, permissionFix } from './permissions.ts';
import type { WithPicture } from './pictures.ts';
import { createRecent } from './recent.ts';
import { threadName } from './render/message.ts';

export interface Sender {
  /** As `Platform.send`. */
  send(address: Address, payload: Payload, key: string, again?: boolean): Promise<Delivery>;
  /** One post under a message that a person wrote, in the same channel. */
  answer(channel: string, to: string, payload: Payload, key: string): Promise<Delivery>;
  /** One post to the direct messages with a person. */
  tell(person: string, payload: Payload, key: string): Promise<Delivery>;
}

const sentMessage = z.object({ id: z.string() });
const heldMessage = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  content: z.string(),
  embeds: z.array(z.object({ title: z.string().optional(), description: z.string().optional() })),
});
const shown = heldMessage.pick({ content: true, embeds: true }).partial();

/** The same for the same key, at most 25 characters: by it Discord drops a second copy for a few minutes. */
export const nonceOf = (key: string): string =>
  createHash('sha256').update(key).digest('base64url').slice(0, nonceLimit);

/** The wire's body: what is ours alone is taken out, what every post carries is put in. */
const bodyOf = (payload: Payload, key: string, replyTo?: string): Payload => {
  const { thread_name: _, flags: __, ...rest } = payload;
  return {
    ...rest,
    allowed_mentions: { parse: [] },
    nonce: nonceOf(key),
    enforce_nonce: true,
    ...(replyTo === undefined ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
  };
};

const threadGone: Delivery = {
  kind: 'rejected',
  code: 'unknown-thread',
  fix: 'The thread was deleted; the next briefing starts a new one.',
};

/** Where a reply goes: into the thread, or (where there are no threads) into the channel, under its parent. */
type Place = { readonly kind: 'channel'; readonly id: string; readonly replyTo?: string } | Delivery;

export const createSender = (rest: REST, client: Client, log: Log, token: string, withPicture: WithPicture): Sender => {
  /** Threads known to exist; asking for one that does costs a request, no more. */
  const threads = createRecent(10_000);
  /** Channels that take no threads: direct messages, voice. */
  const threadless = createRecent(1_000);

  let self: string | undefined;

  /** Set once Discord has refused the token: discord.js then forgets it, and nothing can be sent until a restart. */
  let refused: Delivery | undefined;

  /** @param place where it was to stand: the channel, or a thread of it */
  const failed = (error: unknown, channel: string, wanted: keyof typeof needs, place = channel): Delivery => {
    log.warn('Discord did not take a post', { channel, ...errorFields(error, token) });
    const delivery = deliveryOf(error, () => permissionFix(client, channel, needs[wanted]), place);
    if (delivery.kind === 'rejected' && delivery.code === tokenInvalid) refused = delivery;
    return delivery;
  };

  const post = async (
    channel: string,
    body: Payload,
    wanted: keyof typeof needs,
    parent: string,
  ): Promise<Delivery> => {
    try {
      const answer = await withPicture(body, (wire) => rest.post(Routes.channelMessages(channel), wire));
      return { kind: 'sent', ref: sentMessage.parse(answer).id };
    } catch (error) {
      const { message_reference: reference, ...alone } = body;
      // Without the permission to read the history a bot may post, but not point at a message.
      if (codeOf(error) === discordCode.replyNeedsHistory && reference !== undefined) {
        return post(channel, alone, wanted, parent);
      }
      return failed(error, parent, wanted, channel);
    }
  };

  /** Starts the thread of a card, unless it has one. Its id is the card's. */
  const threadUnder = async (address: Address, parent: string, payload: Payload): Promise<Place> => {
    if (threads.has(parent)) return { kind: 'channel', id: parent };
    if (threadless.has(address.channel)) return { kind: 'channel', id: address.channel, replyTo: parent };
    const name = threadName(typeof payload.thread_name === 'string' ? payload.thread_name : '');
    const body = { name, auto_archive_duration: threadArchiveMinutes };
    try {
      await rest.post(Routes.threads(address.channel, parent), { body });
    } catch (error) {
      const code = codeOf(error);
      if (code === discordCode.wrongChannelType) {
        threadless.add(address.channel);
        return { kind: 'channel', id: address.channel, replyTo: parent };
      }
      // It has one already, or it is a thread that no message began (a forum post): posting there shows which.
      if (code !== discordCode.threadExists && code !== discordCode.unknownMessage) {
        return failed(error, address.channel, 'thread');
      }
    }
    threads.add(parent);
    return { kind: 'channel', id: parent };
  };

  /** A connection without a shard is told nothing of itself. */
  const ownId = async (): Promise<string> => {
    self ??= client.user?.id ?? sentMessage.parse(await rest.get(Routes.user())).id;
    return self;
  };

  /** The id of a recent post of ours that shows the same, or undefined, also where the history may not be read. */
  const alreadyThere = async (channel: string, payload: Payload): Promise<string | undefined> => {
    const wanted = shown.safeParse(payload);
    if (!wanted.success) return undefined;
    const looks = JSON.stringify([wanted.data.content ?? '', wanted.data.embeds ?? []]);
    try {
      const query = new URLSearchParams({ limit: String(recentMessages) });
      const own = await ownId();
      const messages = z.array(heldMessage).parse(await rest.get(Routes.channelMessages(channel), { query }));
      return messages.find(
        ({ author, content, embeds }) => author.id === own && JSON.stringify([content, embeds]) === looks,
      )?.id;
    } catch (error) {
      log.debug('the recent posts could not be compared', { channel, ...errorFields(error, token) });
      return undefined;
    }
  };

  return {
    send: async (address, payload, key, again = false) => {
      if (refused !== undefined) return refused;
      const place: Place =
        address.thread === undefined
          ? { kind: 'channel', id: address.channel }
          : await threadUnder(address, address.thread, payload);
      if (place.kind !== 'channel') return place;
      // The nonce is forgotten after a few minutes; what stands in the channel is not.
      const found = again ? await alreadyThere(place.id, payload) : undefined;
      if (found !== undefined) return { kind: 'sent', ref: found };
      const wanted = place.id === address.channel ? 'post' : 'thread';
      const delivery = await post(place.id, bodyOf(payload, key, place.replyTo), wanted, address.channel);
      return place.id !== address.channel && delivery.kind === 'rejected' && delivery.code === unknownChannel
        ? threadGone
        : delivery;
    },
    tell: async (person, payload, key) => {
      if (refused !== undefined) return refused;
      try {
        const opened = await rest.post(Routes.userChannels(), { body: { recipient_id: person } });
        const { id } = sentMessage.parse(opened);
        return await post(id, bodyOf(payload, key), 'post', id);
      } catch (error) {
        return failed(error, person, 'post');
      }
    },
    answer: async (channel, to, payload, key) => {
      const wanted = client.channels.cache.get(channel)?.isThread() === true ? 'thread' : 'post';
      return refused ?? post(channel, bodyOf(payload, key, to), wanted, channel);
    },
  };
};
