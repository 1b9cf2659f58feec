/** One post to a channel or a thread, and what became of it. */
import { createHash } from 'node:crypto';
import { type Client, Routes } from 'discord.js';
import { z } from 'zod';
import type { Address, Delivery } from '../../src/model.ts';
import type { Log, Payload } from '../../src/ports.ts';
import { codeOf, deliveryOf, discordCode, tokenInvalid, unknownChannel } from './delivery.ts';
import { nonceLimit, threadArchiveMinutes } from './limits.ts';
import { errorFields } from './log.ts';
import { createLook } from './look.ts';
import { prepaid, type Requests } from './pace.ts';
import { needs, permissionFix } from './permissions.ts';
import type { WithPicture } from './pictures.ts';
import { createRecent } from './recent.ts';
import { threadName } from './render/message.ts';

export interface Sender {
  /** As `Platform.send`. `paid` requests were counted against the token's limit before; none unless given. */
  send(address: Address, payload: Payload, key: string, again?: boolean, paid?: number): Promise<Delivery>;
  /** One post under a message that a person wrote, in the same channel. */
  answer(channel: string, to: string, payload: Payload, key: string): Promise<Delivery>;
  /** One post to the direct messages with a person. `paid` as there. */
  tell(person: string, payload: Payload, key: string, paid?: number): Promise<Delivery>;
}

const sentMessage = z.object({ id: z.string() });

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

/** What a post is sent with. `uncounted` is for the requests that were paid for. */
export interface SenderServices {
  readonly uncounted: Requests;
  readonly counted: Requests;
  readonly client: Client;
  readonly log: Log;
  readonly token: string;
  readonly withPicture: WithPicture;
}

export const createSender = (services: SenderServices): Sender => {
  const { uncounted, counted, client, log, token, withPicture } = services;
  /** Threads known to exist; asking for one that does costs a request, no more. */
  const threads = createRecent(10_000);
  const look = createLook(client, log, token);
  /** Channels that take no threads: direct messages, voice. */
  const threadless = createRecent(1_000);

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
    rest: Requests,
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
        return post(rest, channel, alone, wanted, parent);
      }
      return failed(error, parent, wanted, channel);
    }
  };

  /** Starts the thread of a card, unless it has one. Its id is the card's. */
  const startThread = async (rest: Requests, address: Address, parent: string, payload: Payload): Promise<Place> => {
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

  /** Only the first reply bears the thread's name, and starts it: one behind it, in whichever replica, finds it there. */
  const threadUnder = async (rest: Requests, address: Address, parent: string, payload: Payload): Promise<Place> => {
    if (threadless.has(address.channel)) return { kind: 'channel', id: address.channel, replyTo: parent };
    const there = threads.has(parent) || payload.thread_name === undefined;
    return there ? { kind: 'channel', id: parent } : startThread(rest, address, parent, payload);
  };

  /** Looks first where an earlier attempt may have arrived, and posts. */
  const postAt = async (
    rest: Requests,
    place: Extract<Place, { kind: 'channel' }>,
    address: Address,
    payload: Payload,
    key: string,
    again: boolean,
  ): Promise<Delivery> => {
    // The nonce is forgotten after a few minutes; what stands in the channel is not.
    const found = again ? await look(rest, place.id, payload) : undefined;
    const wanted = place.id === address.channel ? 'post' : 'thread';
    return found ?? post(rest, place.id, bodyOf(payload, key, place.replyTo), wanted, address.channel);
  };

  const isGone = (delivery: Delivery): boolean => delivery.kind === 'rejected' && delivery.code === unknownChannel;

  return {
    send: async (address, payload, key, again = false, paid = 0) => {
      if (refused !== undefined) return refused;
      const rest = prepaid(uncounted, counted, paid);
      const { channel, thread } = address;
      if (thread === undefined) return postAt(rest, { kind: 'channel', id: channel }, address, payload, key, again);
      const place = await threadUnder(rest, address, thread, payload);
      if (place.kind !== 'channel') return place;
      const delivery = await postAt(rest, place, address, payload, key, again);
      if (place.id !== thread || !isGone(delivery)) return delivery;
      if (threads.has(thread)) return threadGone;
      // Nobody has started it: the first reply was refused, or the channel takes no threads.
      const started = await startThread(rest, address, thread, payload);
      if (started.kind !== 'channel') return started;
      const second = await postAt(rest, started, address, payload, key, again);
      return started.id === thread && isGone(second) ? threadGone : second;
    },
    tell: async (person, payload, key, paid = 0) => {
      if (refused !== undefined) return refused;
      const rest = prepaid(uncounted, counted, paid);
      try {
        const opened = await rest.post(Routes.userChannels(), { body: { recipient_id: person } });
        const { id } = sentMessage.parse(opened);
        return await post(rest, id, bodyOf(payload, key), 'post', id);
      } catch (error) {
        return failed(error, person, 'post');
      }
    },
    answer: async (channel, to, payload, key) => {
      const wanted = client.channels.cache.get(channel)?.isThread() === true ? 'thread' : 'post';
      return refused ?? post(counted, channel, bodyOf(payload, key, to), wanted, channel);
    },
  };
};
