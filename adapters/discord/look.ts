/** Whether a post of which nobody knows what became stands already. */
import { type Client, Routes } from 'discord.js';
import { z } from 'zod';
import type { Delivery } from '../../src/model.ts';
import type { Log, Payload } from '../../src/ports.ts';
import { deliveryOf } from './delivery.ts';
import { recentMessages } from './limits.ts';
import { errorFields } from './log.ts';
import type { Requests } from './pace.ts';

const user = z.object({ id: z.string() });
const heldMessage = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  content: z.string(),
  embeds: z.array(z.object({ title: z.string().optional(), description: z.string().optional() })),
});
const shown = heldMessage.pick({ content: true, embeds: true }).partial();

/**
 * A recent post of ours that shows the same, as sent. Undefined where there is none, or the history may not be read;
 * what stands in the way for now where Discord cannot be asked: the nonce is forgotten in minutes, so the post waits.
 */
export type Look = (rest: Requests, channel: string, payload: Payload) => Promise<Delivery | undefined>;

export const createLook = (client: Client, log: Log, token: string): Look => {
  let self: string | undefined;

  /** A connection without a shard is told nothing of itself. */
  const ownId = async (rest: Requests): Promise<string> => {
    self ??= client.user?.id ?? user.parse(await rest.get(Routes.user())).id;
    return self;
  };

  return async (rest, channel, payload) => {
    const wanted = shown.safeParse(payload);
    if (!wanted.success) return undefined;
    const looks = JSON.stringify([wanted.data.content ?? '', wanted.data.embeds ?? []]);
    try {
      const query = new URLSearchParams({ limit: String(recentMessages) });
      const own = await ownId(rest);
      const messages = z.array(heldMessage).parse(await rest.get(Routes.channelMessages(channel), { query }));
      const found = messages.find(
        ({ author, content, embeds }) => author.id === own && JSON.stringify([content, embeds]) === looks,
      );
      return found && { kind: 'sent', ref: found.id };
    } catch (error) {
      log.debug('the recent posts could not be compared', { channel, ...errorFields(error, token) });
      if (error instanceof z.ZodError) return undefined;
      const delivery = deliveryOf(error, () => '');
      return delivery.kind === 'rejected' ? undefined : delivery;
    }
  };
};
