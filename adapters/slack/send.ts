/** One post to Slack, and what became of it. */
import type { App } from '@slack/bolt';
import type { Address, Delivery } from '../../src/model.ts';
import type { Clock, Payload } from '../../src/ports.ts';
import type { Dress } from './charts.ts';
import { codeOf, deliveryOf } from './failures.ts';

type Client = App['client'];

/** The name under which the key travels with a post. */
const EVENT_TYPE = 'crosswire_post';

/** How far back, and through how many pages, a lost post is looked for: retries come within minutes to hours. */
const LOOK_BACK_MS = 24 * 3600 * 1000;
const PAGE = 200;
const PAGES = 10;

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The `ts` of the message that carries the key, among one page of them. */
const carrying = (messages: unknown, key: string): string | undefined => {
  if (!Array.isArray(messages)) return undefined;
  const found: unknown = messages.find((message: unknown) => {
    const metadata = field(message, 'metadata');
    return field(metadata, 'event_type') === EVENT_TYPE && field(field(metadata, 'event_payload'), 'key') === key;
  });
  return text(field(found, 'ts'));
};

/** Reads back what stands in the channel or the thread: Slack drops no second copy by itself. */
const find = async (client: Client, clock: Clock, address: Address, key: string): Promise<string | undefined> => {
  const method = address.thread === undefined ? 'conversations.history' : 'conversations.replies';
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const result = await client.apiCall(method, {
      channel: address.channel,
      ...(address.thread === undefined
        ? { oldest: String((clock.now() - LOOK_BACK_MS) / 1000) }
        : { ts: address.thread }),
      include_all_metadata: true,
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    const ts = carrying(field(result, 'messages'), key);
    if (ts !== undefined) return ts;
    cursor = text(field(result.response_metadata, 'next_cursor'));
    if (cursor === undefined || cursor === '') return undefined;
  }
  return undefined;
};

export type Send = (address: Address, payload: Payload, key: string, again?: boolean) => Promise<Delivery>;

/**
 * Sends one post; the key goes with it as message metadata. With `again` it looks for that key first, and posts only
 * when it does not stand there. Never throws for what Slack or the network does.
 */
export const sender =
  (client: Client, clock: Clock, dress: Dress): Send =>
  async (address, payload, key, again = false) => {
    try {
      const standing = again ? await find(client, clock, address, key) : undefined;
      if (standing !== undefined) return { kind: 'sent', ref: standing };
    } catch (error) {
      const delivery = deliveryOf(error);
      // The look itself posted nothing, but the earlier attempt may have.
      return delivery.kind === 'failed' ? { ...delivery, unknown: true } : delivery;
    }
    try {
      const { dressed, bare } = await dress(client, payload);
      const post = (content: Payload) =>
        client.apiCall('chat.postMessage', {
          ...content,
          channel: address.channel,
          ...(address.thread !== undefined && { thread_ts: address.thread }),
          metadata: { event_type: EVENT_TYPE, event_payload: { key } },
        });
      const result = await post(dressed).catch((error: unknown) => {
        // A picture that Slack does not take costs nobody the text; nothing was posted then.
        if (dressed === bare || codeOf(error) !== 'invalid_blocks') throw error;
        return post(bare);
      });
      return { kind: 'sent', ref: text(field(result, 'ts')) ?? '' };
    } catch (error) {
      return deliveryOf(error);
    }
  };
